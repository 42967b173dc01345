"""What a template makes on its way is counted: none takes long or much memory, and what letters need works."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tests.support.letter_reports import activity, report
from tests.support.places import ROOT
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.remind import text as remind_text
from zhutiri_cli.report.letters.letter_facts import TEMPLATE
from zhutiri_cli.report.letters.reminders import reminders
from zhutiri_cli.report.office import OfficeTemplate


def templated(text: str) -> str:
    own = Display(templates={TEMPLATE: OfficeTemplate(Shown("催办.txt"), text.encode())})
    return remind_text.render(reminders(report(activity(1))), own)


def nested(first: str, again: str, inner: str, times: int = 18) -> str:
    """A text that grows from loop to loop."""
    loops = f"{{% for a in [{first}] %}}" + f"{{% for a in [{again}] %}}" * times
    return loops + inner + "{% endfor %}" * (times + 1)


LONG = "标题 | replace('', 标题)"
LONGER = f"{LONG} | replace('', 标题)"

HOSTILE = {
    "joined again and again": nested("标题 ~ 标题", "a ~ a", "{{ a | length }}"),
    "added again and again": nested("标题 + 标题", "a + a", "{{ a | length }}"),
    "replaced letter by letter": f"{{{{ {LONGER} | list | map('replace', '', {LONG}) | list | length }}}}",
    "mapped to a long text": nested(LONGER, "a", "{{ a | list | map('replace', '', a) | join }}", 1),
    "slices kept": nested(LONGER, "a", "{{ [" + "a[1:], " * 20_000 + "'x'] | length }}", 1),
    "sorted in lower case": nested(LONGER, "a", "{{ [" + "a, " * 20_000 + "a] | sort | length }}", 1),
    "rounded to a million places": "{{ 1.5 | round(100000000, 'ceil') }}",
    "rounded by name": "{{ 1 | round(precision=100000000, method='ceil') }}",
    "counted by naming": "{{ 标题" + f" | replace(old='', new={LONG})" * 4 + " | length }}",
    "nested deeper than Python can": nested("标题", "a", "{{ a }}", 40),
    "printed and thrown away": "标题" + "{% for a in 标题 %}" * 3 + "字" * 10_000 + "{% endfor %}" * 3,
    "wide": "{{ 标题 | center(100000000) }}",
    "indented": "{{ 标题 | indent(100000000) }}",
    "formatted": "{{ '%0100000000d' | format(1) }}",
    "wrapped": "{{ 标题 | wordwrap(1) }}",
    "in batches": "{{ 标题 | batch(100000000, 'x') | list }}",
    "as links": "{{ 标题 | urlize }}",
    "without tags": "{{ 标题 | striptags }}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_template_costs_little(text: str) -> None:
    start = time.process_time()
    with pytest.raises(FileProblem) as caught:
        templated(text)
    assert time.process_time() - start < 5
    assert "模板 催办.txt" in caught.value.message
    assert caught.value.advice


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system limits memory")
def test_all_hostile_templates_in_less_memory_than_a_command_may_take() -> None:
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_DATA, (300 * 2**20,) * 2)\n"
        "from tests.render.kit import test_template_room as here\n"
        "for text in here.HOSTILE.values():\n"
        "    try: here.templated(text)\n"
        "    except here.FileProblem: continue\n"
        "    raise SystemExit(text[:80])\n"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ ['甲', '乙'] | join('、') }}", "甲、乙"),
        ("{{ 'a' ~ 1 ~ '乙' }}", "a1乙"),
        ("{{ 'abcd'[1:3] }}", "bc"),
        ("{{ 1 + 2 }}{{ 'a' + 'b' }}", "3ab"),
        ("{{ ['b', 'a'] | sort | first }}{{ [3, 1] | max }}", "a3"),
        ("{{ 'a-b' | replace('-', '+') | upper }}", "A+B"),
        ("{{ 2.345 | round(1) }}", "2.3"),
        ("{{ ['a', 'b'] | map('upper') | join }}", "AB"),
    ],
)
def test_what_letters_have_a_use_for(text: str, said: str) -> None:
    assert templated(text).strip() == said
