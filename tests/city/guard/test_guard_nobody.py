"""Who is not signed in, or signed in elsewhere, gets nowhere: neither at the API nor at the desk."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest
from sqlalchemy import select

from city.agents.models import AgentRow
from city.agents.roles import Role
from city.agents.sessions import open_session
from city.desk.acting import COOKIE
from tests.city.city import City
from tests.city.guard.addresses import Address, addresses_of
from tests.city.guard.classes import PUBLIC, RIGHTS, part_of_desk
from tests.city.guard.family import CAMILLE, at, token_of
from tests.city.guard.kept import difference, everything_in

HERE = {"origin": "http://ville"}


async def agent_token(city: City, role: Role) -> str:
    """The cookie of an agent of the demonstration's with that role."""
    async with city.database.transaction(write=True) as session:
        agent = (await session.scalars(select(AgentRow).where(AgentRow.role == role.value))).one()
        return await open_session(session, agent.id, city.clock.now())


async def ask(client: httpx.AsyncClient, address: Address) -> httpx.Response:
    """The address with anything as its parameters, and a body that is no form of the desk's."""
    path = re.sub(r"\{[^}]+\}", "1", address.path)
    body = {"json": {}} if address.method in ("POST", "PUT", "PATCH") and part_of_desk(address) is None else {}
    return await client.request(address.method, path, headers=HERE, **body)


def guarded(city: City, *, desk: bool) -> list[Address]:
    """Every address that is not public, of the API or of the desk."""
    every = sorted(addresses_of(city.app))
    return [one for one in every if str(one) not in PUBLIC and (part_of_desk(one) is not None) == desk]


async def clients(city: City, *, desk: bool) -> AsyncIterator[tuple[str, httpx.AsyncClient]]:
    """Everybody who is somebody elsewhere, with what they have put wherever it could be taken for a pass."""
    parent, administrator = await token_of(city, CAMILLE), await agent_token(city, Role.ADMINISTRATOR)
    yield "nobody", at(city)
    yield "a made-up token", at(city, Authorization="Bearer 0123456789abcdef", Cookie=f"{COOKIE}=0123456789abcdef")
    if desk:
        yield "a parent", at(city, Authorization=f"Bearer {parent}", Cookie=f"{COOKIE}={parent}")
    else:
        yield "an agent", at(city, Authorization=f"Bearer {administrator}", Cookie=f"{COOKIE}={administrator}")


async def test_the_api_is_for_parents(lived_in: City) -> None:
    found = {}
    async for who, client in clients(lived_in, desk=False):
        before = await everything_in(lived_in.database)
        for address in guarded(lived_in, desk=False):
            answer = await ask(client, address)
            found[who, str(address)] = (answer.status_code, answer.json().get("code"))
        assert difference(before, await everything_in(lived_in.database)).nothing

    assert len(found) > 150
    assert {case: got for case, got in found.items() if got != (401, "SESSION_EXPIRED")} == {}


async def test_the_desk_is_for_agents(lived_in: City) -> None:
    wrong = {}
    async for who, client in clients(lived_in, desk=True):
        before = await everything_in(lived_in.database)
        for address in guarded(lived_in, desk=True):
            answer = await ask(client, address)
            sent_away = answer.status_code == 303 and answer.headers["location"].startswith("/guichet/connexion")
            if not (sent_away if address.method == "GET" else answer.status_code == 401):
                wrong[who, str(address)] = answer.status_code
        assert difference(before, await everything_in(lived_in.database)).nothing

    assert wrong == {}


@pytest.mark.parametrize("role", list(Role))
async def test_an_agent_without_the_right_is_refused(lived_in: City, role: Role) -> None:
    client = at(lived_in, Cookie=f"{COOKIE}={await agent_token(lived_in, role)}")
    before = await everything_in(lived_in.database)
    wrong = {}
    for address in guarded(lived_in, desk=True):
        right = RIGHTS[part_of_desk(address) or ""]
        answer = await ask(client, address)
        may = right is None or role.may(right)
        acts = address.method == "POST"
        if (answer.status_code == 403) != (acts or not may) or answer.status_code >= 500:
            wrong[str(address)] = answer.status_code

    assert wrong == {}, "403: without the right, or an act whose form was not this session's"
    assert difference(before, await everything_in(lived_in.database)).nothing


async def test_what_is_public_tells_nothing_of_a_family(lived_in: City) -> None:
    """A payment's page knows an order; it says how it ended, not whose it was."""
    client = at(lived_in)
    parent = at(lived_in, Authorization=f"Bearer {await token_of(lived_in, CAMILLE)}")
    order = next(one for one in (await parent.get("/api/v1/payments")).json()["items"] if one["state"] == "paid")
    page = await client.get(f"/api/v1/payments/{order['id']}/return")
    knocked = await client.post("/api/v1/payments/notifications", content=b"idop=seed-2025-000001")

    assert page.status_code == 200
    private = [order["reference"], order["by"], *order["invoices"], "Martin", f"{order['total_cents'] // 100}"]
    assert [word for word in private if word in page.text] == []
    assert (knocked.status_code, knocked.content) == (200, b"")
