from __future__ import annotations

import asyncio
from datetime import date

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.messages.options import CURRENT, Options


@pytest.fixture(autouse=True)
def defaults():
    """Puts the page's defaults back."""
    yield
    vars(CURRENT).update(vars(Options()))


class Page:
    """A page made afresh: what somebody else gets who opens it."""

    def __init__(self, usage, **options):
        self.selection = uw.Selection()
        self.bar = uw.FilterBar(usage, dimensions=["user", "hour_of_day"], period="all", selection=self.selection)
        self.models = uw.DrillChart(usage, path=["model", "provider", "user"], top=2, selection=self.selection)
        self.figures = uw.Headline(usage, measures=["cost"], selection=self.selection)
        widgets = {"models": self.models, "filters": self.bar, "figures": self.figures, **options}
        self.visit = uw.Visit(widgets=widgets, selection=self.selection)

    @property
    def state(self):
        models, bar = self.models, self.bar
        return (
            models.path,
            models.measure,
            models.kind,
            models.selected,
            bar.period,
            bar.choices,
            self.figures.summary,
        )

    def go(self, search, number=1, language="en"):
        """What the front end does on arrival."""
        content = {"type": "went", "number": number, "search": search, "language": language}
        self.visit._handle_msg({"content": {"data": {"method": "custom", "content": content}}})


def test_a_page_as_it_came_has_a_plain_address(usage):
    assert Page(usage).visit.link == ""


def test_an_address_reads_filters_first(usage):
    page = Page(usage)
    page.models.drill("gpt-4o").drill("azure").drill(None)
    page.models.kind = "pie"
    page.models.measure = "requests"
    page.bar.choices = {"user": ["ada", None], "hour_of_day": [9]}
    page.bar.period = {"start": "2026-03-01", "end": "2026-04-01"}
    assert page.visit.link == (
        "?from=2026-03-01&to=2026-03-31&user=ada&user=~unknown&hour_of_day=~9"
        "&models=gpt-4o&models=azure&models.measure=requests&models.kind=pie&models.selected=~unknown"
    )


@pytest.mark.parametrize(
    "go",
    [
        lambda page: page.models.drill("gpt-4o").drill("openai").drill("ada"),
        lambda page: page.models.drill(uw.OTHER).drill("tiny"),
        lambda page: page.models.drill(None),
        lambda page: setattr(page.models, "measure", "users"),
        lambda page: setattr(page.bar, "choices", {"user": ["bob"], "hour_of_day": [10, 11]}),
        lambda page: setattr(page.bar, "period", {"preset": "7d"}),
        lambda page: setattr(page.bar, "period", {"start": "2026-03-01", "end": "2026-03-02"}),
        lambda page: page.selection.set("model", ["haiku", None]),
    ],
)
def test_a_link_opens_in_the_same_state_for_somebody_else(usage, go):
    page, other = Page(usage), Page(usage)
    go(page)
    assert page.visit.link
    other.go(page.visit.link)
    assert other.state == page.state
    assert other.selection.filters == page.selection.filters
    assert (other.visit.link, other.visit.ignored, other.visit.answered) == (page.visit.link, [], 1)


def test_going_back_to_an_address_leaves_nothing_of_what_came_after(usage):
    page = Page(usage)
    came = page.state
    page.models.drill("gpt-4o").drill("openai").drill("ada")
    page.bar.choices = {"user": ["ada"]}
    page.go("?models=gpt-4o", 2)
    assert (page.models.path, page.models.selected, page.bar.choices) == (["gpt-4o"], [], {})
    page.go("", 3)
    assert page.state == came
    assert page.selection.held() == []


def test_only_what_differs_from_how_the_page_came_is_in_its_address(usage):
    chart = uw.DrillChart(usage, path=["model", "user"]).drill("haiku")
    visit = uw.Visit(widgets={"models": chart})
    assert visit.link == ""
    assert chart.reset() is chart
    assert visit.link == "?models=~none"
    assert visit.follow("")
    assert chart.path == ["haiku"]
    assert visit.follow("?models=~none")
    assert chart.path == []


