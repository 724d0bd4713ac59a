"""Turns a source's columns into the canonical usage table, as one Ibis expression that any backend runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import add, and_
from typing import TYPE_CHECKING

import ibis
from ibis import Deferred

from usage_widgets import schema
from usage_widgets.data.dimensions import BUILT_IN
from usage_widgets.data.measures import MEASURES
from usage_widgets.data.pricing import PARTS
from usage_widgets.errors import InvalidArgument, InvalidUsageTable, UnknownName

if TYPE_CHECKING:
    from ibis.expr import types as ir

TYPES = {
    "text": "string",
    "time": "timestamp(6)",
    "tokens": "int64",
    "money": "decimal(18, 9)",
    "milliseconds": "float64",
    "flag": "boolean",
    "tags": "array<string>",
}
SUCCESS = ("success", "succeeded", "succeed", "ok", "completed", "complete", "200")
TRUE = ("true", "t", "1", "1.0", "yes")
FALSE = ("false", "f", "0", "0.0", "no")
FAILURE = ("failure", "failed", "fail", "error", "errored", "timeout", "cancelled", "canceled")

TAKEN = {
    *schema.ACCEPTED,
    *BUILT_IN,
    *MEASURES,
    "count",
    "group",
    "ignoring",
    "is_other",
    "label",
    "partial",
    "self",
    "time",
    "value",
}

YEARS = (1970, 2200)  # a time outside stands for "none", as 0001-01-01 and 9999-12-31 do

Expression = Callable[["ir.Table"], "ir.Value"]


@dataclass(frozen=True)
class Fields:
    """How a source's fields become canonical columns, and what its token counts include."""

    columns: Mapping[str, str | Deferred | Expression] = field(default_factory=dict)
    dimensions: Mapping[str, str | Deferred | Expression] = field(default_factory=dict)
    input_tokens_include_cache: bool = True

    def __post_init__(self) -> None:
        for argument, mapping in (("columns", self.columns), ("dimensions", self.dimensions)):
            _check_mapping(argument, mapping)
        _refuse_turned("columns", self.columns, lambda name, source: _is_ours(source) and not _is_ours(name))
        for name in self.columns:
            if name not in schema.ACCEPTED:
                raise UnknownName.among("column of the usage table", name, schema.ACCEPTED)
        for name in self.dimensions:
            if not _is_free(name):
                expected = 'new names that are identifiers, without "__" and no "_" in front'
                raise InvalidArgument.expected("dimensions", expected, name)

    @property
    def is_plain(self) -> bool:
        """Whether every field is named, none computed."""
        return all(isinstance(source, str) for source in (*self.columns.values(), *self.dimensions.values()))

    def check(self, have: list[str]) -> None:
        """Make sure that the source has what is named, and the time of each request.

        Raises:
            InvalidUsageTable: there is no start_time.
            UnknownName: the mapping names a column that the source lacks.
        """

        def is_turned(name: str, source: str) -> bool:
            return name in have and source not in have and (name in self.dimensions or _is_ours(source))

        _refuse_turned("columns", self.columns, is_turned)
        _refuse_turned("dimensions", self.dimensions, is_turned)
        for name, source in {**self.columns, **self.dimensions}.items():
            if isinstance(source, str) and source not in have:
                raise UnknownName.among(f"source column for {name!r}:", source, have)
        if "start_time" not in {*self.columns, *have}:
            raise InvalidUsageTable(
                f"no start_time: the usage table needs the time of each request. The source has: {', '.join(have)}. "
                'Name the right one: columns={"start_time": "…"}'
            )

    def needed(self, have: list[str]) -> list[str]:
        """The source's columns that are read; a prompt is never among them unless it is named."""
        return [name for name in have if self.names(name)] if self.is_plain else have

    def names(self, column: str) -> bool:
        """Whether a source's column is read under its own name, not only in what is computed."""
        sources = (*self.columns.values(), *self.dimensions.values())
        is_named = any(isinstance(source, str) and source == column for source in sources)
        return is_named or (column in schema.ACCEPTED and column not in self.columns)

    def take(self, raw: ir.Table, name: str) -> ir.Value | None:
        """The source's value for a canonical or own name; None when it has none."""
        source = self.dimensions.get(name, self.columns.get(name))
        if source is None:
            return raw[name] if name in raw.columns and name in schema.ACCEPTED else None
        if not isinstance(source, str):
            return source.resolve(raw) if isinstance(source, Deferred) else source(raw)
        return raw[source]


def _check_mapping(argument: str, mapping: object) -> None:
    if not isinstance(mapping, Mapping):
        raise InvalidArgument.expected(argument, 'a mapping such as {"model": "model_name"}', mapping)
    for name, source in mapping.items():
        if not isinstance(source, (str, Deferred)) and not callable(source):
            expected = f"the name of a source column for {name!r}, or a function of the table"
            raise InvalidArgument.expected(argument, expected, source)


