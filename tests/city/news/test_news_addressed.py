"""Whom news reach, and when; what is read."""

from __future__ import annotations

from datetime import date, timedelta

import httpx
import pytest
from sqlalchemy import select, update

from city.documents.contents import Upload
from city.events.models import ChangeRow
from city.households.models import ChildRow, RegistrationRow
from city.news import publishing
from city.news.endpoints import router
from city.notifications.models import NotificationRow
from tests.city.city import City
from tests.city.documents.files import picture
from tests.city.news.gazette import article, later, news, publish, titles

EVERYBODY = ("camille", "samia", "jules")


async def reached(city: City, title: str) -> set[str]:
    return {who for who in EVERYBODY if title in await titles(await city.sign_in(who))}


@pytest.mark.parametrize(
    ("targets", "who"),
    [
        ((), {"camille", "samia", "jules"}),
        (("school:charles-peguy",), {"camille"}),
        (("school:jean-jaures",), {"camille", "samia", "jules"}),
        (("school:jules-ferry",), set()),
        (("age_group:maternelle",), {"camille"}),
        (("activity:mercredis",), {"samia", "jules"}),
        (("activity:mercredis", "school:charles-peguy"), {"camille", "samia", "jules"}),
    ],
)
async def test_it_reaches_those_it_is_addressed_to(city: City, targets: tuple[str, ...], who: set[str]) -> None:
    async with city.database.transaction(write=True) as session:
        own = RegistrationRow.child_id.in_(["c_alice", "c_lila", "c_noe"])
        query = update(RegistrationRow).where(own, RegistrationRow.activity == "mercredis")
        await session.execute(query.values(state="ended"))
    row = await publish(city, *targets)
    assert await reached(city, "La kermesse") == who
    for name in EVERYBODY:
        client = await city.sign_in(name)
        for method, path in (("GET", ""), ("POST", "/read")):
            answer = await client.request(method, f"/news/{row.id}{path}")
            assert answer.status_code < 300 if name in who else answer.status_code == 404

    await city.run_jobs("news")
    async with city.database.transaction() as session:
        told = set(await session.scalars(select(NotificationRow.account_id).where(NotificationRow.kind == "news")))
    assert told == {f"a_{name}" for name in who} | ({"a_karim"} if "camille" in who else set())


async def test_a_registration_that_has_ended_counts_no_more(city: City) -> None:
    await publish(city, "activity:restauration")
    assert await reached(city, "La kermesse") == set(EVERYBODY)
    async with city.database.transaction(write=True) as session:
        await session.execute(
            update(RegistrationRow)
            .where(RegistrationRow.child_id == "c_zoe")
            .values(last_day=date(2026, 11, 22), first_day=date(2026, 9, 1))
        )
    assert await reached(city, "La kermesse") == {"camille", "samia"}


async def test_it_is_shown_from_its_day_until_its_end_unless_it_is_withdrawn(city: City) -> None:
    camille = await city.sign_in("camille")
    now = city.clock.now()
    await publish(city, title="demain", published_at=now + timedelta(days=1))
    await publish(city, title="deux jours", until=now + timedelta(days=2))
    gone = await publish(city, title="retirée")
    assert sorted(await titles(camille)) == ["deux jours", "retirée"]
    async with city.database.transaction(write=True) as session:
        for _ in range(2):
            await publishing.withdraw(session, gone.id, "Nadia Lefèvre", now=city.clock.now())
    assert await titles(camille) == ["deux jours"]
    assert (await camille.get(f"/news/{gone.id}")).status_code == 404
    later(city, days=1)
    assert await titles(camille) == ["demain", "deux jours"]
    later(city, days=1)
    assert await titles(camille) == ["demain"]


async def test_families_are_told_once_when_it_is_published(city: City) -> None:
    row = await publish(city, published_at=city.clock.now() + timedelta(hours=1))
    await publish(city, title="périmée", until=city.clock.now() + timedelta(minutes=1))
    withdrawn = await publish(city, title="retirée")
    async with city.database.transaction(write=True) as session:
        await publishing.withdraw(session, withdrawn.id, "Nadia Lefèvre", now=city.clock.now())
    later(city, minutes=59)
    await city.run_jobs("news")

    async def told() -> list[tuple[str, str | None, object]]:
        async with city.database.transaction() as session:
            rows = await session.scalars(select(NotificationRow).order_by(NotificationRow.account_id))
            return [(found.account_id, found.to_id, found.params["title"]) for found in rows]

    assert await told() == []
    later(city, minutes=1)
    await city.run_jobs("news")
    await city.run_jobs("news")
    assert await told() == [(f"a_{who}", row.id, "La kermesse") for who in ("camille", "jules", "karim", "samia")]


