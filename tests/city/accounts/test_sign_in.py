"""Signing in, devices, sessions."""

from __future__ import annotations

import asyncio
from datetime import datetime
from time import process_time
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from city.accounts.models import AccountRow, DeviceSessionRow, SignInDelayRow
from city.accounts.passwords import hash_password, prepare, verify_password
from city.settings import PasswordCost
from tests.city.city import City
from tests.city.people import PASSWORD

CAMILLE = {"email": "camille.martin@exemple.fr", "password": PASSWORD, "device": "telephone-1", "device_name": "Pixel"}


def bearer(answer: httpx.Response) -> dict[str, str]:
    return {"Authorization": f"Bearer {answer.json()['token']}"}


async def attempt(city: City, **other: str) -> httpx.Response:
    return await city.client.post("/sessions", json={**CAMILLE, **other})


async def test_a_guardian_signs_in_and_the_token_opens_the_household(city: City) -> None:
    answer = await attempt(city)
    body = answer.json()

    assert answer.status_code == 201
    assert body["account"] == {
        "id": "a_camille",
        "email": "camille.martin@exemple.fr",
        "first_name": "Camille",
        "last_name": "Martin",
    }
    assert body["now"] == "2026-11-23T08:00:00+01:00"
    assert body["expires_at"] == "2027-02-21T08:00:00+01:00"
    household = await city.client.get("/household", headers=bearer(answer))
    assert household.json()["name"] == "Famille Martin"


async def test_the_e_mail_is_taken_in_any_case_and_with_spaces_around(city: City) -> None:
    assert (await attempt(city, email="  Camille.MARTIN@exemple.fr ")).status_code == 201


async def test_an_unknown_account_is_answered_like_a_wrong_password(city: City) -> None:
    wrong = await attempt(city, password="not the password")
    unknown = await attempt(city, email="nobody@exemple.fr")

    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.content == unknown.content
    assert wrong.json()["code"] == "INVALID_CREDENTIALS"


async def test_an_unknown_account_takes_the_time_of_a_wrong_password() -> None:
    cost = PasswordCost()
    prepare(cost)
    stored = await hash_password(PASSWORD, cost)

    async def seconds(of: str | None) -> float:
        started = process_time()
        assert not await verify_password(of, "not the password", cost)
        return process_time() - started

    known = min([await seconds(stored) for _ in range(5)])
    unknown = min([await seconds(None) for _ in range(5)])
    assert 0.5 < unknown / known < 2


async def test_an_account_without_a_password_yet_is_answered_the_same(city: City) -> None:
    async with city.database.transaction(write=True) as session:
        (await session.get_one(AccountRow, "a_camille")).password_hash = None

    assert (await attempt(city)).json()["code"] == "INVALID_CREDENTIALS"


async def test_failures_slow_down_by_seconds_then_by_at_most_fifteen_minutes(city: City) -> None:
    waits = []
    for _ in range(20):
        answer = await attempt(city, password="wrong wrong wrong")
        if answer.status_code == 429:
            assert answer.headers["Retry-After"] == str(answer.json()["params"]["retry_after"])
            waits.append(answer.json()["params"]["retry_after"])
            city.clock.advance(seconds=waits[-1])
            assert (await attempt(city, password="wrong wrong wrong")).status_code == 401

    assert waits == sorted(waits)
    assert waits[0] <= 5
    assert waits[4] <= 30
    assert waits[-1] == 900


async def test_who_waits_as_told_signs_in_and_starts_anew(city: City) -> None:
    answer = await attempt(city, password="wrong wrong wrong")
    while answer.status_code == 401:
        answer = await attempt(city, password="wrong wrong wrong")
    assert (await attempt(city)).json()["code"] == "SLOW_DOWN"

    city.clock.advance(seconds=answer.json()["params"]["retry_after"])

    assert (await attempt(city)).status_code == 201
    assert (await attempt(city, password="wrong wrong wrong")).status_code == 401


async def test_attempts_at_once_do_not_slip_through_together(city: City) -> None:
    answers = await asyncio.gather(*(attempt(city, password=f"guess number {n}") for n in range(12)))

    assert sorted(answer.status_code for answer in answers) == [401] * 6 + [429] * 6


async def test_many_devices_of_one_account_sign_in_at_once(city: City) -> None:
    answers = await asyncio.gather(*(attempt(city, device=f"device-{n}") for n in range(5)))

    assert [answer.status_code for answer in answers] == [201] * 5


