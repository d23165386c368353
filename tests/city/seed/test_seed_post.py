"""The demonstration's messages, news and menus: there on any day, believable, and only for those they are for."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from city.agents.roles import Role
from city.database import Database
from city.desk.staff import what_waits
from city.mail.models import MailRow
from city.messages.models import MessageRow
from city.towns import Town
from tests.city.city import START
from tests.city.seed.test_seed import MOMENTS, as_camille, seeded


@pytest.mark.parametrize("at", MOMENTS)
async def test_messages_and_news_are_there_on_any_day(database: Database, town: Town, at: str) -> None:
    now = datetime.fromisoformat(at)
    city = await seeded(database, town, now)
    await as_camille(city)
    threads = (await city.client.get("/threads")).json()
    news = (await city.client.get("/news")).json()

    assert (threads["unread"], len(threads["items"])) == (2, 5)
    assert {item["service"] for item in threads["items"]} == {"scolaire", "regie"}
    assert [item["closed"] for item in threads["items"]].count(True) == 1
    assert all(datetime.fromisoformat(item["last_at"]) < now for item in threads["items"])
    assert len(news["items"]) >= 6 and news["unread"] == len(news["items"])
    assert sum(item["picture"] for item in news["items"]) == 1
    assert not any("Jules-Ferry" in item["source"] for item in news["items"])
    async with database.transaction() as session:
        assert max(await session.scalars(select(MessageRow.at))) < now
        tiles = {tile.path: tile.count for tile in await what_waits(session, town, Role.AGENT, now)}
    assert tiles["/guichet/messages"] == 3
    await city.close()


async def test_the_canteen_serves_two_weeks(database: Database, town: Town) -> None:
    city = await seeded(database, town)
    await as_camille(city)
    asked = {"from": "2026-11-23", "to": "2026-12-06"}
    menus = (await city.client.get("/menus", params=asked)).json()["items"]

    days = [date(2026, 11, 23) + timedelta(days=ahead) for ahead in (0, 1, 3, 4, 7, 8, 10, 11)]
    assert [menu["date"] for menu in menus] == [str(day) for day in days]
    assert all(len(menu["courses"]) >= 4 for menu in menus)
    assert {mark for menu in menus for course in menu["courses"] for mark in course["marks"]} > {"bio", "vegetarian"}
    assert (await city.client.get("/dashboard")).json()["blocks"]["news"]["menu"]["date"] == str(START.date())
    await city.close()


async def test_the_files_of_the_threads_open(database: Database, town: Town) -> None:
    city = await seeded(database, town)
    await as_camille(city)
    files = []
    for thread in (await city.client.get("/threads")).json()["items"]:
        for message in (await city.client.get(f"/threads/{thread['id']}")).json()["items"]:
            files += message["attachments"]
    assert len(files) == 4
    for file in files:
        assert (await city.client.get(f"/attachments/{file['id']}")).content.startswith(b"%PDF-")
    news = (await city.client.get("/news")).json()["items"]
    (drawn,) = [item for item in news if item["picture"]]
    assert drawn["picture_version"] and drawn["picture_description"].startswith("Dessin : des collines")
    assert (await city.client.get(f"/news/{drawn['id']}/picture")).content.startswith(b"\xff\xd8")
    await city.close()


async def test_no_mail_leaves_for_what_is_past(database: Database, town: Town) -> None:
    city = await seeded(database, town)
    await city.run_jobs()
    async with database.transaction() as session:
        mails = list(await session.scalars(select(MailRow)))
    assert [mail for mail in mails if "message" in mail.subject.lower()] == []
    await city.close()
