"""``rollup`` as Parquet: one row an activity, in typed columns, for DuckDB and the like (extra ``rollup``)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from zhutiri_cli.common.extras import demand_extra
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.format import Display, Format, Streamed
from zhutiri_cli.render.rollup.activity_columns import COLUMNS, activity_rows
from zhutiri_cli.report.summing.rolled_up import Rollup

if TYPE_CHECKING:
    import pyarrow

GROUP = 20_000
"""Rows of a group: so many are in memory at once."""


def render(rollup: Rollup, display: Display) -> Streamed:
    """Every activity of every workspace, in their order."""
    return Streamed(_written(rollup))


def demand() -> None:
    """Raise ``UsageProblem`` where the extra is not installed."""
    demand_extra("写 Parquet 文件", ("pyarrow",), "rollup")


def _written(rollup: Rollup) -> Iterator[bytes]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema, out = _schema(rollup), io.BytesIO()
    with ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rollup):
            arrays = [pa.array(values, field.type) for values, field in zip(group, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    yield out.getvalue()


def _schema(rollup: Rollup) -> pyarrow.Schema:
    import pyarrow as pa

    kinds = {"text": pa.string(), "int": pa.int64(), "bool": pa.bool_(), "date": pa.date32(), "month": pa.string()}
    fields = [pa.field(column.key, kinds[column.kind], metadata={"title": column.title}) for column in COLUMNS]
    return pa.schema(fields, metadata={"schema": "zhutiri/rollup/1", "as_of": rollup.as_of.isoformat()})


def _groups(rollup: Rollup) -> Iterator[list[list[Any]]]:
    """The values of so many rows at a time, column by column; none at all is one empty group."""
    group: list[list[Any]] = [[] for _ in COLUMNS]
    for row in rollup.rows:
        for values in activity_rows(row):
            for column, value in zip(group, values, strict=True):
                column.append(_plain(value))
        if len(group[0]) >= GROUP:
            yield group
            group = [[] for _ in COLUMNS]
    if group[0]:
        yield group


def _plain(value: str | int | date | None) -> str | int | date | None:
    """Text past the door, nothing where it is empty."""
    return (str(Shown(value)) or None) if isinstance(value, str) else value


FORMAT = Format("parquet", ".parquet", True, render, demand=demand)
