"""Publish a notebook as a page: a Voilà server with our template, for people who must not see or run its code."""

from __future__ import annotations

import dataclasses
import ipaddress
import logging
import os
import re
import secrets
import signal
import socket
import sys
import webbrowser
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop
from traitlets import default
from traitlets.config import Config
from voila.app import Voila
from voila.tornado.handler import TornadoVoilaHandler

from usage_widgets.dashboards.labextensions import LABEXTENSIONS, ModuleHandler, only_needed
from usage_widgets.dashboards.languages import PageHandler
from usage_widgets.data import SOURCE_VARIABLE
from usage_widgets.errors import InvalidArgument, SourceError, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable

TEMPLATE = "usage"
FIRST_VISIT = timedelta(seconds=60)
# 150 MB for a tab behind others. A live page asks every minute while it is looked at, and the address holds what was chosen.
FORGOTTEN = timedelta(hours=1)
# Said of every notebook, of Jupyter's own ping, and of every page that is closed while its kernel speaks.
NOISE = re.compile("is not trusted|websocket_ping_timeout|WebSocketClosedError")
# Of a URL, also a mistyped one, or of libpq's own spelling.
PASSWORD = re.compile(r"[^/:@]*:(?!/)(.*)@|password\s*=\s*([^\s&]+)", re.IGNORECASE)


def published(*parts: str) -> Path:
    """A path among the files that are published: inside the installed package, else in the checkout around it."""
    package = Path(__file__).parents[1]
    installed = package / "_published"
    return (installed if installed.is_dir() else package.parent).joinpath(*parts)


def find_notebook(name: str) -> Path:
    """The notebook file of a path, or of the name of one that comes with the package.

    Raises:
        UnknownName: There is no such file or name; the known names are listed.
    """
    folder = published("notebooks", "dashboards")
    for path in (Path(name).expanduser(), folder / name, folder / f"{name}.ipynb"):
        if path.is_file() and path.suffix == ".ipynb":
            return path.resolve()
    known = [path.stem for path in folder.glob("*.ipynb")]
    raise UnknownName.among("notebook", name, known, fix="The path of an .ipynb file works too.")


