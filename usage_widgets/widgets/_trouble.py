"""What went wrong: for viewers in words that tell nothing of the server, for the log in full, but no variables."""

from __future__ import annotations

import logging
import traceback

from psygnal import EmitLoopError

from usage_widgets.errors import InvalidUsageTable, SourceError, UsageWidgetsError
from usage_widgets.messages.catalogue import text

LOG = logging.getLogger("usage_widgets")


def cause_of(error: BaseException) -> BaseException:
    """What went wrong: psygnal's own error repeats the variables of the callback that failed, data among them."""
    while isinstance(error, EmitLoopError) and error.__cause__ is not None:
        error = error.__cause__
    return error


def told(error: BaseException, source: str, *, locale: str) -> str:
    """An error as anybody may read it: where a source cannot be read, its public name is all that is said of it.

    >>> told(SourceError("no files: /srv/billing/log.csv"), "log.csv", locale="en")
    'Reading log.csv has failed.'
    """
    cause = cause_of(error)
    if isinstance(cause, (SourceError, InvalidUsageTable)):
        return text("kit.status.unread", locale=locale, source=source)
    return str(cause) if isinstance(cause, UsageWidgetsError) else text("kit.status.error", locale=locale)


def log(what: str, error: BaseException) -> None:
    """Log an error: what it says and, where it is none of ours, its kind and where it was raised."""
    cause = cause_of(error)
    is_known = isinstance(cause, UsageWidgetsError)
    said = str(cause) if is_known else "".join(traceback.format_exception(cause, chain=False)).rstrip()
    LOG.error("%s: %s", what, said)
