"""CSV, JSON lines and Parquet as they lie, and files that cannot be read."""

from __future__ import annotations

import gzip
import json

import pandas as pd
import pytest

from usage_widgets import InvalidArgument, InvalidUsageTable, SourceError, UnknownName, Usage

CSV = """start_time,user,model,cost,team
2026-03-01 10:00,00123,"x, y",1.25,""
2026-03-01T11:00:00+02:00,00124,"q""uote",,
"""
PAYLOADS = [
    {
        "id": "1",
        "startTime": 1772355600.5,
        "endTime": 1772355601.75,
        "model_group": "gpt-4o",
        "response_cost": 0.5,
        "prompt_tokens": 100,
        "completion_tokens": 10,
        "request_tags": ["a", "b"],
        "cache_hit": None,
        "messages": [{"role": "user", "content": "a secret"}],
        "metadata": {"user_api_key_user_id": "ada", "usage_object": {"cache_read_input_tokens": 40}},
    },
    {
        "id": "2",
        "startTime": 1772355700.0,
        "endTime": 1772355701.0,
        "model_group": "gpt-4o",
        "response_cost": 0.25,
        "prompt_tokens": 50,
        "completion_tokens": 5,
        "request_tags": [],
        "cache_hit": True,
        "messages": "a secret",
        "metadata": {"user_api_key_user_id": "", "usage_object": None},
    },
]
LITELLM = {
    "request_id": "id",
    "start_time": lambda t: (t.startTime * 1000).cast("int64").as_timestamp("ms"),
    "end_time": lambda t: (t.endTime * 1000).cast("int64").as_timestamp("ms"),
    "model": "model_group",
    "cost": "response_cost",
    "input_tokens": "prompt_tokens",
    "output_tokens": "completion_tokens",
    "cache_read_input_tokens": lambda t: t.metadata["usage_object"]["cache_read_input_tokens"],
    "user": lambda t: t.metadata["user_api_key_user_id"],
    "tags": "request_tags",
    "response_cache_hit": "cache_hit",
}


@pytest.fixture
def logs(tmp_path):
    """Writes a text to a file of a new folder; compressed where its name ends in .gz."""

    def write(name: str, content: str):
        path = tmp_path / name
        path.write_bytes(gzip.compress(content.encode()) if name.endswith(".gz") else content.encode())
        return path

    return write


@pytest.mark.parametrize("name", ["log.csv", "log.csv.gz", "LOG.CSV", "odd [1] name's.csv", "=a,b.csv"])
def test_csv_keeps_ids_quotes_and_unknowns(logs, name):
    usage = Usage.from_files(logs(name, CSV))
    rows = usage.to_frame().sort_values("start_time")
    assert rows["user"].tolist() == ["00124", "00123"]
    assert rows["model"].tolist() == ['q"uote', "x, y"]
    assert rows["team"].tolist() == [None, None]
    assert usage.total("cost", "unpriced_requests") == {"cost": 1.25, "unpriced_requests": 1}
    assert rows["start_time"].tolist() == [
        pd.Timestamp("2026-03-01 09:00", tz="UTC"),
        pd.Timestamp("2026-03-01 10:00", tz="UTC"),
    ]
    assert usage.source == name


def test_a_name_with_brackets_is_no_pattern(logs):
    logs("log1.csv", CSV + "2026-03-02,a,b,1,c\n")
    assert Usage.from_files(logs("log[1].csv", CSV)).total("requests") == 2


