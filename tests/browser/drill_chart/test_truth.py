"""Every number and word on the page is what `Usage` answers about the same file."""

from __future__ import annotations

import functools
import re

import pandas as pd
import pytest
from playwright.sync_api import expect

import usage_widgets as uw

from .hostile_log import CROWD
from .journey import chart_of, wait_until_told

TOP = 12
MEASURES = {
    "cost": "Cost",
    "requests": "Requests",
    "users": "Users",
    "failure_rate": "Failure rate",
    "latency_ms_p95": "95th percentile latency",
}
SHARED = {"cost", "requests"}  # measures whose parts are shares of a whole
# Which marks are clicked: by place, the rest being the last, or by label.
WALKS = [[], [0], [5], [1, 0], [7, 2], [-1], [-1, 1], [0, "azure", -1]]
DIMENSIONS = ["model", "provider", "user"]


@pytest.fixture(scope="module")
def usage(notebook):
    return uw.Usage.from_files(str(notebook.with_name("log.parquet")))


@pytest.fixture(scope="module")
def core(usage):
    return usage.where(team="core")


@pytest.fixture(scope="module")
def answers(core):
    """The answers at a path, asked once for both hosts."""
    return functools.cache(lambda path, measure: answer(core, DIMENSIONS, path, measure))


def shows(text: str, number: float | None) -> bool:
    """Whether a text is a number, to as many decimals as it has."""
    if number is None or pd.isna(number):
        return text == "unknown"
    digits = re.sub(r"[^\d.]", "", text)
    factor = -1 if "-" in text else 1
    percent = 100 if "%" in text else 1
    decimals = len(digits.partition(".")[2])
    return abs(factor * float(digits) - number * percent) <= 0.5 * 10**-decimals + 1e-9


def answer(usage: uw.Usage, dimensions: list[str], path: list, measure: str) -> tuple[pd.DataFrame, float, int]:
    """What stands at a path: its groups (label, number), their total and how many there are."""
    dimension, values = dimensions[0], list(path)
    dimensions = dimensions[1:]
    for step in path:
        if step == "OTHER":
            shown = usage.by(dimension, measures=measure, top=TOP)[dimension][:-1]
            usage = usage.exclude(**{dimension: list(shown)}) if values[-1] == "OTHER" else usage
        else:
            usage = usage.where(**{dimension: step})
            dimension, dimensions = dimensions[0], dimensions[1:]
    everything = usage.by(dimension, measures=measure)
    frame = usage.by(dimension, measures=measure, top=TOP)
    rest = f"Other ({len(everything) - TOP:,})"
    labels = [
        rest if other else "unknown" if pd.isna(value) else value
        for value, other in zip(frame[dimension], frame["is_other"], strict=True)
    ]
    return (
        pd.DataFrame({"label": labels, "number": frame[measure]}),
        usage.total(measure),
        everything[dimension].notna().sum(),
    )


def check(chart, groups: pd.DataFrame, total: float, count: int, label: str, *, shared: bool) -> None:
    """Compare marks, table, total and the sentence with the answer."""
    shares = [number / total for number in groups["number"]] if shared else [None] * len(groups)
    cells = chart.cells()[1:]
    names = chart.names()
    assert len(names) == len(cells) == len(groups)
    for name, row, group, share in zip(names, cells, groups.itertuples(), shares, strict=True):
        value, *told_share = name.removeprefix(f"{group.label}, ").split(", ")
        assert name.startswith(group.label)
        assert row[0] == group.label
        assert row[1] == value
        assert shows(value, group.number), (name, group)
        assert bool(told_share) == (share is not None) == (len(row) == 3)
        if share is not None:
            assert shows(told_share[0].removesuffix(" of the total"), share), (name, share)
            assert row[2] == told_share[0].removesuffix(" of the total")
    assert shows(chart.total(), total)
    assert re.search(rf"\b{count:,} \w", chart.root.locator(".uw-total-label").text_content())
    summary = chart.summary()
    assert summary.startswith(f"{label} by ")
    for name in [group.label for group in groups.itertuples() if not group.label.startswith("Other (")][:3]:
        assert f"{name} with " in summary


@pytest.mark.parametrize("measure", MEASURES)
def test_all_levels_tell_what_the_usage_answers(chart, live, answers, measure):
    chart.measure(MEASURES[measure])
    expect(chart.root.locator(".uw-summary")).to_contain_text(f"{MEASURES[measure]} by")
    for steps in WALKS:
        told = walk(chart, live, steps)
        check(chart, *answers(tuple(told["path"]), measure), MEASURES[measure], shared=measure in SHARED)
        assert told["summary"] == chart.summary()
        assert len(chart.crumbs()) == len(steps) + 1


def walk(chart, live, steps):
    """Go to a path by clicks; gives what Python says there."""
    if chart.path():
        chart.go_back_to("All")
    chart.stands_at()
    path = []
    for step in steps:
        mark = chart.mark(step) if isinstance(step, str) else chart.marks.nth(step)
        clicked = mark.evaluate("mark => JSON.parse(mark.dataset.key)")
        mark.click()
        path.append("OTHER" if "other" in clicked else clicked["value"])
        chart.stands_at(*path)
    return wait_until_told(live, path=path)


def test_odd_figures_are_told_as_they_are(live):
    chart = chart_of(live, "Odd")
    assert [row[:2] for row in chart.cells()[1:]] == [
        ["outlier", "$1,000,000.00"],
        ["normal", "$12.00"],
        ["unknown", "$1.00"],
        ["tiny", "$0.0040"],
        ["zero", "$0.00"],
        ["negative", "-$3.50"],
        ["unpriced", "unknown"],
    ]
    assert len(chart.cells()[0]) == 2  # no shares beside a negative part
    assert chart.total() == "≥\xa0$1,000,009.50"
    assert chart.summary().endswith(" Cost leaves out 1 request without a price.")
    assert "1 shown group has no known value." in chart.summary()


def test_thousands_of_groups_are_a_few_and_the_rest(live, usage):
    chart = chart_of(live, "Crowd")
    crowd = usage.where(team="crowd")
    assert chart.names()[-1].startswith(f"Other ({CROWD - TOP:,}), ")
    check(chart, *answer(crowd, ["end_user"], [], "cost"), "Cost", shared=True)
    chart.marks.last.click()
    chart.stands_at("OTHER")
    check(chart, *answer(crowd, ["end_user"], ["OTHER"], "cost"), "Cost", shared=True)


def test_headline_figures_are_the_totals(live, core):
    tiles = live.get_by_role("region", name="Figures").locator(".uw-tile")
    tiles.first.scroll_into_view_if_needed()
    told = tiles.evaluate_all("all => all.map((one) => [one.dataset.name, one.querySelector('dd').textContent])")
    totals = core.total("cost", "requests", "tokens", "users", "failure_rate")
    assert [name for name, _ in told] == list(totals)
    for name, text in told:
        assert shows(text, totals[name]), (name, text)
