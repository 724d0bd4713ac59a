"""The command line: what it says, and how its server starts and ends."""

from __future__ import annotations

import html
import json
import re
import socket
import sys
import urllib.error
import urllib.request

import pytest

from usage_widgets import __version__, cli

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
        "NOTEBOOK",
        "--source",
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
    report = "import json, os, sys; print(json.dumps([sys.executable, os.environ.get('USAGE_WIDGETS_SOURCE')]))"
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
    server = serve("--source", "logs/*.parquet", JUPYTER_PATH=str(tmp_path / "foreign"))
    assert told_by_kernel(server.url) == [sys.executable, str(tmp_path / "home/logs/*.parquet")]
    started = server.processes()
    assert server.stop() == 0
    assert not [process for process in started if process.is_running()]


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
