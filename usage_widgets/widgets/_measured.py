"""What a widget offers to measure, and what it may be set to measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.messages.names import measure_label
from usage_widgets.widgets._path import RefusedName

if TYPE_CHECKING:
    from usage_widgets.data.usage import Usage

OFFERED = ("cost", "requests", "tokens", "users", "failure_rate", "cost_per_request", "cache_rate", "latency_ms_p95")


def offered(usage: Usage, measure: str, *, locale: str) -> list[dict[str, Any]]:
    """[{name, label, unit, additive}]: the usual measures, and the one that is shown."""
    names = OFFERED if measure in OFFERED else (measure, *OFFERED)
    return [
        {"name": m.name, "label": measure_label(m.name, locale), "unit": m.unit, "additive": m.is_additive}
        for m in map(usage.measure, names)
    ]


def checked_measure(usage: Usage, name: str) -> str:
    """Make sure that there is such a measure.

    Raises:
        RefusedName: there is none.
    """
    if name not in usage.measures:
        raise RefusedName.among("measure", name, usage.measures)
    return name
