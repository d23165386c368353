"""Values at the edges of what can be written: a clear answer, never a failure."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from tests.city.bookings.essai import book, cancel, post
from tests.city.city import City

DAYS = ("0001-01-01", "0001-01-02", "1970-01-01", "2028-09-15", "9999-12-30", "9999-12-31")


async def test_days_at_the_ends_of_the_calendar_are_refused_line_by_line(city: City) -> None:
    camille = await city.sign_in("camille")
    for day in DAYS:
        lines = [book("c_alice", name) | {"date": day} for name in city.town.services]
        answer = await post(camille, [*lines, cancel("c_lila", "cantine") | {"date": day}])
        assert answer.status_code == 201, day
        assert {line["verdict"] for line in answer.json()["lines"][:-1]} == {"refused"}
        assert answer.json()["lines"][-1]["verdict"] == "unchanged"


async def test_the_calendar_of_such_days_is_empty(city: City) -> None:
    camille = await city.sign_in("camille")
    for day in DAYS:
        answer = await camille.get("/calendar", params={"from": day, "to": day})
        assert answer.status_code == 200, day
        assert answer.json()["slots"] == []


TEXTS = ["\x00", "a\x00b", "é’\u202e", "%", "_", "'; DROP TABLE booking; --", "\U0001f600" * 5]


async def test_strange_texts_are_just_unknown(city: City) -> None:
    camille = await city.sign_in("camille")
    for text in TEXTS:
        answer = await post(
            camille, [book(text, "cantine"), book("c_alice", text), book("c_alice", "matin", group=text)]
        )
        assert answer.status_code in (201, 422), answer.text
        assert (await camille.get("/submissions", params={"q": text})).status_code in (200, 422)
        assert (await camille.get(f"/submissions/{quote(text)}")).status_code in (404, 422)
        calendar = await camille.get("/calendar", params={"from": "2026-11-30", "to": "2026-11-30", "child": text})
        assert calendar.status_code in (200, 422)


async def test_half_a_character_is_no_text(city: City) -> None:
    camille = await city.sign_in("camille")
    body = b'{"lines": [{"op": "cancel", "child": "\\ud83d", "service": "cantine", "date": "2026-11-30"}]}'
    answer = await camille.post("/submissions", content=body, headers={"Idempotency-Key": "k"})
    assert (answer.status_code, answer.json()["code"]) == (422, "INVALID")


async def test_numbers_that_were_never_given_are_not_found(city: City) -> None:
    camille = await city.sign_in("camille")
    for number in ["9999-999999999", "0000-000000", "2026-2147483648", "２０２６-000001"]:
        assert (await camille.get(f"/submissions/{number}")).status_code == 404


@pytest.mark.parametrize("cursor", ["OTk5OTk5OTk5OTk5OS05OTk5OTk5OTk5OTk5", "LTEtLTE"])
async def test_cursors_beyond_any_number(city: City, cursor: str) -> None:
    camille = await city.sign_in("camille")
    answer = await camille.get("/submissions", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "INVALID")


@pytest.mark.parametrize(
    "change",
    [
        {"recurrence": {"kind": "alternate", "from": "0001-01-01"}},
        {"recurrence": {"kind": "alternate", "from": "9999-12-27"}},
        {"name": "\x00"},
        {"name": "x" * 81},
        {"id": "autre"},
    ],
)
async def test_typical_weeks_at_the_edges(city: City, change: dict[str, Any]) -> None:
    camille = await city.sign_in("camille")
    pattern = {
        "child": "c_alice",
        "name": "Bord",
        "services": ["cantine"],
        "ticks": [{"weekday": 1, "service": "cantine"}],
        "recurrence": {"kind": "even", "from": None},
    }
    answer = await camille.put("/typical-weeks/w", json=pattern | change)
    assert answer.status_code in (200, 422), answer.text
    if answer.status_code == 200:
        for first, last in (("0001-01-01", "0001-01-09"), ("9999-12-20", "9999-12-31"), ("2026-11-30", "2026-12-06")):
            preview = await camille.post("/typical-weeks/w/preview", json={"from": first, "to": last})
            assert preview.status_code == 200, preview.text
