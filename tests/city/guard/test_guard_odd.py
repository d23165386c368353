"""Whatever is written in an address or a body, the city answers that it is wrong: nothing odd makes it fail.

PostgreSQL takes no null and no number that is too large, and days have an end: what slips through is a failure there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from city.agents.roles import Role
from city.desk.acting import COOKIE
from tests.city.city import City
from tests.city.guard.addresses import addresses_of
from tests.city.guard.aims import AIMED, API, MAKING, OWN, Aim
from tests.city.guard.family import CAMILLE, STRANGER, signed_in, token_of
from tests.city.guard.test_guard_nobody import agent_token
from tests.city.guard.theirs import everything_of
from tests.city.guard.wrong_parent import filled

ODD_WORDS = ("a%00b", "99999999999999999999", "9999-12-31", "0001-01-01")
ODD_VALUES = ("a\x00b", "\ud800", 10**30, "9999-12-31", "0001-01-01T00:00:00+14:00", [["a"]])
NO_JSON = (b"[" * 100_000, b'{"a":' * 20_000, b"NaN", b"\xff\xfe", b"0" * 5_000)
SIGNING_IN = Aim("none", "POST /sessions", json={"email": "a@b.fr", "password": "x", "device": "d"})
ENDLESS = (f"{API}/events", f"{API}/sessions/current")
here = pytest.mark.parametrize("lived_in", ["postgresql"], indirect=True)


async def asking(city: City) -> httpx.AsyncClient:
    """Signed in as a guardian, and at the desk: a failure of the city is its answer 500."""
    headers = {"Authorization": f"Bearer {await token_of(city, CAMILLE)}"}
    headers["Cookie"] = f"{COOKIE}={await agent_token(city, Role.ADMINISTRATOR)}"
    transport = httpx.ASGITransport(city.app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://ville", headers=headers)


def odd_addresses(city: City) -> Iterator[str]:
    """Every page and answer with odd words in its path, then in each thing that it can be asked, and in all."""
    asked = {}
    for route in iter_route_contexts(list(city.app.routes)):
        left, names = [getattr(route.original_route, "dependant", None)], set[str]()
        while left:
            one = left.pop()
            left += one.dependencies if one else []
            names |= {field.alias for field in one.query_params} if one else set()
        asked[route.path] = sorted(names)
    for address in sorted(addresses_of(city.app)):
        if address.method != "GET" or address.path in ENDLESS:
            continue
        for word in ODD_WORDS:
            path = re.sub(r"\{[^}]+\}", word, address.path)
            names = asked.get(address.path, [])
            yield from (f"{path}?{name}={word}" for name in names)
            if path != address.path:
                yield path
            if len(names) > 1:
                yield f"{path}?{'&'.join(f'{name}={word}' for name in names)}"


@here
async def test_no_odd_address_makes_the_city_fail(lived_in: City) -> None:
    client = await asking(lived_in)
    failed = [path for path in odd_addresses(lived_in) if (await client.get(path)).status_code >= 500]
    assert failed == []


def odd_bodies(body: Any) -> Iterator[bytes]:
    """The body with each of its values made odd, and what is no body at all."""
    for place in _places(body):
        for odd in ODD_VALUES:
            yield json.dumps(_with(body, place, odd)).encode()
    yield from NO_JSON


def _places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield place
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from _places(each, (*place, key))


def _with(value: Any, place: tuple[Any, ...], odd: Any) -> Any:
    if not place:
        return odd
    changed = value.copy()
    changed[place[0]] = _with(value[place[0]], place[1:], odd)
    return changed


@here
async def test_no_odd_body_makes_the_city_fail(lived_in: City) -> None:
    client = await asking(lived_in)
    theirs = await everything_of(client, await signed_in(lived_in, STRANGER))
    own = theirs.ids["child"][0]["child_id"]
    failed = []
    for turn, aim in enumerate(one for one in (*AIMED, *MAKING, *OWN, SIGNING_IN) if one.json is not None):
        names = theirs.ids[aim.kind][0] | {"own_child": own, "turn": str(turn)}
        method, path = filled(aim.call, names).split()
        for body in odd_bodies(filled(aim.json, names)):
            headers = filled(dict(aim.headers), names) | {"Content-Type": "application/json"}
            answer = await client.request(method, f"{API}{path}", content=body, headers=headers)
            if answer.status_code >= 500:
                failed.append((aim.call, body[:200]))
    assert failed == []
