"""Where usage comes from, with numbers that are worked out by hand or asked in plain SQL."""

from __future__ import annotations

import json

import duckdb
import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.selection import OTHER

PLACES = {  # country: users, requests a user, cost a request
    "DE": (6, 10, 0.5),
    "US": (5, 4, 1.0),
    "SG": (5, 2, 0.25),
    "MT": (4, 30, 2.0),
    "HK": (1, 3, 8.0),
    "XX": (5, 1, 0.0),
    None: (7, 3, 1.0),
}
FEW = {"MT", "HK"}


@pytest.fixture(scope="module")
def log():
    rows = [
        {"country": country, "user": f"{country}-{user}", "cost": cost, "model": "o3" if user % 2 else "haiku"}
        for country, (users, requests, cost) in PLACES.items()
        for user in range(users)
        for _ in range(requests)
    ]
    return pd.DataFrame(rows).assign(start_time="2026-03-01T12:00")


def texts(places):
    """All that the page, a file and a reader may see."""
    mimebundle = json.dumps(places._repr_mimebundle_()[0], default=str)
    return [
        json.dumps(places.get_state(), default=str),
        mimebundle.split(places._css)[-1],
        places.table().to_csv(),
        str(places.worded_table()),
        places.summary,
        places.picture(),
        places._page(),
    ]


def row_of(places, label):
    table = places.table()
    return table[table["label"] == label].iloc[0]


def test_the_list_has_the_numbers_of_plain_sql(log):
    places = uw.UsageMap(log, measure="requests")
    counted = duckdb.sql("SELECT country, count(*), count(DISTINCT user) FROM log GROUP BY country").fetchall()
    shown = places.table()
    named = shown[shown["kind"].isin(["group", "unknown"])]
    expected = {country: (count, users) for country, count, users in counted if country not in FEW}
    found = {row.country: (row.requests, row.users) for row in named.itertuples()}
    assert found == expected
    assert shown["requests"].sum() == len(log)
    assert shown["share"].sum() == pytest.approx(1)
    assert shown["label"].tolist()[:4] == ["Germany", "United States", "Singapore", "XX"]


def test_the_demo_agrees_with_its_own_rows():
    usage = uw.Usage.demo(days=30, requests=3_000, seed=3, end="2026-06-30")
    rows = usage.to_frame()
    asked = rows[rows["origin"] == "user"].groupby("country")["request_id"].count()
    shown = uw.UsageMap(usage).table().dropna(subset="country").set_index("country")["requests"]
    assert shown.to_dict() == asked[shown.index].to_dict()


def test_places_are_named_in_the_viewers_language(log):
    places = uw.UsageMap(log)
    places.locale = "de"
    assert places.table()["label"].tolist()[:3] == ["Deutschland", "Vereinigte Staaten", "Singapur"]
    assert places.title == "Anfragen nach Land"
    assert "Ort unbekannt: 21 (8,8" in places.summary
    usage = uw.Usage.from_frame(log).label("country", {"DE": "Home"})
    assert uw.UsageMap(usage).table()["label"][0] == "Home"


def test_an_unknown_location_is_a_number_in_words_and_a_row(log):
    places = uw.UsageMap(log)
    assert "Unknown location: 21 (8.8%)." in places.summary
    assert row_of(places, "Unknown location")[["requests", "users"]].tolist() == [21, 7]
    assert "Unknown location" in places.worded_table()[-1]


def test_countries_with_few_users_are_one_row_without_a_name(log):
    places = uw.UsageMap(log, measure="cost")
    few = row_of(places, "Fewer than 5 users (2 countries)")
    assert few["cost"] == 4 * 30 * 2.0 + 3 * 8.0
    assert pd.isna(few["users"])
    assert pd.isna(few["country"])
    assert places.worded_table()[-2] == ("Fewer than 5 users (2 countries)", "$264.00", "78.2%", "under 5 each")
    assert {"MT", "HK"}.isdisjoint(places.scene["marks"])
    assert "2 countries with fewer than 5 users are not shown one by one" in places.scene["notes"][0]


@pytest.mark.parametrize("measure", ["requests", "cost", "users", "cost_per_request", "latency_ms_p95"])
@pytest.mark.parametrize("per_user", [False, True])
def test_a_country_with_few_users_is_named_nowhere(log, measure, per_user):
    places = uw.UsageMap(log, measure=measure, per_user=per_user)
    shapes = places.world.shapes
    for text in texts(places):
        said = text.replace(shapes, "")
        assert "Malta" not in said
        assert "Hong Kong" not in said
        assert '"MT"' not in said
        assert "MT-" not in said


