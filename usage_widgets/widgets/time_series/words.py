"""What a time series says."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from usage_widgets.answers.forecast.numbers import step_name
from usage_widgets.answers.forecast.split import shared_told
from usage_widgets.answers.forecast.verdict_words import verdict_in_short
from usage_widgets.answers.forecast.words import headline
from usage_widgets.data.measures import told_left_out
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.escaping import printable
from usage_widgets.messages.formats import days, number
from usage_widgets.messages.names import dimension_label, measure_label
from usage_widgets.selection import OTHER
from usage_widgets.widgets._timeline.dates import span_label
from usage_widgets.widgets._timeline.numbers import TOTAL
from usage_widgets.widgets.time_series.ahead import Refused

if TYPE_CHECKING:
    import pandas as pd

    from usage_widgets.data.usage import Usage
    from usage_widgets.widgets.time_series.ahead import Ahead
    from usage_widgets.widgets.time_series.answer import Answer
    from usage_widgets.widgets.time_series.place import Place

NAMED = 3  # how many of the largest lines are named
COMPARED = 7  # how many steps are set against as many before
ISOLATES = re.compile("[\u2068\u2069]")


class Words:
    """The sentences of one time series in one language."""

    def __init__(self, usage: Usage, locale: str) -> None:
        self.usage = usage
        self.locale = locale

    def caption(self, place: Place) -> str:
        """What is shown, and within what."""
        labels: dict[str, Any] = {"measure": measure_label(place.measure, self.locale)}
        if place.dimension is None:
            caption = self._text("caption", **labels)
        else:
            caption = self._text("caption.by", dimension=dimension_label(place.dimension, self.locale), **labels)
        path = " › ".join(map(isolated, self.crumbs(place)))
        return self._text("caption.within", caption=caption, path=path) if path else caption

    def hint(self, place: Place) -> str:
        """What a click does, as the page says it."""
        if place.dimension is None:
            return text("timeline.hint.alone", locale=self.locale)
        if place.below is None:
            return text("timeline.hint.chooses", locale=self.locale)
        return text("timeline.hint.opens", locale=self.locale, dimension=dimension_label(place.below, self.locale))

    def crumbs(self, place: Place) -> list[str]:
        """What people read for each step of the path."""
        crumbs, depth = [], 0
        for step in place.path:
            crumbs.append(self._crumb(place, depth, step))
            depth += step is not OTHER and not isinstance(step, date)
        return crumbs

    def line(self, answer: Answer, step: Any) -> str:
        """What people read for a line."""
        if step is TOTAL:
            return measure_label(answer.place.measure, self.locale)
        if step is OTHER:
            count = answer.node.other_count if answer.node else 0
            return text("time_series.told.other", locale=self.locale, count=count)
        return self.usage.label_of(answer.place.dimension or "", step, locale=self.locale)

    def said(self, answer: Answer) -> str:
        """All that is said, names isolated from the direction of the words around them."""
        if not answer.numbers.lines or answer.numbers.span is None:
            return self._text("empty", caption=self.caption(answer.place))
        sentences = (
            self._total(answer),
            self._mean(answer),
            self._highest(answer),
            self._change(answer),
            self._largest(answer),
            self._overlap(answer),
            self._partial(answer),
            told_left_out([answer.place.measure], answer.left_out, locale=self.locale),
        )
        return " ".join(filter(None, sentences))

    def ahead(self, ahead: Ahead | Refused | None) -> str:
        """What is expected, or why nothing is."""
        if ahead is None:
            return ""
        if isinstance(ahead, Refused):
            return self._text(f"forecast.{ahead.reason}")
        made = ahead.forecast
        said = [self._text("forecast", headline=headline(made, self.locale)), verdict_in_short(made, self.locale)]
        if ahead.shared:
            by = ahead.place.dimension or ""
            said.append(shared_told(by, made.every, ahead.shared, ahead.apart, self.locale))
        return " ".join(filter(None, said))

    def value(self, answer: Answer, value: float | None, left_out: float = 0) -> str:
        """A number of the measure."""
        known = None if value is None or np.isnan(value) else value
        return self.usage.measure(answer.place.measure).worded(known, left_out, locale=self.locale)

    def time(self, answer: Answer, start: pd.Timestamp) -> str:
        """A step by its beginning."""
        return step_name(start, answer.numbers.every, locale=self.locale)

    def remark(self, answer: Answer, at: int) -> str:
        """What is to be said of one of the steps."""
        if at not in answer.numbers.partial:
            return ""
        is_last = at == len(answer.numbers.times) - 1
        return text("timeline.so_far", locale=self.locale) if is_last else self._text("in_part")

    def _total(self, answer: Answer) -> str:
        is_additive = self.usage.measure(answer.place.measure).is_additive
        caption = self.caption(answer.place)
        if answer.covered and answer.place.day is None:
            caption = self._text("caption.span", caption=caption, span=span_label(answer.covered, locale=self.locale))
        return self._text(
            "total" if is_additive else "overall",
            caption=caption,
            total=self.value(answer, answer.total, answer.left_out),
        )

    def _mean(self, answer: Answer) -> str:
        complete = answer.numbers.sums[answer.numbers.is_complete]
        known = complete[~np.isnan(complete)]
        if not self._sums(answer) or len(known) < 2:
            return ""
        mean = self.value(answer, known.mean(), answer.left_out)
        return self._text("mean", steps=self._steps(answer), count=len(known), value=mean)

    def _highest(self, answer: Answer) -> str:
        sums = answer.numbers.sums
        if not (self._sums(answer) or len(answer.numbers.lines) == 1) or len(sums) < 2 or np.isnan(sums).all():
            return ""
        at = int(np.nanargmax(sums))
        return self._text(
            "highest",
            value=self.value(answer, sums[at], answer.left_out),
            date=self.time(answer, answer.numbers.times[at]),
        )

    def _change(self, answer: Answer) -> str:
        """The last complete steps against as many before: a rule, with its numbers. A day's hours are no trend."""
        if answer.place.day is not None:
            return ""
        complete = answer.numbers.sums[answer.numbers.is_complete]
        now, before = complete[-COMPARED:].sum(), complete[-2 * COMPARED : -COMPARED].sum()
        if not self._sums(answer) or len(complete) < 2 * COMPARED or np.isnan(now + before):
            return ""
        said: dict[str, Any] = {
            "now": self.value(answer, now, answer.left_out),
            "before": self.value(answer, before, answer.left_out),
        }
        if before <= 0 or answer.left_out:
            return self._text("compared", steps=self._steps(answer), count=COMPARED, **said)
        change = number(now / before - 1, "ratio", locale=self.locale)
        signed = f"+{change}" if now > before else change
        return self._text("changed", steps=self._steps(answer), change=signed, count=COMPARED, **said)

    def _largest(self, answer: Answer) -> str:
        node = answer.node
        if node is None or node.count < 2:
            return ""
        groups = zip(node.values, node.numbers, node.left_out, strict=False)
        known = [(group, amount, left_out) for group, amount, left_out in groups if amount is not None]
        items = self._text("then").join(self._item(answer, *group) for group in known[:NAMED])
        return self._text("largest", items=items) if items else ""

    def _item(self, answer: Answer, group: Any, amount: float, left_out: int) -> str:
        said: dict[str, Any] = {
            "name": isolated(self.line(answer, group)),
            "value": self.value(answer, amount, left_out),
        }
        share = self._share(answer, amount)
        return self._text("item.share", share=share, **said) if share else self._text("item", **said)

    def _share(self, answer: Answer, amount: float) -> str:
        """A part of the total; nothing where a part says nothing."""
        node = answer.node
        known = [] if node is None else [one for one in node.all_numbers if one is not None]
        if node is None or not node.sums or not node.total or min(known) < 0:
            return ""
        return number(amount / node.total, "ratio", locale=self.locale)

    def _overlap(self, answer: Answer) -> str:
        is_additive = self.usage.measure(answer.place.measure).is_additive
        return self._text("overlap") if answer.node and is_additive and not answer.node.sums else ""

    def _partial(self, answer: Answer) -> str:
        """What the last step is still short of."""
        numbers, covered = answer.numbers, answer.covered
        at = len(numbers.times) - 1
        if at not in numbers.partial or covered is None:
            return ""
        if covered.end < self.usage.as_of:
            return self._text("cut", date=self.time(answer, answer.numbers.times[at]))
        if not (self._sums(answer) or len(numbers.lines) == 1):
            return self._text("running", date=self.time(answer, answer.numbers.times[at]))
        so_far = self.value(answer, numbers.sums[at], answer.left_out)
        return self._text("running.value", date=self.time(answer, answer.numbers.times[at]), value=so_far)

    def _sums(self, answer: Answer) -> bool:
        """Whether the lines sum to the total at each step."""
        if answer.node is not None:
            return answer.node.sums
        return self.usage.measure(answer.place.measure).is_additive

    def _steps(self, answer: Answer) -> str:
        return text(f"time_series.told.steps.{answer.numbers.every}", locale=self.locale)

    def _crumb(self, place: Place, depth: int, step: Any) -> str:
        if isinstance(step, date):
            return days(step, locale=self.locale)
        if step is OTHER:
            return text("data.other", locale=self.locale)
        return self.usage.label_of(place.levels[depth], step, locale=self.locale)

    def _text(self, key: str, *, count: float | None = None, **values: str) -> str:
        return text(f"time_series.told.{key}", locale=self.locale, count=count, **values)


def isolated(name: str) -> str:
    """A name that does not turn the words around it."""
    return f"\u2068{printable(name)}\u2069"


def plain(said: str) -> str:
    r"""Words without the marks around names.

    >>> plain(isolated("search"))
    'search'
    """
    return ISOLATES.sub("", said)
