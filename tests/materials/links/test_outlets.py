"""Which outlet a host belongs to, from the packaged list."""

from __future__ import annotations

import pytest

from zhutiri_cli.materials.links.outlets import LEVELS, Outlet, known_outlets, outlet_of


@pytest.mark.parametrize(
    ("host", "name", "level"),
    [
        ("www.people.com.cn", "人民网", "中央"),
        ("hn.people.com.cn", "人民网", "中央"),
        ("www.news.cn", "新华网", "中央"),
        ("moment.rednet.cn", "红网", "省级"),
        ("hunan.voc.com.cn", "华声在线", "省级"),
        ("www.hunan.gov.cn", "湖南省政府门户网站", "省级"),
        ("www.changsha.gov.cn", "长沙市政府门户网站", "市级"),
        ("www.tianxin.gov.cn", "天心区政府门户网站", "区级"),
        ("www.gov.cn", "中国政府网", "中央"),
        ("www.yuhua.gov.cn", "政府网站", ""),
        ("mp.weixin.qq.com", "微信公众号", ""),
        ("MP.Weixin.QQ.com.", "微信公众号", ""),
    ],
)
def test_the_longest_domain_decides(host: str, name: str, level: str) -> None:
    assert outlet_of(host) == Outlet(name, level)


@pytest.mark.parametrize(
    "host", ["", "evilrednet.cn", "rednet.cn.example", "weixin.qq.com", "cn", "news.wanfeng.example"]
)
def test_an_unknown_host_has_no_outlet(host: str) -> None:
    assert outlet_of(host) == Outlet()


def test_the_list_is_well_formed() -> None:
    for domain, outlet in known_outlets().items():
        assert domain == domain.strip().lower()
        assert "." in domain
        assert outlet.name
        assert outlet.level in ("", *LEVELS)