@pytest.mark.parametrize("name", ["log.jsonl", "log.ndjson", "log.jsonl.gz", "log.json", "log.json.gz"])
def test_json_lines_of_a_gateway(logs, name):
    usage = Usage.from_files(logs(name, "\n".join(map(json.dumps, PAYLOADS))), columns=LITELLM)
    assert usage.span == (
        pd.Timestamp("2026-03-01 09:00:00.5", tz="UTC"),
        pd.Timestamp("2026-03-01 09:01:40", tz="UTC"),
    )
    assert usage.total("cost", "requests", "input_tokens", "uncached_input_tokens", "latency_ms_mean") == {
        "cost": 0.75,
        "requests": 2,
        "input_tokens": 100,  # the gateway's own answer used none
        "uncached_input_tokens": 60,
        "latency_ms_mean": 1125,
    }
    assert usage.values("user")["value"].tolist() == ["ada", None]
    assert usage.by("tag", measures="requests")["label"].tolist() == ["a", "b", "unknown"]
    assert "a secret" not in usage.to_frame().to_csv()


def test_a_json_list_and_fields_that_come_late(logs):
    assert Usage.from_files(
        logs("list.json", '[{"start_time": "2026-03-01"}, {"start_time": "2026-03-02", "model": "a"}]')
    ).by("model")["model"].tolist() == ["a", None]
    lines = [json.dumps({"start_time": "2026-03-01"})] * 3 + [json.dumps({"start_time": "2026-03-01", "user": "ada"})]
    assert Usage.from_files(logs("late.jsonl", "\n".join(lines))).total("users") == 1


def test_parquet_keeps_instants_and_decimals(tmp_path):
    path = tmp_path / "log.parquet"
    times = pd.to_datetime(["2026-03-01 10:00", "2026-03-01 11:00"]).tz_localize("Europe/Berlin")
    pd.DataFrame({"at": times, "cost": [0.1, None], "extra": [{"a": 1}, None]}).to_parquet(path)
    usage = Usage.from_files(path, columns={"start_time": "at"}, time_zone="Europe/Berlin")
    assert usage.span.start == times[0]
    assert usage.total("cost") == 0.1


def test_a_folder_a_pattern_and_a_list(logs, tmp_path):
    one, two = logs("a.csv", CSV), logs("b.csv", "model,start_time,extra\nz,2026-03-02,7\n")
    logs("notes.txt", "not a log")
    logs(".hidden.csv", "start_time\n2026-03-03\n")
    for paths in (tmp_path, str(tmp_path), tmp_path / "*.csv", [one, str(two)], f"{tmp_path}/[ab].csv"):
        usage = Usage.from_files(paths)
        assert usage.total("requests") == 3, paths
    assert usage.source == f"2 files in {tmp_path.name}"
    assert Usage.from_files(two).by("model")["model"].tolist() == ["z"]


def test_no_rows_but_names_is_no_data(logs):
    usage = Usage.from_files(logs("empty.csv", "start_time,model\n"))
    assert usage.total("requests", "cost") == {"requests": 0, "cost": 0}


def test_what_is_read_stays_when_the_file_goes(logs):
    path = logs("log.csv", CSV)
    usage = Usage.from_files(path)
    path.unlink()
    assert usage.by("model").shape[0] == 2


def test_a_file_that_disappears_half_way_is_named(logs, monkeypatch):
    path = logs("log.csv", CSV)
    monkeypatch.setattr(
        "usage_widgets.data.storing.canonical", lambda raw, fields: (path.unlink(missing_ok=True), raw)[1]
    )
    with pytest.raises(SourceError, match=r"cannot read log\.csv"):
        Usage.from_files(path)


@pytest.mark.parametrize("name", ["broken.parquet", "broken.csv.gz", "broken.jsonl", "broken.json"])
def test_a_broken_file_is_named(tmp_path, name):
    path = tmp_path / name
    path.write_text('{"start_time": "2026-03-01"}\n{broken')
    with pytest.raises(SourceError, match=rf"cannot read {name}: "):
        Usage.from_files(path)


def test_a_file_that_breaks_after_many_rows_is_named(tmp_path):
    path = tmp_path / "log.jsonl"
    path.write_text('{"start_time": "2026-03-01"}\n' * 50_000 + '{"start_time": \n')
    with pytest.raises(SourceError, match=r"cannot read log\.jsonl: "):
        Usage.from_files(path)


