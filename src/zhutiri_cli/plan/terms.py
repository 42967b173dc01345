"""The notice's terms as the plan carries them: clauses, contact, and what is asked of every activity (contract §1).

Other offices' notices differ, so numbers, kinds of material and clauses are data. An optional section that the notice
does not have is ``None``; nothing is assumed for it.
"""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.yaml.fields import Count, Day, Days, Flag, Strict, Text, stated
from zhutiri_cli.common.yaml.scalars import Misread, read_whole
from zhutiri_cli.plan.scoring import Level

BUILT_IN_KINDS = {"plan": "活动方案", "photos": "图片", "summary": "总结", "links": "宣传报道链接"}
_DECLARED = "<declared>"  # an internal key that no file uses by chance
REQUIREMENT_RULES = {"plan": "ZT301", "photos": "ZT302", "summary": "ZT303", "links": "ZT304"}
DECLARED_RULE = "ZT312"


def requirement_rule(kind: str) -> str:
    """The code of the rule that asks for a kind of material; a waiver of it lifts the requirement (contract §3)."""
    return REQUIREMENT_RULES.get(kind, DECLARED_RULE)


class ClauseText(Strict):
    """One clause of the notice: its number and its own words."""

    ref: Text = Field(title="条款号", description="如 三（三）")
    text: Text = Field(title="条款原文", description="通知原文，问题清单和函件照引")


class Clauses(Strict):
    """The clauses by topic; a topic without an entry is never cited."""

    hosting: ClauseText | None = Field(None, title="承办", description="谁承办、联合承办")
    forms: ClauseText | None = Field(None, title="活动形式", description="活动形式的条款")
    held: ClauseText | None = Field(None, title="按时举办", description="按计划时限举办的条款")
    branding: ClauseText | None = Field(None, title="活动标志", description="会标、LOGO 的条款")
    publicity: ClauseText | None = Field(None, title="宣传报道", description="新闻报道的条款")
    report: ClauseText | None = Field(None, title="报送资料", description="报送整套活动资料的条款")
    portal: ClauseText | None = Field(None, title="门户专栏", description="在政府门户网站发布的条款")
    filing: ClauseText | None = Field(None, title="事前报备", description="活动前报备或公告的条款")
    ranking: ClauseText | None = Field(None, title="评比推介", description="评比、推荐的条款")


Stated = Annotated[Text | None, BeforeValidator(stated, json_schema_input_type=Text)]


class Document(Strict):
    """The notice that the plan comes from; what is not written is not cited."""

    number: Stated = Field(None, title="文号", description="如 天政务公开办发〔2024〕1号")
    issuer: Stated = Field(None, title="发文机关", description="印发通知的机关全称")
    issued: Annotated[Day | None, BeforeValidator(stated, json_schema_input_type=Day)] = Field(
        None, title="成文日期", description="YYYY-MM-DD"
    )
    clauses: Clauses = Field(
        default_factory=Clauses.model_construct, title="条款", description="各主题引用的条款；没有的不引用"
    )


class Contact(Strict):
    """How the office is reached."""

    name: Text | None = Field(None, title="联系人", description="联系人姓名")
    phone: Text | None = Field(None, title="电话", description="联系电话")
    email: Text | None = Field(None, title="电子邮箱", description="接收材料的邮箱")


def _number_as_minimum(value: Any) -> Any:
    return value if isinstance(value, dict | BaseModel) else {"minimum": read_whole(value)}


def _word_as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Amount(Strict):
    """How much of a kind of material is asked for. A count alone stands for ``{minimum: count}``.

    ``when_form``: only of activities that have one of these forms; then of the others nothing is asked."""

    minimum: Count = Field(1, title="最少份数", description="0 表示不要求")
    maximum: Count | None = Field(None, title="最多份数", description="多出的只提示，不影响报齐")
    when_form: Annotated[
        tuple[Text, ...], BeforeValidator(_word_as_list, json_schema_input_type=Text | tuple[Text, ...])
    ] = Field((), title="适用的活动形式", description="只对有这种形式的活动要求，如 政策发布；不写为都要求")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.maximum is not None and self.maximum < self.minimum:
            raise Misread(f"的 maximum {self.maximum} 小于 minimum {self.minimum}", "请核对最少和最多的份数")
        return self

    @property
    def count_alone(self) -> int | None:
        """The minimum where nothing else is said, so that the count stands for the whole."""
        return self.minimum if self == type(self)(minimum=self.minimum) else None

    def least(self, forms: Iterable[str] | None) -> int:
        """How many are asked of an activity of these forms (``None``: of any)."""
        return self.minimum if forms is None or self.applies_to(forms) else 0

    def applies_to(self, forms: Iterable[str]) -> bool:
        """Whether it is asked of an activity of these forms."""
        return not self.when_form or not set(self.when_form).isdisjoint(forms)


class DocumentAmount(Amount):
    """Documents: a plan, a summary."""

    minimum_words: Count = Field(0, title="最少字数", description="每一份的正文字数；不写为不要求")


class PhotoAmount(Amount):
    """Photos."""

    minimum_side: Count = Field(0, title="最短边像素", description="每张图片短边的像素；不写为不要求")


class LinkAmount(Amount):
    """Publicity links."""

    minimum_level: Level | None = Field(None, title="最低媒体层级", description="至少一条达到这一层级；不写为不要求")


