"""LiteLLM's log as users open it: one shared copy, read as seldom as can be."""

from __future__ import annotations

import pandas as pd
import pytest

import usage_widgets as uw
from usage_widgets.data.sources import litellm_log

SINCE = "2026-01-01"


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("USAGE_WIDGETS_STORE", str(tmp_path))
    return tmp_path


@pytest.fixture
def opened_urls(monkeypatch):
    urls = []
    connect = litellm_log.connect

    def counted(url):
        urls.append(url)
        return connect(url)

    monkeypatch.setattr(litellm_log, "connect", counted)
    return urls


def test_a_second_viewer_costs_the_database_nothing(litellm_url, store, opened_urls):
    first = uw.Usage.from_litellm(litellm_url, since=SINCE, progress=None)
    second = uw.Usage.from_litellm(litellm_url, since=SINCE, progress=None)
    assert len(opened_urls) == 1
    assert second.total("requests") == first.total("requests") > 1000
    assert second.as_of == first.as_of


def test_a_later_start_is_answered_from_the_same_copy(litellm_url, store, opened_urls):
    everything = uw.Usage.from_litellm(litellm_url, since=SINCE, progress=None)
    march = uw.Usage.from_litellm(litellm_url, since="2026-03-01", progress=None)
    assert len(opened_urls) == 1
    assert march.total("requests") == everything.between("2026-03-01").total("requests")


def test_an_earlier_start_reads_what_is_missing(litellm_url, store, opened_urls):
    uw.Usage.from_litellm(litellm_url, since="2026-03-01", progress=None)
    everything = uw.Usage.from_litellm(litellm_url, since=SINCE, progress=None)
    assert len(opened_urls) == 2
    in_place = uw.Usage.from_litellm(litellm_url, since=SINCE, copy=False)
    assert everything.total("cost", "requests") == in_place.total("cost", "requests")
    in_place.origin.engine.backend.disconnect()


def test_now_is_when_the_log_was_read(litellm_url, store):
    usage = uw.Usage.from_litellm(litellm_url, since=SINCE, progress=None)
    assert abs(usage.as_of - pd.Timestamp.now("UTC")) < pd.Timedelta(minutes=2)
    assert usage.last("1d").total("requests") == 0


def test_it_says_how_far_it_is(litellm_url, store, capsys):
    steps = []
    uw.Usage.from_litellm(litellm_url, since=SINCE, progress=lambda rows, share: steps.append((rows, share)))
    assert steps[-1][0] > 1000
    assert [rows for rows, _ in steps] == sorted(rows for rows, _ in steps)
    uw.Usage.from_litellm(litellm_url, since="2025-12-01")
    assert "Reading requests" in capsys.readouterr().err


def test_ninety_days_unless_told(litellm_url, store):
    usage = uw.Usage.from_litellm(litellm_url, progress=None)
    earliest = pd.Timestamp.now("UTC") - pd.Timedelta(days=91)
    assert usage.span is None or usage.span.start > earliest


def test_a_database_that_is_gone_is_named_without_its_secrets(store):
    with pytest.raises(uw.SourceError, match="127.0.0.1:1, database litellm") as caught:
        uw.Usage.from_litellm("postgresql://ada:s3cret@127.0.0.1:1/litellm")
    assert "s3cret" not in str(caught.value)
    assert "ada" not in str(caught.value)
    assert not list(store.rglob("*.parquet"))


@pytest.mark.parametrize("since", ["soon", "90", 7, "90 fortnights"])
def test_a_start_that_is_none_is_refused(since, store):
    with pytest.raises(uw.InvalidArgument, match="since"):
        uw.Usage.from_litellm("postgresql://127.0.0.1:1/litellm", since=since)


def test_connect_finds_the_way_in(litellm_url, store, monkeypatch, tmp_path):
    assert uw.Usage.connect(litellm_url, since=SINCE, progress=None).total("requests") > 1000
    file = tmp_path / "log.csv"
    file.write_text("start_time,model,cost\n2026-03-01T08:00:00Z,gpt-4o,1.5\n")
    monkeypatch.setenv("USAGE_WIDGETS_SOURCE", str(file))
    assert uw.Usage.connect().total("cost") == 1.5
    monkeypatch.setenv("USAGE_WIDGETS_SOURCE", "")
    assert uw.Usage.connect(days=3, requests=10).is_demo
    with pytest.raises(uw.InvalidArgument, match="postgresql") as caught:
        uw.Usage.connect("mysql://ada:s3cret@host/db")
    assert "s3cret" not in str(caught.value)
