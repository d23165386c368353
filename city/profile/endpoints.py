"""Addresses of « Mes données personnelles »."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from city.accounts.endpoints import LinkToken
from city.accounts.refusals import InvalidCredentials, LinkExpired, SlowDown, WeakPassword
from city.context import Current, ReceivedAt, TheDatabase, TheSettings, TheTown, Transaction, reads_only
from city.errors import NotJson, SessionExpired
from city.problems import refusals
from city.profile import export, service
from city.profile.refusals import EmailUsed
from city.profile.schemas import DeletionIn, EmailChangeIn, PasswordChangeIn, ProfileOut
from city.profile.service import Asker

router = APIRouter(tags=["profile"])

_PROVEN = (SessionExpired, InvalidCredentials, SlowDown, NotJson)


async def _asker(request: Request, me: Current, town: TheTown, now: ReceivedAt) -> Asker:
    return Asker(me, request.client.host if request.client else "", town, now)


TheAsker = Annotated[Asker, Depends(_asker, scope="function")]


@router.get("/profile", responses=refusals(SessionExpired))
async def show_profile(session: Transaction, me: Current, now: ReceivedAt) -> ProfileOut:
    """The signed-in guardian's own account and devices."""
    return await service.describe(session, me, now)


@router.post("/profile/email", status_code=202, response_class=Response, responses=refusals(*_PROVEN, EmailUsed))
@reads_only
async def ask_email(body: EmailChangeIn, asker: TheAsker, database: TheDatabase, settings: TheSettings) -> Response:
    """Sends a link to the new address and tells the one of before; asking for one's own gives the change up."""
    await service.ask_email(database, settings, asker, email=body.email, password=body.password.get_secret_value())
    return Response(status_code=202)


@router.post("/email-changes/{token}", status_code=204, responses=refusals(LinkExpired, EmailUsed))
async def confirm_email(token: LinkToken, database: TheDatabase, town: TheTown, now: ReceivedAt) -> Response:
    """The link of a new address was opened. It needs no session: mails are read anywhere."""
    await service.confirm_email(database, town, token, now)
    return Response(status_code=204)


@router.post("/profile/password", status_code=204, responses=refusals(*_PROVEN, WeakPassword))
@reads_only
async def change_password(
    body: PasswordChangeIn, asker: TheAsker, database: TheDatabase, settings: TheSettings
) -> Response:
    """Replaces the password; this device stays signed in."""
    await service.change_password(
        database,
        settings,
        asker,
        password=body.password.get_secret_value(),
        new_password=body.new_password.get_secret_value(),
        sign_out_others=body.sign_out_others,
    )
    return Response(status_code=204)


@router.get("/profile/export", response_class=Response, responses=refusals(SessionExpired))
async def export_data(session: Transaction, town: TheTown, me: Current, now: ReceivedAt) -> Response:
    """Everything the city holds of the household that this account may see, as one JSON file."""
    return Response(
        await export.as_json(session, town, me, now),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="portail-famille-{now.date()}.json"'},
    )


@router.get(
    "/profile/export/pdf",
    response_class=Response,
    responses={
        200: {"content": {"application/pdf": {}}, "description": "The document."},
        **refusals(SessionExpired),
    },
)
async def export_paper(database: TheDatabase, town: TheTown, me: Current, now: ReceivedAt) -> Response:
    """The same, to read and to print."""
    return Response(
        await export.as_pdf(database, town, me, now),
        media_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="portail-famille-{now.date()}.pdf"',
            "Cache-Control": "no-store",
        },
    )


@router.post("/profile/deletion", status_code=202, response_class=Response, responses=refusals(*_PROVEN))
@reads_only
async def ask_deletion(body: DeletionIn, asker: TheAsker, database: TheDatabase, settings: TheSettings) -> Response:
    """Asks the town to delete the account; an agent does it once nothing is owed."""
    await service.ask_deletion(database, settings, asker, password=body.password.get_secret_value())
    return Response(status_code=202)


@router.delete("/profile/deletion", status_code=204, responses=refusals(SessionExpired))
async def keep_account(session: Transaction, town: TheTown, me: Current, now: ReceivedAt) -> Response:
    """The deletion is no longer asked for."""
    await service.keep_account(session, town, me, now)
    return Response(status_code=204)
