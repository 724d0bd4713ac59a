"""What is written where no live widget is."""

from __future__ import annotations

import asyncio
import re
from html.parser import HTMLParser

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.widgets._static import sheets_of, styled


def chart(costs, names=None, **options):
    names = names or [f"model-{at}" for at in range(len(costs))]
    frame = pd.DataFrame({"start_time": "2026-03-01", "model": names, "user": "ada", "cost": costs})
    return uw.DrillChart(frame, path=["model", "user"], **options)


def cells(html):
    """The table as those read it who take away what is drawn."""
    rows, reader = [], HTMLParser()
    reader.handle_starttag = lambda tag, _: (
        rows.append([]) if tag == "tr" else rows[-1].append("") if tag in ("th", "td") else None
    )
    reader.handle_data = lambda data: rows and rows[-1] and rows[-1].append(rows[-1].pop() + data)
    reader.feed(re.search(r"<table.*</table>", html)[0])
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("kind", ["bar", "pie"])
def test_what_is_drawn_leaves_the_table_plain(usage, kind):
    one = uw.DrillChart(usage, kind=kind)
    assert cells(one._static_html()) == one.worded_table()


def test_words_are_those_of_the_widget(usage):
    one = uw.DrillChart(usage)
    html = one._static_html().replace("<span>$</span>", "$")
    assert one.title in html
    assert one.summary in html
    assert one.context in html
    assert "Cost, total · 4 models and unknown" in html


def test_it_is_written_in_any_language_and_nobody_hears_of_it(usage, monkeypatch):
    one = uw.DrillChart(usage, measure="requests").drill("gpt-4o")
    sent = []
    monkeypatch.setattr(type(one.comm), "send", lambda _, *message, **more: sent.append(message))
    monkeypatch.setattr(type(usage.origin.engine), "to_arrow", lambda *_: pytest.fail("it was asked again"))
    before = one.get_state()
    german = one._static_html("de")
    assert "Anfragen nach Anbieter" in german
    assert 'lang="de"' in german
    assert one.get_state() == before
    assert sent == []
    one.locale = "de"
    assert one._static_html() == german
    assert sent


def test_a_copy_in_another_language_selects_nothing(usage):
    selection = uw.Selection()
    one = uw.DrillChart(usage, selection=selection).drill("gpt-4o")
    held = selection.held()
    one._static_html("de")
    assert selection.held() == held


def test_figures_are_written_in_any_language(usage):
    headline = uw.Headline(usage, measures=["cost"])
    assert "20,00" in headline._static_html("de")
    assert "20.00" in headline._static_html()
    assert headline.title == "Key figures"


def test_the_way_here_is_written(usage):
    one = uw.DrillChart(usage)
    assert "<bdi>" not in one._static_html()
    assert "<bdi>All</bdi> › <bdi>gpt-4o</bdi>" in one.drill("gpt-4o")._static_html()


def test_bars_say_where_they_are():
    html = chart([4, -1, 0, None])._static_html()
    assert "--zero:0.200" in html
    assert re.findall(r"<i[^>]*>", html.partition("<table")[2]) == [
        '<i style="--part:0.800">',
        '<i class="uw-zero">',
        '<i style="--from:0.000;--part:0.200">',
        '<i class="uw-none">',
    ]


def test_it_says_why_a_pie_is_bars():
    html = chart([4, -1], kind="pie")._static_html()
    assert "uw-as-bars" in html
    assert "A pie cannot show values below zero, so these are bars." in html
    assert "uw-as-ring" in chart([4, 1], kind="pie")._static_html()


def test_two_hundred_bars_are_small_enough_to_come_first():
    one = chart([1.5 + at for at in range(205)], [f"model-{at}" for at in range(205)], top=200)
    html = one._static_html()
    assert len(html.encode()) < 30_000
    assert len(sheets_of(html).encode()) < 12_000


def test_a_look_of_its_own_is_sent_only_where_it_is(usage):
    tiles, bars = uw.ComparisonTiles(usage)._static_html(), uw.DrillChart(usage)._static_html()
    assert "uw-compared" in sheets_of(tiles)
    assert "uw-compared" in sheets_of(bars + tiles)
    assert "uw-compared" not in sheets_of(bars)


def test_hostile_names_stay_text():
    names = ['"><script>alert(1)</script>', "' onclick=x", "$a$", "a\x01\u202eb", "x" * 300]
    html = chart([5, 4, 3, 2, 1], names)._static_html()
    assert "<script" not in html
    assert '" onclick' not in html
    assert not re.search(r"(?<!>)\$|\x01|\u202e", html)
    assert f'title="{"x" * 300}"' in html


