"""What a time series is asked: the lines at a place, and their finer numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from usage_widgets.data.calendar import Span, step_named, steps_between
from usage_widgets.data.measures import with_left_out
from usage_widgets.data.named_series import series_of
from usage_widgets.data.series import no_steps
from usage_widgets.selection import OTHER
from usage_widgets.widgets._timeline.grain import coarse_enough
from usage_widgets.widgets._timeline.numbers import end_of, numbers_of, numbers_of_all
from usage_widgets.widgets._timeline.window import clipped

if TYPE_CHECKING:
    from usage_widgets.data.drill import Node, Path
    from usage_widgets.data.usage import Usage
    from usage_widgets.selection import Clause
    from usage_widgets.widgets._timeline.numbers import Numbers
    from usage_widgets.widgets.time_series.place import Place


@dataclass(frozen=True)
class Answer:
    """What is known of a place.

    Args:
        place: The place.
        numbers: The lines.
        total: The measure over all of them; None is unknown.
        left_out: How many requests the total leaves out.
        node: The groups that the lines are of; None for one line of all.
        nodes: All that was asked to know which groups these are.
        clauses: The values of the path, as conditions for everybody else.
        covered: What of the time there are data of; None without any.
    """

    place: Place
    numbers: Numbers
    total: float | None
    left_out: int
    node: Node | None
    nodes: dict[Path, Node]
    clauses: tuple[Clause, ...]
    covered: Span | None


def answer(usage: Usage, place: Place) -> Answer:
    """Ask for the whole at a place."""
    within = place.within(usage)
    covered = within.covered()
    every = place.grain if covered is None else coarse_enough(place.grain, covered)
    if place.dimension is None:
        numbers = numbers_of_all(within, place.measure, every)
        total, left_out = _total(within, place.measure, numbers)
        numbers = replace(numbers, leaves_out=left_out > 0)
        return Answer(place, numbers, total, left_out, None, {}, (), covered)
    drill = place.drill(within)
    pages = (*drill.pages_telling(place.values), place.values)
    nodes = {path: drill.node(path) for path in dict.fromkeys(pages)}
    node = nodes[place.values]
    numbers = replace(_lines(within, place, every, nodes), leaves_out=node.total_left_out > 0)
    clauses = drill.clauses(place.values, nodes)
    return Answer(place, numbers, node.total, node.total_left_out, node, nodes, clauses, covered)


def finer(usage: Usage, known: Answer, span: Span, every: str) -> Numbers:
    """The lines of an answer at a finer grain, on all steps of a span; unknown where there are no data of it."""
    place, within = known.place, known.place.within(usage)
    steps = steps_between(span, step_named(every))
    whole = Span(steps[0], end_of(steps[-1], every))
    inside = clipped(whole, known.covered) if known.covered else None
    near = within if inside is None else within.between(*inside)
    measure, lines = place.measure, [line.step for line in known.numbers.lines]
    if place.dimension is None:
        numbers = numbers_of(near.series(measure, every=every), measure, every)
    else:
        numbers = _lines(near, place, every, known.nodes)
    return numbers.with_lines(lines, _empty(usage, measure)).over(whole)


def _lines(usage: Usage, place: Place, every: str, nodes: dict[Path, Node]) -> Numbers:
    """The lines of the groups that are shown at a place."""
    node, dimension = nodes[place.values], place.levels[place.depth]
    if not node.count:
        return numbers_of(no_steps(usage.zone, grouped=True), place.measure, every)
    above = place.drill(usage).narrowed(place.values)
    without = _shown_above(place, nodes)
    frame = series_of(above, place.measure, every=every, by=dimension, groups=node.values, without=without)
    found = numbers_of(frame, place.measure, every)
    if found.end is None:  # nothing happens in this span
        found = _steps_without_lines(usage, place.measure, every)
    rest = [OTHER] if node.other_count else []
    return found.with_lines([*node.values, *rest], _empty(usage, place.measure))


def _shown_above(place: Place, nodes: dict[Path, Node]) -> tuple[Any, ...]:
    """The groups that were shown before the rest at the end of a path was opened."""
    pages = []
    path = place.values
    while path[-1:] == (OTHER,):
        path = path[:-1]
        pages.append(nodes[path].values)
    return tuple(value for values in pages for value in values)


def _steps_without_lines(usage: Usage, measure: str, every: str) -> Numbers:
    series = usage.series("requests", every=every)
    return numbers_of(series, measure, every)


def _total(usage: Usage, measure: str, numbers: Numbers) -> tuple[float | None, int]:
    """The measure over everything, and how many requests it leaves out; asked only where the steps do not tell."""
    known = usage.measure(measure)
    if known.is_additive and not known.leaves_out:
        known_steps = numbers.sums[~np.isnan(numbers.sums)]
        is_unknown = len(numbers.times) > 0 and not len(known_steps)
        return None if is_unknown else float(known_steps.sum()), 0
    totals = usage.total(with_left_out([measure]))
    return _known(totals[measure]), int(totals[known.leaves_out.name]) if known.leaves_out else 0


def _known(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def _empty(usage: Usage, measure: str) -> float:
    """What a step without requests has."""
    known = usage.measure(measure)
    return 0.0 if known.is_additive or known.kind == "distinct" else float("nan")
