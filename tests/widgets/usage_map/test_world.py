from __future__ import annotations

import re

import usage_widgets as uw
from usage_widgets.widgets.usage_map.world import FILE, shapes, world


def test_the_world_is_small_and_whole():
    assert FILE.stat().st_size < 80_000
    assert len(shapes().middles) > 200
    assert "AQ" not in shapes().middles


def test_small_countries_are_there_too():
    for code in ("SG", "MT", "HK", "LU", "BH", "XK"):
        assert code in shapes().small
    assert {"DE", "US", "FR", "IN"}.isdisjoint(shapes().small)


def test_shapes_are_paths_within_the_paper():
    world = shapes()
    for path in world.shapes.values():
        assert re.fullmatch(r"(M-?\d+[ -]\d+l[-\d ]+z)+", path)
    for x, y in world.middles.values():
        assert 0 <= x <= world.width
        assert 0 <= y <= world.height


def test_no_country_runs_across_the_whole_map():
    """Russia, Fiji and New Zealand reach beyond the 180th meridian."""
    for code in ("RU", "FJ", "NZ", "US"):
        for ring in re.findall(r"M(-?\d+)[ -]\d+l([-\d ]+)z", shapes().shapes[code]):
            steps = [int(number) for number in re.findall(r"-?\d+", ring[1])][::2]
            assert max(map(abs, steps)) < shapes().width / 4, code


def test_maps_share_one_world():
    usage = uw.Usage.demo(days=7, requests=500, end="2026-06-30")
    one, other = uw.UsageMap(usage), uw.UsageMap(usage)
    assert one.world is other.world
    assert len(one.get_state()["world"]) < 100


def test_a_world_that_was_closed_is_made_again():
    first = world()
    first.close()
    assert world() is not first
    assert world().shapes == first.shapes
