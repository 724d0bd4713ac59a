"""What people call dimensions and measures."""

from __future__ import annotations

from usage_widgets.messages.catalogue import has, text


def dimension_label(name: str, locale: str) -> str:
    """What people call a dimension; a source's own is called by its name.

    >>> dimension_label("api_key", "en"), dimension_label("cost_center", "en")
    ('API key', 'Cost center')
    """
    key = f"data.dimension.{name}"
    return text(key, locale=locale) if has(key, locale=locale) else name.replace("_", " ").capitalize()


def measure_label(name: str, locale: str) -> str:
    """What people call a measure.

    >>> measure_label("latency_ms_p95", "en")
    '95th percentile latency'
    """
    return text(f"data.measure.{name}", locale=locale)
