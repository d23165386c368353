"""CONTRACT "Typical week": kept per child, laid over a period, the difference line by line."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest

from tests.city.bookings.essai import FRI, MON, THU, TUE, book, outcome, send, slot
from tests.city.city import City

PATTERN: dict[str, Any] = {
    "id": "w1",
    "child": "c_alice",
    "name": "Semaine normale",
    "services": ["matin", "cantine"],
    "ticks": [{"weekday": 1, "service": "cantine"}, {"weekday": 2, "service": "cantine"}],
    "recurrence": {"kind": "every", "from": None},
}
WEEK = {"from": MON.isoformat(), "to": date(2026, 12, 6).isoformat()}


async def keep(client: httpx.AsyncClient, **change: Any) -> dict[str, Any]:
    pattern = PATTERN | change
    answer = await client.put(f"/typical-weeks/{pattern['id']}", json=pattern)
    assert answer.status_code == 200, answer.text
    return pattern


async def preview(client: httpx.AsyncClient, **asked: Any) -> dict[str, Any]:
    answer = await client.post("/typical-weeks/w1/preview", json=WEEK | asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def lines(found: dict[str, Any]) -> list[tuple[str, str, str, bool, str]]:
    return [(line["op"], line["service"], line["date"][5:], line["possible"], line["code"]) for line in found["lines"]]


async def test_patterns_are_kept_replaced_and_forgotten(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    first = await keep(camille)
    assert (await karim.get("/typical-weeks")).json() == {"items": [first], "next": None}
    changed = await keep(karim, name="Semaine longue", recurrence={"kind": "alternate", "from": "2026-11-30"})
    assert (await camille.get("/typical-weeks")).json()["items"] == [changed]
    for _ in range(2):
        assert (await camille.delete("/typical-weeks/w1")).status_code == 204
    assert (await camille.get("/typical-weeks")).json()["items"] == []


async def test_patterns_belong_to_one_household(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    mine = await keep(camille, child="c_noe")
    theirs = await keep(samia, child="c_noe", name="Chez Samia")
    assert (await camille.get("/typical-weeks")).json()["items"] == [mine]
    await samia.delete("/typical-weeks/w1")
    assert (await camille.get("/typical-weeks")).json()["items"] == [mine]
    assert theirs["name"] == "Chez Samia"
    assert (await samia.post("/typical-weeks/w1/preview", json=WEEK)).status_code == 404
    foreign = await camille.put("/typical-weeks/w2", json=PATTERN | {"child": "c_zoe"})
    assert (foreign.status_code, foreign.json()["code"]) == (404, "NOT_FOUND")


WRONG: list[dict[str, Any]] = [
    {"name": " "},
    {"services": []},
    {"services": ["matin"]},
    {"services": ["matin", "cantine", "piscine"]},
    {"ticks": [{"weekday": 0, "service": "cantine"}]},
    {"ticks": [{"weekday": 8, "service": "cantine"}]},
    {"recurrence": {"kind": "alternate", "from": None}},
    {"recurrence": {"kind": "alternate", "from": "2026-12-01"}},
    {"recurrence": {"kind": "monthly", "from": None}},
]


async def test_a_pattern_of_the_wrong_shape(city: City) -> None:
    camille = await city.sign_in("camille")
    for change in WRONG:
        answer = await camille.put("/typical-weeks/w1", json=PATTERN | change)
        assert (answer.status_code, answer.json()["code"]) == (422, "INVALID"), change


async def test_ticked_and_free_is_booked_and_nothing_else_is_touched(city: City) -> None:
    camille = await city.sign_in("camille")
    await keep(camille)
    await send(
        camille,
        book("c_alice", "cantine", MON),
        book("c_alice", "cantine", THU),
        book("c_alice", "chorale", FRI),
        book("c_lila", "cantine", FRI),
    )
    found = await preview(camille)
    assert lines(found) == [("book", "cantine", "12-01", True, "OPEN")]
    assert found["lines"][0]["price_cents"] == 385
    assert found["untouched"] == [
        {"service": "cantine", "date": "2026-11-30", "code": "UNCHANGED"},
        {"service": "cantine", "date": "2026-12-03", "code": "NOT_IN_PATTERN"},
    ]
    assert (await slot(camille, "c_alice", "cantine", TUE))["state"] == "free"


async def test_unticked_but_booked_is_cancelled_only_where_the_parent_asked(city: City) -> None:
    camille = await city.sign_in("camille")
    await keep(camille)
    await send(camille, book("c_alice", "matin", TUE), book("c_alice", "chorale", TUE))
    found = await preview(camille, cancel_others=True)
    assert ("cancel", "matin", "12-01", True, "OPEN") in lines(found)
    assert "chorale" not in {line["service"] for line in found["lines"]}
    submitted = [
        {name: line[name] for name in ("op", "child", "service", "date", "price_cents")} for line in found["lines"]
    ]
    assert set(await outcome(camille, *submitted)) == {"BOOKED", "CANCELLED"}
    again = await preview(camille, cancel_others=True)
    assert again["lines"] == []


async def test_what_cannot_change_is_listed_with_its_reason_and_left(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    everyday = [{"weekday": day, "service": "atelier"} for day in range(1, 8)]
    await keep(camille, child="c_noe", services=["atelier"], ticks=everyday)
    await send(samia, book("c_noe", "atelier", FRI), book("c_yanis", "atelier", THU))
    found = await preview(camille, **{"from": "2026-11-19", "to": "2026-12-06"})
    assert lines(found) == [
        ("book", "atelier", "11-23", False, "DEADLINE_PASSED"),
        ("book", "atelier", "11-24", True, "OPEN"),
        ("book", "atelier", "11-26", True, "OPEN"),
        ("book", "atelier", "11-27", True, "OPEN"),
        ("book", "atelier", "11-30", True, "OPEN"),
        ("book", "atelier", "12-01", True, "OPEN"),
        ("book", "atelier", "12-03", False, "FULL"),
        ("book", "atelier", "12-04", False, "BOOKED_ELSEWHERE"),
    ]
    assert found["untouched"] == [
        {"service": "atelier", "date": "2026-11-19", "code": "PAST"},
        {"service": "atelier", "date": "2026-11-20", "code": "PAST"},
    ]


async def test_days_not_open_yet_are_impossible_with_their_opening(city: City) -> None:
    camille = await city.sign_in("camille")
    await keep(camille, services=["journee"], ticks=[{"weekday": 3, "service": "journee"}])
    found = await preview(camille, **{"from": "2027-01-04", "to": "2027-01-17"})
    assert [(line["date"], line["possible"], line["code"]) for line in found["lines"]] == [
        ("2027-01-06", False, "NOT_OPEN"),
        ("2027-01-13", False, "NOT_OPEN"),
    ]
    assert found["lines"][0]["params"]["opens"] == "2026-11-25T08:00:00+01:00"


async def test_a_full_service_is_possible_by_waiting_and_says_the_rank(city: City) -> None:
    camille, samia, jules = [await city.sign_in(name) for name in ("camille", "samia", "jules")]
    await send(samia, book("c_yanis", "cantine", price=520))
    await send(jules, book("c_zoe", "cantine", price=520))
    await keep(camille)
    line = (await preview(camille))["lines"][0]
    assert (line["possible"], line["code"], line["position"]) == (True, "FULL", 1)


async def test_what_excludes_what_is_held_is_said_before(city: City) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "demi-journee", date(2026, 12, 2)))
    await keep(camille, services=["journee"], ticks=[{"weekday": 3, "service": "journee"}])
    assert lines(await preview(camille)) == [("book", "journee", "12-02", False, "EXCLUDES")]


async def test_weeks_53_and_1_are_both_odd_and_the_preview_says_so(city: City) -> None:
    camille = await city.sign_in("camille")
    await keep(camille, recurrence={"kind": "odd", "from": None})
    found = await preview(camille, **{"from": "2026-12-14", "to": "2027-01-17"})
    assert [(week["monday"], week["iso_week"], week["applies"], week["holiday"]) for week in found["weeks"]] == [
        ("2026-12-14", 51, True, None),
        ("2026-12-21", 52, False, "Vacances de Noël"),
        ("2026-12-28", 53, True, "Vacances de Noël"),
        ("2027-01-04", 1, True, None),
        ("2027-01-11", 2, False, None),
    ]
    assert found["notes"] == [
        {
            "code": "TWO_ODD_WEEKS",
            "params": {
                "first_week": "53",
                "first_monday": "2026-12-28",
                "second_week": "1",
                "second_monday": "2027-01-04",
            },
        }
    ]


@pytest.mark.parametrize(
    ("recurrence", "mondays"),
    [
        ({"kind": "every", "from": None}, ["11-30", "12-07", "12-14"]),
        ({"kind": "odd", "from": None}, ["11-30", "12-14"]),
        ({"kind": "even", "from": None}, ["12-07"]),
        ({"kind": "alternate", "from": "2026-12-07"}, ["12-07"]),
        ({"kind": "alternate", "from": "2026-11-16"}, ["11-30", "12-14"]),
    ],
)
async def test_recurrences(city: City, recurrence: dict[str, Any], mondays: list[str]) -> None:
    camille = await city.sign_in("camille")
    await keep(camille, recurrence=recurrence)
    found = await preview(camille, **{"from": "2026-11-30", "to": "2026-12-20"})
    assert [week["monday"][5:] for week in found["weeks"] if week["applies"]] == mondays
    assert [line["date"][5:] for line in found["lines"] if date.fromisoformat(line["date"]).weekday() == 0] == mondays
    if recurrence["kind"] in ("every", "alternate"):
        assert found["notes"] == []


async def test_weeks_that_do_not_apply_keep_their_bookings(city: City) -> None:
    camille = await city.sign_in("camille")
    await keep(camille, recurrence={"kind": "even", "from": None})
    await send(camille, book("c_alice", "matin", MON))
    found = await preview(camille, cancel_others=True)
    assert (found["lines"], found["untouched"]) == ([], [])


@pytest.mark.parametrize(("first", "last"), [("2026-12-02", "2026-12-01"), ("2026-01-01", "2027-02-05")])
async def test_a_period_is_at_most_400_days(city: City, first: str, last: str) -> None:
    camille = await city.sign_in("camille")
    await keep(camille)
    answer = await camille.post("/typical-weeks/w1/preview", json={"from": first, "to": last})
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_PERIOD")


async def test_a_school_year_is_laid_in_one_preview(city: City) -> None:
    camille = await city.sign_in("camille")
    await keep(camille)
    found = await preview(camille, **{"from": "2026-11-24", "to": "2027-07-02"})
    assert len([line for line in found["lines"] if line["possible"]]) > 40
    assert len(found["weeks"]) == 32


async def test_a_line_that_would_wait_behind_another_of_the_same_preview_is_full(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await send(samia, book("c_yanis", "cantine", price=520), book("c_noe", "gouter"), book("c_noe", "etude"))
    await keep(
        camille,
        services=["gouter", "etude", "matin"],
        ticks=[{"weekday": 1, "service": name} for name in ("gouter", "etude", "matin")],
    )
    found = (await preview(camille, to=MON.isoformat()))["lines"]
    assert {line["service"]: (line["code"], line["params"], line["position"]) for line in found} == {
        "gouter": ("FULL", {}, 1),
        "etude": ("FULL", {}, 1),
        "matin": ("OPEN", {}, None),
    }
