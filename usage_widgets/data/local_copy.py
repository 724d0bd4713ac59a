"""A local copy of a source's rows, so that somebody's production database is read once and not for every viewer."""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import platformdirs
from filelock import FileLock, Timeout

from usage_widgets.data.parquet_parts import BATCH_ROWS, TIME, Part, PartWriter
from usage_widgets.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    import pyarrow as pa
    from ibis.expr import types as ir

    Progress = Callable[[int, float], object]

KEEP_REPLACED = timedelta(hours=4)
"""How long a replaced file stays for those who opened the copy before."""
LOCK_TIMEOUT_S = 3600


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


class Span(NamedTuple):
    """A half-open stretch of start times; without an end it reaches to the newest row."""

    since: datetime
    until: datetime | None

    def overlaps(self, part: Part) -> bool:
        """Whether rows of the part may lie in the span."""
        return part.last >= self.since and (self.until is None or part.first < self.until)


@dataclass(frozen=True)
class Contents:
    """What the copy holds: its columns, the half-open span that was read, when, and the files in time order."""

    columns: str
    since: datetime
    until: datetime
    read_at: datetime
    parts: tuple[Part, ...]

    def missing(self, since: datetime, until: datetime | None, overlap: timedelta) -> list[Span]:
        """What is still to be read: what lies before, and all from the newest row on, less the overlap."""
        newest = max((part.last for part in self.parts), default=self.since)
        again = max(min(newest, self.read_at) - overlap, self.since)  # a row may claim to be of the future
        older = [Span(since, self.since)] if since < self.since else []
        newer = Span(again, until and max(until, self.until))
        return older if until and until <= again else [*older, newer]

    def is_fresh(self, since: datetime, until: datetime, *, asked: datetime, max_age: timedelta) -> bool:
        """Whether the copy holds the span and was not older than `max_age` when asked."""
        return self.since <= since and max(until - self.until, asked - self.read_at) <= max_age

    @classmethod
    def from_json(cls, text: str) -> Contents:
        """Read what `to_json` wrote."""
        stored: dict[str, Any] = json.loads(text)
        parts = [part | {name: datetime.fromisoformat(part[name]) for name in ("first", "last")} for part in stored.pop("parts")]
        times = {name: datetime.fromisoformat(stored[name]) for name in ("since", "until", "read_at")}
        return cls(stored["columns"], **times, parts=tuple(Part(**part) for part in parts))

    def to_json(self) -> str:
        """The contents as text, times in ISO 8601."""
        return json.dumps(asdict(self), default=datetime.isoformat, indent=1)


class LocalCopy:
    """Parquet files in a private folder that several processes share. Times are naive UTC.

    Args:
        folder: where the copy is or will be; only its owner can look into it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._index = self.folder / "contents.json"

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
        since: datetime,
        until: datetime | None = None,
        overlap: timedelta = timedelta(hours=1),
        max_age: timedelta = timedelta(minutes=1),
        progress: Progress | None = None,
    ) -> Sync:
        """Read what the copy lacks. Who comes meanwhile waits and then finds it fresh.

        Args:
            source: the canonical usage table at the source.
            since: the first start time to hold.
            until: the first start time not to ask for; None asks for all there is.
            overlap: how far before the newest row the source is read again, for late and changed rows.
            max_age: a copy that was not older than this when asked is left as it is.
            progress: called after each batch with the rows so far and the share of the span that is read, 0 to 1.

        Raises:
            SourceError: the source broke off, or another process held the copy for an hour. The copy is as it was.
        """
        asked, began = _now(), time.monotonic()
        since, until = _naive_utc(since), until and _naive_utc(until)
        with self._locked():
            held = self._held(source)
            spans = held.missing(since, until, overlap) if held else [Span(since, until)]
            if held and (not spans or held.is_fresh(since, min(until or asked, asked), asked=asked, max_age=max_age)):
                return Sync(0, time.monotonic() - began, was_fresh=True)
            read_at = _now()
            parts, rows = self._read(source, spans, held.parts if held else (), progress)
            newest = max((part.last for part in parts), default=since)
            reached = until or max(read_at, newest + timedelta.resolution)
            self._publish(
                Contents(
                    columns=str(source.schema()),
                    since=min(since, held.since) if held else since,
                    until=max(reached, held.until) if held else reached,
                    read_at=read_at,
                    parts=tuple(parts),
                )
            )
        return Sync(rows, time.monotonic() - began)

    def _held(self, source: ir.Table) -> Contents | None:
        contents = self.contents()
        return contents if contents and contents.columns == str(source.schema()) else None

    def _read(
        self, source: ir.Table, spans: list[Span], parts: tuple[Part, ...], progress: Progress | None
    ) -> tuple[list[Part], int]:
        """Write the spans' rows; the rows that a touched file has before the span are carried over."""
        rows = 0
        with PartWriter(self.folder, source.schema().to_pyarrow()) as writer:
            for span in spans:
                for part in filter(span.overlaps, parts):
                    for batch in part.before(self.folder, span.since):
                        writer.write(batch)
                writer.seal()
                for batch in _batches(source, span):
                    writer.write(batch)
                    rows += batch.num_rows
                    if progress:
                        progress(rows, _share(batch, span))
                writer.finish_file()
        kept = [part for part in parts if not any(span.overlaps(part) for span in spans)]
        return sorted([*kept, *writer.parts], key=lambda part: part.first), rows

    def _publish(self, contents: Contents) -> None:
        """Make the new files the copy, at one stroke, and clear away what nobody reads any more."""
        before = self.files()
        draft = self._index.with_suffix(".tmp")
        draft.write_text(contents.to_json())
        draft.replace(self._index)
        now = self.files()
        for file in set(before) - set(now):
            os.utime(file)
        oldest = time.time() - KEEP_REPLACED.total_seconds()
        for path in self.folder.iterdir():
            is_old = path.suffix == ".parquet" and str(path) not in now and path.stat().st_mtime < oldest
            if is_old or path.suffix == ".tmp":
                path.unlink()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        try:
            with FileLock(self.folder / "copy.lock", timeout=LOCK_TIMEOUT_S):
                yield
        except Timeout:
            raise SourceError(f"another process has been reading into {self.folder} for over an hour: end it") from None


def _batches(source: ir.Table, span: Span) -> Iterator[pa.RecordBatch]:
    rows = source.filter(source[TIME] >= span.since)
    if span.until:
        rows = rows.filter(rows[TIME] < span.until)
    read = 0
    try:
        for batch in rows.order_by(TIME).to_pyarrow_batches(chunk_size=BATCH_ROWS):
            yield batch
            read += batch.num_rows
    except Exception as error:
        raise SourceError(
            f"the source broke off after {read:,} rows ({type(error).__name__}); the local copy is as it was before"
        ) from error


def _share(batch: pa.RecordBatch, span: Span) -> float:
    """How far into its span a batch reaches; rows come in time order."""
    reached = batch[TIME][-1].as_py() - span.since
    return min(1.0, reached / max((span.until or _now()) - span.since, timedelta.resolution))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _naive_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(tzinfo=None) if instant.tzinfo else instant
