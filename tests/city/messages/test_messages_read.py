"""Reading: marks both ways, pages, search."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
from sqlalchemy import select

from city.events.models import ChangeRow
from city.messages import answering
from city.notifications.models import NotificationRow
from tests.city.city import City
from tests.city.messages.letters import answer, conversation, thread_row, threads, write


def later(city: City, **time: float) -> None:
    city.clock.set(city.clock.now() + timedelta(**time))


async def test_an_answer_is_unread_for_each_account_until_it_reads(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    await write(camille)
    later(city, hours=1)
    await answer(city)
    await answer(city, "Et encore ceci.")

    for client in (camille, karim):
        assert (await threads(client))["unread"] == 2
        assert (await conversation(client))["unread"] == 2
    later(city, hours=1)
    assert (await camille.post("/threads/t1/read")).status_code == 204
    assert (await camille.post("/threads/t1/read")).status_code == 204
    assert ((await threads(camille))["unread"], (await threads(karim))["unread"]) == (0, 2)
    await answer(city, "Une dernière chose.")
    assert ((await threads(camille))["unread"], (await threads(karim))["unread"]) == (1, 3)


async def test_the_city_sees_when_it_was_read_and_so_does_the_family(city: City) -> None:
    camille = await city.sign_in("camille")
    await write(camille)
    later(city, hours=1)
    row = await thread_row(city)
    await write(camille, message="m2", text="Arrivé pendant que la page s'ouvrait")
    for _ in range(2):
        async with city.database.transaction(write=True) as session:
            await answering.seen(session, row.id, city.clock.now(), up_to=0)
        later(city, minutes=10)
    shown = (await conversation(camille))["items"]
    assert [item["read_at"] for item in shown] == [None, "2026-11-23T09:00:00+01:00"]

    await answer(city)
    assert (await conversation(camille))["items"][0]["read_at"] is None
    later(city, minutes=40)
    await camille.post("/threads/t1/read")
    read = (await conversation(camille))["items"][0]
    assert (read["by"], read["from"], read["read_at"]) == (
        "city",
        "Nadia, service scolaire et périscolaire",
        "2026-11-23T10:00:00+01:00",
    )


async def test_whoever_writes_has_read_what_stands_above(city: City) -> None:
    camille = await city.sign_in("camille")
    await write(camille)
    await answer(city)
    await write(camille, message="m2", text="Merci !")

    assert (await threads(camille))["unread"] == 0
    assert [item["read_at"] is not None for item in (await conversation(camille))["items"]] == [False, True, True]


async def test_an_answer_tells_both_guardians_and_wakes_their_devices(city: City) -> None:
    camille = await city.sign_in("camille")
    await write(camille, subject="Sortie au parc")
    await answer(city, "Bonjour,\n\nla sortie est maintenue.")

    async with city.database.transaction() as session:
        told = list(await session.scalars(select(NotificationRow).order_by(NotificationRow.account_id)))
        changes = list(await session.scalars(select(ChangeRow)))
    assert [(row.account_id, row.kind, row.to_page, row.to_id) for row in told] == [
        ("a_camille", "message", "thread", "t1"),
        ("a_karim", "message", "thread", "t1"),
    ]
    assert told[0].params == {
        "from": "Nadia, service scolaire et périscolaire",
        "subject": "Sortie au parc",
        "excerpt": "Bonjour, la sortie est maintenue.",
    }
    assert {(row.household_id, row.topics) for row in changes} == {("h_martin", "messages")}


async def test_pages_of_threads_miss_and_repeat_nothing(city: City) -> None:
    camille = await city.sign_in("camille")
    for number in range(45):
        await write(camille, thread=f"t{number}", subject=f"Sujet {number}")
        later(city, minutes=number % 3)
    found: list[str] = []
    page: dict[str, Any] = await threads(camille)
    while True:
        found += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        assert len(page["items"]) == 20
        page = await threads(camille, cursor=page["next"])
    assert sorted(found) == sorted(f"t{number}" for number in range(45))
    refused = await camille.get("/threads", params={"cursor": "nonsense"})
    assert (refused.status_code, refused.json()["code"]) == (422, "INVALID")


async def test_pages_of_a_thread_go_back_in_order(city: City) -> None:
    camille = await city.sign_in("camille")
    for number in range(25):
        await write(camille, message=f"m{number}")
    first = await conversation(camille)
    second = await conversation(camille, cursor=first["next"])

    assert [item["id"] for item in first["items"] + second["items"]] == [f"m{n}" for n in range(24, -1, -1)]
    assert second["next"] is None
    for cursor in ("x", "-1", "²", "9" * 12):
        assert (await camille.get("/threads/t1", params={"cursor": cursor})).status_code == 422


async def test_search_finds_subject_service_text_and_author(city: City) -> None:
    camille = await city.sign_in("camille")
    await write(camille, thread="t1", subject="Étude du soir", text="À quelle heure finit-elle ?")
    await write(camille, thread="t2", subject="Facture", text="Merci 100% des fois", service="regie")
    await answer(city, "L'étude finit à 18 h.")

    async def found(q: str) -> set[str]:
        return {item["id"] for item in (await threads(camille, q=q))["items"]}

    assert await found("etude") == {"t1"}
    assert await found("REGIE") == {"t2"}
    assert await found("heure finit") == {"t1"}
    assert await found("nadia") == {"t1"}
    assert await found("facture heure") == set()
    assert await found("%") == {"t2"}
    assert await found("_") == set()
    assert (await threads(camille, q="facture"))["unread"] == 1


async def test_what_is_read_is_read_on_the_bell_too(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    for thread in ("t1", "t2"):
        await write(camille, thread=thread)
    await answer(city)

    async def bell(client: httpx.AsyncClient) -> int:
        return int((await client.get("/notifications")).json()["unread"])

    assert (await bell(camille), await bell(karim)) == (1, 1)
    await camille.post("/threads/t2/read")
    assert await bell(camille) == 1
    await camille.post("/threads/t1/read")
    assert (await bell(camille), await bell(karim)) == (0, 1)
    await write(karim, message="m2", text="Merci")
    assert await bell(karim) == 0
