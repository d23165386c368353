"""The family of the pictures: Alice, Noé and Lila Martin, the week of 23 November 2026, seen on Monday at 8:00."""

from tests.fakes.builders.family import account, household, service, town
from tests.fakes.builders.names import (
    ALICE,
    EMAIL,
    EVENING,
    FRIDAY,
    LILA,
    MEAL,
    MONDAY,
    MORNING,
    NOE,
    NOW,
    PARIS,
    PASSWORD,
    PRICES,
    SOURCE,
    SUNDAY,
    WEDNESDAY,
    WEDNESDAY_MORNING,
)
from tests.fakes.builders.patterns import typical_week
from tests.fakes.builders.receipts import line, receipt, receipt_line, total_of
from tests.fakes.builders.slots import calendar, day_of, deadline, key, slot

__all__ = [
    "ALICE",
    "EMAIL",
    "EVENING",
    "FRIDAY",
    "LILA",
    "MEAL",
    "MONDAY",
    "MORNING",
    "NOE",
    "NOW",
    "PARIS",
    "PASSWORD",
    "PRICES",
    "SOURCE",
    "SUNDAY",
    "WEDNESDAY",
    "WEDNESDAY_MORNING",
    "account",
    "calendar",
    "day_of",
    "deadline",
    "household",
    "key",
    "line",
    "receipt",
    "receipt_line",
    "service",
    "slot",
    "total_of",
    "town",
    "typical_week",
]
