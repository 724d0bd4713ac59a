"""Rows in time order as Parquet files of a sensible size, none of which is ever seen half-written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType
    from typing import Self

TIME = "start_time"
BATCH_ROWS = 20_000
ROW_GROUP_ROWS = 120_000
FILE_ROWS = 1_000_000
SEALED_ROWS = 100_000
"""A file of at least this many rows is not written again to append to it."""


@dataclass(frozen=True)
class Part:
    """A finished file: how many rows it has and the first and last start time among them."""

    file: str
    rows: int
    first: datetime
    last: datetime

    def batches(self, folder: Path) -> Iterator[pa.RecordBatch]:
        """Read all rows."""
        with pq.ParquetFile(folder / self.file) as file:
            yield from file.iter_batches(BATCH_ROWS)

    def before(self, folder: Path, time: datetime) -> Iterator[pa.RecordBatch]:
        """Read the rows that start before a time."""
        for batch in self.batches(folder):
            yield batch.filter(pc.less(batch[TIME], pa.scalar(time, batch[TIME].type)))


class PartWriter:
    """Writes batches, in time order, into files of up to a million rows.

    A file gets its name when it is complete. When the block is left by an error, nothing of it remains.

    Args:
        folder: where the files go.
        columns: the columns of every batch, `start_time` among them.
    """

    def __init__(self, folder: Path, columns: pa.Schema) -> None:
        self.parts: list[Part] = []
        self._folder = folder
        self._columns = columns
        self._open: _OpenFile | None = None

    def write(self, batch: pa.RecordBatch) -> None:
        """Append a batch to the running file, or to a new one."""
        if not batch.num_rows:
            return
        if self._open is None:
            self._open = _OpenFile(self._folder, self._columns)
        self._open.write(batch)
        if self._open.rows >= FILE_ROWS:
            self.finish_file()

    def write_all(self, batches: Iterable[pa.RecordBatch]) -> None:
        """Append batch after batch."""
        for batch in batches:
            self.write(batch)

    def seal(self) -> None:
        """Go on in another file if the running one is large enough to be left alone from now on."""
        if self._open is not None and self._open.rows >= SEALED_ROWS:
            self.finish_file()

    def finish_file(self) -> None:
        """Complete the running file and give it its name."""
        if self._open is not None:
            self.parts.append(self._open.finish())
            self._open = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish_file()
            return
        if self._open is not None:
            self._open.discard()
        for part in self.parts:
            (self._folder / part.file).unlink()


class _OpenFile:
    def __init__(self, folder: Path, columns: pa.Schema) -> None:
        self.rows = 0
        self._times: list[datetime] = []
        self._pending: list[pa.RecordBatch] = []
        self._columns = columns
        self._path = folder / f"{uuid4().hex}.tmp"
        self._writer = pq.ParquetWriter(self._path, columns, compression="zstd")

    def write(self, batch: pa.RecordBatch) -> None:
        self._pending.append(batch.cast(self._columns))
        self.rows += batch.num_rows
        span = pc.min_max(batch[TIME]).as_py()
        self._times += span["min"], span["max"]
        if sum(pending.num_rows for pending in self._pending) >= ROW_GROUP_ROWS:
            self._write_group()

    def _write_group(self) -> None:
        self._writer.write_table(pa.Table.from_batches(self._pending, self._columns))
        self._pending.clear()

    def finish(self) -> Part:
        self._write_group()
        self._writer.close()
        first, last = min(self._times), max(self._times)
        name = f"{first:%Y-%m-%d}-{self._path.stem}.parquet"
        self._path.rename(self._path.with_name(name))
        return Part(name, self.rows, first, last)

    def discard(self) -> None:
        self._writer.close()
        self._path.unlink()
