"""Verdicts are kept between the limits of a slot: any instant, asked in any order, gets the one of its own."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from city.rules.judge import Rule, judge
from tests.city.rules.test_rules_properties import MEAL, RELAXED, days, loaded, moments, rules


@RELAXED
@given(rules, days, st.randoms())
def test_a_verdict_that_was_kept_is_the_one_that_would_be_found(rule: Rule, day: date, chance: Random) -> None:
    town = loaded(rule)
    instants = [at + timedelta(seconds=chance.randint(-90_000, 90_000)) for at in moments(town, day)]
    for at in chance.sample([*moments(town, day), *instants], k=2 * len(instants)):
        assert town.judge(MEAL, day, at) == judge(MEAL, day, town.limits(MEAL, day), at)
