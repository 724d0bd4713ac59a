"""The part that a usage is of."""

from __future__ import annotations

import pytest

import usage_widgets as uw
from usage_widgets.answers.part import part_label, subject_label


@pytest.fixture(scope="module")
def usage():
    return uw.Usage.demo(days=9, requests=90)


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en", "of Team legal, design, support, and 1 more"), ("de", "von Team legal, design, support und 1 weitere")],
)
def test_three_values_are_named(usage, locale, said):
    assert part_label(usage.where(team=["legal", "design", "support", "engineering"]), locale) == said


def test_what_is_said_twice_is_told_once(usage):
    legal = usage.where(team="legal")
    assert part_label(legal.where(team="legal"), "en") == part_label(legal, "en")


def test_a_period_is_no_part(usage):
    assert part_label(usage.last("3d"), "en") == ""
    assert subject_label(usage.last("3d"), "cost", "en") == subject_label(None, None, "en") == ""


def test_names_are_those_for_people_cut_and_without_marks_that_turn(usage):
    named = usage.label("team", {"legal": "Rechts\u202e" + "x" * 100})
    said = part_label(named.where(team="legal"), "en")
    assert "\u202e" not in said
    assert len(said) < 60
