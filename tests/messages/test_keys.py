"""No text is missing, and none is left over: what the sources ask the catalogue for is what it holds."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

import usage_widgets
from usage_widgets.data.quality import CHECKS

from .rooms import plural_bases, room_names, words_of

PACKAGE = Path(usage_widgets.__file__).parent
WIDGETS = PACKAGE / "widgets"
TEMPLATE = PACKAGE.parent / "voila_templates"
QUOTED, FILLED = re.compile(r'"((?:[^"\\\n]|\\.)*)"'), re.compile(r"`([^`]*)`")
ASKED = re.compile(r"\b(?:text|pieces)\(([^(){}]*)")
KEY = re.compile(r"[a-z][\w.*-]*")
WORD = re.compile(r"\bwords\.(\w+)")
# Families whose names are put together: the codes of findings, the titles of notices, the words of AG Grid.
PUT_TOGETHER = {
    "quality": [check.code for check in CHECKS],
    "page": ["error_title", "missing_title", "forbidden_title"],
    "filter_bar": ["span-start", "span-end", "span-start-end"],
    "usage_table": ["grid.*"],
}


@pytest.mark.parametrize("room", room_names("en"))
def test_every_text_is_used(room):
    said = [*python_literals(), *front_end_literals(room), *PUT_TOGETHER.get(room, ())]
    patterns = [text for text in said if KEY.fullmatch(text) and text != f"{room}.*"]
    unused = [
        key
        for key in keys_of(room)
        if not any(fnmatchcase(name, text) for text in patterns for name in (key, f"{room}.{key}"))
    ]
    assert unused == []


def test_every_text_that_python_asks_for_is_there():
    calls = (node for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    asked = {shape(call.args[0]) for call in calls if getattr(call.func, "id", "") in {"text", "has"}}
    known = {f"{room}.{key}" for room in room_names("en") for key in keys_of(room)}
    assert {"data.unknown", "data.measure.*"} <= asked
    assert [text for text in asked if text and not any(fnmatchcase(key, text) for key in known)] == []


@pytest.mark.parametrize("room", [name for name in room_names("en") if (WIDGETS / name).is_dir()])
def test_every_text_that_a_front_end_asks_for_is_there(room):
    asked = {text for source in front_end(room) for call in ASKED.findall(source) for text in literals(call)}
    known = keys_of(room) | keys_of("kit") | keys_of("timeline")
    assert [text for text in asked if not any(fnmatchcase(key, text) for key in known)] == []


def test_every_text_that_the_page_asks_for_is_there():
    asked = {name for source in page_sources() for name in WORD.findall(source)}
    assert asked - {"language", "direction"} <= keys_of("page")


def keys_of(room: str) -> set[str]:
    """The keys of a room, the forms of a plural as one."""
    words = words_of("en", room)
    plurals = plural_bases(words)
    return {key for key in words if key.rpartition(".")[0] not in plurals} | plurals


@cache
def trees() -> list[ast.Module]:
    files = (file for file in PACKAGE.rglob("*.py") if "node_modules" not in file.parts)
    return [ast.parse(file.read_text("utf-8")) for file in files]


@cache
def python_literals() -> set[str]:
    return {shape(node) for tree in trees() for node in ast.walk(tree)}


def shape(node: ast.AST) -> str:
    """A text as it is written, with * for what is filled in; nothing for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(shape(part) or "*" for part in node.values)
    return ""


def front_end_literals(room: str) -> set[str]:
    if room == "page":
        return {name for source in page_sources() for name in [*WORD.findall(source), *literals(source)]}
    shared = {"kit": [path.name for path in WIDGETS.iterdir()], "timeline": ["time_series", "forecast_chart"]}
    rooms = shared.get(room, [room])
    return {text for name in rooms for source in front_end(name) for text in literals(source)}


def front_end(room: str) -> list[str]:
    folders = [WIDGETS / "_kit", WIDGETS / room]
    files = (file for folder in folders for file in folder.rglob("*.ts") if not file.name.endswith(".test.ts"))
    return [file.read_text("utf-8") for file in files]


def page_sources() -> list[str]:
    files = [file for kind in ("*.j2", "*.html", "*.js") for file in TEMPLATE.rglob(kind)]
    return [re.sub(r"'", '"', file.read_text("utf-8")) for file in files]


def literals(source: str) -> set[str]:
    """The texts of a source in TypeScript, with * for what is filled in."""
    return {*QUOTED.findall(source), *(re.sub(r"\$\{[^}]*\}", "*", text) for text in FILLED.findall(source))}
