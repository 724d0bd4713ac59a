"""Splits the change of groups into volume, mix, tokens, cache use and price; see `shapley` for how.

A group g that is on both sides is a product of factors. N is one number, the calls of all those groups:

    calls_g  = N * share_g                                                  volume, mix
    tokens_g = N * share_g * tokens a call_g                                volume, mix, tokens
    cost_g   = N * share_g * (input tokens a call_g * sum over i of (share of i in the input_g * price_gi)
                              + output tokens a call_g * price of output_g)
               volume, mix, tokens (both numbers move together), cache (the shares of the three kinds of input), price (of
               the four meters)
    cost_g   = N * share_g * tokens a call_g * cost a token_g               volume, mix, tokens, unit_cost

The last one is for groups whose bill does not tell what each meter cost; where tokens are unknown too, its token is a call.
Calls are all rows, retries and internal calls too: they cost as requests do. A factor that cannot be seen on one side, such
as the price of something that was not used, did not change.
"""

from __future__ import annotations

from functools import reduce
from operator import mul, or_
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from usage_widgets.analytics.shapley import shapley

if TYPE_CHECKING:
    from collections.abc import Callable

    from usage_widgets.analytics.shapley import Factors, Numbers

Kind = Literal["calls", "tokens", "cost"]
PARTS: dict[Kind, tuple[str, ...]] = {
    "calls": ("volume", "mix", "new", "gone"),
    "tokens": ("volume", "mix", "tokens", "new", "gone"),
    "cost": ("volume", "mix", "tokens", "cache", "price", "unit_cost", "new", "gone"),
}
"""What a change can be split into, in the order in which people read it."""
INPUT = ["uncached_input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"]
METERS = [*INPUT, "output_tokens"]
BILL = ["input_cost", "cache_read_cost", "cache_creation_cost", "output_cost"]
NEAR = 1e-6
"""How far the parts of a bill may be from it, as a share of it."""
ROUNDING = 2.5e-9
"""How far the cost of a call and its four parts can be apart because each is rounded to nine decimals."""


def decompose(previous: pd.DataFrame, current: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Split the change of each group; what rounding leaves over goes into the last factor.

    Args:
        previous: One row a group: `group`, `rows`, `calls` (the rows that are measured) and `value`; of a cost also the four
            meters, the four parts of the bill and `unexplained`, how many calls have a cost that their parts do not tell.
        current: The same of the other side.
        kind: What the value is.

    Returns:
        `group`, `part`, `value`: a row for each factor of a group that is on both sides, and one row, "new" or "gone", for
        one that is not.

    >>> before, after = (pd.DataFrame({"group": ["m"], "rows": n, "calls": n, "value": n}) for n in (10, 12))
    >>> decompose(before, after, "calls").to_dict("list")
    {'group': ['m', 'm'], 'part': ['volume', 'mix'], 'value': [2.0, 0.0]}
    """
    groups = pd.Index([*dict.fromkeys([*current["group"], *previous["group"]])], dtype=object)
    before, after = (
        side.set_index("group").reindex(groups).fillna(0).astype("float64") for side in (previous, current)
    )
    was, is_there = before["rows"] > 0, after["rows"] > 0
    new, gone = after[is_there & ~was], before[was & ~is_there]
    tables = [
        *_of_both(before[was & is_there], after[was & is_there], kind),
        _table(new.index, {"new": new["value"].to_numpy()}),
        _table(gone.index, {"gone": -gone["value"].to_numpy()}),
    ]
    return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)


def _of_both(before: pd.DataFrame, after: pd.DataFrame, kind: Kind) -> list[pd.DataFrame]:
    before, after = (side.assign(all_calls=side["calls"].sum()) for side in (before, after))
    if kind == "calls":
        return [_split(before, after, _calls, _product)]
    if kind == "tokens":
        return [_split(before, after, _tokens, _product)]
    told = _tells_meters(before) & _tells_meters(after)
    return [
        _split(before[told], after[told], _meters, _bill),
        _split(*_with_tokens(before[~told], after[~told]), _units, _product),
    ]


def _split(
    before: pd.DataFrame,
    after: pd.DataFrame,
    read: Callable[[pd.DataFrame], Factors],
    whole: Callable[[Factors], Numbers],
) -> pd.DataFrame:
    was, becomes = read(before), read(after)
    parts = shapley(
        whole,
        {name: _seen(was[name], becomes[name]) for name in was},
        {name: _seen(becomes[name], was[name]) for name in was},
    )
    change = (after["value"] - before["value"]).to_numpy()
    parts[[*parts][-1]] += change - sum(parts.values())
    return _table(before.index, parts)


def _calls(side: pd.DataFrame) -> Factors:
    return {"volume": side["all_calls"].to_numpy(), "mix": _over(side["calls"], side["all_calls"])}


def _tokens(side: pd.DataFrame) -> Factors:
    return {**_calls(side), "tokens": _over(side["value"], side["calls"])}


def _meters(side: pd.DataFrame) -> Factors:
    given = side[INPUT].sum(axis=1)
    return {
        **_calls(side),
        "tokens": np.stack([_over(given, side["calls"]), _over(side["output_tokens"], side["calls"])]),
        "cache": np.stack([_over(side[meter], given) for meter in INPUT]),
        "price": np.stack([_over(side[cost], side[meter]) for cost, meter in zip(BILL, METERS, strict=True)]),
    }


def _bill(factors: Factors) -> Numbers:
    (given, answered), prices = factors["tokens"], factors["price"]
    a_call = given * (factors["cache"] * prices[:-1]).sum(axis=0) + answered * prices[-1]
    costs: Numbers = factors["volume"] * factors["mix"] * a_call
    return costs


def _units(side: pd.DataFrame) -> Factors:
    tokens = side["tokens"]
    return {**_calls(side), "tokens": _over(tokens, side["calls"]), "unit_cost": _over(side["value"], tokens)}


def _product(factors: Factors) -> Numbers:
    whole: Numbers = reduce(mul, factors.values())
    return whole


def _tells_meters(side: pd.DataFrame) -> pd.Series[bool]:
    """Whether the cost of each group is that of the tokens which it used."""
    told = np.where(side[METERS] > 0, side[BILL], 0).sum(axis=1)
    is_near = (side["value"] - told).abs() <= NEAR * side["value"].abs() + ROUNDING * side["calls"]
    return is_near & (side["unexplained"] == 0)


def _with_tokens(before: pd.DataFrame, after: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sides with their tokens; a group that costs without any has one a call, on both."""
    before, after = (side.assign(tokens=side[METERS].sum(axis=1)) for side in (before, after))
    lacks = reduce(or_, ((side["value"] != 0) & (side["tokens"] == 0) for side in (before, after)))
    before, after = (side.assign(tokens=side["tokens"].mask(lacks, side["calls"])) for side in (before, after))
    return before, after


def _over(part: pd.Series[float], whole: pd.Series[float]) -> Numbers:
    """A ratio; NaN where there is nothing to divide by."""
    ratio: Numbers = (part / whole.where(whole != 0)).to_numpy(dtype="float64")
    return ratio


def _seen(here: Numbers, there: Numbers) -> Numbers:
    return np.nan_to_num(np.where(np.isnan(here), there, here))


def _table(groups: pd.Index, parts: Factors) -> pd.DataFrame:
    values = np.stack([*parts.values()], axis=1).ravel()
    return pd.DataFrame({"group": groups.repeat(len(parts)), "part": np.tile([*parts], len(groups)), "value": values})
