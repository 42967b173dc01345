"""What the plan's and the record's models have in common: strictness, and the waiver that both may carry."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from zhutiri_cli.common.yaml.fields import Day, Text


class Strict(BaseModel):
    """Frozen; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Waiver(Strict):
    """A finding that the office has decided not to count, with its reason. ``until`` (included) may be absent."""

    rule: Text = Field(title="豁免的规则", description="规则编号，如 ZT401；可运行 zhutiri rules 查看")
    reason: Text = Field(title="豁免理由", description="必填，报告中照录")
    until: Day | None = Field(None, title="豁免截止日", description="当日仍有效，次日起恢复计入；不填为一直有效")