def _refuse_turned(argument: str, mapping: Mapping[str, object], is_turned: Callable[[str, str], bool]) -> None:
    named = {name: source for name, source in mapping.items() if isinstance(source, str)}
    turned = {source: name for name, source in named.items() if is_turned(name, source)}
    if turned:
        expected = "the usage table's name first, then the source's own"
        raise InvalidArgument.expected(argument, expected, named, fix=f"Turn it round: {argument}={turned}")


def _is_ours(name: str) -> bool:
    return name in schema.ACCEPTED


def _is_free(name: object) -> bool:
    """Whether a dimension may be called so; names with two underscores are those of our own columns."""
    text = str(name)
    return text.isidentifier() and not text.startswith("_") and "__" not in text and text.lower() not in TAKEN


def canonical(raw: ir.Table, fields: Fields) -> ir.Table:
    """Select the canonical columns, then the source's own dimensions, from a raw table.

    Raises:
        InvalidUsageTable: there is no start_time.
        UnknownName: the mapping names a column that the source lacks.
    """
    fields.check(list(raw.columns))
    found = {name: value for name in schema.ACCEPTED if (value := fields.take(raw, name)) is not None}
    read = {name: cast(value, _kind(name), name) for name, value in found.items()}
    own = {name: _text(fields.take(raw, name)) for name in fields.dimensions}
    columns = {
        column.name: read.get(column.name, ibis.null(TYPES[column.kind])).cast(TYPES[column.kind])
        for column in schema.COLUMNS
    }
    table = raw.select(**columns, **own, **_inclusive_input(read))
    settled = _settled(table, fields)
    if not PARTS.keys().isdisjoint(found):
        settled = settled.mutate(cost=settled.cost.fill_null(_sum_of_parts(settled)))
    return settled.mutate(**_replayed(settled), cost_source=_cost_source(settled))


def unreadable(raw: ir.Table, fields: Fields) -> dict[str, ir.Value]:
    """For each column that is read from another type, the first value that cannot be read and how many there are."""
    checks: dict[str, ir.Value] = {}
    for name in schema.ACCEPTED:
        value = fields.take(raw, name)
        if value is None or _kind(name) in ("text", "flag", "tags"):
            continue
        read = cast(value, _kind(name), name)
        bad = is_given(value) & read.isnull()
        if name == "start_time":
            bad |= ~read.year().between(*YEARS).fill_null(True)  # noqa: FBT003
        checks[f"{name}__count"] = bad.sum()
        checks[f"{name}__example"] = bad.ifelse(value.cast("string"), None).max()
    return checks


def is_given(value: ir.Value) -> ir.BooleanValue:
    """Whether there is a value, not one of the words for none."""
    if value.type().is_string():
        return ~value.lower().strip().isin(["", "nan", "nat", "none", "null"]).fill_null(True)  # noqa: FBT003
    return ~value.isnan().fill_null(True) if value.type().is_floating() else value.notnull()  # noqa: FBT003


def _kind(name: str) -> str:
    return "tokens" if name == schema.INPUT_TOKENS else schema.BY_NAME[name].kind


def cast(value: ir.Value, kind: str, name: str) -> ir.Value:
    """Read a source's value as a kind of column; null where that cannot be, if the backend can say so."""
    if kind == "text":
        return _text(value)
    if kind == "time":
        return _time(value, name)
    if kind == "flag":
        return value.cast("string").lower().strip().isin(TRUE)
    if kind == "tags":
        return _tags(value)
    target = TYPES[kind]
    if value.type().is_floating():
        value = value.isnan().ifelse(None, value)
    if value.type().is_string():
        value = value.strip().nullif("")
    if kind == "tokens" and value.type().is_string():
        return _read_as(_read_as(value, "float64"), target)
    return _read_as(value, target)


def _read_as(value: ir.Value, target: str) -> ir.Value:
    """Cast; DuckDB leaves what cannot be read null, to be counted, other backends refuse it themselves."""
    if value.type().is_null() or value.get_backend().name != "duckdb":
        return value.cast(target)
    return value.try_cast(target)


def _text(value: ir.Value | None) -> ir.Value:
    if value is None or value.type().is_null():
        return ibis.null("string")
    if value.type().is_floating():
        return _id(value)
    return known_text(value.cast("string"))


def known_text(text: ir.StringValue) -> ir.StringValue:
    """A text as it is, or null where it is empty or blank: that names nobody."""
    may_be_blank = text.ascii_str() <= ord(" ")  # else not trimmed: on a table in memory that costs ten times the sum
    return (may_be_blank & (text.strip() == "")).ifelse(None, text)


def _id(value: ir.FloatingValue) -> ir.Value:
    """The text of a number that pandas made floating only because others are missing: 12, not 12.0."""
    known = value.isnan().ifelse(None, value)
    is_whole = (known == known.floor()) & (known.abs() < 2**53)
    return is_whole.ifelse(is_whole.ifelse(known, None).cast("int64").cast("string"), known.cast("string"))


