"""CONTRACT "Waiting list": first come first served, nobody overtakes, given on at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import httpx
import pytest

from city.households.models import HouseholdRow
from tests.city.bookings.essai import MON, WED, book, cancel, outcome, post, send, slot
from tests.city.city import City


@pytest.fixture
async def clients(city: City) -> dict[str, httpx.AsyncClient]:
    return {name: await city.sign_in(name) for name in ("camille", "samia", "jules")}


async def state(client: httpx.AsyncClient, child: str, service: str = "cantine", day: Any = MON) -> tuple[str, Any]:
    found = await slot(client, child, service, day)
    return found["state"], found.get("position")


async def test_who_waits_is_told_the_rank_and_pays_nothing(clients: dict[str, httpx.AsyncClient]) -> None:
    camille, samia, jules = clients.values()
    await send(camille, book("c_alice", "cantine"), book("c_noe", "cantine"))
    first = await send(samia, book("c_yanis", "cantine", price=520, wait=True))
    second = await send(jules, book("c_zoe", "cantine", price=520, wait=True))
    assert [(r["lines"][0]["verdict"], r["lines"][0]["position"], r["total_cents"]) for r in (first, second)] == [
        ("waitlisted", 1, 0),
        ("waitlisted", 2, 0),
    ]
    assert await state(jules, "c_zoe") == ("waitlisted", 2)


async def test_waiting_is_only_for_who_chose_it(clients: dict[str, httpx.AsyncClient]) -> None:
    camille, samia, _ = clients.values()
    await send(camille, book("c_alice", "cantine"), book("c_noe", "cantine"))
    assert await outcome(samia, book("c_yanis", "cantine", price=520)) == ["FULL"]


async def test_a_freed_place_is_given_at_once_to_the_first_and_told(clients: dict[str, httpx.AsyncClient]) -> None:
    camille, samia, jules = clients.values()
    await send(camille, book("c_alice", "cantine"), book("c_noe", "cantine"))
    waited = await send(samia, book("c_yanis", "cantine", price=520, wait=True))
    await send(jules, book("c_zoe", "cantine", price=520, wait=True))
    await send(camille, cancel("c_alice", "cantine"))
    assert await state(samia, "c_yanis") == ("booked", None)
    assert await state(jules, "c_zoe") == ("waitlisted", 1)
    detail = (await samia.get(f"/submissions/{waited['number']}")).json()
    assert detail["lines"] == waited["lines"]
    assert [(item["code"], item["child"], item["date"]) for item in detail["follow_ups"]] == [
        ("PLACE_FREED", "c_yanis", "2026-11-30")
    ]


async def test_a_place_is_given_at_the_price_of_the_day_they_submitted(
    city: City, clients: dict[str, httpx.AsyncClient]
) -> None:
    camille, samia, _ = clients.values()
    await send(camille, book("c_alice", "cantine"), book("c_noe", "cantine"))
    await send(samia, book("c_yanis", "cantine", price=520, wait=True))
    async with city.database.transaction(write=True) as session:
        (await session.get_one(HouseholdRow, "h_benali")).quotient = 300
    await send(camille, cancel("c_alice", "cantine"))
    assert (await slot(samia, "c_yanis", "cantine"))["price_cents"] == 520


async def test_who_cannot_take_a_place_is_passed_over_and_keeps_the_rank(
    clients: dict[str, httpx.AsyncClient],
) -> None:
    camille, samia, jules = clients.values()
    await send(camille, book("c_alice", "journee", WED), book("c_lila", "demi-journee", WED))
    await send(samia, book("c_yanis", "journee", WED, price=1720, wait=True))
    await send(jules, book("c_zoe", "demi-journee", WED, price=1050, wait=True))
    assert await state(jules, "c_zoe", "demi-journee", WED) == ("waitlisted", 2)
    await send(camille, cancel("c_lila", "demi-journee", WED))
    assert await state(samia, "c_yanis", "journee", WED) == ("waitlisted", 1)
    assert await state(jules, "c_zoe", "demi-journee", WED) == ("booked", None)
    await send(camille, cancel("c_alice", "journee", WED))
    assert await state(samia, "c_yanis", "journee", WED) == ("booked", None)


async def test_linked_services_wait_and_are_given_together(clients: dict[str, httpx.AsyncClient]) -> None:
    camille, samia, jules = clients.values()
    await send(camille, book("c_alice", "gouter"), book("c_alice", "etude"))
    await send(samia, book("c_yanis", "gouter", price=0, wait=True), book("c_yanis", "etude", price=0, wait=True))
    assert await state(samia, "c_yanis", "gouter") == ("waitlisted", 1)
    await send(camille, cancel("c_alice", "gouter"), cancel("c_alice", "etude"))
    assert await state(samia, "c_yanis", "gouter") == ("booked", None)
    assert await state(samia, "c_yanis", "etude") == ("booked", None)
    assert await state(jules, "c_zoe", "etude") == ("full", 1)


async def test_a_service_waits_with_the_one_it_requires(clients: dict[str, httpx.AsyncClient]) -> None:
    camille, samia, _ = clients.values()
    await send(camille, book("c_alice", "cantine"), book("c_noe", "cantine"))
    lines = [book("c_yanis", "cantine", price=520, wait=True), book("c_yanis", "navette", wait=True)]
    assert await outcome(samia, *lines) == ["WAITLISTED", "WAITLISTED"]
    await send(camille, cancel("c_alice", "cantine"))
    assert await state(samia, "c_yanis", "navette") == ("booked", None)


async def test_leaving_is_always_possible(city: City, clients: dict[str, httpx.AsyncClient]) -> None:
    camille, samia, _ = clients.values()
    await send(camille, book("c_alice", "cantine"), book("c_noe", "cantine"))
    await send(samia, book("c_yanis", "cantine", price=520, wait=True))
    city.clock.set(datetime.fromisoformat("2026-11-30T06:00+01:00"))
    receipt = await send(samia, cancel("c_yanis", "cantine"))
    assert (receipt["lines"][0]["code"], receipt["total_cents"]) == ("CANCELLED", 0)


async def test_the_list_closes_with_the_cancel_limit_and_is_told(
    city: City, clients: dict[str, httpx.AsyncClient]
) -> None:
    camille, samia, jules = clients.values()
    await send(camille, book("c_alice", "journee", WED), book("c_lila", "demi-journee", WED))
    waited = await send(samia, book("c_yanis", "demi-journee", WED, price=1050, wait=True))
    await send(samia, book("c_noe", "journee", WED, price=1720, wait=True))
    assert waited["lines"][0]["verdict"] == "waitlisted"
    city.clock.set(datetime.fromisoformat("2026-11-27T18:00+01:00"))
    await city.run_jobs("waiting_lists")
    found = await slot(samia, "c_yanis", "demi-journee", WED)
    assert (found["state"], found["reason"]["code"]) == ("full", "NO_WAITING_LIST")
    assert await outcome(jules, book("c_zoe", "demi-journee", WED, price=1050, wait=True)) == ["FULL"]
    detail = (await samia.get(f"/submissions/{waited['number']}")).json()
    assert [item["code"] for item in detail["follow_ups"]] == ["WAITING_LIST_CLOSED"]


async def test_a_closed_list_gives_nothing(city: City, clients: dict[str, httpx.AsyncClient]) -> None:
    _, samia, jules = clients.values()
    await send(samia, book("c_yanis", "sortie", price=800))
    await send(jules, book("c_zoe", "sortie", price=800, wait=True))
    city.clock.set(datetime.fromisoformat("2026-11-30T09:00+01:00"))
    await send(jules, book("c_zoe", "sortie", price=800), cancel("c_zoe", "cantine"))
    assert await state(jules, "c_zoe", "sortie") == ("waitlisted", 1)
    await city.run_jobs("holds", "waiting_lists")
    assert await state(jules, "c_zoe", "sortie") == ("closed", None)


async def test_an_unpaid_hold_expires_and_its_place_goes_on(city: City, clients: dict[str, httpx.AsyncClient]) -> None:
    camille, samia, _ = clients.values()
    held = await send(camille, book("c_alice", "sortie"))
    assert held["lines"][0]["verdict"] == "held"
    assert held["lines"][0]["params"] == {"held_until": "2026-11-23T09:00:00+01:00"}
    await send(samia, book("c_yanis", "sortie", wait=True))
    city.clock.advance(minutes=59)
    await city.run_jobs("holds")
    assert await state(samia, "c_yanis", "sortie") == ("waitlisted", 1)
    city.clock.advance(minutes=1)
    await city.run_jobs("holds")
    assert await state(samia, "c_yanis", "sortie") == ("held", None)
    assert await state(camille, "c_alice", "sortie") == ("full", 1)
    detail = (await camille.get(f"/submissions/{held['number']}")).json()
    assert [item["code"] for item in detail["follow_ups"]] == ["EXPIRED"]


async def test_a_hold_that_is_over_counts_no_more_even_before_the_job_has_run(
    city: City, clients: dict[str, httpx.AsyncClient]
) -> None:
    camille, samia, _ = clients.values()
    await send(camille, book("c_alice", "sortie"))
    city.clock.advance(hours=1)
    assert await state(samia, "c_yanis", "sortie") == ("free", None)
    assert (await post(samia, [book("c_yanis", "sortie")])).json()["lines"][0]["verdict"] == "held"


async def test_leaving_is_always_possible_with_what_waits_because_of_it(clients: dict[str, httpx.AsyncClient]) -> None:
    camille, samia, _ = clients.values()
    await send(camille, book("c_alice", "gouter"), book("c_alice", "etude"))
    await send(samia, book("c_yanis", "gouter", wait=True), book("c_yanis", "etude", wait=True))
    left = (await send(samia, cancel("c_yanis", "etude")))["lines"]
    assert [(line["verdict"], line["params"]) for line in left] == [
        ("cancelled", {"was": "waitlisted", "also": "gouter"})
    ]
    assert await state(samia, "c_yanis", "gouter") == ("free", None)


async def test_leaving_the_list_of_a_required_service_leaves_that_of_the_other(
    clients: dict[str, httpx.AsyncClient],
) -> None:
    camille, samia, _ = clients.values()
    await send(camille, book("c_alice", "cantine"), book("c_noe", "cantine"))
    await send(samia, book("c_yanis", "cantine", price=520, wait=True), book("c_yanis", "navette", wait=True))
    both = await outcome(samia, cancel("c_yanis", "cantine"), cancel("c_yanis", "navette"))
    assert both == ["CANCELLED", "CANCELLED"]
    await send(samia, book("c_yanis", "cantine", price=520, wait=True), book("c_yanis", "navette", wait=True))
    assert await outcome(samia, cancel("c_yanis", "cantine")) == ["CANCELLED"]
    assert (await state(samia, "c_yanis", "navette"))[0] == "free"
