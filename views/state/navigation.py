"""Going from page to page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qs, urlsplit

import flet as ft

from views.state.contexts import find_session

HOME = "/"
SIGN_IN = "/connexion"
BOOKING = "/reservations"
RECEIPTS = "/recus"
ARRANGE = "/organiser"
PROCEDURES = "/demarches"
CATALOGUE = "/demarches/nouvelle"
INVOICES = "/factures"
PAYMENTS = "/paiements"
STATEMENTS = "/attestations"
REGISTRATIONS = "/inscriptions"
HOUSEHOLD = "/foyer"
PROFILE = "/mes-donnees"
AGENDA = "/agenda"
ACCESSIBILITY = "/accessibilite"
TOWNS = "/villes"
CONTACT = "/contact"
MESSAGES = "/messagerie"
NEW_MESSAGE = "/messagerie/nouveau"
NEWS = "/actualites"
MENUS = "/actualites/menus"
NOTIFICATIONS = "/notifications"
NOTIFICATION_SETTINGS = "/notifications/reglages"
RESET = "/mot-de-passe/"
INVITATION = "/invitation/"
EMAIL_LINK = "/adresse/"

_LEAVE = "portail.leave"
_GRANTED = "portail.granted"

LeaveQuestion = Callable[[Callable[[], None]], None]


def current_route() -> str:
    """The route that is shown ("/", "/reservations?jour=2026-11-26" …). A hook: call it while drawing."""
    session = find_session()
    ft.use_state(session.route if session is not None else None)
    return session.route.value if session is not None else HOME


def path_of(route: str) -> str:
    """The route without its query and without a final slash."""
    return urlsplit(route).path.rstrip("/") or HOME


def query_of(route: str, name: str) -> str | None:
    """The first value of a query parameter of the route."""
    values = parse_qs(urlsplit(route).query).get(name)
    return values[0] if values else None


def day_of(route: str) -> date | None:
    """The day of `?jour=2026-11-26`, or None when there is none or it is no day."""
    try:
        return date.fromisoformat(query_of(route, "jour") or "")
    except ValueError:
        return None


def navigate(route: str) -> None:
    """Shows another route; from a handler or an effect. The page on screen may ask first (`use_leave_question`)."""
    page = ft.context.page
    question: LeaveQuestion | None = page.session.store.get(_LEAVE)
    if question is not None and path_of(route) != path_of(page.route):
        question(lambda: _go(page, route))
    else:
        _go(page, route)


def _go(page: ft.Page, route: str) -> None:
    page.session.store.set(_GRANTED, route)
    page.navigate(route)


def held_back(page: ft.Page, route: str, shown: str) -> bool:
    """Whether the page on screen asks first, now that the browser's own « back » went to `route`.

    If so, the address goes back to `shown`, and `route` follows once the parent agrees.
    """
    store = page.session.store
    question: LeaveQuestion | None = store.get(_LEAVE)
    granted = store.get(_GRANTED) == route
    store.set(_GRANTED, None)
    if question is None or granted or path_of(route) == path_of(shown):
        return False
    page.navigate(shown)
    question(lambda: _go(page, route))
    return True


def use_leave_question(question: LeaveQuestion | None) -> None:
    """While it is not None, leaving the page calls it with what would leave: call that, or do not."""
    held: ft.MutableRef[LeaveQuestion] = ft.use_ref()
    held.current = question

    def ask(leave: Callable[[], None]) -> None:
        if held.current is None:
            leave()
        else:
            held.current(leave)

    def stand() -> None:
        ft.context.page.session.store.set(_LEAVE, ask if question is not None else None)

    def go() -> None:
        ft.context.page.session.store.set(_LEAVE, None)

    ft.use_effect(stand, [question is not None])
    ft.use_effect(lambda: None, [], cleanup=go)