@pytest.mark.parametrize("paths", ["nowhere.csv", "nowhere/*.parquet", [], ["nowhere.csv"]])
def test_nothing_there_is_said(tmp_path, monkeypatch, paths):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match=r"no files: .*expected a file, a folder or a pattern"):
        Usage.from_files(paths)
    with pytest.raises(SourceError, match="no files"):
        Usage.from_files(tmp_path)


def test_formats_are_one_and_known(logs):
    with pytest.raises(InvalidArgument, match=r"paths: expected files of one format.*a\.csv.*b\.jsonl"):
        Usage.from_files([logs("a.csv", CSV), logs("b.jsonl", "{}")])
    with pytest.raises(InvalidArgument, match=r"\.csv, \.jsonl or \.parquet.*notes\.txt"):
        Usage.from_files(logs("notes.txt", CSV))


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        ("when,model\n2026-03-01,a\n", InvalidUsageTable, ["no start_time", "when, model"]),
        ("start_time,cost\n2026-03-01,$5\n", InvalidUsageTable, ["cost: 1 of 1", "'$5'"]),
        ('start_time,cost\n2026-03-01,"1,25"\n', InvalidUsageTable, ["cost: 1 of 1", "'1,25'", 'decimal=","']),
        ("start_time;latency_ms\n2026-03-01;-1.234,5\n", InvalidUsageTable, ["'-1.234,5'", "decimal point"]),
        ('start_time,output_tokens\n2026-03-01,"1,250"\n', InvalidUsageTable, ["'1,250'", "without separators"]),
        ("start_time\nyesterday\n", InvalidUsageTable, ["start_time: 1 of 1", "'yesterday'"]),
        ("", InvalidUsageTable, ["no start_time"]),
    ],
)
def test_what_cannot_be_a_usage_table_is_refused(logs, content, error, words):
    with pytest.raises(error) as raised:
        Usage.from_files(logs("log.csv", content))
    assert all(word in str(raised.value) for word in words)


def test_the_files_own_name_of_what_cannot_be_read_is_said(logs):
    path = logs("log.csv", "start_time;Kosten\n2026-03-01;1,25\n")
    with pytest.raises(InvalidUsageTable, match=r"cost \(column 'Kosten'\): 1 of 1 values"):
        Usage.from_files(path, columns={"cost": "Kosten"})


def test_a_column_that_no_file_has_is_named(logs):
    with pytest.raises(UnknownName, match=r"'modell'; did you mean 'model'"):
        Usage.from_files(logs("log.csv", CSV), columns={"model": "modell"})


def test_connect_opens_files_and_refuses_other_addresses(logs, monkeypatch):
    path = logs("log.csv", CSV)
    assert Usage.connect(str(path)).total("requests") == 2
    monkeypatch.setenv("USAGE_WIDGETS_SOURCE", str(path))
    assert Usage.connect(time_zone="Asia/Tokyo").time_zone == "Asia/Tokyo"
    with pytest.raises(InvalidArgument, match=r"source: expected .*mysql") as raised:
        Usage.connect("mysql://ada:s3cret@host/db")
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize(
    "source",
    [
        "host=db user=ada password=hunter2 dbname=l",
        "host=db Password = hunter2",
        "postgresql:/ada:hunter2@db/l",
        "ada:hunter2@db:5432/l",
        "ada:hunter2@db://l",
    ],
)
def test_a_mistyped_source_does_not_give_its_password_away(source):
    with pytest.raises(InvalidArgument, match=r"a postgresql:// URL.*something with a password") as raised:
        Usage.connect(source)
    assert "hunter2" not in str(raised.value)


def test_a_path_is_a_source_whatever_it_is_called(logs):
    assert Usage.connect(logs("10:30@home.csv", CSV)).total("requests") == 2
    with pytest.raises(InvalidArgument, match="source: expected a text, a path or None"):
        Usage.connect(5)