async def test_unknown_accounts_are_slowed_down_alike(city: City) -> None:
    known = [(await attempt(city, password="wrong wrong")).status_code for _ in range(8)]
    unknown = [(await attempt(city, email="nobody@exemple.fr")).status_code for _ in range(8)]

    assert known == unknown


async def test_a_strangers_failures_do_not_slow_a_device_that_is_signed_in(city: City) -> None:
    await attempt(city)
    for _ in range(8):
        stranger = await attempt(city, device="elsewhere", password="wrong wrong wrong")

    assert stranger.status_code == 429
    assert (await attempt(city)).status_code == 201


async def test_an_address_that_tries_many_accounts_is_slowed_down(city: City) -> None:
    statuses = [(await attempt(city, email=f"someone{n}@exemple.fr")).status_code for n in range(40)]

    assert statuses[:30] == [401] * 30
    assert 429 in statuses[30:]


async def test_failures_are_forgotten_after_a_day(city: City) -> None:
    for _ in range(8):
        await attempt(city, password="wrong wrong wrong")
    city.clock.advance(hours=25)
    await city.run_jobs("forget")

    async with city.database.transaction() as session:
        assert (await session.scalars(select(SignInDelayRow))).all() == []


async def test_signing_in_again_from_a_device_replaces_its_session_only(city: City) -> None:
    first, other = await attempt(city), await attempt(city, device="tablet")
    second = await attempt(city)

    assert (await city.client.get("/household", headers=bearer(first))).json()["code"] == "SESSION_EXPIRED"
    assert (await city.client.get("/household", headers=bearer(second))).status_code == 200
    assert (await city.client.get("/household", headers=bearer(other))).status_code == 200


async def test_a_session_lives_ninety_days_after_its_last_use(city: City) -> None:
    token = bearer(await attempt(city))
    for _ in range(4):
        city.clock.advance(days=80)
        assert (await city.client.get("/household", headers=token)).status_code == 200

    city.clock.advance(days=90)
    assert (await city.client.get("/household", headers=token)).status_code == 401


async def test_the_last_use_is_noted_at_most_every_hour(city: City) -> None:
    token = bearer(await attempt(city))

    async def last_used() -> datetime:
        async with city.database.transaction() as session:
            return (await session.scalars(select(DeviceSessionRow.last_used_at))).one()

    city.clock.advance(minutes=59)
    await city.client.get("/household", headers=token)
    before = await last_used()
    city.clock.advance(minutes=1)
    await city.client.get("/household", headers=token)

    assert (await last_used() - before).total_seconds() == 3600


async def test_devices_are_listed_and_one_is_revoked(city: City) -> None:
    phone, tablet = await attempt(city), await attempt(city, device="tablet", device_name="Tablette du salon")
    listed: dict[str, Any] = (await city.client.get("/sessions", headers=bearer(phone))).json()

    assert listed["next"] is None
    assert {(item["device_name"], item["current"]) for item in listed["items"]} == {
        ("Pixel", True),
        ("Tablette du salon", False),
    }
    other = next(item["id"] for item in listed["items"] if not item["current"])
    assert (await city.client.delete(f"/sessions/{other}", headers=bearer(phone))).status_code == 204
    assert (await city.client.get("/household", headers=bearer(tablet))).status_code == 401
    assert (await city.client.get("/household", headers=bearer(phone))).status_code == 200


async def test_another_accounts_session_is_not_found(city: City) -> None:
    karim = await city.sign_in("karim")
    listed = (await karim.get("/sessions")).json()["items"]
    camille = await city.sign_in("camille")

    assert (await camille.delete(f"/sessions/{listed[0]['id']}")).status_code == 404
    assert (await karim.get("/sessions")).status_code == 200


async def test_signing_out_ends_the_session(city: City) -> None:
    token = bearer(await attempt(city))

    assert (await city.client.delete("/sessions/current", headers=token)).status_code == 204
    assert (await city.client.delete("/sessions/current", headers=token)).status_code == 401


async def test_neither_password_nor_token_is_stored_in_clear(city: City) -> None:
    token = (await attempt(city)).json()["token"]
    async with city.database.transaction() as session:
        hashes = (await session.scalars(select(AccountRow.password_hash))).all()
        tokens = (await session.scalars(select(DeviceSessionRow.token_hash))).all()

    assert all(found is not None and found.startswith("$argon2id$") for found in hashes)
    assert token not in tokens


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic Y2FtaWxsZQ==", "Bearer é"])
async def test_a_strange_authorization_is_no_session(city: City, header: str) -> None:
    answer = await city.client.get("/household", headers={"Authorization": header.encode()})

    assert (answer.status_code, answer.json()["code"]) == (401, "SESSION_EXPIRED")
