"""Refusals as pages: whoever sits at the desk reads a French sentence, never JSON."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from city.agents.refusals import DeskSessionNeeded
from city.desk.frame.pages import page
from city.desk.frame.refusal_words import OTHERWISE, WORDS
from city.desk.paths import is_desk, sign_in_then
from city.problems import ProblemResponse
from city.text import _


def dressed(scope: Scope, answer: Response) -> Response:
    """`answer`; at the desk, a page in its place, or the way to sign in."""
    if not is_desk(scope["path"]) or not isinstance(answer, ProblemResponse):
        return answer
    request = Request(scope)
    problem: dict[str, Any] = json.loads(bytes(answer.body))
    if problem["code"] == DeskSessionNeeded.code and request.method in ("GET", "HEAD"):
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(sign_in_then(request.url.path + query), 303)
    words = WORDS.get(problem["code"], OTHERWISE)
    shown = page(
        request,
        "refusal.html",
        status=answer.status_code,
        title=_(words.title),
        sentence=_(words.sentence),
        code=problem["code"],
        params=problem["params"],
    )
    if "retry-after" in answer.headers:
        shown.headers["Retry-After"] = answer.headers["retry-after"]
    return shown


def install(app: FastAPI) -> None:
    """Dresses every answer that `city/problems.py` makes of a refusal."""
    for kind, handler in list(app.exception_handlers.items()):
        app.add_exception_handler(kind, _dressing(handler))


def _dressing(handler: Any) -> Any:
    async def handled(request: Request, error: Exception) -> Response:
        answer: Response = await handler(request, error)
        return dressed(request.scope, answer)

    return handled