@dataclasses.dataclass(frozen=True)
class Address:
    """Where a page is served: any address but this machine's own is protected by a token.

    >>> Address("127.0.0.1", 8866).token
    ''
    >>> len(Address("0.0.0.0", 8866).token)
    32
    """

    ip: str = "127.0.0.1"
    port: int = 8866
    token: str = ""

    def __post_init__(self) -> None:
        if not (self.token or self.is_local):
            object.__setattr__(self, "token", secrets.token_urlsafe(24))

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return self.ip == "localhost" or ipaddress.ip_address(self.ip).is_loopback
        except ValueError:
            raise InvalidArgument.expected("--ip", "an IP address", self.ip) from None

    def url(self, port: int) -> str:
        """What a person opens, without the token.

        >>> Address("::1").url(9000)
        'http://[::1]:9000/'
        """
        any_interface = self.ip in {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound
        host = socket.gethostname() if any_interface else self.ip
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def publish(notebook: Path, address: Address, *, pool: int = 1, open_browser: bool = False) -> None:
    """Serve a notebook until interrupted.

    Args:
        notebook: The notebook file.
        address: Where to listen; the next free port where that one is taken.
        pool: How many pages are held ready, each with a kernel of its own (about 150 MB).
        open_browser: Open the page in a browser, where it is on this machine.

    Raises:
        SourceError: The page template is missing, or the address cannot be listened on.
    """
    _put_template_on_path()
    _make_source_absolute()
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # kernels give back what they took: 10 MiB each
    page = Page.instance(address, show=open_browser and address.is_local, config=_configuration(address, pool))
    page.initialize([str(notebook)])
    try:
        page.start()
    except OSError as error:
        raise SourceError(f"cannot listen on {address.ip}, port {address.port}: {error.strerror}") from error


class Page(Voila):  # type: ignore[misc]
    """Voilà, with a compressed page in its viewer's language, one line when it answers, and no secret in its log."""

    def __init__(self, address: Address, *, show: bool, config: Config) -> None:
        super().__init__(config=config, config_file_paths=[])  # the user's own Voilà settings must not open anything
        self._address, self._show = address, show

    def init_settings(self) -> dict[str, Any]:
        """Compress, notice a lost network early, and on loopback answer to local names alone (DNS rebinding)."""
        return {
            **super().init_settings(),
            "compress_response": True,
            "ws_ping_interval": 10_000,  # milliseconds
            "ws_ping_timeout": 15_000,
            "allow_remote_access": not self._address.is_local,
        }

    def init_handlers(self) -> list[Any]:
        """Answer for pages and modules ourselves."""
        ours = {TornadoVoilaHandler: PageHandler, FileFindHandler: ModuleHandler}
        return [(path, ours.get(handler, handler), *rest) for path, handler, *rest in super().init_handlers()]

    def start(self) -> None:
        """Serve until interrupted, and say so once the server answers."""
        if hidden := _secrets(os.environ.get(SOURCE_VARIABLE, ""), self._address.token):
            _keep_out_of_log(hidden)
        for logger in (self.log, logging.getLogger("tornado.general"), logging.getLogger("asyncio")):
            logger.addFilter(lambda record: not NOISE.search(record.getMessage()))
        IOLoop.current().add_callback(self._announce)
        super().start()

    def _announce(self) -> None:
        signal.signal(signal.SIGINT, self._interrupt)
        if self.port != self._address.port:
            print(f"usage-widgets: port {self._address.port} is in use, taking {self.port}", file=sys.stderr)
        url, token = self._address.url(self.port), self._address.token
        print(f"The page is at {url}{f'?token={quote(token)}' if token else ''} (Ctrl-C ends it)", flush=True)
        if self._show:
            IOLoop.current().run_in_executor(None, webbrowser.open, url)

    def _interrupt(self, *_: object) -> None:
        """End on Ctrl-C from within the loop: raised wherever the loop happens to be, KeyboardInterrupt can get lost."""
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a second Ctrl-C ends an ending that hangs
        self.ioloop.add_callback_from_signal(self.ioloop.stop)


class Kernels(AsyncMappingKernelManager):
    """Counts a kernel's idle time from when a page has taken it: else one held ready for long is culled while the page connects."""

    async def cull_kernels(self) -> None:
        """Look for idle kernels; those held ready are as good as new."""
        for task in (task for pool in getattr(self, "_pools", {}).values() for task in pool):
            if task.done() and not task.cancelled() and not task.exception():
                kernel: Any = self.get_kernel(task.result()["kernel_id"])
                kernel.last_activity = datetime.now(UTC)
        await super().cull_kernels()  # type: ignore[no-untyped-call]

    def notify_connect(self, kernel_id: str) -> None:
        """Remember that somebody has come."""
        self._visited = {*getattr(self, "_visited", ()), kernel_id} & {*self.list_kernel_ids()}
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Give a page that has not connected yet the time of a first visit over a slow network, one that has an hour."""
        kernel: Any = self.get_kernel(kernel_id)
        idle = datetime.now(UTC) - kernel.last_activity
        if idle > FORGOTTEN and kernel.execution_state != "busy":
            await self.shutdown_kernel(kernel_id)  # type: ignore[no-untyped-call]
        elif kernel_id in getattr(self, "_visited", ()) or idle > FIRST_VISIT:
            await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]


class ThisPython(KernelSpecManager):
    """Offers one kernel: the Python that runs this command, whatever "python3" the user has registered."""

    @default("kernel_dirs")
    def _no_other_kernels(self) -> list[str]:
        return []


def _configuration(address: Address, pool: int) -> Config:
    return Config(
        {
            "Voila": {
                "ip": address.ip,
                "port": address.port,
                "token": address.token,
                "open_browser": False,
                "log_level": logging.WARNING,
            },
            "VoilaConfiguration": {
                "template": TEMPLATE,
                "allow_template_override": "NO",
                "allow_theme_override": "NO",
                "strip_sources": True,
                "show_tracebacks": False,
                "preheat_kernel": pool > 0,
                "default_pool_size": pool,
                "extension_allowlist": LABEXTENSIONS,
                "page_config_hook": only_needed,
                "kernel_spec_manager_class": ThisPython,
                "multi_kernel_manager_class": Kernels,
            },
            "PageWords": {"chosen_later": True},
            # The next kernel starts when this page is live: before, it would take a fifth of a second from it.
            "VoilaKernelManager": {"fill_delay": 2.0},
            # A page gives its kernel back when it is left; this takes those of killed browsers and lost networks.
            "MappingKernelManager": {"cull_idle_timeout": 20, "cull_interval": 5, "cull_connected": False},
            # A kernel restarted behind a page's back has lost its widgets: let it be gone, the page says so.
            "KernelRestarter": {"restart_limit": 0},
            "KernelManager": {"transport": "tcp" if os.name == "nt" else "ipc"},
        }
    )


def _put_template_on_path() -> None:
    """Let Voilà find our template: without one it starts all the same, and every page hangs."""
    root = published("voila_templates")
    template = root / "voila" / "templates" / TEMPLATE / "index.html.j2"
    if not template.is_file():
        raise SourceError(f"the page template is missing: {template}. Install usage_widgets again.")
    paths = [str(root), os.environ.get("JUPYTER_PATH", "")]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, paths))


def _make_source_absolute() -> None:
    """A kernel works in its notebook's folder, from where a relative path leads elsewhere."""
    source = os.environ.get(SOURCE_VARIABLE, "")
    if source and "://" not in source:
        os.environ[SOURCE_VARIABLE] = str(Path(source).expanduser().absolute())


def _secrets(source: str, token: str) -> set[str]:
    """What nobody may read in a log: the token, the source, and its password as written and as meant."""
    passwords = {found for pair in PASSWORD.findall(source) for found in pair}
    return {token, source, *passwords, *map(unquote, passwords)} - {""}


def _keep_out_of_log(hidden: Iterable[str]) -> None:
    """Mask texts wherever this process logs: a failed cell is logged with all that its error says."""
    pattern = re.compile("|".join(re.escape(text) for text in sorted(hidden, key=len, reverse=True)))
    make_record = logging.getLogRecordFactory()

    def masked(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make_record(*args, **kwargs)
        record.msg, record.args = pattern.sub("***", record.getMessage()), ()
        if record.exc_info:
            record.exc_text = pattern.sub("***", logging.Formatter().formatException(record.exc_info))
        return record

    logging.setLogRecordFactory(masked)
