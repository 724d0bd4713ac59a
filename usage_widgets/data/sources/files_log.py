"""Opens files as a usage log, and reads them anew once they have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import ibis
import pyarrow as pa

from usage_widgets.data.engine import Engine, local_backend, put
from usage_widgets.data.geoip import PLACE, filled
from usage_widgets.data.sources.files import find_files, read_files, reading
from usage_widgets.data.storing import open_stored

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ibis.expr import types as ir

    from usage_widgets.data.canonical import Fields
    from usage_widgets.data.geoip import Addresses
    from usage_widgets.data.origin import Origin


ADDRESS = "_address"


class State(NamedTuple):
    """What tells that a file was not written to."""

    file: Path
    size: int
    modified_ns: int


def open_files(paths: str | Path | Iterable[str | Path], fields: Fields, addresses: Addresses | None = None) -> Origin:
    """Read all files that there are, with countries in place of addresses.

    Raises:
        SourceError: nothing is there, or a file cannot be read.
    """
    listed = paths if isinstance(paths, str) or not hasattr(paths, "__iter__") else [*paths]
    files = find_files(listed)
    states = _states(files)

    def reopen(origin: Origin) -> Origin:
        found = find_files(listed)
        return origin if _states(found) == states else open_files(listed, fields, addresses)

    engine = Engine(local_backend())
    name = files[0].name if len(files) == 1 else f"{len(files)} files in {files[0].parent.name}"
    raw = read_files(engine.backend, files)
    if addresses is None:
        with reading(files):
            return open_stored(engine, raw, fields, "files", name, reopen)
    addresses.check(fields, list(raw.columns))
    known = _known(engine, raw, addresses, files)
    with reading(files):
        origin = open_stored(engine, _placed(raw, known, addresses), filled(fields), "files", name, reopen)
    engine.backend.drop_table(known.get_name())
    return origin


def _known(engine: Engine, raw: ir.Table, addresses: Addresses, files: list[Path]) -> ir.Table:
    """The country of each address in the files."""
    with addresses.countries() as countries:
        with reading(files):
            found = engine.to_arrow(raw.select(**{ADDRESS: raw[addresses.column].cast("string")}).distinct())
        texts = found[ADDRESS].combine_chunks()
        return put(engine.backend, ibis.util.gen_name("places"), pa.table({ADDRESS: texts, PLACE: countries.of(texts)}))


def _placed(raw: ir.Table, known: ir.Table, addresses: Addresses) -> ir.Table:
    joined = raw.left_join(known, raw[addresses.column].cast("string") == known[ADDRESS])
    return joined.drop(ADDRESS, addresses.column)


def _states(files: list[Path]) -> list[State]:
    with reading(files):
        return [State(file, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
