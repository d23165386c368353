"""What every page of the desk has in common: who may open it, its headers, how it fails."""

from __future__ import annotations

import pytest
from fastapi.routing import APIRoute

from city.agents.roles import Right, Role
from city.desk.application import ROUTERS
from tests.city.city import City
from tests.city.desk.browser import STAFF, words_of
from tests.city.desk.conftest import Desk

OPEN = {"/connexion", "/bienvenue/{token}"}
PAGES: dict[str, Right | None] = {
    "": None,
    "/agents": Right.AGENTS,
    "/presences": Right.ATTENDANCE,
    "/presences/feuille": Right.ATTENDANCE,
    "/presences/feuille.csv": Right.ATTENDANCE,
    "/reservations": Right.BOOKINGS,
    "/places": Right.BOOKINGS,
    "/places/apercu": Right.BOOKINGS,
    "/places/complets": Right.BOOKINGS,
    "/fermetures": Right.BOOKINGS,
    "/fermetures/apercu": Right.BOOKINGS,
    "/fermetures/{closure_id}/rouvrir": Right.BOOKINGS,
    "/demarches": Right.PROCEDURES,
    "/demarches/{procedure_id}": Right.PROCEDURES,
    "/demarches/{procedure_id}/documents/{document_id}": Right.PROCEDURES,
    "/messages": Right.MESSAGES,
    "/messages/nouveau/{household_id}": Right.MESSAGES,
    "/messages/{thread_id}": Right.MESSAGES,
    "/messages/{thread_id}/pieces/{attachment_id}": Right.MESSAGES,
    "/actualites": Right.NEWS,
    "/actualites/nouvelle": Right.NEWS,
    "/actualites/{news_id}": Right.NEWS,
    "/actualites/{news_id}/image": Right.NEWS,
    "/menus": Right.NEWS,
    "/factures": Right.INVOICING,
    "/factures/apercu": Right.INVOICING,
    "/factures/{number}": Right.INVOICING,
    "/factures/{number}/pdf": Right.INVOICING,
    "/factures/{number}/recus/{order_id}": Right.INVOICING,
    "/caisse": Right.INVOICING,
    "/caisse/export.csv": Right.INVOICING,
    "/remboursements": Right.INVOICING,
    "/remboursements/{household_id}": Right.INVOICING,
    "/fiches": Right.PEOPLE,
    "/foyers/{household_id}": Right.PEOPLE,
    "/enfants/{child_id}": Right.PEOPLE,
    "/enfants/{child_id}/inscriptions/{registration_id}/fin": Right.BOOKINGS,
    "/enfants/{child_id}/inscriptions/{registration_id}/fin/apercu": Right.BOOKINGS,
    "/comptes": Right.DELETIONS,
    "/comptes/{account_id}": Right.DELETIONS,
    "/listes": Right.LISTS,
    "/listes/exemple.csv": Right.LISTS,
    "/listes/{import_id}": Right.LISTS,
    "/rentree": Right.LISTS,
    "/rentree/apercu": Right.LISTS,
    "/journal": Right.AUDIT,
}
LISTS = ("foyers", "representants", "enfants")
ASKED = {
    "/enfants/{child_id}/inscriptions/{registration_id}/fin/apercu": "?du=2026-11-24",
    "/rentree/apercu": "?annee=2027",
    "/factures/apercu": "?du=2026-10-01&au=2026-10-31",
    "/places/apercu": "?du=2026-11-24&compteur=repas-jean-jaures&places=3",
    "/fermetures/apercu": "?du=2026-11-24&au=2026-11-24&motif=pluie",
    "/presences/feuille": "?prestation=restauration-scolaire&lieu=jean-jaures",
    "/presences/feuille.csv": "?prestation=restauration-scolaire&lieu=jean-jaures&jour=2026-11-23",
}
"""What stands after the address of a page that needs it."""
PLACES = {
    "household_id": "h_martin",
    "child_id": "c_alice",
    "registration_id": "r_c_alice_restauration",
    "procedure_id": "d_rien",
    "document_id": "f_rien",
    "thread_id": "t_rien",
    "attachment_id": "f_rien",
    "news_id": "a_rien",
    "closure_id": "k_rien",
    "account_id": "a_rien",
    "import_id": "l_rien",
    "number": "2026-000999",
    "order_id": "o_rien",
}
ELSE = {"/fiches": 303, "/remboursements/{household_id}": 409}
"""What is answered instead of a page: the way to the lists, and that the town owes this household nothing."""
MISSING = ("{closure_id}", "{procedure_id}", "{thread_id}", "{news_id}", "{number}", "{account_id}", "{import_id}")
"""What these addresses name does not exist: their pages are looked at in tests of their own."""


