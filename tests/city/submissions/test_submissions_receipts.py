"""Receipts are found again, by both guardians and by nobody else; a preview writes nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from city.bookings.models import BookingRow
from city.submissions.models import SubmissionRow
from tests.city.bookings.essai import MON, TUE, book, cancel, outcome, post, send, slot, slots
from tests.city.city import City


async def test_both_guardians_see_the_receipt_and_who_submitted(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    receipt = await send(camille, book("c_alice", "cantine"))
    seen = (await karim.get(f"/submissions/{receipt['number']}")).json()
    assert seen == receipt | {"follow_ups": []}
    assert seen["by"] == "Camille Martin"


async def test_another_household_finds_nothing(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    receipt = await send(camille, book("c_noe", "cantine"))
    for number in (receipt["number"], "2026-000099", "2026-1", "unknown", "2026-0000001"):
        answer = await samia.get(f"/submissions/{number}")
        assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")
    assert (await samia.get("/submissions")).json()["items"] == []


async def test_receipts_are_listed_newest_first_page_by_page(city: City) -> None:
    camille = await city.sign_in("camille")
    for _ in range(23):
        city.clock.advance(minutes=1)
        await send(camille, cancel("c_alice", "cantine"))
    first = (await camille.get("/submissions")).json()
    rest = (await camille.get("/submissions", params={"cursor": first["next"]})).json()
    numbers = [item["number"] for item in first["items"] + rest["items"]]
    assert numbers == [f"2026-{serial:06d}" for serial in range(23, 0, -1)]
    assert (len(first["items"]), rest["next"]) == (20, None)
    assert first["items"][0] == {
        "number": "2026-000023",
        "received_at": "2026-11-23T08:23:00+01:00",
        "by": "Camille Martin",
        "total_cents": 0,
        "line_count": 1,
        "refused_count": 0,
    }


@pytest.mark.parametrize("cursor", ["nonsense", "!!", "MjAyNg"])
async def test_a_made_up_cursor_is_refused(city: City, cursor: str) -> None:
    camille = await city.sign_in("camille")
    answer = await camille.get("/submissions", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "INVALID")


SEARCHES: list[tuple[str, list[int]]] = [
    ("2026-000001", [1]),
    ("noé", [2]),
    ("NOE matin", [2]),
    ("restauration", [1]),
    ("30/11/2026", [1]),
    ("1 décembre", [2]),
    ("100%", []),
    ("", [2, 1]),
]


async def test_receipts_are_searched_by_number_day_child_and_service(city: City) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "cantine", MON))
    await send(camille, book("c_noe", "matin", TUE))
    for q, found in SEARCHES:
        items = (await camille.get("/submissions", params={"q": q})).json()["items"]
        assert [item["number"] for item in items] == [f"2026-{serial:06d}" for serial in found], q


async def test_a_preview_answers_as_the_submission_would_and_writes_nothing(city: City) -> None:
    camille, jules = await city.sign_in("camille"), await city.sign_in("jules")
    await send(jules, book("c_zoe", "atelier"))
    lines = [
        book("c_alice", "cantine"),
        book("c_alice", "atelier"),
        book("c_alice", "etude"),
        cancel("c_lila", "matin"),
    ]
    answer = await camille.post("/submissions/preview", json={"lines": lines})
    assert answer.status_code == 200
    async with city.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(BookingRow)) == 1
        assert await session.scalar(select(func.count()).select_from(SubmissionRow)) == 1
    receipt = await send(camille, *lines)
    del receipt["number"], receipt["by"]
    assert answer.json() == receipt


async def test_the_other_household_s_booking_is_all_that_crosses(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await send(samia, book("c_noe", "cantine", price=520))
    seen = await slot(camille, "c_noe", "cantine")
    assert (seen["state"], seen["reason"]) == ("elsewhere", {"code": "BOOKED_ELSEWHERE", "params": {}})
    assert seen["price_cents"] == 385
    assert "can_book" not in seen
    assert "can_cancel" not in seen
    receipt = await send(camille, book("c_noe", "cantine"))
    line = receipt["lines"][0]
    assert (line["code"], line["price_cents"], line["params"]) == ("BOOKED_ELSEWHERE", 385, {})
    assert await outcome(camille, cancel("c_noe", "cantine")) == ["UNCHANGED"]
    assert (await slot(samia, "c_noe", "cantine"))["state"] == "booked"


async def test_each_household_sees_its_own_children_only(city: City) -> None:
    samia = await city.sign_in("samia")
    assert {key[0] for key in await slots(samia, MON)} == {"c_noe", "c_yanis"}
    foreign = await samia.get("/calendar", params={"from": "2026-11-30", "to": "2026-11-30", "child": "c_alice"})
    assert foreign.json()["slots"] == []


async def test_what_the_other_household_holds_counts_against_what_excludes_it(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    day = MON.replace(month=12, day=2)
    await send(samia, book("c_noe", "journee", day, price=1720))
    receipt = await send(camille, book("c_noe", "demi-journee", day))
    assert receipt["lines"][0]["code"] == "BOOKED_ELSEWHERE"


async def test_a_failed_submission_leaves_its_key_free(city: City) -> None:
    camille = await city.sign_in("camille")
    bad = await post(camille, [book("c_alice", "cantine"), book("c_alice", "cantine")], key="abc")
    assert bad.status_code == 422
    good = await post(camille, [book("c_alice", "cantine")], key="abc")
    assert good.status_code == 201
