"""The notice's terms as the plan carries them: clauses, contact, and what is asked of every activity (contract §1).

Other offices' notices differ, so numbers, kinds of material and clauses are data. An optional section that the notice
does not have is ``None``; nothing is assumed for it.
"""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from zhutiri_cli.common.yaml.fields import Count, Day, Days, Flag, Strict, Text
from zhutiri_cli.common.yaml.scalars import Misread

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


def _stated(value: Any) -> Any:
    """A key that stands there without a value is a gap to be filled, not something left out."""
    if value is None:
        raise Misread("没有填写", "请填写；没有的，请删去这一行")
    return value


Stated = Annotated[Text | None, BeforeValidator(_stated, json_schema_input_type=Text)]


class Document(Strict):
    """The notice that the plan comes from; what is not written is not cited."""

    number: Stated = Field(None, title="文号", description="如 天政务公开办发〔2024〕1号")
    issuer: Stated = Field(None, title="发文机关", description="印发通知的机关全称")
    issued: Annotated[Day | None, BeforeValidator(_stated, json_schema_input_type=Day)] = Field(
        None, title="成文日期", description="YYYY-MM-DD"
    )
    clauses: Clauses = Field(default_factory=Clauses, title="条款", description="各主题引用的条款；没有的不引用")


class Contact(Strict):
    """How the office is reached."""

    name: Text | None = Field(None, title="联系人", description="联系人姓名")
    phone: Text | None = Field(None, title="电话", description="联系电话")
    email: Text | None = Field(None, title="电子邮箱", description="接收材料的邮箱")


class DeclaredKind(Strict):
    """A kind of material beyond the four, told by words of the name, by suffixes, or by both."""

    minimum: Count = Field(1, title="最少份数", description="0 表示不要求")
    label: Text = Field(title="名称", description="报告中显示的名称，如 视频")
    words: tuple[Text, ...] = Field((), title="识别词", description="文件名含其中之一即认作此类，如 [视频, 录像]")
    suffixes: tuple[Text, ...] = Field((), title="后缀", description="如 [.mp4, .mov]")

    @model_validator(mode="after")
    def _can_be_told(self) -> Self:
        if not self.words and not self.suffixes:
            raise Misread("没有写明如何识别", "请至少填写 words 或 suffixes 之一")
        return self


class Materials(Strict):
    """Kind → minimum count; 0 or absent is not required. Kinds beyond the four are gathered in ``declared``."""

    plan: Count = Field(0, title="活动方案", description="最少份数，0 或不写为不要求")
    photos: Count = Field(0, title="图片", description="最少张数，0 或不写为不要求")
    summary: Count = Field(0, title="总结", description="最少份数，0 或不写为不要求")
    links: Count = Field(0, title="宣传报道链接", description="最少条数，0 或不写为不要求")
    declared: dict[str, DeclaredKind] = Field(default_factory=dict, exclude=True, alias=_DECLARED)

    @model_validator(mode="before")
    @classmethod
    def _gather_declared(cls, tree: Any) -> Any:
        if not isinstance(tree, dict):
            return tree
        own = {key: value for key, value in tree.items() if isinstance(value, dict) and key not in BUILT_IN_KINDS}
        return {**{key: value for key, value in tree.items() if key not in own}, _DECLARED: own} if own else tree

    @property
    def minimums(self) -> dict[str, int]:
        """Every kind's minimum, in the order of the notice, declared kinds last."""
        built_in = {kind: int(getattr(self, kind)) for kind in BUILT_IN_KINDS}
        return built_in | {kind: spec.minimum for kind, spec in self.declared.items()}

    @property
    def labels(self) -> dict[str, str]:
        """Every kind's Chinese label."""
        return BUILT_IN_KINDS | {kind: spec.label for kind, spec in self.declared.items()}


class ReportTerms(Strict):
    """What is reported after the activity, and within how many working days of its last day."""

    within_working_days: Days = Field(title="报送时限", description="活动结束后的工作日数")
    materials: Materials = Field(title="报送材料", description="材料种类: 最少份数")
    pictures_in_documents: Flag = Field(
        True, title="文件里的图片是否算数", description="总结、链接文件里不小于 300 像素的图片计入图片；false 为不计"
    )


def usual_report() -> ReportTerms:
    """What a plan asks for that does not say: the notice's own terms (contract §1)."""
    return ReportTerms(within_working_days=5, materials=Materials(plan=1, photos=1, summary=1, links=1))


class Filing(Strict):
    """The filing or announcement asked for before the activity."""

    before_working_days: Days = Field(title="提前工作日数", description="首日之前的工作日数")
    label: Text = Field("活动方案报备", title="名称", description="不写为 活动方案报备")


class Portal(Strict):
    """The portal that one link must be on."""

    domain: Annotated[Text, Field(pattern=r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")] = Field(
        title="门户域名", description="如 tianxin.gov.cn，子域名也算"
    )


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