def address(path: str) -> str:
    """A page's whole address."""
    return "/guichet" + path.format(**PLACES) + ASKED.get(path, "")


def routes(method: str) -> set[str]:
    """The addresses of the desk, without its own prefix."""
    return {
        route.path
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and method in route.methods
    }


def test_every_page_is_in_the_table() -> None:
    assert routes("GET") - OPEN == PAGES.keys()


@pytest.mark.parametrize("who", STAFF)
async def test_a_page_opens_for_the_roles_that_have_its_right_only(city: City, desk: Desk, who: str) -> None:
    browser = await desk(who)
    role: Role = STAFF[who][2]
    for path, right in PAGES.items():
        answer = await browser.get(address(path))
        allowed = right is None or role.may(right)
        missing = 404 if any(name in path for name in MISSING) else 200
        assert answer.status_code == (ELSE.get(path, missing) if allowed else 403), path
        if not allowed:
            assert "Cette page n'est pas pour votre rôle" in words_of(answer)


async def test_the_lists_of_the_library_are_behind_the_same_door(city: City, desk: Desk) -> None:
    nobody, nadia = await desk(""), await desk("nadia")
    for name in LISTS:
        path = f"/guichet/fiches/{name}/list"
        answer = await nobody.get(path)
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/guichet/connexion")
        shown = await nadia.get(path)
        assert shown.status_code == 200
        assert "<script" not in shown.text and ' style="' not in shown.text
        assert shown.headers["content-security-policy"].startswith("default-src 'none'")
    city.clock.advance(hours=2)
    assert (await nadia.get("/guichet/fiches/foyers/list")).status_code == 303


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/create",
        "/edit/h_martin",
        "/details/h_martin",
        "/export/csv",
        "/import",
        "/ajax/lookup",
        "/delete?pks=h_martin",
        "/h_martin/name/download/",
    ],
)
async def test_the_library_can_only_list(city: City, desk: Desk, path: str) -> None:
    claire = await desk("claire")
    for method in ("GET", "POST", "DELETE"):
        answer = await claire.client.request(
            method, f"/guichet/fiches/foyers{path}", headers={"origin": "http://ville"}
        )
        assert answer.status_code in (404, 405), (method, path)
    for path in ("/guichet/fiches/login", "/guichet/fiches/statics/css/main.css", "/guichet/fiches/autre/list"):
        assert (await claire.get(path)).status_code == 404


async def test_nobody_opens_a_page_or_sends_a_form(city: City, desk: Desk) -> None:
    browser = await desk("")
    for path in PAGES:
        assert (await browser.get(address(path))).status_code == 303, path
    for path in routes("POST") - OPEN:
        answer = await browser.post("/guichet" + path.replace("{", "").replace("}", ""))
        assert answer.status_code == 401, path
        assert "Votre session est terminée" in words_of(answer)


async def test_every_answer_has_a_strict_policy_and_is_kept_nowhere(city: City, desk: Desk) -> None:
    browser = await desk("nadia")
    for path in ("", "/connexion", "/agents", "/rien", "/bienvenue/x"):
        answer = await browser.get(f"/guichet{path}")
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert (await browser.get("/guichet/fichiers/guichet.css")).status_code == 200


async def test_pages_need_no_script_and_no_style_of_their_own(city: City, desk: Desk) -> None:
    browser = await desk("claire")
    for path in PAGES:
        text = (await browser.get(address(path))).text
        assert "<script" not in text and "<style" not in text and ' style="' not in text and " onclick" not in text
        assert "//" not in text.replace("<!doctype html>", "").replace("http://ville", ""), path


async def test_refusals_are_pages(city: City, desk: Desk) -> None:
    browser = await desk("nadia")
    missing = await browser.get("/guichet/rien")
    assert missing.status_code == 404
    assert "Il n'y a rien à cette adresse" in words_of(missing)
    big = await browser.post("/guichet/deconnexion", {"x": "y" * 3_000_000})
    assert big.status_code == 413
    assert "C'est trop lourd" in words_of(big)


async def test_outside_the_desk_nothing_changes(city: City, desk: Desk) -> None:
    answer = await (await desk("nadia")).get("/api/v1/household")
    assert answer.json()["code"] == "SESSION_EXPIRED"
    assert "content-security-policy" not in answer.headers


async def test_the_demonstration_says_so_on_every_page(city: City, desk: Desk) -> None:
    assert "Démonstration : règles, tarifs et personnes inventés" in words_of(
        await (await desk("")).get("/guichet/connexion")
    )
