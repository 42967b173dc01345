"""An earlier ``check -f json``, read back: only what a comparison needs, and nothing taken on trust."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.foreign_limits import BASELINE_BYTES as MAX_BYTES
from zhutiri_cli.rules.finding import Severity

SCHEMA = "zhutiri/check/1"
_REMEDY = "请改用 zhutiri check -o 报告.json 写出的文件"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def _sound(text: str) -> str:
    """Text as it can be written again: JSON may spell half a character (``"\\ud800"``), which no output can hold."""
    text.encode("utf-8")
    return text


Words = Annotated[str, AfterValidator(_sound)]


class _Loose(BaseModel):
    """Keys that later versions add are none of our business; a value of the wrong type is."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class EarlierFinding(_Loose):
    """A finding as it was reported."""

    rule: str = Field(pattern="^ZT[0-9]{3}$")
    severity: Severity
    message: Words
    path: Words | None = None
    waived: str | None = None


class EarlierActivity(_Loose):
    """An activity as it was reported; of ``held`` only whether there was a day matters."""

    id: int = Field(gt=0, lt=10**9)
    theme: Words
    held: object | None = None
    deadline: date | None
    latest_deadline: date
    findings: tuple[EarlierFinding, ...]

    @property
    def due(self) -> date:
        """The deadline that was in force."""
        return self.deadline or self.latest_deadline


class EarlierDuty(_Loose):
    """One obligation of a unit as it was reported."""

    label: Words
    period: Words = ""
    state: Words


class EarlierUnit(_Loose):
    """A unit as it was reported."""

    unit: Words
    obligations: tuple[EarlierDuty, ...]


class EarlierPlan(_Loose):
    """The plan that was reported on."""

    title: Words
    year: int


class Earlier(_Loose):
    """An earlier report. Dates are Beijing dates."""

    schema_name: Literal["zhutiri/check/1"]
    as_of: date
    plan: EarlierPlan
    activities: tuple[EarlierActivity, ...]
    findings: tuple[EarlierFinding, ...]
    units: tuple[EarlierUnit, ...] = ()
    """None in reports of versions that knew no obligations."""


def read_earlier(path: Path) -> Earlier:
    """The report in a file (UTF-8, with or without BOM, or UTF-16). Raises ``FileProblem`` saying what is wrong."""
    if path.exists() and not path.is_file():
        raise FileProblem(f"上次的报告 {path} 不是普通文件，没有打开", _REMEDY)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileProblem(f"上次的报告 {path} 超过 200 MB，没有打开", _REMEDY)
        data = path.read_bytes()
    except OSError as problem:
        raise FileProblem(f"上次的报告 {path} 打不开（{reason_of(problem)}）", "请核对 --baseline 的路径") from None
    tree = _tree(path, data)
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise FileProblem(f"{path} 不是 zhutiri check 的 JSON 报告", _REMEDY)
    try:
        earlier = Earlier.model_validate({**tree, "schema_name": tree["schema"]})
    except ValidationError as problem:
        place = ".".join(str(part) for part in problem.errors()[0]["loc"])
        raise FileProblem(f"上次的报告 {path} 中 {place} 的内容不对", _REMEDY) from None
    numbers = [activity.id for activity in earlier.activities]
    if len(set(numbers)) != len(numbers):
        raise FileProblem(f"上次的报告 {path} 中有重复的活动序号", _REMEDY)
    return earlier


def _tree(path: Path, data: bytes) -> Any:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return json.loads(data.decode(encoding))
    except UnicodeDecodeError:
        raise FileProblem(f"上次的报告 {path} 的编码不是 UTF-8 或 UTF-16", _REMEDY) from None
    except (ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", None)
        where = f"第 {line} 行" if line else ""
        raise FileProblem(f"上次的报告 {path} {where}不是完整的 JSON，可能没有写完", _REMEDY) from None