def test_how_many_users_few_are_is_told_of_none(log):
    assert pd.isna(row_of(uw.UsageMap(log, measure="users"), "Fewer than 5 users (2 countries)")["users"])
    few = row_of(uw.UsageMap(log, per_user=True), "Fewer than 5 users (2 countries)")
    assert pd.isna(few["requests_per_user"])
    assert few["requests"] == 123
    assert uw.UsageMap(log, per_user=True).worded_table()[-2][1] == "not told"


def test_fewer_users_after_a_filter_are_still_few(log):
    page = uw.Selection()
    places = uw.UsageMap(log, selection=page)
    page.set("model", "haiku")
    assert [row["code"] for row in places.scene["rows"]] == [None, None]
    page.clear()
    assert places.scene["rows"][0]["code"] == "DE"
    page.set("user", ["DE-1"])
    assert places.scene["rows"] == []
    assert places.scene["marks"] == {}
    assert places.scene["empty"]["title"] == "Fewer than 5 users"
    assert places.table().empty
    page.clear()
    page.set("country", ["MT"])
    assert "120" not in str(places.worded_table()) + places.summary


def test_a_path_into_a_country_with_few_users_shows_nothing(log):
    places = uw.UsageMap(log)
    for path in (["MT"], ["MT", "haiku"]):
        places.path = path
        assert places.table().empty
        assert "Fewer than 5 users" in places.summary
        assert "MT-" not in json.dumps(places.get_state(), default=str)
    assert [row["step"] for row in uw.UsageMap(log).scene["rows"] if row["rank"] is None] == [None, {"value": None}]


def test_fewer_than_k_is_the_authors_choice(log):
    places = uw.UsageMap(log, least_users=1)
    assert {"MT", "HK", "DE"} <= places.scene["marks"].keys()
    assert places.scene["legend"]["none"] == "No data"
    assert uw.UsageMap(log, least_users=6).table()["label"].tolist() == [
        "Germany",
        "Fewer than 6 users (5 countries)",
        "Unknown location",
    ]


def test_a_country_opens_and_filters_the_others(log):
    page = uw.Selection()
    places, beside = uw.UsageMap(log, selection=page), uw.Headline(log, measures=["requests"], selection=page)
    places.drill("DE")
    assert page.filters == {"country": ["DE"]}
    assert beside.table()["value"].tolist() == [60]
    assert places.table()["requests"].tolist() == [30, 30]
    assert places.scene["crumbs"] == ["Germany"]
    assert places.scene["here"] == "DE"
    assert places.scene["marks"].keys() == {"DE", "US", "SG"}
    places.drill("o3")
    assert page.filters == {"country": ["DE"], "model": ["o3"]}
    assert places.table()["user"].tolist() == ["DE-1", "DE-3", "DE-5"]
    assert all(row["step"] is None for row in places.scene["rows"])
    page.clear()
    assert places.path == []


def test_the_unknown_location_opens_too(log):
    places = uw.UsageMap(log)
    places.drill(None)
    assert places.scene["crumbs"] == ["Unknown location"]
    assert places.table()["requests"].tolist() == [12, 9]


def test_per_user_ranks_by_what_one_user_does(log):
    places = uw.UsageMap(log, per_user=True)
    assert places.table()["requests_per_user"].tolist()[:4] == [10, 4, 2, 1]
    assert places.worded_table()[1] == ("Germany", "10.0", "25.1%", "6")
    assert places.scene["legend"]["title"].startswith("Requests per user")
    assert places.summary.startswith("Requests per user, by country")


def test_a_rate_is_not_shared_out(log):
    places = uw.UsageMap(log, measure="cost_per_request", per_user=True, scale="log")
    assert places.table()["cost_per_request"].tolist()[:3] == [1.0, 0.5, 0.25]
    few = row_of(places, "Fewer than 5 users (2 countries)")["cost_per_request"]
    assert few == pytest.approx(264 / 123)  # weighted, not the mean of both
    assert [note.split(",")[0] for note in places.scene["notes"][:2]] == [
        "Cost per request is no sum that users could share",
        "Cost per request is a rate",
    ]


