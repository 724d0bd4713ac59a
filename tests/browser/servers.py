"""Real servers for the browser tests: the published page and JupyterLab, each with an empty home."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil

REPOSITORY = Path(__file__).parents[2]
START_SECONDS = 60
# Tests that a shell runs in the background ignore Ctrl-C, and so would the servers that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
FOREIGN_SETTINGS = ("JUPYTER", "IPYTHON", "VOILA", "XDG_", "USAGE_WIDGETS")


@dataclasses.dataclass
class Server:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    url: str
    log: Path

    def processes(self) -> list[psutil.Process]:
        """It and all that it has started."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]

    def kernels(self) -> dict[int, psutil.Process]:
        """Its kernels, the ones held ready included."""
        return {child.pid: child for child in self.processes() if _is_kernel(child)}

    def memory(self) -> float:
        """MiB in use with all that it has started, shared pages counted in parts; kernels may end meanwhile."""
        total = 0
        for process in self.processes():
            with contextlib.suppress(psutil.Error):
                total += process.memory_full_info().pss
        return total / 2**20

    def stop(self) -> int:
        """End it as Ctrl-C does, or by force; gives the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            for process in self.processes():
                process.kill()
            return self.process.wait()


def start_page(notebook: str | Path, home: Path, *arguments: str, **variables: str) -> Server:
    """`usage-widgets dashboard NOTEBOOK`, started in an empty folder."""
    command = [sys.executable, "-m", "usage_widgets", "dashboard", str(notebook), "--no-browser"]
    if "--port" not in arguments:
        command += ["--port", str(free_port())]
    process, log = _start([*command, *arguments], home, variables)
    announced = _wait_for(lambda: re.search(r"The page is at (\S+)", log.read_text()), process, log)
    return Server(process, announced[1], log)


def start_lab(folder: Path, home: Path) -> Server:
    """JupyterLab on a folder, without token, news and update checks."""
    return _start_jupyter([sys.executable, "-m", "jupyterlab"], folder, home)


def start_culling(folder: Path, home: Path, *, idle_seconds: int) -> Server:
    """JupyterLab with our page template, as on Binder; it culls what idles, also behind an open page."""
    paths = [f"JUPYTER_PATH={REPOSITORY / 'voila_templates'}", f"JUPYTER_CONFIG_PATH={REPOSITORY / 'binder'}"]
    options = {"cull_idle_timeout": idle_seconds, "cull_interval": 1, "cull_connected": True}
    culling = [f"--MappingKernelManager.{name}={value}" for name, value in options.items()]
    return _start_jupyter(["env", *paths, sys.executable, "-m", "jupyterlab", *culling], folder, home)


def start_notebook(folder: Path, home: Path) -> Server:
    """Notebook 7 on a folder, likewise."""
    return _start_jupyter([sys.executable, "-m", "notebook"], folder, home)


def start_marimo(app: Path, home: Path) -> Server:
    """A marimo app, without token and update checks."""
    port = free_port()
    command = [sys.executable, "-m", "marimo", "run", str(app), "--headless", "--no-token", "--port", str(port)]
    process, log = _start(command, home, {"MARIMO_SKIP_UPDATE_CHECK": "1"})
    url = f"http://127.0.0.1:{port}/"
    _wait_for(lambda: _answers(f"{url}health"), process, log)
    return Server(process, url, log)


def start_binder(clone: Path, environment: Path, home: Path) -> Server:
    """JupyterLab as Binder starts it: through `binder/start`, below an address and with a token."""
    command = [str(clone / "binder/start"), str(environment / "bin/jupyter-lab")]
    return _start_jupyter(command, clone, home, base_url="/user/somebody/", token="binder")


def _start_jupyter(command: list[str], folder: Path, home: Path, base_url: str = "/", token: str = "") -> Server:
    port = free_port()
    options = {
        "IdentityProvider.token": token,
        "ServerApp.root_dir": folder,
        "ServerApp.base_url": base_url,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.allow_root": True,
        "LabApp.expose_app_in_browser": True,
        "JupyterNotebookApp.expose_app_in_browser": True,
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    settings = home / ".jupyter" / "labconfig" / "default_setting_overrides.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}')
    process, log = _start([*command, "--no-browser", *arguments], home, {}, folder)
    url = f"http://127.0.0.1:{port}{base_url}"
    _wait_for(lambda: _answers(f"{url}api/status?token={token}"), process, log)
    return Server(process, url, log)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, seconds: float) -> float:
    """Wait for something to be true; gives the seconds it took, infinity when it never was."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        if condition():
            return time.monotonic() - start
        time.sleep(0.05)
    return float("inf")


def _start(
    command: list[str], home: Path, variables: dict[str, str], folder: Path | None = None
) -> tuple[subprocess.Popen[str], Path]:
    home.mkdir(parents=True, exist_ok=True)
    log = home / "log"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN_SETTINGS)}
    environment = {**inherited, "HOME": str(home), "IPYTHONDIR": str(home / "ipython"), **variables}
    with log.open("w") as out:
        process = subprocess.Popen(
            command,
            cwd=folder or home,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    return process, log


def _wait_for(condition, process: subprocess.Popen[str], log: Path):
    start = time.monotonic()
    while time.monotonic() - start < START_SECONDS and process.poll() is None:
        if found := condition():
            return found
        time.sleep(0.1)
    process.kill()
    process.wait()
    raise AssertionError(f"the server did not start:\n{log.read_text()}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def _is_kernel(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE and "ipykernel_launcher" in process.cmdline()
    except psutil.NoSuchProcess:
        return False
