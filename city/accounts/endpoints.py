"""Addresses of signing in, devices, invitations and forgotten passwords."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from city.accounts import service, sessions
from city.accounts.refusals import InvalidCredentials, LinkExpired, SlowDown, WeakPassword
from city.accounts.repository import Account
from city.accounts.schemas import (
    Acceptance,
    AccountOut,
    DeviceOut,
    DevicesOut,
    InvitationOut,
    NewPassword,
    ResetRequest,
    SessionOut,
    SignIn,
)
from city.accounts.service import Device
from city.accounts.sessions import Opened
from city.context import Current, ReceivedAt, TheDatabase, TheSettings, TheTown, Transaction
from city.errors import NotFound, NotJson, SessionExpired
from city.events import Topic, tell
from city.problems import refusals

router = APIRouter(tags=["accounts"])

LinkToken = Annotated[str, Path(max_length=200, pattern=r"^[\w-]+$")]


@router.post("/sessions", status_code=201, responses=refusals(InvalidCredentials, SlowDown, NotJson))
async def sign_in(
    body: SignIn, request: Request, database: TheDatabase, settings: TheSettings, now: ReceivedAt
) -> SessionOut:
    """Signs a device in; signing in again from it replaces its session only."""
    account, opened = await service.sign_in(
        database,
        settings,
        email=body.email,
        password=body.password.get_secret_value(),
        device=_device(request, body.device, body.device_name),
        now=now,
    )
    return _session(account, opened, now)


@router.get("/sessions", responses=refusals(SessionExpired))
async def list_sessions(session: Transaction, me: Current, now: ReceivedAt) -> DevicesOut:
    """The devices signed in to this account."""
    rows = await sessions.sessions_of(session, me.account_id, now)
    return DevicesOut(
        items=[
            DeviceOut(
                id=row.id,
                device_name=row.device_name,
                created_at=row.created_at.astimezone(now.tzinfo),
                last_used_at=row.last_used_at.astimezone(now.tzinfo),
                current=row.id == me.session_id,
            )
            for row in rows
        ]
    )


@router.delete("/sessions/current", status_code=204, responses=refusals(SessionExpired))
async def sign_out(session: Transaction, me: Current, now: ReceivedAt) -> Response:
    """Ends this device's session."""
    await sessions.revoke(session, me.account_id, me.session_id)
    await tell(session, me.household_id, Topic.SESSION, now=now, account_id=me.account_id)
    return Response(status_code=204)


@router.delete("/sessions/{session_id}", status_code=204, responses=refusals(SessionExpired, NotFound))
async def revoke_session(session_id: str, session: Transaction, me: Current, now: ReceivedAt) -> Response:
    """Ends the session of another device of this account."""
    if not await sessions.revoke(session, me.account_id, session_id):
        raise NotFound
    await tell(session, me.household_id, Topic.SESSION, now=now, account_id=me.account_id)
    return Response(status_code=204)


@router.post("/password-resets", status_code=202, response_class=Response, responses=refusals(NotJson))
async def ask_reset(body: ResetRequest, database: TheDatabase, now: ReceivedAt) -> Response:
    """Asks for a link to set a new password: the same answer for known and unknown addresses."""
    await service.ask_reset(database, body.email, now)
    return Response(status_code=202)


@router.post("/password-resets/{token}", status_code=204, responses=refusals(LinkExpired, WeakPassword, NotJson))
async def reset_password(
    token: LinkToken, body: NewPassword, database: TheDatabase, settings: TheSettings, now: ReceivedAt
) -> Response:
    """Sets a new password by link; every session of the account ends."""
    await service.reset_password(database, settings, token=token, password=body.password.get_secret_value(), now=now)
    return Response(status_code=204)


@router.get("/invitations/{token}", responses=refusals(LinkExpired))
async def show_invitation(token: LinkToken, database: TheDatabase, town: TheTown, now: ReceivedAt) -> InvitationOut:
    """Who an invitation is for, before it is accepted."""
    account = await service.invited(database, token, now)
    return InvitationOut(email=account.email, first_name=account.first_name, town_name=town.name)


@router.post("/invitations/{token}", status_code=201, responses=refusals(LinkExpired, WeakPassword, NotJson))
async def accept_invitation(
    token: LinkToken,
    body: Acceptance,
    request: Request,
    database: TheDatabase,
    settings: TheSettings,
    now: ReceivedAt,
) -> SessionOut:
    """First sign-in: chooses the password and signs the device in."""
    account, opened = await service.accept_invitation(
        database,
        settings,
        token=token,
        password=body.password.get_secret_value(),
        device=_device(request, body.device, body.device_name),
        now=now,
    )
    return _session(account, opened, now)


def _device(request: Request, device: str, name: str) -> Device:
    return Device(device, name, request.client.host if request.client else "")


def _session(account: Account, opened: Opened, now: datetime) -> SessionOut:
    return SessionOut(
        token=opened.token,
        expires_at=opened.expires_at.astimezone(now.tzinfo),
        now=now,
        account=AccountOut(
            id=account.id, email=account.email, first_name=account.first_name, last_name=account.last_name
        ),
    )
