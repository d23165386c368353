"""Signing in at the desk: who, how often, for how long, and from where."""

from __future__ import annotations

import pytest

from city.agents.sessions import IDLE, LONGEST
from city.audit.acts import Act
from tests.city.city import City
from tests.city.desk.browser import HOST, Browser, audited, words_of
from tests.city.desk.conftest import Desk


async def test_who_is_not_signed_in_is_led_to_the_sign_in_page_and_back(city: City, desk: Desk) -> None:
    browser = await desk("")
    answer = await browser.get("/guichet/journal?q=a")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/guichet/connexion?suite=%2Fguichet%2Fjournal%3Fq%3Da"
    shown = await browser.get(answer.headers["location"])
    assert 'name="suite" value="/guichet/journal?q=a"' in shown.text


@pytest.mark.parametrize("elsewhere", ["https://ailleurs.fr", "//ailleurs.fr", "/guichet/../api", "/guichet\\@x", ""])
async def test_signing_in_never_leads_elsewhere(city: City, desk: Desk, elsewhere: str) -> None:
    browser = await desk("")
    fields = {"email": "nadia@exemple.fr", "mot-de-passe": "guichet-clafoutis-2026", "suite": elsewhere}
    answer = await browser.post("/guichet/connexion", fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/guichet")


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(city: City, desk: Desk) -> None:
    answer = await (await desk("")).sign_in("nadia")
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/guichet"} <= set(cookie.split("; "))
    assert "Secure" not in cookie and "Max-Age" not in cookie
    assert [row.act for row in await audited(city)] == [Act.SIGNED_IN]


async def test_over_https_the_cookie_is_secure(city: City, desk: Desk) -> None:
    browser = await desk("")
    fields = {"email": "nadia@exemple.fr", "mot-de-passe": "guichet-clafoutis-2026"}
    answer = await browser.client.post(
        "https://ville/guichet/connexion", data=fields, headers={"origin": "https://ville"}
    )
    assert "Secure" in answer.headers["set-cookie"]


async def test_wrong_passwords_are_slowed_down_and_leave_no_trace_of_who_exists(city: City, desk: Desk) -> None:
    browser = await desk("")
    known, unknown = await browser.sign_in("nadia", "faux"), await browser.sign_in("personne", "faux")
    assert known.status_code == unknown.status_code == 401
    assert words_of(known) == words_of(unknown)
    for _attempt in range(5):
        await browser.sign_in("nadia", "faux")
    slowed = await browser.sign_in("nadia")
    assert slowed.status_code == 429
    assert "Trop d'essais : attendez" in words_of(slowed)
    city.clock.advance(minutes=20)
    assert (await browser.sign_in("nadia")).status_code == 303


async def test_a_session_ends_when_unused_and_after_a_working_day(city: City, desk: Desk) -> None:
    browser = await desk("nadia")
    steps = int(LONGEST / (IDLE * 0.9))
    for _step in range(steps):
        city.clock.advance(seconds=IDLE.total_seconds() * 0.9)
        assert (await browser.get("/guichet")).status_code == 200
    city.clock.advance(seconds=IDLE.total_seconds() * 0.9)
    assert (await browser.get("/guichet")).status_code == 303

    other = await desk("nadia")
    city.clock.advance(seconds=IDLE.total_seconds())
    assert (await other.get("/guichet")).status_code == 303


async def test_signing_out_ends_the_session_itself(city: City, desk: Desk) -> None:
    browser = await desk("nadia")
    token = browser.client.cookies["guichet"]
    answer = await browser.post("/guichet/deconnexion")
    assert answer.headers["location"] == "/guichet/connexion?fait=deconnecte"
    assert "Vous êtes déconnecté." in words_of(await browser.get(answer.headers["location"]))
    thief = Browser(city)
    thief.client.cookies.set("guichet", token)
    assert (await thief.get("/guichet")).status_code == 303
    await thief.client.aclose()


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        ("", {}),
        ("0" * 64, {}),
        (None, {"origin": "https://ailleurs.fr"}),
        (None, {"origin": "null"}),
        (None, {"origin": ""}),
        (None, {"origin": "", "sec_fetch_site": "same-site"}),
    ],
)
async def test_a_form_that_is_not_ours_is_refused(
    city: City, desk: Desk, token: str | None, headers: dict[str, str]
) -> None:
    browser = await desk("nadia")
    before = len(await audited(city))
    browser.token = browser.token if token is None else token
    answer = await browser.post("/guichet/deconnexion", **headers)
    assert answer.status_code == 403
    assert "Ce formulaire ne vient pas de votre session" in words_of(answer)
    assert (await browser.get("/guichet")).status_code == 200
    assert len(await audited(city)) == before


async def test_the_token_of_another_session_is_refused(city: City, desk: Desk) -> None:
    browser, other = await desk("nadia"), await desk("nadia")
    browser.token = other.token
    assert (await browser.post("/guichet/deconnexion")).status_code == 403


async def test_a_sign_in_form_of_another_site_is_refused(city: City, desk: Desk) -> None:
    browser = await desk("")
    fields = {"email": "nadia@exemple.fr", "mot-de-passe": "guichet-clafoutis-2026"}
    answer = await browser.client.post("/guichet/connexion", data=fields, headers={"origin": "https://ailleurs.fr"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert (await browser.client.post("/guichet/connexion", data=fields, headers={"origin": HOST})).status_code == 303
