"""What cannot be read, is too large, or is not the household's."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter
from typing import Any

from tests.city.bookings.essai import MON, book, cancel, outcome, post, slots
from tests.city.city import City

HEADERS = {"Idempotency-Key": "k"}


async def test_a_key_is_required_to_submit_and_must_be_readable(city: City) -> None:
    camille = await city.sign_in("camille")
    body = {"lines": [book("c_alice", "cantine")]}
    missing = await camille.post("/submissions", json=body)
    assert (missing.status_code, missing.json()["code"]) == (400, "KEY_REQUIRED")
    for key in ("", "a b", "é".encode("latin-1"), "x" * 65):
        bad = await camille.post("/submissions", json=body, headers={b"Idempotency-Key": key})
        assert (bad.status_code, bad.json()["code"]) == (400, "BAD_KEY"), key
    longest = await camille.post("/submissions", json=body, headers={"Idempotency-Key": "x" * 64})
    assert longest.status_code == 201


async def test_a_body_that_is_not_json(city: City) -> None:
    camille = await city.sign_in("camille")
    answer = await camille.post("/submissions", content=b"{lines: oui}", headers=HEADERS)
    assert (answer.status_code, answer.json()["code"]) == (400, "NOT_JSON")
    assert answer.headers["content-type"] == "application/problem+json"


WRONG_LINES: list[dict[str, Any]] = [
    {"op": "move"},
    {"price_cents": None},
    {"price_cents": -1},
    {"price_cents": "385"},
    {"price_cents": 3.85},
    {"date": "2026-02-30"},
    {"date": 20261130},
    {"date": "2026-11-30T00:00"},
    {"on_full": "push"},
    {"group": ""},
    {"group": "x" * 65},
    {"child": None},
    {"child": "x" * 65},
    {"service": 3},
]


async def test_a_line_of_the_wrong_shape(city: City) -> None:
    camille = await city.sign_in("camille")
    for change in WRONG_LINES:
        answer = await post(camille, [book("c_alice", "cantine") | change])
        assert (answer.status_code, answer.json()["code"]) == (422, "INVALID"), change
        assert answer.json()["params"]["errors"][0]["where"].startswith("body.lines.0")


async def test_a_body_of_the_wrong_shape(city: City) -> None:
    camille = await city.sign_in("camille")
    bodies: list[Any] = [{}, {"lines": []}, {"lines": "all"}, []]
    for body in bodies:
        answer = await camille.post("/submissions", json=body, headers=HEADERS)
        assert (answer.status_code, answer.json()["code"]) == (422, "INVALID"), body


async def test_the_same_slot_twice_names_the_lines_and_books_nothing(city: City) -> None:
    camille = await city.sign_in("camille")
    lines = [book("c_alice", "cantine"), book("c_lila", "cantine"), cancel("c_alice", "cantine")]
    answer = await post(camille, lines)
    assert (answer.status_code, answer.json()["code"], answer.json()["params"]) == (
        422,
        "SLOT_TWICE",
        {"lines": [0, 2]},
    )
    assert {slot["state"] for slot in (await slots(camille, MON)).values()} == {"free"}
    preview = await camille.post("/submissions/preview", json={"lines": lines})
    assert preview.json()["code"] == "SLOT_TWICE"


async def test_5001_lines_are_too_many(city: City) -> None:
    camille = await city.sign_in("camille")
    answer = await post(camille, [book("c_alice", "cantine")] * 5001)
    assert (answer.status_code, answer.json()["code"], answer.json()["params"]) == (
        413,
        "TOO_MANY_LINES",
        {"max": 5000},
    )


async def test_5000_lines_are_answered_within_seconds(city: City) -> None:
    camille = await city.sign_in("camille")
    lines = many_lines(5000)
    began = perf_counter()
    answer = await post(camille, lines)
    took = perf_counter() - began
    assert answer.status_code == 201
    assert len(answer.json()["lines"]) == 5000
    assert took < 15


async def test_another_household_s_child_is_unknown_and_stays_as_it_was(city: City) -> None:
    camille, jules = await city.sign_in("camille"), await city.sign_in("jules")
    await outcome(jules, book("c_zoe", "cantine", price=520))
    assert await outcome(camille, cancel("c_zoe", "cantine"), book("c_zoe", "matin")) == ["UNKNOWN_CHILD"] * 2
    assert {slot["state"] for key, slot in (await slots(jules, MON)).items() if key[1] == "cantine"} == {"booked"}


async def test_nobody_submits_without_signing_in(city: City) -> None:
    answer = await post(city.client, [book("c_alice", "cantine")])
    assert (answer.status_code, answer.json()["code"]) == (401, "SESSION_EXPIRED")


def many_lines(count: int) -> list[dict[str, Any]]:
    """Different slots of three children over the school year, and beyond it."""
    services = ["matin", "cantine", "chorale", "atelier", "journee"]
    return [
        book(child, service, MON + timedelta(days=day), price=99_999, wait=True)
        for day in range(400)
        for child in ("c_alice", "c_noe", "c_lila")
        for service in services
    ][:count]
