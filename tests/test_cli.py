"""The command line: what it says, and how its server starts and ends."""

from __future__ import annotations

import html
import json
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from voila.app import Voila

import usage_widgets as uw
from usage_widgets import __version__, cli
from usage_widgets.dashboards import publishing

from .browser import servers
from .browser.notebook_files import write_notebook


def say(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    out, err = capsys.readouterr()
    return ended.value.code, out + err


def test_names_its_version(capsys):
    assert say(capsys, "--version") == (0, f"usage-widgets {__version__}\n")


def test_help_names_the_commands_and_every_option(capsys):
    assert "dashboard" in say(capsys, "--help")[1]
    code, text = say(capsys, "dashboard", "--help")
    assert code == 0
    for option in (
        "NOTEBOOK | DASHBOARD.json",
        "--source",
        "--time-zone",
        "--port",
        "--ip",
        "--token",
        "--pool",
        "--no-browser",
        "USAGE_WIDGETS_SOURCE",
    ):
        assert option in text


@pytest.mark.parametrize("arguments", [["--port", "0"], ["--port", "70000"], ["--port", "x"], ["--pool", "-1"]])
def test_refuses_numbers_out_of_range(capsys, arguments):
    code, text = say(capsys, "dashboard", *arguments)
    assert code == 2
    assert arguments[0] in text
    assert "expected" in text


def test_an_unknown_notebook_lists_the_known_ones(capsys):
    assert cli.main(["dashboard", "overveiw"]) == 1
    assert "did you mean 'overview'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--source", "nowhere/*.csv"], "no files: nowhere/*.csv: expected a file, a folder or a pattern"),
        (["--source", "pyproject.toml"], "expected files of one format"),
        (
            ["--source", "oracle://db"],
            "source: expected a postgresql:// URL, a file, a folder or a pattern, got 'oracle://…'",
        ),
        (["--source", "postgresql://ada:pw@db:54 32/l"], "expected a database URL such as"),
        (["--time-zone", "Berlin"], "unknown time zone 'Berlin'; did you mean 'Europe/Berlin'?"),
        (["nowhere.json"], "nowhere.json: cannot be read: No such file or directory"),
        (
            ["team.json"],
            "team.json: tile 'models' (row 2, column 0), option path: unknown dimension 'modle'; did you mean",
        ),
        (["pyproject.json"], "pyproject.json: is not valid JSON: Expecting value at line 1, column 2"),
    ],
)
def test_what_cannot_be_shown_is_said_at_once(capsys, monkeypatch, tmp_path, arguments, said):
    monkeypatch.chdir(tmp_path)
    for name in ("pyproject.toml", "pyproject.json"):
        (tmp_path / name).write_text("[project]")
    uw.Dashboard("Team", tiles=[uw.Tile("models", "drill_chart", row=2, options={"path": "modle"})]).save("team.json")
    monkeypatch.setattr(Voila, "start", lambda _: pytest.fail("a server was started"))
    for variable in (cli.SOURCE_VARIABLE, cli.ZONE_VARIABLE):
        monkeypatch.setenv(variable, "")
    assert cli.main(["dashboard", *arguments]) == 1
    text = capsys.readouterr().err
    assert said in text
    assert ":pw" not in text


def test_a_source_in_the_environment_is_checked_too(capsys, monkeypatch):
    monkeypatch.setenv(cli.SOURCE_VARIABLE, "nowhere.csv")
    assert cli.main(["dashboard"]) == 1
    assert "no files: nowhere.csv" in capsys.readouterr().err


def test_an_address_must_be_one(capsys):
    assert cli.main(["dashboard", "--ip", "everywhere"]) == 1
    assert "--ip: expected an IP address, got 'everywhere'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("source", "warned"),
    [
        ("postgresql://reader:pw@db.example/litellm", True),
        ("postgresql://db.example/litellm?user=reader&password=pw", True),
        ("postgresql://reader@db.example/litellm", False),
        ("logs/*.parquet", False),
    ],
)
def test_warns_of_a_password_that_shows_in_ps(capsys, monkeypatch, source, warned):
    monkeypatch.setenv(cli.SOURCE_VARIABLE, "")
    cli.main(["dashboard", "--source", source, "no such notebook"])
    text = capsys.readouterr().err
    assert ("set USAGE_WIDGETS_SOURCE instead" in text) == warned
    assert "pw@" not in text


