"""Who of the invented company asks what, and when."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from usage_widgets.data import demo_company as company

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
Flags: TypeAlias = "NDArray[np.bool_]"

HOUR = 3_600_000_000  # microseconds
YEARLY_GROWTH, MOST_GROWTH = 1.3, 1.4  # both of the logarithm
DAILY_NOISE = 0.1
HEAVY_USERS = 2.2  # 1 would be even, more is heavier
NEWCOMERS, LEAVERS = 0.35, 0.12  # shares of the people
UNKNOWN_USERS, INTERNAL, DUPLICATES = 0.03, 0.01, 0.05
POPULAR = 300  # requests of a team that are made again and again
ADOPTION = 0.12  # how long it takes until all use a launched model, as a share of the period
USER, RETRY, INTERNAL_CALL = 0, 1, 2

TEAMS = company.TEAMS
TEAM_NAMES = [team.name for team in TEAMS]
MODEL_NAMES = list(company.MODELS)
PROJECTS = [(team, project) for team, entry in enumerate(TEAMS) for project in entry.projects]
KEYS = [*(f"{project}-key" for _, project in PROJECTS), company.RUNAWAY_KEY, "gateway-router"]
RUNAWAY_KEY, INTERNAL_KEY = len(PROJECTS), len(PROJECTS) + 1
NOBODY = -1
PEOPLE: Ints = np.array([team.people for team in TEAMS])
FIRST_PERSON: Ints = np.cumsum(PEOPLE) - PEOPLE
FIRST_PROJECT = np.array([[team for team, _ in PROJECTS].index(team) for team in range(len(TEAMS))])
OFFERED_MODEL = np.array([MODEL_NAMES.index(model) for model, *_ in company.OFFERS])


@dataclass
class Traffic:
    """One request an index: numbers into the lists of `demo_company`, NOBODY where unknown."""

    time: Ints  # microseconds from the start
    progress: Floats  # 0 at the start of the shown period, 1 at its end, more ahead of it
    team: Ints
    person: Ints
    project: Ints
    key: Ints
    offer: Ints
    origin: Ints
    content: Ints  # equal for equal requests
    runaway: Flags

    @property
    def model(self) -> Ints:
        """The model of each request."""
        return OFFERED_MODEL[self.offer]

    def take(self, index: Ints) -> Traffic:
        """Return the requests at these positions."""
        return Traffic(**{field.name: getattr(self, field.name)[index] for field in fields(self)})


def draw_traffic(rng: np.random.Generator, start: pd.Timestamp, days: int, count: int, *, ahead: int = 0) -> Traffic:
    """Draw that many requests, in no order, of the shown days and of some that lie ahead."""
    team, slot = _team_and_slot(rng, _busyness(rng, start, days, ahead), count)
    time = slot * HOUR + rng.integers(0, HOUR, count)
    progress = time / (days * 24 * HOUR)
    person = _people(rng, team, progress)
    project = FIRST_PROJECT[team] + person % np.array([len(entry.projects) for entry in TEAMS])[team]
    traffic = Traffic(
        time=time,
        progress=progress,
        team=team,
        person=np.where(rng.random(count) < UNKNOWN_USERS, NOBODY, person),
        project=project,
        key=project.copy(),
        offer=_offers(rng, _models(rng, team, progress)),
        origin=np.full(count, USER),
        content=_contents(rng, team),
        runaway=np.zeros(count, bool),
    )
    _run_away(rng, traffic, days)
    _call_internally(rng, traffic)
    return traffic


def pick(rng: np.random.Generator, weights: Iterable[Iterable[float]], row: Ints) -> Ints:
    """Draw a column for each of the given rows of a table of weights."""
    table = np.array([list(line) for line in weights])
    upto = table.cumsum(axis=1)
    steps = upto / upto[:, -1:] + np.arange(len(table))[:, None]
    column: Ints = np.searchsorted(steps.ravel(), row + rng.random(len(row)), side="right") - row * table.shape[1]
    return column


def _busyness(rng: np.random.Generator, start: pd.Timestamp, days: int, ahead: int) -> Floats:
    """How many requests each team makes in each hour, relative to all."""
    drawn = days + ahead
    local = pd.date_range(start, periods=drawn * 24, freq="h", tz="UTC").tz_convert(company.TIME_ZONE)
    upto = (drawn * 24 - 1) / (days * 24 - 1)
    growth = min(YEARLY_GROWTH * days / 365, MOST_GROWTH) * np.linspace(0, upto, drawn * 24)
    rows = []
    for team in TEAMS:
        by_hour, on_weekends = team.rhythm
        calm = np.where(local.day_of_week >= 5, on_weekends, 1.0)
        noise = np.repeat(rng.lognormal(0, DAILY_NOISE, drawn), 24)
        busy = np.array(by_hour)[local.hour] * calm * noise * np.exp(team.growth * growth)
        rows.append(team.traffic * busy / busy.sum())
    return np.array(rows)


def _team_and_slot(rng: np.random.Generator, busyness: Floats, count: int) -> tuple[Ints, Ints]:
    cell = pick(rng, [busyness.ravel()], np.zeros(count, np.int64))
    team, slot = np.divmod(cell, busyness.shape[1])
    return team, slot


def _people(rng: np.random.Generator, team: Ints, progress: Floats) -> Ints:
    """A few people make most requests; some join or leave, and then a more eager colleague asks."""
    everyone = PEOPLE.sum()
    joined = np.where(rng.random(everyone) < NEWCOMERS, rng.uniform(0, 0.9, everyone), 0)
    left = np.where(rng.random(everyone) < LEAVERS, rng.uniform(0.5, 1, everyone), 2)
    joined[FIRST_PERSON], left[FIRST_PERSON] = 0, 2
    rank = (PEOPLE[team] * rng.random(len(team)) ** HEAVY_USERS).astype(np.int64)
    for _ in range(int(PEOPLE.max()).bit_length()):
        person = FIRST_PERSON[team] + rank
        rank = np.where((joined[person] <= progress) & (progress < left[person]), rank, rank // 2)
    return FIRST_PERSON[team] + rank


def _models(rng: np.random.Generator, team: Ints, progress: Floats) -> Ints:
    model = pick(rng, [[entry.models.get(name, 0) for name in MODEL_NAMES] for entry in TEAMS], team)
    delay = ADOPTION * rng.random(len(team))
    launch, retirement = company.LAUNCH, company.RETIREMENT
    early = (model == MODEL_NAMES.index(launch.model)) & (progress < launch.at + delay)
    late = (model == MODEL_NAMES.index(retirement.model)) & (progress >= retirement.at - delay)
    model[early] = MODEL_NAMES.index(launch.other)
    model[late] = MODEL_NAMES.index(retirement.other)
    return model


def _offers(rng: np.random.Generator, model: Ints) -> Ints:
    shares = [
        [share if name == model_name else 0 for name, _, _, share in company.OFFERS] for model_name in MODEL_NAMES
    ]
    return pick(rng, shares, model)


def _contents(rng: np.random.Generator, team: Ints) -> Ints:
    """Most requests are unique, a few are among the popular ones of their team."""
    popular = (POPULAR * rng.random(len(team)) ** 2).astype(np.int64) * len(TEAMS) + team
    return np.where(rng.random(len(team)) < DUPLICATES, popular, POPULAR * len(TEAMS) + np.arange(len(team)))


def _run_away(rng: np.random.Generator, traffic: Traffic, days: int) -> None:
    """For two days, one key asks more than the whole company; too short a period has none."""
    if days <= 3 * company.RUNAWAY_DAYS:
        return
    share = 2.5 * company.RUNAWAY_DAYS / (days + 2.5 * company.RUNAWAY_DAYS)
    chosen = np.flatnonzero(rng.random(len(traffic.time)) < share)
    begin = int(company.RUNAWAY.at * days) * 24 * HOUR
    traffic.time[chosen] = begin + rng.integers(0, company.RUNAWAY_DAYS * 24 * HOUR, len(chosen))
    traffic.progress[chosen] = traffic.time[chosen] / (days * 24 * HOUR)
    team = TEAM_NAMES.index(company.RUNAWAY_TEAM)
    traffic.team[chosen], traffic.project[chosen] = team, FIRST_PROJECT[team]
    traffic.person[chosen] = FIRST_PERSON[team]
    traffic.key[chosen], traffic.runaway[chosen] = RUNAWAY_KEY, True
    traffic.offer[chosen] = [model for model, *_ in company.OFFERS].index(company.RUNAWAY.model)


def _call_internally(rng: np.random.Generator, traffic: Traffic) -> None:
    """The gateway's router asks a small model before it forwards some requests."""
    chosen = np.flatnonzero((rng.random(len(traffic.time)) < INTERNAL) & ~traffic.runaway)
    for unknown in (traffic.team, traffic.person, traffic.project):
        unknown[chosen] = NOBODY
    traffic.origin[chosen], traffic.key[chosen] = INTERNAL_CALL, INTERNAL_KEY
    traffic.offer[chosen] = [model for model, *_ in company.OFFERS].index("gpt-4o-mini")
