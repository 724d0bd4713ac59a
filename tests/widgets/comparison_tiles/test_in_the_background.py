"""With a running kernel the figures are there at once; lines and groups follow, and the newest wish wins."""

from __future__ import annotations

import asyncio

import usage_widgets as uw


async def answered(tiles):
    while tiles.asker._open is not None:
        await asyncio.sleep(0.01)


def test_figures_come_first_and_lines_follow(usage):
    async def scene():
        tiles = uw.ComparisonTiles(usage, measures=["requests"])
        [first] = tiles.board["tiles"]
        assert (first["value"], first["lines"]["current"]) == ("4", "")
        await answered(tiles)
        assert tiles.board["tiles"][0]["lines"]["current"].startswith("M")

    asyncio.run(scene())


def test_the_newest_of_two_wishes_is_shown(usage):
    async def scene():
        tiles = uw.ComparisonTiles(usage, measures=["requests"])
        tiles.path = ["requests"]
        tiles.path = ["requests", "gpt-4o"]
        assert tiles.board["detail"] is None
        await answered(tiles)
        assert tiles.board["path"] == [{"value": "requests"}, {"value": "gpt-4o"}]
        assert tiles.board["detail"]["crumbs"] == ["Requests", "gpt-4o"]

    asyncio.run(scene())


def test_whoever_reads_in_python_gets_what_was_asked_for(usage):
    async def scene():
        tiles = uw.ComparisonTiles(usage, measures=["requests"])
        tiles.period = ("2026-05-01", "2026-05-04")
        assert tiles.table()["current"].tolist() == [3]

    asyncio.run(scene())
