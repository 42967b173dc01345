"""``submission.yaml``: what is recorded of one activity (contract §2), with positions and faults.

Dates are Beijing dates; a date-time with an offset is converted to Beijing time before its date is taken.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self

from msgspec import Struct
from pydantic import BeforeValidator, Field, model_validator

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.leading_out import ITSELF, NOT_FOLLOWED, leads_out
from zhutiri_cli.common.yaml.faults import FieldFault, validate
from zhutiri_cli.common.yaml.fields import Day, Flag, Moment, Strict, Text, Waiver
from zhutiri_cli.common.yaml.scalars import Misread, read_day
from zhutiri_cli.common.yaml.source import RECORD_BYTES, Source, parse_source, read_source
from zhutiri_cli.common.yaml.syntax import TextFault


def _one_day_as_span(value: Any) -> Any:
    if isinstance(value, str | date):
        day = read_day(value)  # one misreading, not one for each end
        return {"start": day, "end": day}
    return value


def _url_as_link(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


def _none_as_empty(value: Any) -> Any:
    return [] if value is None else value


def _none_as_empty_map(value: Any) -> Any:
    return {} if value is None else value


def _word_as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else _none_as_empty(value)


class Span(Strict):
    """The days an activity was held: its first and last day, in the order written (contract ZT206 judges them)."""

    start: Day = Field(title="首日", description="YYYY-MM-DD")
    end: Day = Field(title="末日", description="YYYY-MM-DD，报送时限从末日起算")

    @property
    def first(self) -> date:
        """The earlier of the two days."""
        return min(self.start, self.end)

    @property
    def last(self) -> date:
        """The later of the two days, from which the deadline counts."""
        return max(self.start, self.end)


class Link(Strict):
    """A publicity link, or a report without a URL that a file in the folder proves."""

    url: Text | None = Field(None, title="网址", description="http 或 https 开头")
    title: Text | None = Field(None, title="标题", description="报道标题")
    outlet: Text | None = Field(None, title="媒体", description="刊发的媒体或栏目")
    on: Day | None = Field(None, title="刊发日期", description="YYYY-MM-DD")
    evidence: Text | None = Field(None, title="佐证文件", description="没有网址时，剪报等文件在文件夹内的路径")

    @model_validator(mode="after")
    def _url_or_evidence(self) -> Self:
        if self.url is None and self.evidence is None:
            raise Misread(
                "既没有 url（网址）又没有 evidence（佐证文件）",
                "请填写网址；没有网址的报道请用 evidence 写明剪报等文件",
            )
        return self


# What the before-validators accept on top of the model, said to pydantic so that the JSON Schema says it too.
LinkField = Annotated[Link, BeforeValidator(_url_as_link, json_schema_input_type=str | Link)]
Links = Annotated[
    tuple[LinkField, ...], BeforeValidator(_none_as_empty, json_schema_input_type=tuple[LinkField, ...] | None)
]
Names = Annotated[
    tuple[Text, ...], BeforeValidator(_word_as_list, json_schema_input_type=Text | tuple[Text, ...] | None)
]


class Receipt(Strict):
    """What came in when."""

    on: Moment = Field(title="收到日期", description="YYYY-MM-DD")
    files: Names = Field((), title="收到的文件", description="文件夹内的相对路径；以 / 结尾表示整个子文件夹")
    links: Links = Field((), title="收到的链接", description="宣传报道链接")


class BrandingMarks(Strict):
    """The coordinator's own confirmation; ``None`` is not confirmed."""

    banner: Flag | None = Field(None, title="会标已核对", description="true 为体现规定字样，false 为未体现")
    logo: Flag | None = Field(None, title="LOGO 已核对", description="true 为已设置，false 为未设置")


