"""Pages that are no publicity: file hosts, forms, meetings, mail programs, home pages; and what looks like them."""

from __future__ import annotations

import pytest

from zhutiri_cli.materials.links.never_publicity import page_kind
from zhutiri_cli.materials.links.urls import judge_url


@pytest.mark.parametrize(
    ("url", "word", "holds"),
    [
        ("https://wx.mail.qq.com/ftn/download?func=3&key=a", "邮箱附件下载页", True),
        ("https://mail.qq.com/cgi-bin/ftnExs_download?k=1", "邮箱附件下载页", True),
        ("https://mail.163.com/large-attachment-download/index.html?p=x", "邮箱附件下载页", True),
        ("https://mail.tianxin.gov.cn/coremail/XT/download.jsp?mid=1", "邮箱附件下载页", True),
        ("https://pan.baidu.com/s/1abc?pwd=1234", "网盘", True),
        ("https://wwx.lanzoul.com.pan.quark.cn/s/1", "网盘", True),
        ("https://docs.qq.com/doc/DABC", "在线文档", True),
        ("https://abc.feishu.cn/docx/x", "在线文档", True),
        ("https://www.tianxin.gov.cn/files/活动材料.zip", "下载地址", True),
        ("https://www.wjx.cn/vm/abc.aspx", "问卷", False),
        ("https://meeting.tencent.com/dm/abc", "会议", False),
        ("https://dashi.163.com/projects/signature-manager/detail/index.html?ftlId=1", "邮件程序", False),
        ("https://mail.163.com/dashi/dlpro.html?from=mail88", "邮件程序", False),
        ("https://aka.ms/o0ukef", "邮件程序", False),
        ("https://weixin.qq.com/r/abc", "公众号", False),
        ("https://www.tianxin.gov.cn", "首页", False),
        ("https://www.tianxin.gov.cn/", "首页", False),
        ("http://www.tianxin.gov.cn/index.html", "首页", False),
        ("https://www.tianxin.gov.cn//", "首页", False),
        ("https://hn.rednet.cn/default.aspx", "首页", False),
        ("https://www.tianxin.gov.cn/#top", "首页", False),
        ("https://www.tianxin.gov.cn/?from=mail", "首页", False),
        ("https://www.tianxin.gov.cn/#/", "首页", False),
        ("https://www.tianxin.gov.cn/#/home", "首页", False),
        ("https://www.baidu.com/s?wd=x", "搜索", False),
        ("https://u.163.com/t2/abc", "邮箱附件下载页", True),
        ("https://wwm.lanzouq.com/i1", "网盘", True),
        ("https://mp.weixin.qq.com/mp/profile_ext?action=home", "公众号", False),
        ("https://www.tianxin.gov.cn/files/活动总结.docx", "下载地址", True),
        ("https://mmbiz.a.cn/1.jpg", "下载地址", True),
    ],
)
def test_no_publicity(url: str, word: str, holds: bool) -> None:
    facts = judge_url(url)
    assert word in facts.problem
    assert facts.holds is holds
    assert ("请下载后再收" in facts.problem) is holds


@pytest.mark.parametrize(
    "url",
    [
        "https://mp.weixin.qq.com/s/AbC",
        "https://mp.weixin.qq.com/s?__biz=M&mid=2",
        "https://weibo.com/123/abc",
        "https://v.douyin.com/abc/",
        "https://www.tianxin.gov.cn/zwgk/",
        "https://www.tianxin.gov.cn/index.php?id=3",
        "https://www.tianxin.gov.cn/?p=3",
        "https://www.tianxin.gov.cn/#/news/3",
        "https://moment.rednet.cn/pc/content/646744/88/13618113.html",
        "https://mail.tianxin.gov.cn.news.example/a.html",
        "https://notpan.baidu.com/a",
        "https://live.example.cn/room/1",
        "https://baijiahao.baidu.com/s?id=1793000000000000000",
        "https://www.so.com/special/1.html",
        "https://www.tianxin.gov.cn/?id=3&from=mail",
        "https://www.tianxin.gov.cn/zwgk/index.html",
        "https://www.baidu.com/home/news/data/newspage?nid=1",
    ],
)
def test_may_be_publicity(url: str) -> None:
    assert judge_url(url).problem == ""


def test_the_longest_entry_decides() -> None:
    told = page_kind("mail.163.com", "/dashi/x")
    assert told is not None
    assert not told.holds