def test_an_error_is_written_in_words(usage, monkeypatch):
    def fail(*_):
        raise uw.SourceError("The gateway does not answer.")

    assert usage.as_of
    monkeypatch.setattr(type(usage.origin.engine), "to_arrow", fail)
    html = uw.DrillChart(usage)._static_html()
    assert f"Reading {usage.source} has failed." in html
    assert "<table" not in html
    assert f"Reading {usage.source} has failed." in uw.Headline(usage)._static_html()


@pytest.mark.parametrize("variable", ["VOILA_KERNEL_ID", "VOILA_PREHEAT"])
def test_only_a_page_is_given_the_style_sheet(usage, monkeypatch, variable):
    headline = uw.Headline(usage)
    assert "<style" not in headline._repr_mimebundle_()[0]["text/html"]
    monkeypatch.setenv(variable, "1")
    assert headline._repr_mimebundle_()[0]["text/html"] == styled(headline._static_html())


def test_every_column_of_names_stands_on_the_left():
    html = uw.UsageTable(uw.Usage.demo(days=7, requests=500, end="2026-06-30"), by=["team", "model"])._static_html()
    head = re.search(r"<thead>(.*)</thead>", html)[1]
    assert ["align" in one for one in re.findall(r"<th[^>]*>", head)] == [False, False, True, True]


@pytest.mark.parametrize("locale", ["en", "de"])
@pytest.mark.parametrize("kind", [uw.DrillChart, uw.FilterBar, uw.Headline, uw.QualityCard, uw.UsageTable])
def test_what_is_written_right_after_narrowing_is_of_the_narrowed_data(usage, kind, locale):
    def shown():
        one = kind(usage, selection=uw.Selection())
        one.asker.settle()
        before = one._static_html(locale)
        one.selection.set("user", ["ada"])
        return one, before

    async def written():
        one, before = shown()
        assert one.asker._open is not None  # where a loop runs, the answer comes later
        after = one._static_html(locale)
        assert after != before
        return after

    answered, _ = shown()
    assert asyncio.run(written()) == answered._static_html(locale)


def test_filters_in_another_language_say_the_same(usage):
    bar = uw.FilterBar(usage, dimensions=["model"])
    german = bar._static_html("de")
    bar.locale = "de"
    assert german == bar._static_html()


@pytest.mark.parametrize(("locale", "language"), [("ar", "en"), ("fr", "en"), ("de-AT", "de")])
def test_what_is_written_says_which_language_its_words_are_in(usage, locale, language):
    for one in (uw.UsageTable(usage, by=["model"], measures=["cost", "requests"]), uw.DrillChart(usage)):
        html = one._static_html(locale)
        assert re.findall(r' lang="([^"]*)"', html) == [language]
        assert '<p class="uw-summary" dir="auto">' in html
    assert "Cost and Requests by Model" in uw.UsageTable(usage, by=["model"])._static_html("fr")


def test_the_first_column_of_names_can_tell_the_others_too(usage):
    html = uw.UsageTable(usage, by=["model", "provider", "user"], top=3)._static_html()
    assert re.findall(r'<th scope="col"[^>]*data-others="([^"]*)"', html) == ["Provider · User"]
    assert re.findall(r'<th scope="row"[^>]*data-others="([^"]*)"', html) == [
        "openai · ada",
        "anthropic · ada",
        "azure · bob",
    ]
    assert "data-others" not in uw.UsageTable(usage, by=["model"])._static_html()


def test_other_names_stay_text():
    frame = pd.DataFrame({"start_time": "2026-03-01", "model": "a", "user": '"><b>', "cost": [1.0]})
    html = uw.UsageTable(frame, by=["model", "user"])._static_html()
    assert 'data-others="&quot;&gt;&lt;b&gt;"' in html


def test_room_for_a_charts_controls_and_help_is_as_wide_as_their_words(usage):
    one = uw.DrillChart(usage, path=["model", "user"])
    assert 'data-hint="Mit Klick oder Eingabetaste nach Nutzer aufteilen.' in one._static_html("de")
    assert 'data-hint="Last level: ' in one.drill("gpt-4o")._static_html()
    english, german = (
        [int(width) for width in re.findall(r'<i style="width:(\d+)px">', one._static_html(locale))]
        for locale in ("en", "de")
    )
    assert len(english) == len(german) == 3
    assert german[1] > english[1] + 20
    assert german[2] == english[2]
