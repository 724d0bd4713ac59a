"""The command `usage-widgets`: its arguments, and nothing else."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from usage_widgets import __version__
from usage_widgets.data import SOURCE_VARIABLE
from usage_widgets.data.sources.address import check_source
from usage_widgets.errors import UsageWidgetsError
from usage_widgets.messages.options import ZONE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; returns the exit status (0 fine, 1 a named error, 2 wrong arguments)."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except UsageWidgetsError as error:
        print(f"usage-widgets: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="usage-widgets",
        description="Answers about who uses which LLM and what it costs, from the request log of a gateway.",
    )
    parser.add_argument("--version", action="version", version=f"usage-widgets {__version__}")
    _add_dashboard(parser.add_subparsers(required=True, metavar="COMMAND"))
    return parser


def _add_dashboard(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "dashboard",
        help="publish a notebook or a dashboard file as a page (default: the overview, on the built-in demo data)",
        description="Publish a notebook or a dashboard file as a page. Viewers see its widgets; they can neither see nor run its code.",
        epilog=f"The source may also be set as the environment variable {SOURCE_VARIABLE}: the list of processes does not show it.",
    )
    command.set_defaults(run=_dashboard)
    command.add_argument(
        "page",
        nargs="?",
        default="overview",
        metavar="NOTEBOOK | DASHBOARD.json",
        help="a notebook, the name of one that comes with the package (default: overview), or a dashboard file",
    )
    command.add_argument(
        "--source", metavar="URL", help="database URL, folder or file of the request log (default: demo)"
    )
    command.add_argument("--time-zone", metavar="ZONE", help="whose days count, such as Europe/Berlin (default: UTC)")
    command.add_argument(
        "--port", type=_port, default=8866, metavar="N", help="port, or the next free one (default: 8866)"
    )
    command.add_argument(
        "--ip", default="127.0.0.1", metavar="ADDRESS", help="address to listen on (default: this machine only)"
    )
    command.add_argument(
        "--token",
        metavar="TOKEN",
        default="",
        help="what viewers need to get in; made up for any address but this machine's own",
    )
    command.add_argument(
        "--pool", type=_count, default=1, metavar="N", help="pages held ready, about 150 MB each (default: 1)"
    )
    command.add_argument("--no-browser", action="store_true", help="do not open a browser")


def _dashboard(options: argparse.Namespace) -> None:
    _take_source(options.source)
    _take_zone(options.time_zone)
    with _page(options.page) as (publishing, notebook):
        publishing.publish(
            notebook,
            publishing.Address(options.ip, options.port, options.token),
            pool=options.pool,
            open_browser=not options.no_browser,
        )


@contextmanager
def _page(name: str) -> Iterator[tuple[ModuleType, Path]]:
    """What publishes, and the notebook of that name, or of a dashboard file."""
    if name.endswith(".json"):
        from usage_widgets.dashboards.page import notebook_of  # noqa: PLC0415 - loads widgets

        with notebook_of(Path(name)) as notebook:
            yield _publishing(), notebook
    else:
        yield _publishing(), _publishing().find_notebook(name)


def _publishing() -> ModuleType:
    return import_module("usage_widgets.dashboards.publishing")  # Voilà takes a second to import; --help need not wait


def _take_source(source: str | None) -> None:
    """Check the source, and hand it on to the pages."""
    if source:
        _warn_of_password(source)
        os.environ[SOURCE_VARIABLE] = source
    check_source(os.environ.get(SOURCE_VARIABLE, "").strip())


def _take_zone(zone: str | None) -> None:
    """Check the time zone, and hand it on to the pages."""
    from usage_widgets.data.calendar import zone_named  # noqa: PLC0415 - loads pandas

    os.environ[ZONE_VARIABLE] = zone or os.environ.get(ZONE_VARIABLE, "")
    zone_named(os.environ[ZONE_VARIABLE] or None)


def _warn_of_password(source: str) -> None:
    parts = urlsplit(source)
    if parts.password or "password" in parse_qs(parts.query):
        print(
            f"usage-widgets: the password in --source shows in the list of processes (ps); set {SOURCE_VARIABLE} instead.",
            file=sys.stderr,
        )


def _port(text: str) -> int:
    port = _whole(text)
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"expected a port from 1 to 65535, got {port}")
    return port


def _count(text: str) -> int:
    count = _whole(text)
    if count < 0:
        raise argparse.ArgumentTypeError(f"expected 0 or more, got {count}")
    return count


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a whole number, got {text!r}") from None
