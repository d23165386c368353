"""What a guardian writes: kept once, under the app's ids, shown to the household."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path

from city.messages.offices import offices_on
from city.messages.schemas import LONGEST_TEXT
from city.towns import load_town
from tests.city.city import City
from tests.city.conftest import TOWN_FILE
from tests.city.messages.letters import answer, conversation, count_messages, thread_row, threads, write


async def test_whom_one_may_write_to(city: City) -> None:
    offices = (await (await city.sign_in("camille")).get("/services")).json()["items"]

    assert [office["key"] for office in offices] == ["scolaire", "regie"]
    assert offices[0]["name"] == "Service scolaire et périscolaire"
    assert "Réservations et annulations" in offices[0]["subjects"]
    assert [office["invoices"] for office in offices] == [False, True]


async def test_a_town_that_lists_no_office_has_one(tmp_path: Path) -> None:
    file = tmp_path / "ville.toml"
    file.write_bytes(TOWN_FILE.read_bytes())
    (office,) = offices_on(load_town(file), date(2026, 11, 23)).values()

    assert (office.key, office.name, office.subjects) == ("mairie", "Service scolaire et périscolaire", ())


async def test_a_first_message_opens_a_thread_that_both_guardians_see(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    sent = await write(camille, text="  Noé sera <b>absent</b> jeudi.\n\nMerci  ")

    assert sent.status_code == 201
    message = sent.json()
    assert message.pop("now") == "2026-11-23T08:00:00+01:00"
    assert message == {
        "id": "m1",
        "at": "2026-11-23T08:00:00+01:00",
        "by": "you",
        "from": "Camille",
        "text": "Noé sera <b>absent</b> jeudi.\n\nMerci",
        "attachments": [],
        "read_at": None,
    }
    assert (await threads(camille))["items"] == [
        {
            "id": "t1",
            "service": "scolaire",
            "service_name": "Service scolaire et périscolaire",
            "subject": "Cantine",
            "last_at": "2026-11-23T08:00:00+01:00",
            "last_by": "you",
            "last_from": "Camille",
            "excerpt": "Noé sera <b>absent</b> jeudi. Merci",
            "unread": 0,
            "closed": False,
        }
    ]
    seen = await conversation(karim)
    assert (seen["last_by"], seen["items"][0]["by"], seen["items"][0]["from"]) == ("household", "household", "Camille")
    await write(karim, message="m2", text="Et moi aussi.")
    assert [item["by"] for item in (await conversation(camille))["items"]] == ["household", "you"]


async def test_the_same_message_again_writes_nothing(city: City) -> None:
    camille = await city.sign_in("camille")
    first = await write(camille)
    city.clock.set(city.clock.now() + timedelta(minutes=5))
    again = await write(camille, subject="Un autre objet", service="regie")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() | {"now": 0} == again.json() | {"now": 0}
    assert await count_messages(city) == 1
    assert (await thread_row(city)).subject == "Cantine"


async def test_sent_twice_at_once_it_is_written_once(city: City) -> None:
    camille = await city.sign_in("camille")
    answers = await asyncio.gather(*(write(camille) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert await count_messages(city) == 1


async def test_two_messages_at_once_stand_one_after_the_other(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    answers = await asyncio.gather(write(camille, message="a"), write(karim, message="b"), write(camille, message="c"))

    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert (await thread_row(city)).last_place == 2
    assert {item["id"] for item in (await conversation(camille))["items"]} == {"a", "b", "c"}


async def test_another_message_under_the_same_id_is_refused(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    await write(camille)

    for other in (await write(camille, text="Autre chose"), await write(karim)):
        assert (other.status_code, other.json()["code"]) == (409, "ID_USED")
    assert await count_messages(city) == 1


async def test_what_cannot_be_written(city: City) -> None:
    camille = await city.sign_in("camille")
    await write(camille, thread="there")
    cases = [
        (await write(camille, service="piscine"), 422, "UNKNOWN_SERVICE"),
        (await write(camille, service=None), 404, "NOT_FOUND"),
        (await write(camille, subject=None), 422, "INVALID"),
        (await write(camille, subject="  "), 422, "INVALID"),
        (await write(camille, subject="x" * 121), 422, "INVALID"),
        (await write(camille, text=" \n "), 422, "INVALID"),
        (await write(camille, text="x" * (LONGEST_TEXT + 1)), 422, "INVALID"),
        (await write(camille, text="a\0b"), 422, "INVALID"),
        (await write(camille, message="é"), 422, "INVALID"),
        (await write(camille, message="m" * 65), 422, "INVALID"),
        (await write(camille, attachments=["nowhere"]), 422, "UNKNOWN_ATTACHMENT"),
        (await write(camille, about={"page": "elsewhere", "id": "1"}), 422, "INVALID"),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer, _, _ in cases] == [
        (status, code) for _, status, code in cases
    ]
    assert await count_messages(city) == 1


async def test_very_many_messages_are_slowed_down(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    for number in range(100):
        assert (await write(camille, message=f"m{number}")).status_code == 201
    city.clock.set(city.clock.now() + timedelta(hours=1))
    refused = await write(camille, message="more")

    assert (refused.status_code, refused.json()["code"]) == (429, "TOO_MANY_MESSAGES")
    assert refused.json()["params"]["retry_after"] == 23 * 3600 == int(refused.headers["Retry-After"])
    assert (await write(camille, message="m5")).status_code == 200
    assert (await write(samia)).status_code == 201
    city.clock.set(city.clock.now() + timedelta(hours=23, seconds=1))
    assert (await write(camille, message="more")).status_code == 201


async def test_a_closed_thread_is_open_again_when_the_family_writes(city: City) -> None:
    from city.messages import answering

    camille = await city.sign_in("camille")
    await write(camille)
    await answer(city)
    row = await thread_row(city)
    async with city.database.transaction(write=True) as session:
        await answering.close(session, row.id, last_place=row.last_place, now=city.clock.now())
    assert (await conversation(camille))["closed"] is True

    await write(camille, message="m2", text="Encore une question")
    assert (await conversation(camille))["closed"] is False
    assert (await thread_row(city)).waiting_since == city.clock.now()
