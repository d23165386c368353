"""What the sign-in page shows and does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from services.errors import ErrorKind
from views.sign_in.form import credentials_error, network_error
from views.state import Ready, Typed, use_installation, use_mutation, use_portal, use_query, use_typed
from views.text import _


@dataclass(frozen=True, slots=True)
class SignInState:
    """`trouble`: what is not the parent's fault. `forgotten`: the mail is being asked for, `sent` once it was."""

    town_name: str
    demonstration_town: bool
    can_try: bool
    email: Typed
    password: Typed
    shown: bool
    busy: bool
    trying: bool
    email_error: str | None
    password_error: str | None
    trouble: ErrorKind | None
    forgotten: bool = False
    asking: bool = False
    sent: bool = False
    ask_trouble: ErrorKind | None = None


@dataclass(frozen=True, slots=True)
class SignInActions:
    show: Callable[[], None]
    submit: Callable[[], Awaitable[Any]]
    try_demonstration: Callable[[], Awaitable[Any]]
    forget: Callable[[bool], None]
    ask: Callable[[], Awaitable[Any]]


def use_sign_in() -> tuple[SignInState, SignInActions]:
    """State and actions of the sign-in page. A hook."""
    portal, demonstration = use_portal(), use_installation().demonstration
    town, _refresh = use_query(portal.town, [])
    email, password = use_typed(), use_typed()
    (shown, set_shown), (tried, set_tried), (forgotten, set_forgotten) = (ft.use_state(False) for _flag in range(3))
    signing_in, trying = use_mutation(portal.sign_in), use_mutation(portal.sign_in)
    asking = use_mutation(_returning_true(portal.ask_password_reset))

    async def submit() -> None:
        trying.clear()
        set_tried(True)
        missing = next((field for field in (email, password) if not field.text().strip()), None)
        if missing is None:
            await signing_in.run(email.text().strip(), password.text())
        else:
            await missing.focus()

    async def try_demonstration() -> None:
        signing_in.clear()
        if demonstration is not None:
            await trying.run(demonstration.email, demonstration.password)

    async def ask() -> None:
        set_tried(True)
        if email.text().strip():
            await asking.run(email.text().strip())

    forget = _in_turn(set_forgotten, lambda _wanted: asking.clear(), lambda _wanted: set_tried(False))
    known, failure = town.value if isinstance(town, Ready) else None, signing_in.error or trying.error
    state = SignInState(
        town_name=known.name if known else "",
        demonstration_town=known is not None and known.demonstration,
        can_try=demonstration is not None,
        email=email,
        password=password,
        shown=shown,
        busy=signing_in.busy,
        trying=trying.busy,
        email_error=_missing(tried, email, _("Indiquez votre adresse e-mail.")),
        password_error=credentials_error(failure) or _missing(tried, password, _("Indiquez votre mot de passe.")),
        trouble=network_error(failure),
        forgotten=forgotten,
        asking=asking.busy,
        sent=asking.result is True,
        ask_trouble=asking.error.kind if asking.error else None,
    )
    return state, SignInActions(_toggle(shown, set_shown), submit, try_demonstration, forget, ask)


def _missing(tried: bool, field: Typed, sentence: str) -> str | None:
    return sentence if tried and not field.value.strip() else None


def _in_turn(*steps: Callable[[bool], None]) -> Callable[[bool], None]:
    def all_of_them(value: bool) -> None:
        for step in steps:
            step(value)

    return all_of_them


def _toggle(value: bool, change: Callable[[bool], None]) -> Callable[[], None]:
    return lambda: change(not value)


def _returning_true(action: Callable[[str], Awaitable[None]]) -> Callable[[str], Awaitable[bool]]:
    async def done(email: str) -> bool:
        await action(email)
        return True

    return done
