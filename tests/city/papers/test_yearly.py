"""The sums of tax statements against the rule counted invoice by invoice, over many years, parts and credit notes."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from city.households.models import ChildRow
from city.invoices.models import InvoiceLineRow, InvoiceRow
from city.papers.yearly import statements
from city.payments.models import PaymentRow
from tests.city.city import City

NOW = datetime(2027, 3, 1, 9, tzinfo=ZoneInfo("Europe/Paris"))
CHILDREN = ("c_alice", "c_noe", "c_lila")
PAID_AT = (
    datetime(2025, 12, 31, 22, 59, 59, tzinfo=UTC),
    datetime(2025, 12, 31, 23, 0, tzinfo=UTC),
    datetime(2026, 7, 14, 12, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
)
"""On both sides of two new years in Paris."""


@dataclass
class Account:
    """An invoice with its credit note, as the rule counts: cents of care by child, what is payable, what came when."""

    care: dict[str, int]
    payable: int
    paid: list[tuple[datetime, int]]


def written(chance: random.Random, serial: int, rows: list[Any]) -> Account:
    """An invoice with some lines, perhaps a credit note on one of them, perhaps paid whole, in part or in two years."""
    made = _Invoice(chance, serial)
    rows += made.rows()
    paid = [(chance.choice(PAID_AT), chance.randint(1, 900)) for _ in range(chance.choice((0, 1, 1, 2)))]
    if paid and made.payable > 0 and chance.random() < 0.6:
        paid[0] = (paid[0][0], made.payable)
    rows += [
        PaymentRow(
            id=f"y_{serial}_{place}", household_id="h_martin", invoice_id=made.id, order_id=None, cents=cents,
            means="cash", at=at, reference=f"{serial}-{place}",
        )
        for place, (at, cents) in enumerate(paid)
    ]  # fmt: skip
    return Account(made.care, made.payable, paid)


class _Invoice:
    def __init__(self, chance: random.Random, serial: int) -> None:
        self.id, self.serial, self.care = f"i_{serial}", serial, defaultdict[str, int](int)
        wanted = [(chance.choice(CHILDREN), chance.choice(("matin", "cantine")), chance.randint(1, 500))]
        while chance.random() < 0.7:
            wanted.append((chance.choice(CHILDREN), chance.choice(("matin", "cantine")), chance.randint(1, 500)))
        self.lines = [(self.id, "booking", *line) for line in wanted]
        if chance.random() < 0.4:
            child, service, cents = chance.choice(wanted)
            self.lines.append((f"{self.id}_credit", "credit", child, service, -cents))
        for _invoice, _kind, child, service, cents in self.lines:
            self.care[child] += cents if service == "matin" else 0
        self.payable = sum(line[-1] for line in self.lines)

    def rows(self) -> Iterator[Any]:
        for of in dict.fromkeys(line[0] for line in self.lines):
            sums = [line[-1] for line in self.lines]
            credit = of != self.id
            yield InvoiceRow(
                id=of, household_id="h_martin", year=2025, serial=2 * self.serial + credit, title="t",
                addressed_to="Famille", first_day=date(2025, 1, 1), last_day=date(2025, 1, 31),
                issued_on=date(2025, 2, 1), issued_at=datetime(2025, 2, 1, tzinfo=UTC), due_on=date(2025, 3, 1),
                total_cents=sums[-1] if credit else sum(cents for cents in sums if cents > 0),
                credits_id=self.id if credit else None, credited_cents=0 if credit else -sum(min(0, c) for c in sums),
            )  # fmt: skip
        for place, (of, kind, child, service, cents) in enumerate(self.lines):
            yield InvoiceLineRow(
                id=f"l_{self.id}_{place}", invoice_id=of, position=place, kind=kind, child_id=child, service=service,
                quantity=1, unit_cents=cents, total_cents=cents,
            )  # fmt: skip


def expected(accounts: list[Account], born: dict[str, date], zone: ZoneInfo) -> dict[int, dict[str, int]]:
    """Cents by year and child; a year in which anything was paid is there."""
    exact: dict[int, dict[str, Fraction]] = {}
    for account in accounts:
        by_year: dict[int, int] = defaultdict(int)
        for at, cents in account.paid:
            by_year[at.astimezone(zone).year] += cents
        for year, came in by_year.items():
            sums = exact.setdefault(year, defaultdict(Fraction))
            part = min(Fraction(1), Fraction(came, account.payable)) if account.payable > 0 else Fraction(0)
            for child, cents in account.care.items():
                if born[child] > date(year - 6, 1, 1):
                    sums[child] += part * cents
    rounded = {
        year: {child: int(sum_ + Fraction(1, 2)) for child, sum_ in sums.items()} for year, sums in exact.items()
    }
    return {year: {child: cents for child, cents in sums.items() if cents > 0} for year, sums in rounded.items()}


async def test_the_sums_are_those_of_the_rule(city: City) -> None:
    chance, rows = random.Random(6), list[Any]()
    accounts = [written(chance, serial, rows) for serial in range(60)]
    async with city.database.transaction(write=True) as session:
        for row in rows:
            session.add(row)
            await session.flush()
        for child, birthday in zip(CHILDREN, (date(2019, 1, 1), date(2020, 6, 1), date(2023, 1, 1)), strict=True):
            (await session.get_one(ChildRow, child)).birth_date = birthday
    async with city.database.transaction() as session:
        known = {row.id: row for row in await session.scalars(select(ChildRow))}
        found = await statements(session, city.town, "h_martin", NOW)

    names = {f"{row.first_name} {row.last_name}": row.id for row in known.values()}
    told = {one.year: {names[child.name]: child.cents for child in one.children} for one in found}
    assert told == expected(accounts, {row.id: row.birth_date for row in known.values()}, city.town.time_zone)
    assert [(one.year, one.ready) for one in found] == [(2027, False), (2026, True), (2025, True)]
    assert all([child.born for child in one.children] == sorted(child.born for child in one.children) for one in found)
