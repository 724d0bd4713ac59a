"""When a budget is spent: as a date, a range of dates and a chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from usage_widgets.answers.amounts import rough
from usage_widgets.answers.forecast.numbers import chance_label, step_name
from usage_widgets.answers.paragraph import paragraph
from usage_widgets.answers.part import subject_label
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.options import CURRENT, checked_locale

if TYPE_CHECKING:
    from usage_widgets.analytics.forecast.budget import Passing
    from usage_widgets.data.usage import Usage


@dataclass(frozen=True, eq=False)
class Crossing:
    """When the sum of the coming steps, and of what was spent before, passes an amount.

    Args:
        amount: The budget.
        spent: How much of it was spent before the forecast begins.
        expected: The step by whose end it is passed as likely as not; None where that is after the horizon.
        earliest: The first step by whose end that is conceivable (more than 2.5 %), or None.
        latest: The step by whose end it is all but sure (97.5 %), or None.
        probability: How likely it is passed within the horizon, 0..1.
        frame: `time`, `probability` that it is passed by the end of that step.
        every: How long a step is.
        unit: The unit of the amount.
        since: The step from which spending counts; None counts from the forecast on.
        usage: What it is of; None for a series.
        measure: What of it.
        is_reliable: Whether the forecast behind it is.
        is_known_in_part: Whether more may have been spent, as some steps have no known value or requests no price.
    """

    amount: float
    spent: float
    expected: pd.Timestamp | None
    earliest: pd.Timestamp | None
    latest: pd.Timestamp | None
    probability: float
    frame: pd.DataFrame = field(repr=False)
    every: str = "day"
    unit: str = "usd"
    since: pd.Timestamp | None = None
    usage: Usage | None = field(default=None, repr=False)
    measure: str | None = None
    is_reliable: bool = True
    is_known_in_part: bool = False

    @property
    def is_passed(self) -> bool:
        """Whether the amount was spent before the forecast begins."""
        return self.spent > self.amount

    def explain(self, locale: str | None = None) -> str:
        """The crossing in words, and of what, where that is a part of the whole."""
        locale = checked_locale(locale or CURRENT.locale)
        told, subject = [self._told(locale)], subject_label(self.usage, self.measure, locale)
        if not (self.is_reliable or self.is_passed):
            told.append(text("forecast.budget.rough", locale=locale))
        if subject:
            told.append(text("forecast.budget.part", locale=locale, subject=subject))
        return " ".join(told)

    def _told(self, locale: str) -> str:
        amount = rough(self.amount, self.unit, beside=self.spent, locale=locale)
        if self.is_passed:
            return text("forecast.budget.passed", locale=locale, amount=amount, **self._before(locale))
        length = text(f"forecast.length.{self.every}", locale=locale, count=len(self.frame))
        said: dict[str, Any] = {
            "amount": amount,
            "length": length,
            "chance": chance_label(self.probability, locale=locale),
            **self._dates(locale),
        }
        ahead = text(f"forecast.budget.{self._outcome}", locale=locale, **said)
        if self.since is None:
            counting = self._day(self.frame["time"].iloc[0], locale)
            return f"{ahead} {text('forecast.budget.counting', locale=locale, since=counting)}"
        return f"{text('forecast.budget.spent', locale=locale, **self._before(locale))} {ahead}"

    @property
    def _outcome(self) -> str:
        if self.expected is not None:
            return "likely_open" if self.latest is None else "likely"
        return "unlikely" if self.earliest is None else "possible"

    def _dates(self, locale: str | None) -> dict[str, Any]:
        step = self._named(self.expected, locale)
        return {
            "date": text(f"forecast.on.{self.every}", locale=locale, step=step),
            "before": text(f"forecast.before.{self.every}", locale=locale, step=self._named(self.earliest, locale)),
            "earliest": self._named(self.earliest, locale),
            "latest": self._named(self.latest, locale),
        }

    def _before(self, locale: str | None) -> dict[str, Any]:
        """What was spent before the forecast, and from when on that was counted."""
        spent = rough(self.spent, self.unit, beside=self.amount, locale=locale)
        if self.is_known_in_part:
            spent = text("kit.at_least", locale=locale, value=spent)
        return {"spent": spent, "since": "" if self.since is None else self._day(self.since, locale)}

    def _day(self, start: pd.Timestamp, locale: str | None) -> str:
        """When a step begins."""
        return step_name(start, "hour" if self.every == "hour" else "day", locale=locale)

    def _named(self, step: pd.Timestamp | None, locale: str | None) -> str:
        return "" if step is None else step_name(step, self.every, locale=locale)

    def _repr_html_(self) -> str:
        return paragraph(self.explain())


def crossing_of(passing: Passing, times: pd.DatetimeIndex, **said: Any) -> Crossing:
    """Give the steps of a passing their dates; `said` is the rest of a `Crossing`."""
    expected, earliest, latest = (
        None if step is None else times[step] for step in (passing.expected, passing.earliest, passing.latest)
    )
    frame = pd.DataFrame({"time": times, "probability": passing.likelihood})
    return Crossing(
        expected=expected,
        earliest=earliest,
        latest=latest,
        probability=float(passing.likelihood[-1]),
        frame=frame,
        **said,
    )
