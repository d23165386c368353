"""Every answer: its instant, its problems, its limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
import pytest
from asyncpg.exceptions import DeadlockDetectedError
from fastapi import Request
from sqlalchemy.exc import DBAPIError, TimeoutError

from city.edge import INSTANT_HEADER
from tests.city.city import SETTINGS, START, City


async def test_the_town_presents_itself_before_sign_in(city: City) -> None:
    answer = await city.client.get("/town")

    assert answer.status_code == 200
    assert answer.json() == {
        "now": "2026-11-23T08:00:00+01:00",
        "id": "villiers-sur-marne",
        "name": "Villiers-sur-Marne",
        "time_zone": "Europe/Paris",
        "demonstration": True,
        "seed_colour": city.town.seed_colour,
        "contact": {
            "service_name": "Service scolaire et périscolaire",
            "email": "inscription.scolaire@mairie-villiers94.com",
            "phone": city.town.contact.phone,
            "address": "Parc de la Mairie",
            "hours": None,
        },
    }


async def test_health_asks_the_database_and_is_not_under_the_api(city: City) -> None:
    answer = await city.client.get("http://ville/healthz")

    assert answer.json() == {"status": "ok", "now": "2026-11-23T08:00:00+01:00"}


@pytest.mark.parametrize("path", ["/town", "/household", "/nowhere", "http://ville/openapi.json"])
async def test_every_answer_carries_the_citys_instant(city: City, path: str) -> None:
    answer = await city.client.get(path)

    assert datetime.fromisoformat(answer.headers[INSTANT_HEADER]) == START
    assert answer.headers[INSTANT_HEADER].endswith("+01:00")


async def test_what_needs_a_session_is_refused_as_a_problem(city: City) -> None:
    answer = await city.client.get("/household", headers={"Authorization": "Bearer unknown"})

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "The session is unknown, revoked or too old.",
        "status": 401,
        "code": "SESSION_EXPIRED",
        "params": {},
    }


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"not json", {"Content-Type": "application/json"}),
        (b"not json", {"Content-Type": "text/plain"}),
        (b"\xff\xfe", {"Content-Type": "application/json"}),
        (b"{", {}),
        (b"[" * 200_000, {"Content-Type": "application/json"}),
    ],
)
async def test_a_body_that_is_not_json_is_said_to_be_so(city: City, content: bytes, headers: dict[str, str]) -> None:
    answer = await city.client.post("/sessions", content=content, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (400, "NOT_JSON")


@pytest.mark.parametrize("body", [[], {}, {"email": 1}, {"email": "a@b.fr", "password": ""}, "x", None])
async def test_a_body_of_another_shape_is_invalid_and_nothing_of_it_is_echoed(city: City, body: Any) -> None:
    answer = await city.client.post("/sessions", json=body)

    assert (answer.status_code, answer.json()["code"]) == (422, "INVALID")
    assert all(set(error) == {"where", "what"} for error in answer.json()["params"]["errors"])


async def test_a_body_larger_than_the_limit_is_refused(city: City) -> None:
    answer = await city.client.post("/sessions", content=b" " * (SETTINGS.body_limit + 1))

    assert (answer.status_code, answer.json()["code"]) == (413, "TOO_BIG")
    assert answer.json()["params"] == {"max_bytes": SETTINGS.body_limit}
    assert answer.headers[INSTANT_HEADER]


async def test_a_large_body_sent_in_pieces_without_a_length_is_refused_too(city: City) -> None:
    async def pieces() -> Any:
        for _ in range(SETTINGS.body_limit // 65_536 + 1):
            yield b" " * 65_536

    answer = await city.client.post("/sessions", content=pieces())

    assert (answer.status_code, answer.json()["code"]) == (413, "TOO_BIG")


async def test_an_unknown_address_and_a_wrong_method_are_problems(city: City) -> None:
    missing = await city.client.get("/nowhere")
    wrong = await city.client.put("/town")

    assert (missing.status_code, missing.json()["code"]) == (404, "NOT_FOUND")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "METHOD_NOT_ALLOWED")


async def test_an_unexpected_failure_tells_nothing(city: City) -> None:
    async def broken() -> None:
        raise RuntimeError("the password is 1234")

    city.app.add_api_route("/broken", broken)
    answer = await city.client.get("http://ville/broken")

    assert (answer.status_code, answer.json()["code"]) == (500, "UNEXPECTED")
    assert "1234" not in answer.text
    assert answer.headers[INSTANT_HEADER]


async def test_a_nul_character_is_refused_on_both_databases(city: City) -> None:
    body = {"email": "a\0@exemple.fr", "password": "x", "device": "d"}
    answer = await city.client.post("/sessions", json=body)

    assert (answer.status_code, answer.json()["code"]) == (422, "INVALID")


async def test_a_nul_character_in_an_address_is_not_a_failure(city: City) -> None:
    camille = await city.sign_in("camille")
    answers = [await camille.delete("/sessions/a%00b"), await camille.get("/submissions", params={"q": "a\0"})]

    assert {answer.status_code for answer in answers} <= {200, 404, 422}


async def test_more_than_the_city_can_serve_is_said_with_a_time_to_come_back(city: City) -> None:
    async def crowded() -> None:
        raise TimeoutError("no connection left")

    city.app.add_api_route("/crowded", crowded)
    answer = await city.client.get("http://ville/crowded")

    assert (answer.status_code, answer.json()["code"]) == (503, "OPENING_RUSH")
    assert answer.headers["Retry-After"] == str(answer.json()["params"]["retry_after"])


@dataclass
class Deadlocked:
    """An address whose transaction the database ends `times` times for the sake of another's."""

    times: int
    heard: list[bytes] = field(default_factory=list)

    async def answer(self, request: Request) -> dict[str, int]:
        self.heard.append(await request.body())
        if len(self.heard) <= self.times:
            raise DBAPIError("UPDATE", None, DeadlockDetectedError("deadlock detected"))
        return {"times": len(self.heard)}


