"""A semaine type."""

from __future__ import annotations

from services.models import Recurrence, RecurrenceKind, Tick, TypicalWeek
from tests.fakes.builders.names import ALICE, EVENING, MEAL, SOURCE


def typical_week(week_id: str = "w_ecole", child: str = ALICE, name: str = "École") -> TypicalWeek:
    """Meals on Monday, Tuesday, Thursday and Friday, the evening on Tuesday."""
    ticks = (*(Tick(weekday=weekday, service=MEAL) for weekday in (1, 2, 4, 5)), Tick(weekday=2, service=EVENING))
    return TypicalWeek(
        source=SOURCE,
        id=week_id,
        child=child,
        name=name,
        services=(MEAL, EVENING),
        ticks=ticks,
        recurrence=Recurrence(kind=RecurrenceKind.EVERY),
    )
