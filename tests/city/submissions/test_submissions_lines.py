"""CONTRACT "Submit", line by line."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.city.bookings.essai import HIGH, TUE, WED, book, cancel, outcome, send, slot
from tests.city.city import City

PARIS = "+01:00"


async def test_a_booking_is_answered_with_its_receipt(city: City) -> None:
    camille = await city.sign_in("camille")
    receipt = await send(camille, book("c_alice", "cantine"))
    assert receipt == {
        "number": "2026-000001",
        "received_at": "2026-11-23T08:00:00+01:00",
        "by": "Camille Martin",
        "total_cents": 385,
        "lines": [
            {
                "op": "book",
                "child": "c_alice",
                "service": "cantine",
                "date": "2026-11-30",
                "price_cents": 385,
                "on_full": "refuse",
                "group": None,
                "verdict": "booked",
                "code": "BOOKED",
                "params": {},
                "position": None,
                "child_name": "Alice",
                "service_name": "Restauration scolaire",
            }
        ],
    }
    assert (await slot(camille, "c_alice", "cantine"))["state"] == "booked"


async def test_what_is_accepted_stands_whatever_the_others_get(city: City) -> None:
    camille = await city.sign_in("camille")
    lines = [
        book("c_alice", "cantine"),
        book("c_zoe", "cantine"),
        book("c_alice", "piscine"),
        book("c_alice", "matin", date(2026, 11, 28)),
        book("c_alice", "matin", date(2026, 11, 23), price=999),
        book("c_alice", "cantine", date(2026, 11, 20)),
        book("c_alice", "matin", date(2027, 9, 10)),
        book("c_alice", "journee", date(2027, 3, 24)),
        book("c_lila", "matin", TUE),
    ]
    receipt = await send(camille, *lines)
    assert [(line["verdict"], line["code"]) for line in receipt["lines"]] == [
        ("booked", "BOOKED"),
        ("refused", "UNKNOWN_CHILD"),
        ("refused", "UNKNOWN_SERVICE"),
        ("refused", "WEEKEND"),
        ("refused", "DEADLINE_PASSED"),
        ("refused", "PAST"),
        ("refused", "NOT_REGISTERED"),
        ("refused", "NOT_OPEN"),
        ("booked", "BOOKED"),
    ]
    assert receipt["total_cents"] == 385 + 175
    not_open = receipt["lines"][7]["params"]
    assert not_open["opens"] == "2027-02-10T08:00:00+01:00"


async def test_the_answer_is_201_also_when_every_line_is_refused(city: City) -> None:
    camille = await city.sign_in("camille")
    receipt = await send(camille, book("c_zoe", "cantine"))
    assert receipt["number"] == "2026-000001"
    assert receipt["total_cents"] == 0


async def test_booking_what_is_booked_and_cancelling_what_is_not_changes_nothing(city: City) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "cantine"))
    receipt = await send(camille, book("c_alice", "cantine"), cancel("c_alice", "matin"))
    assert [line["verdict"] for line in receipt["lines"]] == ["unchanged", "unchanged"]
    assert receipt["total_cents"] == 0


async def test_the_total_is_booked_and_held_less_cancelled(city: City) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "cantine"), book("c_alice", "cantine", TUE))
    receipt = await send(
        camille,
        cancel("c_alice", "cantine"),
        cancel("c_alice", "cantine", TUE),
        book("c_alice", "sortie", TUE),
        book("c_alice", "chorale", TUE),
    )
    assert [line["verdict"] for line in receipt["lines"]] == ["cancelled", "cancelled", "held", "awaiting_validation"]
    assert receipt["total_cents"] == 800 - 2 * 385


async def test_a_higher_price_is_refused_with_the_new_price_and_a_lower_one_is_taken(city: City) -> None:
    camille = await city.sign_in("camille")
    receipt = await send(camille, book("c_alice", "cantine", price=384), book("c_lila", "cantine", price=400))
    dearer, cheaper = receipt["lines"]
    assert (dearer["verdict"], dearer["code"], dearer["price_cents"]) == ("refused", "PRICE_CHANGED", 385)
    assert (cheaper["verdict"], cheaper["price_cents"]) == ("booked", 385)


async def test_a_slot_become_late_since_is_refused_with_its_surcharge(city: City) -> None:
    camille = await city.sign_in("camille")
    city.clock.set(datetime.fromisoformat("2026-11-29T10:00" + PARIS))
    seen_before = (await send(camille, book("c_alice", "matin", price=175)))["lines"][0]
    assert (seen_before["code"], seen_before["price_cents"]) == ("PRICE_CHANGED", 263)
    again = await send(camille, book("c_alice", "matin", price=263))
    assert again["lines"][0]["verdict"] == "booked"
    assert again["total_cents"] == 263
    assert (await slot(camille, "c_alice", "matin"))["surcharge_cents"] == 88


async def test_the_instant_of_arrival_decides_to_the_second(city: City) -> None:
    camille = await city.sign_in("camille")
    city.clock.set(datetime.fromisoformat("2026-11-29T09:59:59.999" + PARIS))
    assert await outcome(camille, book("c_alice", "cantine")) == ["BOOKED"]
    city.clock.set(datetime.fromisoformat("2026-11-29T10:00" + PARIS))
    receipt = await send(camille, book("c_lila", "cantine"), cancel("c_alice", "cantine"))
    assert [line["code"] for line in receipt["lines"]] == ["DEADLINE_PASSED", "CANCEL_DEADLINE_PASSED"]
    assert receipt["lines"][0]["params"]["book_by"] == "2026-11-29T10:00:00+01:00"
    assert receipt["lines"][1]["params"]["cancel_by"] == "2026-11-29T10:00:00+01:00"


async def test_what_can_never_be_cancelled_says_so(city: City) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "sortie"))
    assert await outcome(camille, cancel("c_alice", "sortie")) == ["NEVER_CANCELLABLE"]


async def test_an_unknown_quotient_pays_the_highest_band(city: City) -> None:
    jules = await city.sign_in("jules")
    receipt = await send(jules, book("c_zoe", "cantine", price=HIGH["cantine"]))
    assert receipt["total_cents"] == 520


async def test_without_waiting_a_full_service_refuses(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    assert await outcome(camille, book("c_alice", "atelier")) == ["BOOKED"]
    assert await outcome(samia, book("c_yanis", "atelier", wait=True)) == ["FULL"]
    assert await outcome(camille, book("c_lila", "atelier")) == ["FULL"]


@pytest.mark.parametrize("first", ["journee", "demi-journee"])
async def test_services_that_exclude_each_other_are_not_held_together(city: City, first: str) -> None:
    camille = await city.sign_in("camille")
    second = "demi-journee" if first == "journee" else "journee"
    receipt = await send(camille, book("c_alice", first, WED), book("c_alice", second, WED))
    assert [line["code"] for line in receipt["lines"]] == ["BOOKED", "EXCLUDES"]
    assert receipt["lines"][1]["params"] == {"service": first}


async def test_a_service_that_requires_another_is_held_with_it_only(city: City) -> None:
    camille = await city.sign_in("camille")
    receipt = await send(camille, book("c_alice", "navette"))
    assert (receipt["lines"][0]["code"], receipt["lines"][0]["params"]) == ("REQUIRES", {"service": "cantine"})
    assert await outcome(camille, book("c_alice", "navette"), book("c_alice", "cantine")) == ["BOOKED", "BOOKED"]
    assert await outcome(camille, cancel("c_alice", "cantine")) == ["REQUIRES"]
    both = await outcome(camille, cancel("c_alice", "cantine"), cancel("c_alice", "navette"))
    assert both == ["CANCELLED", "CANCELLED"]