class Record(Strict):
    """One activity's record. Everything is optional; an empty file records nothing."""

    held: Annotated[Span | None, BeforeValidator(_one_day_as_span, json_schema_input_type=Day | Span | None)] = Field(
        None, title="举办日期", description="一天，或 {start: 首日, end: 末日}"
    )
    filed: Day | None = Field(None, title="报备日期", description="事前报备或公告的日期")
    submitted: Moment | None = Field(None, title="报齐日期", description="整套资料报齐的日期")
    receipts: Annotated[
        tuple[Receipt, ...], BeforeValidator(_none_as_empty, json_schema_input_type=tuple[Receipt, ...] | None)
    ] = Field((), title="收件记录", description="哪天收到了哪些文件和链接")
    extended_to: Day | None = Field(None, title="延期至", description="办公室同意的新截止日；须写 reason")
    reason: Text | None = Field(None, title="延期理由", description="延期时必填")
    links: Links = Field((), title="宣传报道链接", description="网址，或 {url, title, outlet}")
    branding: Annotated[
        BrandingMarks, BeforeValidator(_none_as_empty_map, json_schema_input_type=BrandingMarks | None)
    ] = Field(default_factory=BrandingMarks.model_construct, title="活动标志", description="会标、LOGO 的人工核对结果")
    materials: Annotated[
        dict[str, Names], BeforeValidator(_none_as_empty_map, json_schema_input_type=dict[str, Names] | None)
    ] = Field(default_factory=dict, title="材料指认", description="“种类: 文件列表”，优先于按文件名识别")
    done: Annotated[
        dict[str, Day], BeforeValidator(_none_as_empty_map, json_schema_input_type=dict[str, Day] | None)
    ] = Field(default_factory=dict, title="已办的事项", description="“代号: 办结日期”；代号见计划的 obligations")
    confirmed: Flag = Field(False, title="日期已核实", description="日期看似异常但属实时写 true")
    waivers: Annotated[
        tuple[Waiver, ...], BeforeValidator(_none_as_empty, json_schema_input_type=tuple[Waiver, ...] | None)
    ] = Field((), title="豁免", description="不计入的问题及理由")

    def done_on(self, key: str) -> date | None:
        """When an obligation was met, as recorded; the filing has a field of its own, too."""
        return self.done.get(key) or (self.filed if key == "filing" else None)

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.extended_to is not None and self.reason is None:
            raise Misread("已延期但缺少 reason（理由）", "请补上 reason，写明延期依据")
        return self


class LoadedRecord(Struct, frozen=True):
    """A record with its source. With faults, ``record`` is empty and nothing may be judged by it."""

    source: Source
    record: Record
    text_faults: tuple[TextFault, ...] = ()
    field_faults: tuple[FieldFault, ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether the file has faults (ZT311)."""
        return bool(self.text_faults or self.field_faults)


_NOTHING = Record.model_construct()
"""What an empty file records: with nothing to be validated, the validators need not be built for it."""
NO_RECORD = LoadedRecord(Source("", None, None), _NOTHING)


def load_record(
    path: Path, kinds: frozenset[str], duties: frozenset[str] = frozenset(), root: Path | None = None
) -> LoadedRecord:
    """Load ``submission.yaml``; an unreadable file is a fault of the record, not an error. ``kinds``: known kinds;
    ``root``: out of which it must not lead."""
    if leads_out(path, root):
        fault = TextFault(f"{path.name} {NOT_FOLLOWED}", ITSELF)
        return LoadedRecord(Source("", None, None), _NOTHING, (fault,))
    try:
        source = read_source(path, RECORD_BYTES)
    except FileProblem as problem:
        return LoadedRecord(Source("", None, None), _NOTHING, (TextFault(problem.message, problem.advice),))
    return _judged(source, kinds, duties)


def read_record(data: bytes, kinds: frozenset[str], duties: frozenset[str] = frozenset()) -> LoadedRecord:
    """The same for bytes at hand."""
    return _judged(parse_source(data), kinds, duties)


def _judged(source: Source, kinds: frozenset[str], duties: frozenset[str]) -> LoadedRecord:
    if not source.readable or source.faults:
        return LoadedRecord(source, _NOTHING, source.faults)
    if source.tree is None:
        return LoadedRecord(source, _NOTHING)
    record, faults = validate(Record, source.tree)
    if record is None:
        return LoadedRecord(source, _NOTHING, (), tuple(faults))
    strange = [kind for kind in record.materials if kind not in kinds]
    hint = f"可用的种类：{'、'.join(sorted(kinds))}"
    faults = [FieldFault(("materials", kind), f"未知的材料种类 {kind}", hint, on_key=True) for kind in strange]
    odd = [key for key in record.done if key not in duties]
    advice = f"计划里有：{'、'.join(sorted(duties))}" if duties else "计划里没有另有期限的事项，请删去"
    faults += [FieldFault(("done", key), f"计划里没有代号为 {key} 的事项", advice, on_key=True) for key in odd]
    return LoadedRecord(source, _NOTHING if faults else record, (), tuple(faults))
