"""Writing notifications: a copy for each guardian, with what caused it, once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from city.notifications import Kind, Notice, Target, notify, notify_all
from city.notifications.models import NotificationRow
from tests.city.city import City

NEWS = {"title": "Grève du 3 décembre"}


async def kept(city: City) -> list[tuple[str, str, str]]:
    async with city.database.transaction() as session:
        rows = await session.execute(select(NotificationRow.account_id, NotificationRow.kind, NotificationRow.key))
        return sorted((account, kind, key) for account, kind, key in rows)


async def tell_news(city: City, **who: Any) -> None:
    async with city.database.transaction(write=True) as session:
        await notify(session, Kind.NEWS, key="w_1", params=NEWS, to=Target("news", "w_1"), now=city.clock.now(), **who)


async def test_each_guardian_of_a_household_gets_a_copy_once(city: City) -> None:
    await tell_news(city, household_id="h_martin")
    await tell_news(city, household_id="h_martin")

    assert await kept(city) == [("a_camille", "news", "w_1"), ("a_karim", "news", "w_1")]


async def test_one_account_alone_and_all_but_one(city: City) -> None:
    await tell_news(city, account_id="a_karim")
    await tell_news(city, household_id="h_benali", but_not="a_samia")

    assert await kept(city) == [("a_karim", "news", "w_1")]


async def test_many_at_once_go_to_those_they_are_for(city: City) -> None:
    notices = [
        Notice(Kind.NEWS, "w_1", NEWS, household_id="h_petit"),
        Notice(Kind.NEWS, "w_2", NEWS, household_id="h_benali"),
        Notice(Kind.NEWS, "w_3", NEWS, account_id="a_jules"),
    ]
    async with city.database.transaction(write=True) as session:
        await notify_all(session, notices, now=city.clock.now())

    assert await kept(city) == [("a_jules", "news", "w_1"), ("a_jules", "news", "w_3"), ("a_samia", "news", "w_2")]


def test_a_notice_says_all_of_its_kind_to_somebody() -> None:
    with pytest.raises(ValueError, match="excerpt, from"):
        Notice(Kind.MESSAGE, "m_1", {"subject": "Bonjour"}, household_id="h_martin")
    with pytest.raises(ValueError, match="for a household or for an account"):
        Notice(Kind.NEWS, "w_1", NEWS)
    with pytest.raises(ValueError, match="no such page"):
        Target("nowhere", "1")
