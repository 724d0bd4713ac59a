"""What is published, where, and what stays out of the log."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from usage_widgets.dashboards import publishing
from usage_widgets.errors import SourceError, UnknownName


def test_finds_a_notebook_by_path_and_by_name(tmp_path):
    mine = tmp_path / "mine.ipynb"
    mine.touch()
    assert publishing.find_notebook(str(mine)) == mine
    assert publishing.find_notebook("overview") == publishing.find_notebook("overview.ipynb")
    assert publishing.find_notebook("overview").is_file()


@pytest.mark.parametrize("name", ["pyproject.toml", "nothing", ""])
def test_anything_else_is_unknown(name):
    with pytest.raises(UnknownName, match="Known: monthly_review, overview"):
        publishing.find_notebook(name)


@pytest.mark.parametrize(
    ("ip", "local"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("10.0.0.8", False),
    ],
)
def test_an_address_others_can_reach_gets_a_token(ip, local):
    address = publishing.Address(ip)
    assert address.is_local == local
    assert bool(address.token) != local
    assert publishing.Address(ip, token="mine").token == "mine"


def test_a_missing_template_is_said_at_once(monkeypatch, tmp_path):
    monkeypatch.setattr(publishing, "published", tmp_path.joinpath)
    with pytest.raises(SourceError, match="the page template is missing"):
        publishing.publish(tmp_path / "any.ipynb", publishing.Address())


def test_secrets_stay_out_of_messages_and_tracebacks(capsys):
    source = "postgresql://reader:p%40ss@db.example/litellm"
    original = logging.getLogRecordFactory()
    log, shown = logging.getLogger("some.library"), logging.StreamHandler()
    log.addHandler(shown)
    publishing._keep_out_of_log(publishing._secrets(source, "token-1"))
    try:
        log.error("with %s and %s", "token-1", "p@ss", exc_info=ValueError(f"cannot reach {source}"))
    finally:
        logging.setLogRecordFactory(original)
        log.removeHandler(shown)
    text = capsys.readouterr().err
    assert "with *** and ***" in text
    assert "ValueError: cannot reach ***" in text
    for secret in (source, "token-1", "p@ss", "p%40ss"):
        assert secret not in text


@pytest.mark.parametrize(
    "source",
    [
        "postgresql://ada:hunter2@db/l",
        "postgresql:/ada:hunter2@db/l",
        "ada:hunter2@db:5432/l",
        "host=db password=hunter2 dbname=l",
        "postgresql://db/l?user=ada&password=hunter2&sslmode=require",
    ],
)
def test_the_source_and_its_password_are_secret_however_they_are_typed(source):
    assert publishing._secrets(source, "") == {source, "hunter2"}


def test_a_kernel_held_ready_is_not_idle_when_a_page_takes_it():
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    kernels = publishing.Kernels()
    kernels._kernels = {
        name: SimpleNamespace(last_activity=long_ago, execution_state="busy") for name in ("held", "left")
    }

    async def poll():
        ready = asyncio.get_running_loop().create_future()
        ready.set_result({"kernel_id": "held"})
        kernels._pools = {"page.ipynb": [ready, asyncio.get_running_loop().create_future()]}
        await kernels.cull_kernels()

    asyncio.run(poll())
    assert kernels._kernels["left"].last_activity == long_ago
    assert kernels._kernels["held"].last_activity > long_ago


def test_a_page_that_has_not_connected_yet_keeps_its_kernel_for_a_minute(monkeypatch):
    culled = []

    async def cull(_self, kernel_id):
        culled.append(kernel_id)

    monkeypatch.setattr(publishing.AsyncMappingKernelManager, "cull_kernel_if_idle", cull)
    idle = {"coming": 40, "never came": 61, "has left": 21}
    kernels = publishing.Kernels()
    kernels._kernels = {
        name: SimpleNamespace(last_activity=datetime.now(UTC) - timedelta(seconds=seconds))
        for name, seconds in idle.items()
    }
    kernels.notify_connect("has left")
    for name in idle:
        asyncio.run(kernels.cull_kernel_if_idle(name))
    assert culled == ["never came", "has left"]


def test_an_open_page_that_asks_nothing_for_an_hour_gives_its_kernel_back(monkeypatch):
    ended = []

    async def end(_self, kernel_id):
        ended.append(kernel_id)

    monkeypatch.setattr(publishing.AsyncMappingKernelManager, "shutdown_kernel", end)
    kernels = publishing.Kernels(cull_idle_timeout=20, cull_connected=False)
    pages = {"looked at": (1, "idle"), "at lunch": (59, "idle"), "forgotten": (61, "idle"), "at work": (61, "busy")}
    kernels._kernels = {
        name: SimpleNamespace(
            kernel_name="python3",
            kernel_spec=SimpleNamespace(metadata={}),
            last_activity=datetime.now(UTC) - timedelta(minutes=minutes),
            execution_state=state,
        )
        for name, (minutes, state) in pages.items()
    }
    kernels._kernel_connections = dict.fromkeys(pages, 0)
    for name in pages:
        kernels.notify_connect(name)
        asyncio.run(kernels.cull_kernel_if_idle(name))
    assert ended == ["forgotten"]
