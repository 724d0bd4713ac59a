"""What people call dimensions, their values and measures."""

from __future__ import annotations

from usage_widgets.messages.catalogue import has, text

WORDED = ("weekday", "status")
"""Dimensions whose values are words of ours."""


def dimension_label(name: str, locale: str) -> str:
    """What people call a dimension; a source's own is called by its name.

    >>> dimension_label("api_key", "en"), dimension_label("cost_center", "en")
    ('API key', 'Cost center')
    """
    key = f"data.dimension.{name}"
    return text(key, locale=locale) if has(key, locale=locale) else name.replace("_", " ").capitalize()


def value_label(dimension: str, value: str | int | None, locale: str | None) -> str:
    """What people call a value; names of models, users and the like stay as they are.

    >>> value_label("hour_of_day", 8, "en"), value_label("status", "failure", "de"), value_label("model", "o3", "de")
    ('8:00–9:00', 'Fehler', 'o3')
    """
    if value is None:
        return text("data.unknown", locale=locale)
    if dimension == "hour_of_day" and isinstance(value, int):
        return text("data.hour_of_day", locale=locale, start=value, end=value + 1)
    key = f"data.{dimension}.{value}"
    return text(key, locale=locale) if dimension in WORDED and has(key, locale=locale) else str(value)


def measure_label(name: str, locale: str) -> str:
    """What people call a measure.

    >>> measure_label("latency_ms_p95", "en")
    '95th percentile latency'
    """
    return text(f"data.measure.{name}", locale=locale)
