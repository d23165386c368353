"""What the demonstration households book, in the city's own words: lines of submissions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from city.households.models import ChildRow
from city.seed.people import Settled
from city.submissions.schemas import LineIn
from city.towns import Town

WEEK = timedelta(days=7)
_PATTERN = {
    "Alice": {0: "noon", 1: "noon evening", 2: "day", 3: "noon", 4: "noon"},
    "Noé": {0: "noon", 1: "noon", 2: "day", 3: "noon", 4: "noon"},
    "Lila": {0: "morning noon evening", 1: "morning evening", 3: "morning noon evening", 4: "noon"},
}
_LEFT_OPEN = {"Alice": (3, 4), "Noé": (4,), "Lila": (4,)}
_LEFT_OPEN_NEXT = {"Alice": (2, 3, 4), "Noé": (2, 3, 4), "Lila": (1, 3, 4)}
_FARTHEST = 120


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def next_class_day(town: Town, day: date) -> date:
    """The first day with class on or after `day`; `day` itself where the calendar knows none soon."""
    days = (day + timedelta(days=ahead) for ahead in range(_FARTHEST))
    return next((found for found in days if town.day(found).kind == "school"), day)


def service_at(town: Town, child: ChildRow, moment: str, day: date) -> str | None:
    """The first service of the town file that the child has at that moment of that day."""
    for service in town.services.values():
        fits = service.moment == moment and town.offers(service.id, child.school_id, child.age_group)
        if fits and town.served(service.id, day):
            return service.id
    return None


def evening_before(town: Town, monday: date, weeks: int = 1) -> datetime:
    """The Sunday evening on which a family plans the week of `monday`, `weeks` before it begins."""
    return datetime.combine(monday - weeks * WEEK - timedelta(days=1), time(20, 15), town.time_zone)


def family_week(town: Town, family: Settled, monday: date, this_monday: date) -> Iterator[LineIn]:
    """What the demonstration family books for one week; this week and the next leave days to book."""
    for child in family.children:
        open_days: tuple[int, ...] = ()
        if monday == this_monday:
            open_days = _LEFT_OPEN[child.first_name]
        elif monday > this_monday:
            open_days = _LEFT_OPEN_NEXT[child.first_name]
        for weekday, moments in _PATTERN[child.first_name].items():
            if weekday not in open_days:
                day = monday + timedelta(days=weekday)
                yield from lines(town, family, child, day, moments.split())


def lines(
    town: Town, family: Settled, child: ChildRow, day: date, moments: list[str], on_full: str = "refuse"
) -> Iterator[LineIn]:
    """Lines to book the services of those moments, at the household's price; none on days without class."""
    if town.day(day).kind not in ("school", "wednesday"):
        return
    for moment in moments:
        service = service_at(town, child, moment, day)
        if service:
            price = town.price_cents(service, quotient=family.home.quotient, day=day)
            yield LineIn.model_validate(
                {
                    "op": "book",
                    "child": child.id,
                    "service": service,
                    "date": day.isoformat(),
                    "price_cents": price,
                    "on_full": on_full,
                }
            )