def test_no_name_means_two_things(usage):
    taken = {"models": "model_name", "token": "token_name", "from": "source"}
    frame = usage.to_frame().assign(model_name="a", token_name="b", source="c")[
        ["start_time", "cost", "model", *taken.values()]
    ]
    own = uw.Usage.from_frame(frame, dimensions=taken)
    bars = [uw.FilterBar(own, dimensions=[*taken, "model"], period="all") for _ in range(2)]
    chart = uw.DrillChart(own, path=["models", "model"])
    visit = uw.Visit(
        widgets={"model": bars[0], "models": chart, "period": bars[1], "from": uw.DrillChart(own, path=["model"])}
    )
    assert len(set(visit.names)) == len(visit.names)
    bars[0].choices = {"models": ["a"], "token": ["b"], "from": ["c"], "model": ["haiku"]}
    bars[1].choices = {"models": ["a"]}
    bars[1].period = {"preset": "7d"}
    chart.drill("a")
    assert visit.link == ("?~model=haiku&~models=a&~token=b&~from=c&period.period=7d&period.~models=a&models=a")


@pytest.mark.parametrize(
    ("search", "named"),
    [
        ("taem=search", "taem"),
        ("models.colour=red", "models.colour"),
        ("models.measure=csot", "models.measure"),
        ("models.measure=cost&models.measure=users", "models.measure"),
        ("models.kind=__import__('os')", "models.kind"),
        ("models=a&models=b&models=c", "models"),
        ("models=~nonsense", "models"),
        ("models=~other", "models"),
        ("&".join(["models=~other"] * 240), "models"),
        ("models.selected=ada", "models.selected"),
        ("from=2026-13-01&to=2026-03-31", "from"),
        ("from=2026-04-01&to=2026-03-01", "to"),
        ("from=2026-03-01", "from"),
        ("period=4000d", "period"),
        ("hour_of_day=noon", "hour_of_day"),
        ("hour_of_day=~other", "hour_of_day"),
        ("hour_of_day=~99", "hour_of_day"),
        ("models=%00x", "models"),
        ("provider=azure", "provider"),
        ("selection.model=haiku&selection.model=~99", "selection.model"),
    ],
)
def test_nonsense_is_told_and_the_rest_of_the_link_applies(usage, search, named):
    page = Page(usage)
    page.go(f"?{search}&user=bob")
    assert any(f"“{named}”" in sentence for sentence in page.visit.ignored)
    assert page.figures.summary == "Cost: $4.50"
    assert page.visit.link == "?user=bob"


def test_a_filter_that_leads_to_nothing_is_told_and_stays(usage):
    page = Page(usage)
    page.go("?user=nonsense", language="de")
    assert page.visit.ignored == ["Zu „nonsense“ gibt es in der Auswahl keine Anfragen. Der Filter bleibt."]
    assert page.bar.choices == {"user": ["nonsense"]}
    page.go("?user=nonsense&user=ada", number=2)
    assert page.visit.ignored == []


@pytest.mark.parametrize(
    ("user", "said"), [("ada", []), ("eve", ["“eve” has no requests in what is chosen. It stays a filter."])]
)
def test_what_leads_to_nothing_is_told_when_all_have_answered(user, said):
    frame = pd.DataFrame({"start_time": ["2026-01-01", "2026-03-01"], "user": ["ada", "bob"], "cost": [1, 2.0]})
    bar = uw.FilterBar(uw.Usage.from_frame(frame), dimensions=["user"], period="7d", selection=uw.Selection())
    chart = uw.DrillChart(bar.usage, path=["user", "model"], top=1, selection=bar.selection)
    visit, told = uw.Visit({"bar": bar, "chart": chart}, selection=bar.selection), []
    visit.observe(lambda _: told.append(visit.ignored), "answered")

    async def page():
        content = {"type": "went", "number": 1, "search": f"?period=all&user={user}", "language": "en"}
        visit._handle_msg({"content": {"data": {"method": "custom", "content": content}}})
        assert told == []
        for _ in range(1000):
            if told:
                return
            await asyncio.sleep(0.01)

    asyncio.run(page())
    assert told == [said]


@pytest.mark.parametrize("search", ["?user=" + "a" * 8_192, "?" + "user=a&" * 251])
def test_an_address_beyond_measure_changes_nothing(usage, search):
    page = Page(usage)
    page.go(search)
    assert page.visit.link == ""
    assert len(page.visit.ignored) == 1


