"""What the sign-in page shows and does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from services.errors import ErrorKind
from views.sign_in.form import credentials_error, network_error
from views.state import Ready, use_demonstration, use_mutation, use_portal, use_query


@dataclass(frozen=True, slots=True)
class SignInState:
    """`trouble`: what is not the parent's fault. `forgotten`: the mail is being asked for, `sent` once it was."""

    town_name: str
    demonstration_town: bool
    can_try: bool
    email: str
    password: str
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
    set_email: Callable[[str], None]
    set_password: Callable[[str], None]
    show: Callable[[], None]
    submit: Callable[[], Awaitable[Any]]
    try_demonstration: Callable[[], Awaitable[Any]]
    forget: Callable[[bool], None]
    ask: Callable[[], Awaitable[Any]]


def _no_field() -> ft.Ref[ft.TextField]:
    return ft.Ref()


def use_sign_in() -> tuple[SignInState, SignInActions, ft.Ref[ft.TextField]]:
    """State, actions, and the password field, where Enter in the first one goes on."""
    portal, demonstration = use_portal(), use_demonstration()
    town, _refresh = use_query(portal.town, [])
    email, set_email = ft.use_state("")
    password, set_password = ft.use_state("")
    shown, set_shown = ft.use_state(False)
    forgotten, set_forgotten = ft.use_state(False)
    signing_in, trying = use_mutation(portal.sign_in), use_mutation(portal.sign_in)
    password_ref: ft.Ref[ft.TextField] = ft.use_memo(_no_field, [])
    asking = use_mutation(_returning_true(portal.ask_password_reset))

    async def submit() -> None:
        trying.clear()
        if email.strip() and password:
            await signing_in.run(email.strip(), password)
        elif email.strip() and password_ref.current is not None:
            await password_ref.current.focus()  # type: ignore[no-untyped-call]

    async def try_demonstration() -> None:
        if demonstration is not None:
            signing_in.clear()
            await trying.run(demonstration.email, demonstration.password)

    async def ask() -> None:
        if email.strip():
            await asking.run(email.strip())

    def forget(wanted: bool) -> None:
        asking.clear()
        set_forgotten(wanted)

    failure = signing_in.error or trying.error
    state = SignInState(
        town_name=town.value.name if isinstance(town, Ready) else "",
        demonstration_town=isinstance(town, Ready) and town.value.demonstration,
        can_try=demonstration is not None, email=email, password=password, shown=shown, busy=signing_in.busy,
        trying=trying.busy, email_error=None, password_error=credentials_error(failure),
        trouble=network_error(failure), forgotten=forgotten, asking=asking.busy, sent=asking.result is True,
        ask_trouble=asking.error.kind if asking.error else None,
    )
    show = _toggle(shown, set_shown)
    actions = SignInActions(set_email, set_password, show, submit, try_demonstration, forget, ask)
    return state, actions, password_ref


def _toggle(value: bool, change: Callable[[bool], None]) -> Callable[[], None]:
    return lambda: change(not value)


def _returning_true(action: Callable[[str], Awaitable[None]]) -> Callable[[str], Awaitable[bool]]:
    async def done(email: str) -> bool:
        await action(email)
        return True

    return done
