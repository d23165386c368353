"""Days, hours and amounts in words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from views.text import ngettext
from views.text.dates import age, day_name, hour, hours, limit, moment, near_day, relative_day, weekday_and_number
from views.text.money import money, money_in_words, price_range

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 23)
N, W = "\u202f", "\u00a0"


def at(day: int, hour_: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour_, minute, tzinfo=PARIS)


def plain(text: str) -> str:
    return text.replace(W, " ").replace(N, " ")


@pytest.mark.parametrize(
    ("cents", "shown"),
    [(385, "3,85 €"), (0, "0,00 €"), (-385, "− 3,85 €"), (120400, "1 204,00 €"), (5, "0,05 €"), (-5, "− 0,05 €")],
)
def test_an_amount(cents: int, shown: str) -> None:
    assert plain(money(cents)) == shown
    assert " " not in money(cents)


@pytest.mark.parametrize(
    ("cents", "said"), [(400, "4 euros"), (100, "1 euro"), (-385, "moins 3 euros 85"), (7, "0 euro 07")]
)
def test_an_amount_for_a_voice(cents: int, said: str) -> None:
    assert plain(money_in_words(cents)) == said


def test_a_range_of_prices() -> None:
    assert plain(price_range([385, 210, 385])) == "de 2,10 € à 3,85 €"
    assert price_range([385, 385]) == money(385)


def test_days() -> None:
    assert plain(day_name(date(2026, 11, 26))) == "jeudi 26 novembre"
    assert plain(day_name(date(2026, 12, 1))) == "mardi 1er décembre"
    assert plain(weekday_and_number(date(2026, 11, 26))) == "jeudi 26"
    assert relative_day(TODAY + timedelta(1), TODAY) == "demain"
    assert relative_day(TODAY + timedelta(2), TODAY) is None
    assert plain(near_day(date(2026, 11, 26), TODAY)) == "jeudi 26 novembre"


@pytest.mark.parametrize(
    ("value", "said"), [(time(16, 30), "16 h 30"), (time(10), "10 h"), (time(0), "minuit"), (time(0, 5), "0 h 05")]
)
def test_hours(value: time, said: str) -> None:
    assert plain(hour(value)) == said


def test_a_range_of_hours() -> None:
    assert hours(time(7, 30), time(8, 30)) == f"7{W}h{W}30{W}– 8{W}h{W}30"


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (at(25, 10), "mercredi 25 novembre à 10 h"),
        (at(23, 10), "aujourd’hui 10 h"),
        (at(22, 10), "hier 10 h"),
        (at(26, 0), "mercredi 25 novembre à minuit"),
        (at(25, 0), "demain minuit"),
        (at(24, 0), "aujourd’hui minuit"),
    ],
)
def test_a_limit_at_midnight_belongs_to_the_day_it_ends(instant: datetime, said: str) -> None:
    assert plain(limit(instant, TODAY)) == said


def test_the_age_of_a_copy() -> None:
    assert plain(age(at(23, 7, 40), at(23, 8))) == "7 h 40"
    assert plain(age(at(22, 7, 40), at(23, 8))) == "hier 7 h 40"
    assert plain(moment(at(20, 0), TODAY)) == "vendredi 20 novembre à minuit"


@pytest.mark.parametrize(("count", "said"), [(0, "0 place"), (1, "1 place"), (2, "2 places")])
def test_zero_and_one_are_singular_in_french(count: int, said: str) -> None:
    assert plain(ngettext("{count} place", "{count} places", count)) == said