def test_many_problems_are_counted_and_shown_as_short_plain_text(usage):
    page = Page(usage)
    page.go("?" + "&".join(f"{'x' * 100}{number}\u202e<b>=1" for number in range(20)))
    assert page.visit.ignored[5:] == ["15 other parts."]
    assert page.visit.ignored[0] == f"“{'x' * 60}…” is not known on this page."
    page.go("?te\u202e\nam=1")
    assert page.visit.ignored == ["“te��am” is not known on this page."]
    page.go("?user=ada&token=secret&utm_source=mail&voila-theme=dark")
    assert page.visit.ignored == []


def test_a_choice_that_no_address_holds_is_told_and_cut_short(usage):
    page = Page(usage)
    page.bar.choices = {"user": [f"{number:03}" + "é" * 50 for number in range(60)]}
    assert page.visit.link == ""
    assert page.visit.ignored == [
        "What is chosen is more than an address can carry. A link to this page leaves a part of it out."
    ]
    page.bar.choices = {}
    assert page.visit.ignored == []


@pytest.mark.parametrize("names", [["é" * 300] * 5, [str(number) for number in range(250)]])
def test_a_link_holds_whole_values_and_as_much_as_an_address_may_hold(usage, names):
    page = Page(usage)
    page.bar.period = {"preset": "7d"}
    page.bar.choices = {"user": [f"{number} {name}" for number, name in enumerate(names)]}
    assert page.visit.link == "?period=7d"
    assert len(page.visit.ignored) == 1
    page.bar.choices = {"user": page.bar.choices["user"][:4]}
    other = Page(usage)
    other.go(page.visit.link)
    assert other.state == page.state
    assert page.visit.ignored == []


@pytest.mark.parametrize(
    "content",
    [
        None,
        "went",
        {"type": "went"},
        {"type": "went", "number": "1", "search": "", "language": "en"},
        {"type": "went", "number": 1, "search": ["?user=ada"], "language": "en"},
        {"type": "went", "number": 1, "search": "?user=ada", "language": {"a": 1}},
        {"type": ["went"], "number": 1, "search": "?user=ada", "language": "en"},
    ],
)
def test_what_is_no_message_is_ignored(usage, content):
    page = Page(usage)
    page.visit._handle_msg({"content": {"data": {"method": "custom", "content": content}}})
    assert (page.visit.answered, page.bar.choices) == (0, {})


def test_the_page_speaks_its_viewers_language(usage):
    page = Page(usage)
    page.go("", language="de-AT")
    assert [widget.locale for widget in (page.visit, page.models, page.bar, page.figures)] == ["de-AT"] * 4
    assert page.figures.title == "Kennzahlen"
    assert uw.Headline(usage).locale == "de-AT"
    page.go("?taem=1", 2, language="en")
    assert page.visit.ignored == ["„taem“ ist auf dieser Seite nicht bekannt."]


@pytest.mark.parametrize("language", ["xx", "", "de;q=1", "../de", "klingon" * 50])
def test_a_language_without_words_changes_nothing(usage, language):
    page = Page(usage)
    page.go("", language=language)
    assert (page.visit.answered, page.models.locale, CURRENT.locale) == (1, "en", "en")
    page.go("", 2, language="de")
    assert page.models.locale == "de"


def test_a_language_that_the_author_has_chosen_stays(usage):
    page = Page(usage)
    page.models.locale = "de"
    page.go("", language="en")
    assert page.models.locale == "de"
    uw.options(locale="en")
    page = Page(usage)
    page.go("", language="de")
    assert (page.models.locale, uw.options().locale) == ("en", "en")


def test_a_closed_visit_follows_nobody(usage):
    page = Page(usage)
    page.visit.close()
    page.models.drill("haiku")
    page.selection.set("model", "haiku")
    assert page.visit.link == ""


@pytest.mark.parametrize(
    ("widgets", "words"),
    [
        ({"1": "chart"}, "widgets by name"),
        ("chart", "widgets by name"),
        ({"a.b": None}, "letters, digits"),
        ({"~a": None}, "letters, digits"),
    ],
)
def test_wrong_arguments_are_named(usage, widgets, words):
    known = widgets
    if isinstance(widgets, dict):
        known = {name: uw.Headline(usage) if widget is None else widget for name, widget in widgets.items()}
    with pytest.raises(uw.InvalidArgument, match=f"widgets: expected .*{words}"):
        uw.Visit(widgets=known)
    with pytest.raises(uw.InvalidArgument, match="selection: expected a Selection"):
        uw.Visit(widgets={}, selection="all")


