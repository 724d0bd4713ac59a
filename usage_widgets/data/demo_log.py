"""Opens the demo: a log that ends at an instant, or one in which requests come in as time passes."""

from __future__ import annotations

import pandas as pd

from usage_widgets.data.demo import demo_table
from usage_widgets.data.engine import Engine, local_backend, put
from usage_widgets.data.origin import Origin

DAYS_AHEAD = 7


def open_demo(*, days: int, requests: int, seed: int, end: pd.Timestamp) -> Origin:
    """Open a log that ends at an instant, naive UTC."""
    engine = Engine(local_backend())
    table = put(engine.backend, "usage", demo_table(days=days, requests=requests, seed=seed, end=end))
    return Origin(engine, table, "demo", "demo", ends_at=end)


def open_demo_of_today(*, days: int, requests: int, seed: int) -> Origin:
    """Open a log that goes up to the minute: drawn a week ahead from last midnight UTC, so that nothing shifts meanwhile.

    About `requests` rows are in the days before today.
    """
    engine = Engine(local_backend())
    today, ahead = _now().floor("D"), min(days, DAYS_AHEAD)
    drawn = demo_table(days=days, requests=requests, seed=seed, end=today, ahead=ahead)
    log = put(engine.backend, "usage", drawn)

    def up_to(moment: pd.Timestamp) -> Origin:
        return Origin(engine, log.filter(log.start_time < moment), "demo", "demo", ends_at=moment, reopen=reopen)

    def reopen(origin: Origin) -> Origin:
        moment = _now()
        if moment >= today + pd.Timedelta(days=ahead):
            return open_demo_of_today(days=days, requests=requests, seed=seed)
        return origin if moment == origin.ends_at else up_to(moment)

    return up_to(_now())


def _now() -> pd.Timestamp:
    return pd.Timestamp.now("UTC").tz_localize(None).floor("min")
