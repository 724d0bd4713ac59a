"""Whether this is the kernel of a published page."""

from __future__ import annotations

import os


def is_published() -> bool:
    """Whether Voilà has started it: one that waits for its page has fewer of the variables than one that has it."""
    is_voila = os.environ.get("SERVER_SOFTWARE", "").startswith("voila")
    return is_voila or any(name.startswith("VOILA_") for name in os.environ)
