"""A forecast as it stands beside its picture: the total with its range, how far to trust it, what is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from usage_widgets.analytics.forecast.methods import METHODS
from usage_widgets.analytics.forecast.volatility import CALM
from usage_widgets.answers.amounts import percent, percents_apart, rough
from usage_widgets.answers.forecast.history_words import history_told
from usage_widgets.answers.forecast.labels import amount_label, expected_label, horizon_label, length_label
from usage_widgets.answers.forecast.trend_words import line_told, trend_told
from usage_widgets.answers.forecast.verdict_words import bound_told, lean_told, verdict_in_short, what_would_help
from usage_widgets.data.calendar import Span
from usage_widgets.messages.catalogue import text
from usage_widgets.widgets._timeline.dates import span_label
from usage_widgets.widgets._timeline.numbers import end_of

if TYPE_CHECKING:
    from usage_widgets.answers.forecast.crossing import Crossing
    from usage_widgets.answers.forecast.forecast import Forecast

DEFAULT = "auto"
LEAST_POINTS = 3
REFUSALS = {
    "refused": ("forecast_chart.refused", "forecast_chart.refused.why"),
    "nothing": ("timeline.empty.title", "timeline.empty.text"),
}


@dataclass(frozen=True)
class Story:
    """The words of one forecast in one language.

    Args:
        forecast: By the method that is shown.
        default: By the automatic one, to compare.
        crossing: When the budget is used up; None without one.
        locale: The language.
    """

    forecast: Forecast
    default: Forecast
    crossing: Crossing | None
    locale: str

    def told(self) -> dict[str, Any]:
        """What the page is handed: {headline, range, verdict, facts, methods, note}."""
        return {
            "headline": self._headline(),
            "range": self._range(),
            "verdict": {"code": self.forecast.verdict, "text": self._verdict()},
            "facts": [{"name": name, "text": said} for name, said in self._facts()],
            "methods": self._methods(),
            "note": self._note(),
        }

    def said(self) -> str:
        """How much of the past it was made from."""
        history = self.forecast.source.history
        span = Span(history.times[0], end_of(history.times[-1], self.forecast.every))
        length = length_label(self.forecast, len(history), self.locale)
        return self._text("said", length=length, period=span_label(span, locale=self.locale))

    def _headline(self) -> str:
        """The expected total where it can be promised; else the range comes first."""
        value = expected_label(self.forecast, self.locale) if self._is_promised else self._between(self.forecast, 95)
        return self._text("headline", when=horizon_label(self.forecast, self.locale), value=value)

    def _range(self) -> str:
        if self._is_promised:
            return self._text("range", level="95", range=self._between(self.forecast, 95))
        return self._text("range.expected", level="95", value=expected_label(self.forecast, self.locale))

    def _verdict(self) -> str:
        said = verdict_in_short(self.forecast, self.locale)
        if self.forecast.verdict != "unreliable" or self.forecast.source.is_unused:
            return said
        return f"{said} {bound_told(self.forecast, self.locale)}"

    def _facts(self) -> list[tuple[str, str]]:
        facts = [
            (self._text("fact.checks"), self._checks()),
            (self._text("fact.promise"), self._promise()),
            (self._text("fact.trend"), " ".join(trend_told(self.forecast, self.locale))),
            (self._text("fact.line"), " ".join(line_told(self.forecast, self.locale))),
            (self._text("fact.budget"), self.crossing.explain(self.locale) if self.crossing else ""),
        ]
        return [fact for fact in facts if fact[1]]

    def _checks(self) -> str:
        found = self.forecast.backtest
        if found.within is None or found.typical_error is None:
            return text("forecast.unchecked", locale=self.locale)
        said = self._text(
            "checks",
            hits=str(found.hits),
            checks=str(found.checks),
            share=percent(found.within, locale=self.locale),
            ahead=length_label(self.forecast, found.steps, self.locale),
            error=percent(found.typical_error, locale=self.locale),
        )
        return f"{said} {lean_told(self.forecast, self.locale)}".rstrip()

    def _promise(self) -> str:
        """Whether, and by which rule: how much weeks differ against how much they may."""
        trust = self.forecast.trust
        answer = "yes" if self._is_promised else "no"
        if trust.reason not in ("calm", "varies"):
            return self._text(f"promise.{answer}")
        share, most = percents_apart(trust.variation, CALM, locale=self.locale)
        return self._text(f"promise.{answer}.rule", share=share, most=most)

    def _methods(self) -> dict[str, Any]:
        """The automatic method beside the chosen one; nothing beside itself."""
        if self.forecast.method == DEFAULT:
            return {"columns": [], "rows": []}
        columns = [self._text(f"column.{name}") for name in ("method", "checks", "mase")]
        when = horizon_label(self.forecast, self.locale)
        head = [columns[0], when, self._text("column.range", level="95"), *columns[1:]]
        return {"columns": head, "rows": [self._compared(one) for one in (self.default, self.forecast)]}

    def _compared(self, one: Forecast) -> list[str]:
        found = one.backtest
        checks = self._text("hits", hits=str(found.hits), checks=str(found.checks)) if found.checks else "–"
        return [
            method_label(one.method, self.locale),
            expected_label(one, self.locale),
            self._between(one, 95),
            checks,
            "–" if found.mase is None else rough(found.mase, "number", locale=self.locale),
        ]

    def _note(self) -> str:
        """What would help, and what is special about the history."""
        helps = what_would_help(self.forecast, self.locale) if self.forecast.verdict == "unreliable" else ""
        note = self._text("note.mase") if self.forecast.method != DEFAULT else ""
        return " ".join(filter(None, [helps, *history_told(self.forecast, self.locale), note]))

    def _between(self, one: Forecast, level: float) -> str:
        edges = one.range_of_total(level)
        low, high = (amount_label(one, edge, self.locale) for edge in edges)
        return self._text("between.with_sign" if min(edges) < 0 else "between", low=low, high=high)

    @property
    def _is_promised(self) -> bool:
        return self.forecast.verdict == "reliable"

    def _text(self, key: str, **values: str) -> str:
        return text(f"forecast_chart.{key}", locale=self.locale, count=None, **values)


def refused(every: str, reason: str, *, locale: str) -> dict[str, Any]:
    """The words where there is too little to forecast, "refused", or no request at all, "nothing"."""
    least = text(f"forecast.length.{every}", locale=locale, count=LEAST_POINTS)
    title, why = REFUSALS[reason]
    return {
        "headline": text(title, locale=locale),
        "range": "",
        "verdict": {"code": "too_short", "text": text(why, locale=locale, least=least)},
        "facts": [],
        "methods": {"columns": [], "rows": []},
        "note": "",
    }


def method_label(name: str, locale: str) -> str:
    """What people call a method.

    >>> [method_label(name, "en") for name in ("auto", "linear")]
    ['Automatic', 'Straight line']
    """
    return text(f"forecast_chart.method.{name}", locale=locale)


def methods_offered(locale: str) -> list[dict[str, str]]:
    """[{name, label}] of all methods."""
    return [{"name": name, "label": method_label(name, locale)} for name in METHODS]
