"""A local copy of a source's rows, so that somebody's production database is read once and not for every viewer."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from filelock import FileLock, Timeout

from usage_widgets.data.copy_contents import Contents, Span
from usage_widgets.data.naming import COLUMNS, Names
from usage_widgets.data.parquet_parts import BATCH_ROWS, TIME, Part, PartWriter
from usage_widgets.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa
    from ibis.expr import types as ir

    Progress = Callable[[int, float], object]

KEEP_REPLACED = timedelta(hours=4)
"""How long a replaced file stays for those who opened the copy before."""
LOCK_TIMEOUT_S = 3600
STRETCH_ROWS = 250_000


def folder_for(source_identity: str) -> Path:
    """The folder of a source's copy: below `USAGE_WIDGETS_STORE` or the user's cache, named by a hash."""
    store = os.environ.get("USAGE_WIDGETS_STORE") or platformdirs.user_cache_dir("usage_widgets")
    return Path(store).expanduser() / hashlib.sha256(source_identity.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Sync:
    """What one read of the source did: the rows that came, how long it took, whether the copy was fresh already."""

    rows: int
    seconds: float
    was_fresh: bool = False


class LocalCopy:
    """Parquet files in a private folder that several processes share. Times are naive UTC.

    Args:
        folder: where the copy is or will be; only its owner can look into it.
        version: how the source is mapped; rows of another version are read anew.
    """

    def __init__(self, folder: Path, version: int = 1) -> None:
        self.folder = Path(folder)
        self._version = version
        self._index = self.folder / "contents.json"
        self._lock = FileLock(self.folder / "copy.lock", timeout=LOCK_TIMEOUT_S)

    def files(self) -> list[str]:
        """The files of the last complete read, in time order. Those that a later read replaces stay for 4 hours."""
        contents = self.contents()
        return [str(self.folder / part.file) for part in contents.parts] if contents else []

    @property
    def read_at(self) -> datetime | None:
        """When the last complete read began; None before the first."""
        contents = self.contents()
        return contents.read_at if contents else None

    def contents(self) -> Contents | None:
        """What the copy holds; None before the first read or when somebody took files away."""
        try:
            contents = Contents.from_json(self._index.read_text())
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return contents if all((self.folder / part.file).exists() for part in contents.parts) else None

    def extend(
        self,
        source: ir.Table,
        *,
        names: ir.Table | None = None,
        since: datetime,
        until: datetime | None = None,
        overlap: timedelta = timedelta(hours=1),
        asked: datetime | None = None,
        max_age: timedelta = timedelta(minutes=1),
        progress: Progress | None = None,
    ) -> Sync:
        """Read what the copy lacks. Who comes meanwhile waits and then finds it fresh.

        Args:
            source: the usage table at the source; a column `user` that bears names has `user_id` and `user_unnamed`.
            names: today's names of the ids as `kind`, `id`, `name`; rows that were read before bear them too afterwards.
            since: the first start time to hold.
            until: the first start time not to ask for; None asks for all there is.
            overlap: how far before the newest row the source is read again, for late and changed rows.
            asked: when somebody wanted it; None is now.
            max_age: a copy that was not older than this when asked is left as it is.
            progress: called after each batch with the rows so far and the share of the span that is read, 0 to 1.

        Raises:
            SourceError: the source broke off, or another process held the copy for an hour. The copy is as it was.
        """
        asked, began = _naive_utc(asked or _now()), time.monotonic()
        since, until = _naive_utc(since), until and _naive_utc(until)
        with self.turn():
            held = self._held(source, since)
            spans = held.missing(since, until, overlap)
            if not spans or held.is_fresh(since, min(until or asked, asked), asked=asked, max_age=max_age):
                return Sync(0, time.monotonic() - began, was_fresh=True)
            read_at, known = _now(), _read_names(names)
            parts, rows = self._read(source, spans, held, known, progress)
            self._publish(held.extended(since, until, read_at=read_at, parts=parts, names=known.digest))
        return Sync(rows, time.monotonic() - began)

    def _held(self, source: ir.Table, since: datetime) -> Contents:
        columns, contents = str(source.schema()), self.contents()
        is_alike = contents and (contents.version, contents.columns) == (self._version, columns)
        return contents if contents and is_alike else Contents.nothing(self._version, columns, since)

    def _read(
        self, source: ir.Table, spans: list[Span], held: Contents, names: Names, progress: Progress | None
    ) -> tuple[list[Part], int]:
        """Write the spans' rows, carrying over what a touched file has before the span, and files with old names."""
        rows = 0
        kept = [part for part in held.parts if not any(span.overlaps(part) for span in spans)]
        renamed = [part for part in kept if names.digest != held.names and names.are_new_to(part.batches(self.folder))]
        with PartWriter(self.folder, source.schema().to_pyarrow()) as writer:
            for span in spans:
                for part in filter(span.overlaps, held.parts):
                    writer.write_all(map(names.given_to, part.before(self.folder, span.since)))
                writer.seal()
                for batch in _batches(source, span):
                    writer.write(names.given_to(batch))
                    rows += batch.num_rows
                    if progress:
                        progress(rows, _share(batch, span))
                writer.finish_file()
            for part in renamed:
                writer.write_all(map(names.given_to, part.batches(self.folder)))
                writer.finish_file()
        untouched = [part for part in kept if part not in renamed]
        return sorted([*untouched, *writer.parts], key=lambda part: part.first), rows

    def _publish(self, contents: Contents) -> None:
        """Make the new files the copy, at one stroke."""
        before = self.files()
        draft = self._index.with_suffix(".tmp")
        draft.write_text(contents.to_json())
        draft.replace(self._index)
        for file in set(before).difference(self.files()):
            os.utime(file)
        self._clear_away()

    def _clear_away(self) -> None:
        """Delete what a killed process left, and files that were replaced long ago."""
        held, oldest = self.files(), time.time() - KEEP_REPLACED.total_seconds()
        for path in self.folder.iterdir():
            is_replaced = path.suffix == ".parquet" and str(path) not in held
            if path.suffix == ".tmp" or (is_replaced and path.stat().st_mtime < oldest):
                path.unlink()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until nobody else reads into the copy, and keep others waiting. A turn may be taken within one's own.

        Raises:
            SourceError: another process held the copy for an hour.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        try:
            self._lock.acquire()
        except Timeout:
            raise SourceError(f"another process has been reading into {self.folder} for over an hour: end it") from None
        try:
            yield
        finally:
            self._lock.release()


