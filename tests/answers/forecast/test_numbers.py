"""How the numbers of a forecast are written."""

from __future__ import annotations

import pandas as pd
import pytest

from usage_widgets.answers.forecast.numbers import chance_label, step_name


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.0, "under 1%"),
        (0.009, "under 1%"),
        (0.013, "1%"),
        (0.742, "74%"),
        (0.985, "98%"),
        (0.995, "over 99%"),
        (1.0, "over 99%"),
    ],
)
def test_a_chance_is_never_nothing_or_certain(chance, said):
    assert chance_label(chance, locale="en") == said


def test_an_hour_that_comes_twice_has_two_names():
    hours = pd.date_range("2026-10-24 22:00", periods=6, freq="h", tz="UTC").tz_convert("Europe/Berlin")
    for locale in ("en", "de"):
        names = [step_name(hour, "hour", locale=locale) for hour in hours]
        assert len({*names}) == len(names)
        assert [name[-9:] for name in names if "GMT" in name] == ["GMT+02:00", "GMT+01:00"]
    assert "GMT" not in step_name(hours[2].tz_localize(None), "hour", locale="en")
