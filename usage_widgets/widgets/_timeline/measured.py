"""What a widget over time offers to measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.messages.names import measure_label

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
