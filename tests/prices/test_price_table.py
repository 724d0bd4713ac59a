"""The price table is complete and free of overlaps."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from usage_widgets.prices.price_table import Service, price_rows


def prices(model, provider=None, deployment=None, service_tier=None):
    return price_rows([Service(model, deployment, provider, service_tier)])


@pytest.mark.parametrize(
    ("model", "provider", "input_mtok"),
    [
        ("gpt-4o", "openai", "2.5"),
        ("gpt-4o", None, "2.5"),
        ("openai/gpt-4o", None, "2.5"),
        ("azure/gpt-4o", "azure", "2.5"),
        ("azure/gpt-4o", None, "2.5"),
        ("gpt-4o", "azure_ai", "2.5"),
        ("azure_ai/gpt-4o", "azure_ai", "2.5"),
        ("gemini-2.5-flash", "gemini", "0.3"),
        ("gemini/gemini-2.5-flash", "vertex_ai", "0.3"),
        ("openai/gpt-4o", "openrouter", "2.5"),
        ("openrouter/openai/gpt-4o", "openrouter", "2.5"),
        ("bedrock/anthropic.claude-3-5-sonnet-20240620-v1:0", "bedrock", "3"),
        ("codestral-latest", "codestral", "0.3"),
        ("GPT-4o", "OpenAI", "2.5"),
    ],
)
def test_models_and_providers_are_found_in_the_spellings_of_gateways(model, provider, input_mtok):
    row = prices(model, provider)[-1]
    assert row.input_mtok == Decimal(input_mtok)
    assert (row.model, row.provider) == (model, provider)


@pytest.mark.parametrize(
    ("model", "provider"),
    [
        ("house-llm", None),
        ("house-llm", "openai"),
        ("gpt-4o", "hosted_vllm"),
        ("azure/gpt-4o", "openai"),
        (None, "openai"),
    ],
)
def test_an_unknown_service_has_no_price(model, provider):
    assert prices(model, provider) == []


def test_a_price_cut_splits_time():
    before, after = prices("o3", "openai")
    assert before.valid_to == after.valid_from == datetime(2025, 6, 10)  # noqa: DTZ001
    assert (before.input_mtok, after.input_mtok) == (10, 2)
    assert (before.valid_from, after.valid_to) == (datetime.min, datetime.max)  # noqa: DTZ901


def test_off_peak_hours_split_the_day():
    night, day, evening = prices("deepseek-chat", "deepseek")
    assert [row.second_from for row in (night, day, evening)] == [0, 30 * 60, (16 * 60 + 30) * 60]
    assert night.input_mtok == evening.input_mtok == Decimal("0.135")
    assert day.input_mtok == Decimal("0.27")


def test_a_large_input_has_its_own_price():
    small, large = prices("gemini-2.5-pro", "google")
    assert (small.tokens_to, large.tokens_from) == (200_001, 200_001)
    assert (small.output_mtok, large.output_mtok) == (10, 15)


def test_a_service_tier_holds_only_while_its_price_is_known():
    [batch] = prices("claude-haiku-4-5", "anthropic", service_tier="batch")
    assert batch.valid_from == datetime(2026, 10, 14)  # noqa: DTZ001
    assert batch.input_mtok == Decimal("0.5")
    assert prices("gpt-4o", "azure", service_tier="priority") == []
    assert prices("gpt-4o", "openai", service_tier="Default") == [
        row._replace(service_tier="Default") for row in prices("gpt-4o", "openai")
    ]


@pytest.mark.parametrize("model", ["o3", "deepseek-chat", "deepseek-v4-pro", "gemini-2.5-pro", "claude-sonnet-4-6"])
def test_exactly_one_price_holds_at_every_moment_and_input_size(model):
    rows = prices(model)
    corners = {(row.valid_from, row.second_from, tokens) for row in rows for tokens in (0, 200_000, 200_001, 10**7)}
    for moment, second, tokens in corners:
        holding = [
            row
            for row in rows
            if row.valid_from <= moment < row.valid_to
            and row.second_from <= second < row.second_to
            and row.tokens_from <= tokens < row.tokens_to
        ]
        assert len(holding) == 1
