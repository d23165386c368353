"""Signing in and out at the desk, and choosing a password by link."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from city.accounts.refusals import InvalidCredentials, LinkExpired, SlowDown, WeakPassword
from city.agents import service, sessions
from city.audit.acts import Act
from city.audit.log import Target
from city.context import ReceivedAt, TheDatabase, TheSettings
from city.desk.acting import COOKIE, Acting, Form, FormNotOurs, acting_with, comes_from_here
from city.desk.frame import done, page
from city.desk.paths import DESK, SIGN_IN, safe_next

router = APIRouter()

LinkToken = Annotated[str, Path(max_length=200, pattern=r"^[\w-]+$")]
Leaving = Annotated[Acting, acting_with(None)]
_LONGEST_PASSWORD = 1000


@router.get("/connexion")
async def show_sign_in(request: Request, suite: Annotated[str, Query(max_length=2000)] = DESK) -> Response:
    """The sign-in page."""
    return page(request, "staff/sign_in.html", email="", suite=safe_next(suite), wrong=None, wait=0)


@router.post("/connexion")
async def sign_in(request: Request, database: TheDatabase, settings: TheSettings, now: ReceivedAt) -> Response:
    """Signs the browser in, or says why not."""
    form = await _form_of(request)
    email, suite = form.text("email", required=False), safe_next(form.text("suite", longest=2000, required=False))
    try:
        token = await service.sign_in(
            database,
            settings,
            email=email,
            password=form.text("mot-de-passe", longest=_LONGEST_PASSWORD, required=False),
            address=request.client.host if request.client else "",
            now=now,
        )
    except (InvalidCredentials, SlowDown) as refusal:
        wait = refusal.params.get("retry_after", 0)
        content = {"email": email, "suite": suite, "wrong": refusal.code, "wait": wait}
        return page(request, "staff/sign_in.html", status=refusal.status, **content)
    answer = RedirectResponse(suite, 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, token, path=DESK, httponly=True, samesite="strict", secure=secure)
    return answer


@router.post("/deconnexion")
async def sign_out(acting: Leaving) -> Response:
    """Ends this browser's session."""
    await sessions.revoke(acting.session, acting.agent.session_id)
    await acting.record(Act.SIGNED_OUT, Target("agent", acting.agent.agent_id, acting.agent.name))
    answer = done(SIGN_IN, "deconnecte")
    answer.delete_cookie(COOKIE, path=DESK, httponly=True, samesite="strict")
    return answer


@router.get("/bienvenue/{token}")
async def show_welcome(request: Request, token: LinkToken, database: TheDatabase, now: ReceivedAt) -> Response:
    """Where an agent chooses a password. Opening it spends nothing."""
    try:
        agent = await service.invited(database, token, now)
    except LinkExpired as refusal:
        return page(request, "staff/link_expired.html", status=refusal.status)
    return page(request, "staff/welcome.html", agent=agent, weak=None, different=False)


@router.post("/bienvenue/{token}")
async def choose_password(
    request: Request, token: LinkToken, database: TheDatabase, settings: TheSettings, now: ReceivedAt
) -> Response:
    """Sets the password and leads to the sign-in page."""
    form = await _form_of(request)
    password = form.text("mot-de-passe", longest=_LONGEST_PASSWORD, required=False)
    try:
        agent = await service.invited(database, token, now)
        if password != form.text("encore", longest=_LONGEST_PASSWORD, required=False):
            return page(request, "staff/welcome.html", status=422, agent=agent, weak=None, different=True)
        await service.choose_password(database, settings, token=token, password=password, now=now)
    except LinkExpired as refusal:
        return page(request, "staff/link_expired.html", status=refusal.status)
    except WeakPassword as refusal:
        weak = refusal.params["reason"]
        return page(request, "staff/welcome.html", status=refusal.status, agent=agent, weak=weak, different=False)
    return done(SIGN_IN, "mot-de-passe")


async def _form_of(request: Request) -> Form:
    """A form sent by somebody who is not signed in: only where it comes from can be checked."""
    if not comes_from_here(request):
        raise FormNotOurs
    return Form(await request.form(max_files=0, max_fields=20))
