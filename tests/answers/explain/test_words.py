"""An explained change in words: what can be checked in the numbers, nothing that is not known."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw

COSTS = {"input_cost": 0.0, "cache_read_cost": 0.0, "cache_creation_cost": 0.0, "output_cost": 0.0}
MINUS = "\N{MINUS SIGN}"


def requests(day, count, *, model="gpt", tokens=100, price=0.01, bill=True, **more):
    """The same request some times on a day; it pays for output alone."""
    cost = round(tokens * price, 9)
    one = {"start_time": day, "model": model, "uncached_input_tokens": 0, "output_tokens": tokens, "cost": cost}
    parts = {**COSTS, "output_cost": cost} if bill else dict.fromkeys(COSTS)
    return [{**one, **parts, "team": "red", **more}] * count


def explained(*rows, period="2026-06", **options):
    frame = pd.DataFrame([row for several in rows for row in several])
    usage = uw.Usage.from_frame(frame, input_tokens_include_cache=False).with_as_of("2026-07-01")
    team = options.pop("team", None)
    return uw.explain_change(usage.where(team=team) if team else usage, period=period, **options)


MAY, JUNE = "2026-05-10", "2026-06-10"


@pytest.fixture(scope="module")
def dearer():
    """gpt: $10 -> $24, $3 of it by volume and $11 by price; o3 is new with $5."""
    return explained(requests(MAY, 10), requests(JUNE, 12, price=0.02), requests(JUNE, 5, model="o3"))


def test_what_is_known_of_neither_side_is_unknown_and_not_split():
    days = pd.date_range("2026-05-01", "2026-06-30", freq="D", tz="UTC")
    usage = uw.Usage.from_frame(pd.DataFrame({"start_time": days, "model": "house"})).with_as_of("2026-07-01")
    for measure in ("tokens", "cost"):
        told = uw.explain_change(usage, measure=measure, period="2026-06").sentences("en")
        assert "is not known: no request of either side has a known value." in told[0]
        assert told[1] == "June 2026: unknown, against unknown (May 2026)."
        assert "Shapley" not in " ".join(told)


def test_the_first_sentence_is_the_change_with_its_largest_parts(dearer):
    assert dearer.sentences("en")[0] == "Cost rose by $19.00 (190%): price +$11.00, new groups +$5.00, volume +$3.00."
    assert dearer.sentences("de")[0] == (
        "Kosten um 19,00\xa0$ (190\xa0%) gestiegen: Preis +11,00\xa0$, neue Gruppen +5,00\xa0$, Menge +3,00\xa0$."
    )


def test_both_values_and_the_largest_group_follow(dearer):
    assert dearer.sentences("en")[1:3] == [
        "June 2026: $29.00, against $10.00 (May 2026).",
        "Largest change: gpt +$14.00, mostly price.",
    ]
    assert dearer.sentences("de")[1:3] == [
        "Juni 2026: 29,00\xa0$, gegenüber 10,00\xa0$ (Mai 2026).",
        "Größte Veränderung: gpt +14,00\xa0$, vor allem Preis.",
    ]


def test_what_is_said_adds_up():
    # 0.5 % of what moved is too little to be named, and still said to be there.
    why = explained(requests(MAY, 100), requests(JUNE, 300), requests(JUNE, 1, model="o3"))
    assert why.sentences("en")[0] == "Cost rose by $201.00 (201%): volume +$200.00, all else +$1.00."


def test_less_has_a_minus():
    why = explained(requests(MAY, 12), requests(JUNE, 9))
    assert why.sentences("en")[0] == f"Cost fell by $3.00 (25%): volume {MINUS}$3.00."
    assert why.sentences("de")[0] == f"Kosten um 3,00\xa0$ (25\xa0%) gesunken: Menge {MINUS}3,00\xa0$."


def test_parts_that_cancel_out_are_said():
    # 10 x 100 tokens at $0.01, then 20 x 100 at $0.005: volume +$7.50, price -$7.50.
    why = explained(requests(MAY, 10), requests(JUNE, 20, price=0.005))
    assert why.sentences("en")[0] == f"Cost did not change: volume +$7.50, price {MINUS}$7.50."


def test_no_change_has_no_parts():
    why = explained(requests(MAY, 10), requests(JUNE, 10))
    assert why.sentences("en")[0] == "Cost did not change."
    assert why.sentences("de")[0] == "Kosten unverändert."


def test_what_was_nothing_before_rose_by_no_share():
    why = explained(requests(MAY, 10, price=0), requests(JUNE, 10))
    assert why.sentences("en")[0] == "Cost rose by $10.00: price +$10.00."


@pytest.mark.parametrize(
    ("may", "june", "expected"),
    [
        (1, 9, "Largest change: o3 +$9.00, as it is new."),
        (9, 1, f"Largest change: o1 {MINUS}$9.00, as it is gone."),
    ],
)
def test_a_group_on_one_side_only_is_new_or_gone(may, june, expected):
    why = explained(requests(MAY, may, model="o1"), requests(JUNE, june, model="o3"))
    assert expected in why.sentences("en")


def test_two_groups_are_told_apart_by_name():
    rows = requests(JUNE, 10), requests(JUNE, 4, team="blue"), requests(JUNE, 2, model="o3")
    why = explained(*rows, team="red", against={"team": "blue"})
    assert why.sentences("en")[:3] == [
        "Cost: Team red has $8.00 (200%) more than Team blue: volume +$6.00, groups only in Team red +$2.00.",
        "Team red: $12.00, against $4.00 (Team blue).",
        "Largest change: gpt +$6.00, mostly volume.",
    ]
    assert why.sentences("de")[0] == (
        "Kosten: Team red hat 8,00\xa0$ (200\xa0%) mehr als Team blue: "
        "Menge +6,00\xa0$, Gruppen nur in Team red +2,00\xa0$."
    )


def test_a_part_of_the_requests_is_named():
    why = explained(requests(MAY, 10), requests(JUNE, 12), team="red")
    assert why.sentences("en")[0] == "Cost of Team red rose by $2.00 (20%): volume +$2.00."


def test_how_many_calls_are_left_out_is_said():
    unknown = {"model": "nobody-knows", "cost": None, "bill": False}
    why = explained(requests(MAY, 1), requests(MAY, 1, **unknown), requests(JUNE, 1), requests(JUNE, 1_200, **unknown))
    said = "Left out, as nobody knows what they cost: 1,200 calls (June 2026) and 1 call (May 2026)."
    assert said in why.sentences("en")
    said = "Nicht enthalten, weil ihre Kosten unbekannt sind: 1.200 Aufrufe (Juni 2026) und 1 Aufruf (Mai 2026)."
    assert said in why.sentences("de")
    assert "June 2026: ≥\xa0$1.00, against ≥\xa0$1.00 (May 2026)." in why.sentences("en")


def test_where_nothing_is_priced_no_change_is_said():
    unknown = {"model": "nobody-knows", "cost": None, "bill": False}
    why = explained(requests(MAY, 3, **unknown), requests(JUNE, 10))
    assert why.sentences("en")[0] == "Cost is not known on one side: no request has a known value (May 2026)."
    assert "rose" not in why.explain("en")
    assert "gestiegen" not in why.explain("de")


def test_what_a_cost_per_token_means_is_said_where_there_is_one(dearer):
    why = explained(requests(MAY, 10, bill=False), requests(JUNE, 12, bill=False))
    assert "For 1 group the cost of each kind of token is not known" in why.explain("en")
    assert "kind of token is not known" not in dearer.explain("en")


@pytest.mark.parametrize(("locale", "words"), [("en", "(Shapley value)"), ("de", "(Shapley-Wert)")])
def test_the_method_is_named(dearer, locale, words):
    assert words in dearer.explain(locale)


def test_retries_are_no_volume_of_requests():
    why = explained(requests(MAY, 10), requests(JUNE, 12), measure="requests")
    assert "volume (how many requests)" in why.explain("en")
    assert "Menge (wie viele Anfragen)" in why.explain("de")


def test_a_running_period_is_said(dearer):
    why = explained(requests(MAY, 1), requests(JUNE, 1), requests("2026-07-01", 1), period="month")
    assert [*why.pair.sentences("en")] == why.sentences("en")[-len(why.pair.sentences("en")) :]


def test_names_from_outside_neither_act_nor_turn_the_words():
    name = "<img src=x>\u202e" + "x" * 90
    why = explained(requests(MAY, 10), requests(MAY, 1, model=name), requests(JUNE, 10), requests(JUNE, 9, model=name))
    assert "<img" not in why._repr_html_()
    assert "\u202e" not in why.explain("en")
    assert "x" * 50 not in why.explain("en")
    assert repr(why) == why.explain()


def test_a_wrong_locale_is_refused(dearer):
    with pytest.raises(uw.InvalidArgument):
        dearer.explain("no locale")