@pytest.fixture
def notebook(tmp_path):
    said = "sys.executable, os.environ.get('USAGE_WIDGETS_SOURCE'), uw.options().time_zone"
    report = f"import json, os, sys, usage_widgets as uw; print(json.dumps([{said}]))"
    return write_notebook(tmp_path / "told.ipynb", report)


@pytest.fixture
def serve(notebook, tmp_path):
    started = []

    def start(*arguments, **variables):
        started.append(servers.start_page(notebook, tmp_path / "home", *arguments, **variables))
        return started[-1]

    yield start
    for server in started:
        server.stop()


def body_of(url, **headers):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
        return html.unescape(answer.read().decode())


def told_by_kernel(url):
    return json.loads(re.search(r'\["/.*\]', body_of(url))[0])


@pytest.mark.timeout(60)  # a foreign kernel would never answer
def test_serves_with_its_own_python_from_any_folder_and_ends_cleanly(serve, tmp_path):
    foreign = tmp_path / "foreign/kernels/python3"
    foreign.mkdir(parents=True)
    kernel = {"argv": ["/bin/false", "{connection_file}"], "display_name": "Mine", "language": "python"}
    (foreign / "kernel.json").write_text(json.dumps(kernel))
    log = tmp_path / "home/logs/march.csv"
    log.parent.mkdir(parents=True)
    log.write_text("start_time\n2026-03-01T09:00:00Z\n")
    server = serve("--source", "logs/*.csv", "--time-zone", "Europe/Berlin", JUPYTER_PATH=str(tmp_path / "foreign"))
    assert told_by_kernel(server.url) == [sys.executable, str(log.with_name("*.csv")), "Europe/Berlin"]
    started = server.processes()
    assert server.stop() == 0
    assert not [process for process in started if process.is_running()]


def test_a_dashboard_file_is_published_with_its_title(tmp_path):
    page = uw.Dashboard("Search & <team>", "What it costs", [uw.Tile("figures", "headline", row=0)])
    page.save(tmp_path / "team.json")
    server = servers.start_page(tmp_path / "team.json", tmp_path / "home", "--pool", "0")
    try:
        written = urllib.request.urlopen(server.url, timeout=60).read().decode()
    finally:
        assert server.stop() == 0
    assert "<title>Search &amp; &lt;team&gt;</title>" in written
    assert "What it costs" in written
    assert "Key figures" in written
    assert server.log.read_text().count("\n") == 1


INTERRUPTED_WHERE_NOTHING_CAN_BE_RAISED = """
import pathlib, signal, sys
from tornado.ioloop import IOLoop
from usage_widgets.dashboards import publishing

class Collected:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

IOLoop.current().call_later(0.5, Collected)
publishing.publish(pathlib.Path(sys.argv[1]), publishing.Address(port=int(sys.argv[2])), pool=0)
"""


def test_an_interrupt_ends_it_wherever_it_is():
    command = [sys.executable, "-c", INTERRUPTED_WHERE_NOTHING_CAN_BE_RAISED]
    arguments = [str(publishing.find_notebook("overview")), str(servers.free_port())]
    ended = subprocess.run([*command, *arguments], timeout=30, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_says_one_line(serve):
    server = serve("--pool", "0")
    server.stop()
    assert server.log.read_text() == f"The page is at {server.url} (Ctrl-C ends it)\n"


def test_takes_the_next_port_and_says_so(serve):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = serve("--port", str(port), "--pool", "0")
    assert f"port {port} is in use" in server.log.read_text()
    assert f":{port}/" not in server.url


def test_on_this_machine_alone_it_answers_to_no_foreign_name(serve):
    with pytest.raises(urllib.error.HTTPError, match="403"):
        body_of(serve("--pool", "0").url, Host="elsewhere.example")


def test_any_other_address_needs_a_token(serve):
    url = re.sub("//.*:", "//127.0.0.1:", serve("--ip", "0.0.0.0", "--pool", "0").url)
    assert told_by_kernel(url)[0] == sys.executable
    assert sys.executable not in body_of(url.partition("?")[0])