class DeclaredKind(DocumentAmount, PhotoAmount):
    """A kind of material beyond the four, told by words of the name, by suffixes, or by both."""

    label: Text = Field(title="名称", description="报告中显示的名称，如 视频")
    words: tuple[Text, ...] = Field((), title="识别词", description="文件名含其中之一即认作此类，如 [视频, 录像]")
    suffixes: tuple[Text, ...] = Field((), title="后缀", description="如 [.mp4, .mov]")

    @property
    def count_alone(self) -> None:
        """Never: how it is told is always said, too."""

    @model_validator(mode="after")
    def _can_be_told(self) -> Self:
        if not self.words and not self.suffixes:
            raise Misread("没有写明如何识别", "请至少填写 words 或 suffixes 之一")
        return self


def _asked(model: type[Amount]) -> Any:
    return BeforeValidator(_number_as_minimum, json_schema_input_type=Count | model)


class Materials(Strict):
    """Kind → how much is asked: a minimum, or a mapping; 0 or absent is not required. Kinds beyond the four are
    gathered in ``declared``."""

    plan: Annotated[DocumentAmount, _asked(DocumentAmount)] = Field(
        DocumentAmount.model_construct(minimum=0), title="活动方案", description="最少份数，0 或不写为不要求"
    )
    photos: Annotated[PhotoAmount, _asked(PhotoAmount)] = Field(
        PhotoAmount.model_construct(minimum=0), title="图片", description="最少张数，0 或不写为不要求"
    )
    summary: Annotated[DocumentAmount, _asked(DocumentAmount)] = Field(
        DocumentAmount.model_construct(minimum=0), title="总结", description="最少份数，0 或不写为不要求"
    )
    links: Annotated[LinkAmount, _asked(LinkAmount)] = Field(
        LinkAmount.model_construct(minimum=0), title="宣传报道链接", description="最少条数，0 或不写为不要求"
    )
    declared: dict[str, DeclaredKind] = Field(default_factory=dict, exclude=True, alias=_DECLARED)

    @model_validator(mode="before")
    @classmethod
    def _gather_declared(cls, tree: Any) -> Any:
        if not isinstance(tree, dict):
            return tree
        own = {key: value for key, value in tree.items() if isinstance(value, dict) and key not in BUILT_IN_KINDS}
        return {**{key: value for key, value in tree.items() if key not in own}, _DECLARED: own} if own else tree

    @property
    def asked(self) -> dict[str, Amount]:
        """What is asked of every kind, in the order of the notice, declared kinds last."""
        return {kind: getattr(self, kind) for kind in BUILT_IN_KINDS} | dict(self.declared)

    def minimums(self, forms: Iterable[str] | None = None) -> dict[str, int]:
        """Every kind's minimum for an activity of these forms (``None``: of any)."""
        return {kind: asked.least(forms) for kind, asked in self.asked.items()}

    @property
    def labels(self) -> dict[str, str]:
        """Every kind's Chinese label."""
        return BUILT_IN_KINDS | {kind: spec.label for kind, spec in self.declared.items()}


class ReportTerms(Strict):
    """What is reported after the activity, and within how many working days of its last day."""

    within_working_days: Days = Field(title="报送时限", description="活动结束后的工作日数")
    materials: Materials = Field(title="报送材料", description="“材料种类: 最少份数”")
    pictures_in_documents: Flag = Field(
        True, title="文件里的图片是否算数", description="总结、链接文件里不小于 300 像素的图片计入图片；false 为不计"
    )


def usual_report() -> ReportTerms:
    """What a plan asks for that does not say: the notice's own terms (contract §1)."""
    materials = Materials.model_validate(dict.fromkeys(BUILT_IN_KINDS, 1))
    return ReportTerms(within_working_days=5, materials=materials)


class Filing(Strict):
    """The filing or announcement asked for before the activity."""

    before_working_days: Days = Field(title="提前工作日数", description="首日之前的工作日数")
    label: Text = Field("活动方案报备", title="名称", description="不写为 活动方案报备")


_HOST = r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"


def _read_domain(value: Any) -> Any:
    if not isinstance(value, str) or re.fullmatch(_HOST, value):
        return value
    host = re.search(f"(?<![A-Za-z0-9-]){_HOST}", value.partition("://")[2] or value)
    hint = f"请只写域名，如 {host[0].removeprefix('www.') if host else 'tianxin.gov.cn'}"
    raise Misread(f"“{shorten(value)}”不是域名", hint)


Domain = Annotated[str, Field(pattern=f"^{_HOST}$"), BeforeValidator(_read_domain)]


class Portal(Strict):
    """The portal that one link must be on."""

    domain: Domain = Field(title="门户域名", description="如 tianxin.gov.cn，子域名也算")


class Branding(Strict):
    """The banner's words and, optionally, a reference LOGO file."""

    banner: Text = Field(title="会标文字", description="活动现场会标应体现的字样")
    logo: Text | None = Field(None, title="LOGO 图样", description="LOGO 图片文件，可不填")


class Requirements(Strict):
    """What the notice asks of every activity."""

    report: ReportTerms = Field(
        default_factory=usual_report,
        title="报送要求",
        description="活动后报送整套资料；不写为 5 个工作日内，方案等各 1",
    )
    filing: Filing | None = Field(None, title="事前报备", description="通知没有要求就不写")
    portal: Portal | None = Field(None, title="门户网站", description="至少一条链接须在此域名")
    branding: Branding | None = Field(None, title="活动标志", description="会标和 LOGO")