def test_chosen_rows_of_a_table_are_in_the_link(usage):
    selection = uw.Selection()
    table = uw.UsageTable(usage, by=["model", "user"], selection=selection)
    visit = uw.Visit({"groups": table})
    table.selected = [["gpt-4o", "ada"], ["gpt-4o", None]]
    link = visit.link
    assert link == "?groups.selected=~,gpt-4o,ada&groups.selected=~,gpt-4o,~unknown"
    visit.follow("")
    assert table.selected == []
    visit.follow(link)
    assert (table.selected, visit.ignored) == ([["gpt-4o", "ada"], ["gpt-4o", None]], [])


def test_two_pages_in_one_notebook_both_speak_their_viewers_language(usage):
    one, other = Page(usage), Page(usage)
    for page in (one, other):
        page.go("", language="de")
    assert [page.figures.locale for page in (one, other)] == ["de", "de"]


def test_one_visit_of_a_page_keeps_its_address(usage, monkeypatch):
    monkeypatch.setattr(uw.Visit, "_keeper", None)
    one, other = Page(usage).visit, Page(usage).visit
    assert (one.keeps_address, other.keeps_address) == (True, False)
    other.close()
    assert not Page(usage).visit.keeps_address
    one.close()
    assert Page(usage).visit.keeps_address


def test_an_older_reading_of_the_source_is_let_go(usage):
    page = Page(usage)
    newer = usage.where(model="haiku")
    for widget in (page.models, page.bar, page.figures):
        widget.show(newer)
    assert {place.widget.usage for place in page.visit._places} == {newer}


def timed(usage):
    """A page with a time series, and its address."""
    chart = uw.TimeSeries(usage, by="user")
    return chart, uw.Visit(widgets={"costs": chart})


def test_an_address_says_where_a_time_series_stands(usage):
    chart, visit = timed(usage)
    chart.path = ["ada", date(2026, 3, 1), "gpt-4o"]
    chart.measure, chart.every = "requests", "week"
    chart.window, chart.chosen = ["2026-03-01T09:00", "2026-03-01T11:00"], ["2026-03-01T09:00", "2026-03-01T10:00"]
    chart.hidden, chart.selected = [None], ["search"]
    assert visit.link.startswith(
        "?costs=ada&costs=~2026-03-01&costs=gpt-4o&costs.measure=requests&costs.window=2026-03-01T09"
    )
    other, elsewhere = timed(usage)
    elsewhere.follow(visit.link)
    assert all(getattr(other, name) == getattr(chart, name) for name in chart.linked)
    assert other.whole == chart.whole
    assert elsewhere.link == visit.link
    assert elsewhere.ignored == []


@pytest.mark.parametrize(
    "search",
    [
        "costs=~1999-01-01",
        "costs=~2026-03-01&costs=~2026-03-02",
        "costs.window=2026",
        "costs.chosen=x&costs.chosen=y",
        "costs.every=year",
    ],
)
def test_where_no_time_series_can_stand_is_told(usage, search):
    chart, visit = timed(usage)
    visit.follow(f"?{search}")
    assert visit.ignored
    assert all(getattr(chart, name) == getattr(uw.TimeSeries(usage, by="user"), name) for name in chart.linked)


def test_what_tiles_compare_is_in_the_address(usage):
    page = Page(usage, tiles=uw.ComparisonTiles(usage, measures=["requests"]))
    tiles = page.visit.widgets["tiles"]
    tiles.period, tiles.against = "week", "year"
    tiles.drill("requests")
    link = page.visit.link
    assert link == "?tiles=requests&tiles.period=week&tiles.against=year"
    other = Page(usage, tiles=uw.ComparisonTiles(usage, measures=["requests"]))
    other.go(link)
    theirs = other.visit.widgets["tiles"]
    assert (theirs.period, theirs.against, theirs.path) == ("week", "year", ["requests"])
    assert other.visit.link == link
    assert other.bar.period == {"preset": "all"}


def test_what_no_address_can_say_is_left_out_and_nonsense_refused(usage):
    page = Page(usage, tiles=uw.ComparisonTiles(usage, measures=["requests"], against={"user": "ada"}))
    page.visit.widgets["tiles"].against = {"user": "bob"}
    assert page.visit.link == ""
    page.go("?tiles.period=fortnight&tiles.against=previous")
    tiles = page.visit.widgets["tiles"]
    assert (tiles.period, tiles.against) == ("month", "previous")
    assert "tiles.period" in " ".join(page.visit.ignored)