async def test_a_transaction_ended_for_anothers_sake_is_done_again(city: City) -> None:
    address = Deadlocked(times=1)
    city.app.add_api_route("/meeting", address.answer, methods=["POST"])
    answer = await city.client.post("http://ville/meeting", content=b"the same body")

    assert (answer.status_code, answer.json()) == (200, {"times": 2})
    assert address.heard == [b"the same body"] * 2


async def test_a_transaction_ended_twice_is_a_rush(city: City) -> None:
    address = Deadlocked(times=2)
    city.app.add_api_route("/meeting", address.answer, methods=["POST"])
    answer = await city.client.post("http://ville/meeting")

    assert (answer.status_code, answer.json()["code"]) == (503, "OPENING_RUSH")
    assert len(address.heard) == 2


async def test_answers_are_compressed(city: City) -> None:
    answer = await city.client.get("http://ville/openapi.json")

    assert answer.headers["content-encoding"] == "gzip"


async def test_openapi_lists_the_refusals_of_an_address(city: City) -> None:
    described = (await city.client.get("http://ville/openapi.json")).json()
    answers = described["paths"]["/api/v1/sessions"]["post"]["responses"]

    assert "`SLOW_DOWN`" in answers["429"]["description"]
    assert list(answers["401"]["content"]) == ["application/problem+json"]
    assert "Problem" in described["components"]["schemas"]


async def test_the_header_is_one_instant_in_the_towns_time(city: City) -> None:
    city.clock.set(datetime.fromisoformat("2026-07-14T12:00+00:00"))
    answer: httpx.Response = await city.client.get("/town")

    assert answer.headers[INSTANT_HEADER] == "2026-07-14T14:00:00+02:00"


async def test_the_log_of_a_failure_does_not_hold_what_stands_in_the_address(
    city: City, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(token: str) -> None:
        raise RuntimeError("no")

    city.app.add_api_route("/api/v1/broken/{token}", broken)

    assert (await city.client.get("/broken/secret")).status_code == 500
    assert "unexpected failure on GET /api/v1/broken/{token}" in caplog.text
    assert "secret" not in "".join(record.getMessage() for record in caplog.records)
