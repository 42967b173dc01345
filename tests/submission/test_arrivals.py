"""What came in with a submission: links, and the outlets that they are of."""

from __future__ import annotations

from zhutiri_cli.submission.arrivals import links_of
from zhutiri_cli.submission.record_file import Record


def test_a_recorded_outlet_names_the_link_and_the_domain_tells_its_level() -> None:
    links = [
        "https://moment.rednet.cn/a.html",
        {"url": "https://www.rednet.cn/b.html", "outlet": "红网时刻"},
        {"outlet": "长沙晚报", "title": "头版", "evidence": "剪报.jpg"},
    ]
    found = links_of(Record.model_validate({"links": links}), [])
    assert [(link.outlet, link.level) for link in found] == [("红网", "省级"), ("红网时刻", "省级"), ("长沙晚报", "")]