def test_zeros_have_no_logarithm(log):
    free = log.assign(cost=log["cost"].where(log["country"] != "SG", 0))
    places = uw.UsageMap(free, measure="cost", scale="log")
    assert places.scene["notes"][0].startswith("A log scale needs values above zero")
    assert "about as many countries" in places.scene["legend"]["title"]


def test_the_legend_names_the_edges(log):
    places = uw.UsageMap(log)
    assert [one["text"] for one in places.scene["legend"]["classes"]] == ["10 – 17", "17 – 33", "33 – 60"]
    places.scale = "log"
    assert len(places.scene["legend"]["classes"]) == 5
    assert places.scene["legend"]["title"] == "Requests: classes of equal ratios (log scale)"
    assert places.scene["legend"]["none"] == "No data, or fewer than 5 users"


def test_what_is_no_country_is_in_the_list_and_not_on_the_map(log):
    places = uw.UsageMap(log)
    row = next(row for row in places.scene["rows"] if row["label"] == "XX")
    assert (row["code"], row["slot"]) == (None, None)
    assert "1 place of the list has no shape on the map: XX." in places.scene["notes"]


def test_without_any_country_it_says_what_to_add(log):
    places = uw.UsageMap(log.drop(columns="country"))
    assert places.scene["empty"]["title"] == "No country is known"
    assert "column “country”" in places.scene["empty"]["text"]
    assert "Unknown location: 239 (100.0%)" in places.scene["empty"]["text"]


def test_without_users_or_requests_it_says_so(log):
    assert uw.UsageMap(log.drop(columns="user")).scene["empty"]["title"] == "No user is known"
    assert len(uw.UsageMap(log.drop(columns="user"), least_users=1).scene["marks"]) == 5
    nothing = uw.UsageMap(uw.Usage.from_frame(log).where(model="none"))
    assert nothing.scene["empty"]["title"] == "Nothing to show"
    assert "$" not in nothing.summary


def test_prices_that_are_missing_are_told(log):
    unpriced = log.assign(cost=log["cost"].where(log["user"] != "DE-1"))
    places = uw.UsageMap(unpriced, measure="cost")
    assert next(row["value"] for row in places.scene["rows"] if row["code"] == "DE") == "≥\N{NO-BREAK SPACE}$25.00"
    assert places.summary.endswith("Cost leaves out 10 requests without a price.")


def test_new_data_are_shown(log):
    places = uw.UsageMap(log)
    places.show(uw.Usage.from_frame(log[log["country"] == "US"]))
    assert places.table()["label"].tolist() == ["United States"]


def test_names_from_outside_are_escaped(log):
    name = '<img src=x onerror="alert(1)">'
    hostile = log.assign(country=log["country"].replace("US", name), model=name)
    places = uw.UsageMap(hostile)
    for path in ([], [name.upper()]):  # codes are in capitals
        places.path = path
        for drawn in (places.picture(), places._page()):
            assert "<img" not in drawn.lower()
            assert "&lt;img" in drawn.lower()


def test_many_long_names_make_no_large_message():
    countries = [f"{number} {'x' * 2_000}" for number in range(1_000)]
    frame = pd.DataFrame({"start_time": "2026-03-01", "user": "ada", "country": countries})
    places = uw.UsageMap(frame, least_users=1)
    assert len(json.dumps(places.get_state(), default=str).encode()) < 300_000
    assert places.table()["requests"].sum() == 1_000


@pytest.mark.parametrize(
    ("trait", "value"),
    [
        ("path", [OTHER]),
        ("path", ["DE", "o3", "DE-1"]),
        ("path", [5]),
        ("measure", "csot"),
        ("scale", "linear"),
        ("per_user", "yes"),
    ],
)
def test_what_the_page_sends_is_checked(log, trait, value):
    places = uw.UsageMap(log)
    before = getattr(places, trait)
    with pytest.raises(Exception, match=trait):
        setattr(places, trait, value)
    assert getattr(places, trait) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"least_users": 0}, "least_users: expected a whole number from 1"),
        ({"scale": "linear"}, "unknown scale 'linear'. Known: log, quantile"),
        ({"per_user": 1}, "per_user: expected True or False"),
        ({"drill": ["country"]}, "drill: expected dimensions below 'country'"),
        ({"drill": []}, "drill: expected one name"),
        ({"measure": "csot"}, "did you mean 'cost'"),
    ],
)
def test_bad_arguments_are_named(log, options, said):
    with pytest.raises(uw.UsageWidgetsError, match=said):
        uw.UsageMap(log, **options)