def _read_names(names: ir.Table | None) -> Names:
    if names is None:
        return Names(COLUMNS.empty_table())
    try:
        return Names(names.to_pyarrow().cast(COLUMNS))
    except Exception as error:
        raise SourceError(
            f"the source broke off while the names were read ({type(error).__name__}); the local copy is as it was before"
        ) from error


def _batches(source: ir.Table, span: Span) -> Iterator[pa.RecordBatch]:
    """Read a span in stretches that the source can sort quickly: after a stretch with few rows comes a longer one."""
    since, stretch, end, read = span.since, timedelta(days=1), span.until or _now(), 0
    try:
        while since < end:
            is_last, before = since + stretch >= end, read
            for batch in _rows(source, Span(since, span.until if is_last else since + stretch)):
                read += batch.num_rows
                yield batch
            since += stretch
            stretch *= 2 if read - before < STRETCH_ROWS else 1
    except Exception as error:
        raise SourceError(
            f"the source broke off after {read:,} rows ({type(error).__name__}); the local copy is as it was before"
        ) from error


def _rows(source: ir.Table, span: Span) -> pa.RecordBatchReader:
    rows = source.filter(source[TIME] >= span.since)
    if span.until:
        rows = rows.filter(rows[TIME] < span.until)
    return rows.order_by(TIME).to_pyarrow_batches(chunk_size=BATCH_ROWS)


def _share(batch: pa.RecordBatch, span: Span) -> float:
    """How far into its span a batch reaches; rows come in time order."""
    reached: timedelta = batch[TIME][-1].as_py() - span.since
    whole = (span.until or _now()) - span.since
    return min(1.0, reached / max(whole, timedelta.resolution))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _naive_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(tzinfo=None) if instant.tzinfo else instant
