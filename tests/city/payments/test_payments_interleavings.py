"""Never counted twice, never lost: whatever comes in whatever order, from two guardians and several workers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from city.payments.models import PaymentOrderItemRow, PaymentOrderRow, PaymentRow
from city.payments.states import OrderState
from city.towns import Town
from tests.city.bank.memory import CANCELLED, PAID, REFUSED, WAITING
from tests.city.city import City
from tests.city.databases import LentDatabase, PostgresStore, SqliteStore
from tests.city.payments.tills import money, notify, owed, pay

WORDS = {"paid": PAID, "refused": REFUSED, "cancelled": CANCELLED, "waiting": WAITING}
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("begin"), st.sampled_from(["camille", "karim"])),
        st.tuples(st.just("says"), st.sampled_from(sorted(WORDS))),
        st.tuples(st.just("hears"), st.sets(st.sampled_from(["notify", "return", "job", "look"]), min_size=1)),
        st.tuples(st.just("minutes"), st.sampled_from([1, 10, 21])),
        st.tuples(st.just("silent"), st.booleans()),
    ),
    min_size=3,
    max_size=12,
)


@pytest.fixture(params=["sqlite", "postgresql"])
def played(request: pytest.FixtureRequest, town: Town) -> Iterator[LentDatabase]:
    """A database with people in it, for examples that each have an event loop of their own."""
    store: SqliteStore | PostgresStore = request.getfixturevalue(
        "sqlite_store" if request.param == "sqlite" else "postgres_store"
    )

    async def made() -> LentDatabase:
        database = await store.fresh(town)
        await database.rest()
        return database

    database = asyncio.run(made())
    yield database
    asyncio.run(database.close())


PLAYED = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
"""Each example is a city: making a failing one smaller would take longer than reading it."""


@PLAYED
@given(steps=STEPS, last=st.lists(st.sampled_from(["paid", "paid", "refused", "waiting"]), min_size=13, max_size=13))
def test_money_is_counted_exactly_once_whatever_comes_when(
    played: LentDatabase, town: Town, steps: list[tuple[str, object]], last: list[str]
) -> None:
    asyncio.run(_play(played, town, steps, last))


@dataclass
class _Play:
    city: City
    number: str
    keys: int = 0
    orders: dict[str, str] = field(default_factory=dict)

    async def step(self, what: str, how: object) -> None:
        if what == "begin":
            await self.begin(str(how))
        elif what == "says" and self.orders:
            newest = list(self.orders.values())[-1]
            if self.city.bank.words.get(newest) is not PAID:
                self.city.bank.words[newest] = WORDS[str(how)]
        elif what == "hears":
            assert isinstance(how, set)
            await asyncio.gather(*(self.hear(way) for way in sorted(how)))
        elif what == "minutes":
            self.city.clock.advance(minutes=float(str(how)))
        elif what == "silent":
            self.city.bank.silent = bool(how)

    async def begin(self, who: str) -> None:
        client = await self.city.sign_in(who)
        self.keys += 1
        answer = await pay(client, self.number, cents=8640, key=f"{self.number}-{self.keys}")
        assert answer.status_code in (201, 409, 503), answer.text
        if answer.status_code == 201:
            self.orders[answer.json()["id"]] = f"{self.number}-{len(self.city.bank.wanted)}"

    async def hear(self, way: str) -> None:
        for order, bank_id in list(self.orders.items()):
            if way == "notify":
                await notify(self.city, bank_id)
            elif way == "return":
                assert (await self.city.client.get(f"/payments/{order}/return")).status_code == 200
            elif way == "look":
                camille = await self.city.sign_in("camille")
                assert (await camille.get(f"/payments/{order}")).status_code == 200
        if way == "job":
            await self.city.run_jobs("payments")


async def _play(database: LentDatabase, town: Town, steps: list[tuple[str, object]], last: list[str]) -> None:
    city = City(town, database)
    before = await money(city)
    play = _Play(city, await owed(city))
    city.bank.prefix = play.number
    for what, how in [("begin", "camille"), *steps]:
        await play.step(what, how)
        await _sound(city, play)
    city.bank.silent = False
    for bank_id, word in zip(play.orders.values(), last, strict=False):
        if city.bank.words.get(bank_id) is not PAID:
            city.bank.words[bank_id] = WORDS[word]
    for ways in ({"notify"}, {"return", "notify"}):
        await play.step("hears", ways)
    for _ in range(24):
        city.clock.advance(minutes=10)
        await city.run_jobs("payments")
    await _settled(city, play, before)
    await city.close()
    await database.rest()


async def _sound(city: City, play: _Play) -> None:
    """At any time: one running order at most, and never more money than the orders that are paid."""
    async with city.database.transaction() as session:
        running = await session.scalar(
            select(func.count()).select_from(PaymentOrderItemRow).where(PaymentOrderItemRow.running)
        )
    assert (running or 0) <= 1
    paid, too_much, orders = await money(city)
    assert paid + too_much == orders


async def _settled(city: City, play: _Play, before: tuple[int, int, int]) -> None:
    """In the end every payment of the bank is in exactly one place, and nothing runs any more."""
    taken = [order for order, bank_id in play.orders.items() if city.bank.words.get(bank_id) is PAID]
    async with city.database.transaction() as session:
        states = {row.id: row.state for row in await session.scalars(select(PaymentOrderRow))}
        counted = await session.scalar(
            select(func.count()).select_from(PaymentRow).where(PaymentRow.order_id.in_(taken))
        )
    assert all(states[order] == OrderState.PAID for order in taken)
    assert not {states[order] for order in play.orders} & {"open", "checking"}
    after = await money(city)
    assert after[2] - before[2] == 8640 * len(taken)
    assert after[0] - before[0] == min(1, len(taken)) * 8640 and counted == min(1, len(taken))
    assert after[1] - before[1] == max(0, len(taken) - 1) * 8640