async def test_who_comes_into_its_targets_later_is_told_once(city: City) -> None:
    row = await publish(city, "school:charles-peguy")
    await publish(city, "age_group:maternelle", title="vieille")
    later(city, days=61)
    await city.run_jobs("news")
    fresh = await publish(city, "school:charles-peguy", title="neuve")
    await city.run_jobs("news", "news_latecomers")
    jules, camille = await city.sign_in("jules"), await city.sign_in("camille")

    async def bell(client: httpx.AsyncClient) -> list[str]:
        return [item["to"]["id"] for item in (await client.get("/notifications")).json()["items"]]

    assert (await bell(jules), set(await bell(camille)) >= {row.id, fresh.id}) == ([], True)
    async with city.database.transaction(write=True) as session:
        (await session.get_one(ChildRow, "c_zoe")).school_id = "charles-peguy"
    for _again in range(2):
        await city.run_jobs("news_latecomers")
    assert await bell(jules) == [fresh.id], "what is old is never unread, and tells nobody"
    (item,) = (await jules.get("/notifications")).json()["items"]
    await jules.delete(f"/notifications/{item['id']}")
    await city.run_jobs("news_latecomers")
    assert await bell(jules) == []


async def test_unread_is_of_each_account_and_never_old(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    first = await publish(city, title="un")
    later(city, minutes=1)
    await publish(city, title="deux")
    assert (await camille.post(f"/news/{first.id}/read")).status_code == 204
    assert (await camille.post(f"/news/{first.id}/read")).status_code == 204

    mine, his = await news(camille), await news(karim)
    assert (mine["unread"], [item["unread"] for item in mine["items"]]) == (1, [True, False])
    assert (his["unread"], [item["unread"] for item in his["items"]]) == (2, [True, True])
    later(city, days=60)
    camille = await city.sign_in("camille")
    old = await news(camille)
    assert (old["unread"], [item["unread"] for item in old["items"]]) == (0, [False, False])


async def test_an_item_as_the_app_gets_it(city: City) -> None:
    camille = await city.sign_in("camille")
    row = await publish(city, title="<b>Kermesse</b>")
    item = (await news(camille))["items"][0]

    assert item == {
        "id": row.id,
        "title": "<b>Kermesse</b>",
        "excerpt": "Samedi, dans la cour. Plus : https://ville.exemple.fr/kermesse",
        "source": "Villiers-sur-Marne",
        "at": "2026-11-23T08:00:00+01:00",
        "unread": True,
        "picture": False,
        "picture_version": "",
        "picture_description": "",
        "icon": "event",
    }
    whole = (await camille.get(f"/news/{row.id}")).json()
    assert whole.pop("now") == "2026-11-23T08:00:00+01:00"
    assert whole == item | {"text": "Samedi, dans la cour.\n\nPlus : https://ville.exemple.fr/kermesse"}
    assert (await camille.get(f"/news/{row.id}/picture")).status_code == 404


async def test_pages_miss_and_repeat_nothing(city: City) -> None:
    camille = await city.sign_in("camille")
    for number in range(45):
        await publish(city, title=f"{number}")
        later(city, minutes=number % 2)
    found, page = [], await news(camille)
    while True:
        found += [item["title"] for item in page["items"]]
        if page["next"] is None:
            break
        page = await news(camille, page["next"])
    assert sorted(found) == sorted(str(number) for number in range(45))
    assert (await camille.get("/news", params={"cursor": "x"})).status_code == 422


async def test_a_change_wakes_who_could_and_who_can_read_it(city: City) -> None:
    row = await publish(city, "school:charles-peguy")
    async with city.database.transaction(write=True) as session:
        await publishing.change(
            session, row.id, article(city, "activity:mercredis", title="Autre"), "Hugo", now=city.clock.now()
        )
        waked = set(await session.scalars(select(ChangeRow.household_id)))
    assert waked == {"h_martin", "h_benali", "h_petit"}
    assert await reached(city, "Autre") == set(EVERYBODY)


async def test_a_picture_is_seen_by_those_it_is_addressed_to_only(city: City) -> None:
    data = picture()
    row = await publish(city, "school:charles-peguy", picture=Upload(data, "jpg"))
    got = await (await city.sign_in("camille")).get(f"/news/{row.id}/picture")

    assert (got.status_code, got.headers["content-type"], got.content) == (200, "image/jpeg", data)
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"].startswith("private")
    small = await (await city.sign_in("karim")).get(f"/news/{row.id}/thumbnail")
    assert (small.status_code, small.headers["content-type"]) == (200, "image/jpeg")
    for path in ("picture", "thumbnail"):
        assert (await (await city.sign_in("samia")).get(f"/news/{row.id}/{path}")).status_code == 404


async def test_nobody_gets_anywhere(city: City) -> None:
    row = await publish(city, picture=Upload(picture(), "jpg"))
    for route in router.routes:
        path = route.path.format(news_id=row.id)  # type: ignore[attr-defined]
        for method in route.methods:  # type: ignore[attr-defined]
            answer = await city.client.request(method, path, params={"from": "2026-11-23", "to": "2026-11-27"})
            assert (answer.status_code, answer.json()["code"]) == (401, "SESSION_EXPIRED"), path