def _time(value: ir.Value, name: str) -> ir.Value:
    kind = value.type()
    if kind.is_null():
        return ibis.null(TYPES["time"])
    if kind.is_timestamp():
        return _naive_utc(value).cast(TYPES["time"]) if kind.timezone else value.cast(TYPES["time"])
    if kind.is_string():
        return _naive_utc(_read_as(value.strip().nullif(""), "timestamp('UTC', 6)")).cast(TYPES["time"])
    if kind.is_date():
        return value.cast(TYPES["time"])
    source = f"t.{value.get_name()}" if kind.is_integer() else f'(t.{value.get_name()} * 1000).cast("int64")'
    raise InvalidUsageTable(
        f"{name}: expected times, got {kind}. Convert numbers first and say their unit, for seconds "
        f'columns={{"{name}": lambda t: {source}.as_timestamp("{"s" if kind.is_integer() else "ms"}")}}'
    )


@ibis.udf.scalar.builtin(name="timezone")  # type: ignore[untyped-decorator]
def _local_to(zone: str, instant: ibis.dtype("timestamp('UTC')")) -> ibis.dtype("timestamp"):  # type: ignore[valid-type]
    """The wall clock of a zone: the one spelling that DuckDB and PostgreSQL share."""


def _naive_utc(value: ir.Value) -> ir.Value:
    return _local_to("UTC", value)


def _tags(value: ir.Value) -> ir.Value:
    if value.type().is_array():
        tags = value.cast(TYPES["tags"])
    elif value.type().is_json():
        tags = _read_as(value, TYPES["tags"])
    elif value.type().is_string():
        text = value.strip().nullif("")
        listed = _read_as(_read_as(text.startswith("[").ifelse(text, None), "json"), TYPES["tags"])
        tags = ibis.coalesce(listed, text.split(","))
    else:
        return ibis.null(TYPES["tags"])
    # Once per tag, whatever the source repeats; an empty one is none.
    return tags.map(lambda tag: tag.strip().nullif("")).filter(lambda tag: tag.notnull()).unique().sort()


def _inclusive_input(read: dict[str, ir.Value]) -> dict[str, ir.Value]:
    if schema.INPUT_TOKENS not in read or "uncached_input_tokens" in read:
        return {}
    return {"_input": read[schema.INPUT_TOKENS]}


def _settled(table: ir.Table, fields: Fields) -> ir.Table:
    """Give the columns that depend on each other or on a vocabulary their final values."""
    columns: dict[str, ir.Value] = {
        "status": _in_vocabulary(table.status.lower().strip(), {"success": SUCCESS, "failure": FAILURE}),
        "origin": _in_vocabulary(
            table.origin.lower().strip(), {"retry": ("retry",), "internal": ("internal",)}
        ).fill_null("user"),
        "country": table.country.upper(),
        "response_cache_hit": table.response_cache_hit.fill_null(False),  # noqa: FBT003
        "latency_ms": table.latency_ms.fill_null(_milliseconds_between(table)),
    }
    if "_input" in table.columns:
        columns["uncached_input_tokens"] = _uncached(table, include_cache=fields.input_tokens_include_cache)
    return table.mutate(**columns).select(*schema.NAMES, *fields.dimensions)


def _sum_of_parts(table: ir.Table) -> ir.DecimalValue:
    """The cost that the source's own parts make; null where a part is missing that matters."""
    parts = {part: table[part] for part in PARTS}
    unused = {part: table[meter].fill_null(0) == 0 for part, (meter, _) in PARTS.items()}
    unused["input_cost"] = (table.uncached_input_tokens == 0).fill_null(False)  # noqa: FBT003
    is_whole = reduce(and_, (value.notnull() | unused[part] for part, value in parts.items()))
    is_whole &= ibis.coalesce(*parts.values()).notnull()
    total = reduce(add, (value.fill_null(0) for value in parts.values()))
    return is_whole.ifelse(total, None).cast(TYPES["money"])


def _cost_source(table: ir.Table) -> ir.StringValue:
    known = {word: (word,) for word in schema.BY_NAME["cost_source"].choices}
    said = _in_vocabulary(table.cost_source.lower().strip(), known).fill_null("reported")
    return table.cost.isnull().ifelse("unknown", said)


def _replayed(table: ir.Table) -> dict[str, ir.Value]:
    """What the gateway's own cache answers again uses no tokens again."""
    return {meter: table.response_cache_hit.ifelse(0, table[meter]) for meter in schema.METERS}


def _uncached(table: ir.Table, *, include_cache: bool) -> ir.Value:
    if not include_cache:
        return table["_input"]
    cached = table.cache_read_input_tokens.fill_null(0) + table.cache_creation_input_tokens.fill_null(0)
    return (cached <= table["_input"]).ifelse(table["_input"] - cached, None)


def _in_vocabulary(value: ir.Value, words: Mapping[str, tuple[str, ...]]) -> ir.Value:
    return ibis.cases(*((value.isin(known), word) for word, known in words.items()), else_=ibis.null("string"))


def _milliseconds_between(table: ir.Table) -> ir.Value:
    whole = table.end_time.truncate("s").epoch_seconds() - table.start_time.truncate("s").epoch_seconds()
    rest = table.end_time.microsecond() - table.start_time.microsecond()
    milliseconds = whole.cast("float64") * 1000 + rest.cast("float64") / 1000
    return (table.end_time >= table.start_time).ifelse(milliseconds, None)
