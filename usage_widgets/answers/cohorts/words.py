"""Cohorts in words: how many there are, how many came back, what is left out, and what is not known yet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from usage_widgets.analytics.cohorts import newest_shift, returned
from usage_widgets.answers.part import named, part_label
from usage_widgets.data.calendar import MOMENT
from usage_widgets.data.measures import measure_named, told_left_out
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.formats import days, number
from usage_widgets.messages.names import dimension_label
from usage_widgets.messages.options import CURRENT, checked_locale
from usage_widgets.selection import TIME

if TYPE_CHECKING:
    import pandas as pd

    from usage_widgets.analytics.cohorts import Return
    from usage_widgets.answers.cohorts.cohorts import Cohorts

NOUNS = ("user", "team", "organization", "project", "api_key", "end_user")
LATER = {"day": (1, 7), "week": (1, 4), "month": (1, 4), "quarter": (1, 4)}


def sentences(cohorts: Cohorts, locale: str | None = None) -> list[str]:
    """All that is to be said of cohorts, the most important first."""
    chosen = checked_locale(locale or CURRENT.locale)
    found = [_told_none(cohorts, chosen)] if cohorts.frame.empty else _found(cohorts, chosen)
    return [part for part in (*found, *_left_out(cohorts, chosen)) if part]


def _found(cohorts: Cohorts, locale: str) -> list[str]:
    return [
        _headline(cohorts, locale),
        *_back(cohorts, locale),
        _shift(cohorts, locale),
        *_first(cohorts, locale),
        _running(cohorts, locale),
        _period(cohorts, locale),
        text(f"cohorts.active.{cohorts.every}", locale=locale),
        told_left_out(["cost"], cohorts.unpriced_requests, locale=locale),
    ]


def _headline(cohorts: Cohorts, locale: str) -> str:
    members = _members(cohorts, cohorts.members, locale)
    part = part_label(cohorts.usage, locale)
    steps = text(f"cohorts.steps.{cohorts.every}", locale=locale, count=len(cohorts.cohorts))
    when = days(cohorts.activity.steps[0], cohorts.activity.until - MOMENT, locale=locale)
    return text("cohorts.headline", locale=locale, when=when, members=f"{members} {part}".strip(), steps=steps)


def _back(cohorts: Cohorts, locale: str) -> list[str]:
    """How many were active a step later and some steps later, large cohorts counting more than small ones."""
    found = [back for since in LATER[cohorts.every] if (back := returned(cohorts.frame, since))]
    if not found:
        return [text(f"cohorts.back.none.{cohorts.every}", locale=locale)]
    return [_returned(cohorts, back, locale) for back in found]


def _returned(cohorts: Cohorts, back: Return, locale: str) -> str:
    form = "all" if back.members == cohorts.members else "known"
    return text(
        f"cohorts.back.{form}",
        locale=locale,
        later=text(f"cohorts.later.{cohorts.every}", locale=locale, count=back.since),
        share=number(back.share, "ratio", locale=locale),
        users=number(back.users, "count", locale=locale),
        members=number(back.members, "count", locale=locale),
    )


def _shift(cohorts: Cohorts, locale: str) -> str:
    """Whether newer cohorts come back more or less often; those of the first step may be older, and do not count."""
    shift = newest_shift(_later(cohorts))
    if shift is None:
        return ""
    form = "more" if shift.newest > shift.before else "less"
    newest, before = (number(share, "ratio", locale=locale) for share in (shift.newest, shift.before))
    steps = text(f"cohorts.steps.{cohorts.every}", locale=locale, count=shift.cohorts)
    later = text(f"cohorts.later.{cohorts.every}", locale=locale, count=1)
    return text(f"cohorts.shift.{form}", locale=locale, steps=steps, newest=newest, before=before, later=later)


def _first(cohorts: Cohorts, locale: str) -> list[str]:
    """Who is in the first step of the data may have been there before them."""
    start = cohorts.activity.steps[0]
    if not cohorts.activity.begins_with_data or cohorts.cohorts[0] != start:
        return []
    members = _members(cohorts, int(cohorts.sizes.iloc[0]), locale)
    said = text(f"cohorts.first.{cohorts.every}", locale=locale, day=days(start, locale=locale), members=members)
    back = returned(_later(cohorts), 1)
    if back is None:
        return [said]
    share = number(back.share, "ratio", locale=locale)
    later = text(f"cohorts.later.{cohorts.every}", locale=locale, count=1)
    return [said, text("cohorts.first.without", locale=locale, members=members, later=later, share=share)]


def _later(cohorts: Cohorts) -> pd.DataFrame:
    """The cohorts but for that of the first step of the data."""
    first = cohorts.activity.begins_with_data
    return cohorts.frame[cohorts.frame["cohort"] > cohorts.activity.steps[0]] if first else cohorts.frame


def _running(cohorts: Cohorts, locale: str) -> str:
    activity = cohorts.activity
    if activity.finished == len(activity.steps):
        return ""
    return text(f"cohorts.running.{cohorts.every}", locale=locale, day=days(activity.steps[-1], locale=locale))


def _period(cohorts: Cohorts, locale: str) -> str:
    has_period = TIME in cohorts.usage.filters
    return text(f"cohorts.period.{cohorts.every}", locale=locale) if has_period else ""


def _left_out(cohorts: Cohorts, locale: str) -> list[str]:
    """What is in no cohort, and why."""
    left_out = cohorts.activity.left_out.reindex(["unknown", "excluded", "unseen"])
    left_out = left_out.fillna({"requests": 0.0, "unpriced_requests": 0.0})
    unknown, excluded, unseen = (_Left(*row) for row in left_out[["requests", "cost", "unpriced_requests"]].to_numpy())
    said = {"dimension": dimension_label(cohorts.by, locale)}
    parts = []
    if unknown.requests:
        parts.append(
            text("cohorts.unknown", locale=locale, count=unknown.requests, cost=unknown.worded(locale), **said)
        )
    if cohorts.exclude:
        said["values"] = named(cohorts.usage, cohorts.by, cohorts.exclude, locale)
        parts.append(
            text("cohorts.excluded", locale=locale, count=excluded.requests, cost=excluded.worded(locale), **said)
        )
    if unseen.cost > 0:
        parts.append(text("cohorts.unseen", locale=locale, cost=unseen.worded(locale)))
    return parts


class _Left(NamedTuple):
    """What is in no cohort."""

    requests: float
    cost: float
    unpriced: float

    def worded(self, locale: str) -> str:
        known = 0.0 if not self.requests and math.isnan(self.cost) else self.cost
        return measure_named("cost").worded(None if math.isnan(known) else known, self.unpriced, locale=locale)


def _told_none(cohorts: Cohorts, locale: str) -> str:
    """Why there are no cohorts, and what to do."""
    if cohorts.activity.steps.empty and TIME in cohorts.usage.filters:
        return text(f"cohorts.none.short.{cohorts.every}", locale=locale)
    reasons = {*cohorts.activity.left_out.index}
    if "older" in reasons:
        return text("cohorts.none.older", locale=locale)
    if not reasons:
        return text("cohorts.none.requests", locale=locale)
    return text(f"cohorts.none.{'unknown' if reasons == {'unknown'} else 'left'}", locale=locale)


def _members(cohorts: Cohorts, count: int, locale: str) -> str:
    if cohorts.by in NOUNS:
        return text(f"cohorts.members.{cohorts.by}", locale=locale, count=count)
    return text("cohorts.members", locale=locale, count=count, dimension=dimension_label(cohorts.by, locale))
