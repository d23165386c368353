"""Refusals and failures as `application/problem+json` (RFC 9457), and their place in OpenAPI.

Nothing of an exception's text is ever sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from city.errors import Invalid, NotFound, NotJson, OpeningRush, Refusal, TooBig

_DATA_ERRORS = "22"
_CONFLICTS = frozenset({"40001", "40P01"})
_HTTP_CODES = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED", 413: "TOO_BIG"}


class Problem(BaseModel):
    """The body of every refusal."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    params: dict[str, Any] = {}


class DescribedApp(FastAPI):
    """A FastAPI application whose description knows the body of a problem."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI description, with `Problem` among its schemas."""
        described = super().openapi()
        described.setdefault("components", {}).setdefault("schemas", {})["Problem"] = Problem.model_json_schema()
        return described


class ProblemResponse(JSONResponse):
    """A JSON answer marked as a problem."""

    media_type = "application/problem+json"


def problem(
    status: int,
    code: str,
    title: str,
    params: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> ProblemResponse:
    """The answer of a refusal."""
    body = Problem(title=title, status=status, code=code, params=dict(params or {}))
    return ProblemResponse(body.model_dump(), status, headers=dict(headers or {}))


def refusals(*kinds: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of an endpoint that may raise `kinds`: several codes of one status are listed together."""
    by_status: dict[int | str, list[type[Refusal]]] = {}
    listed_kinds: tuple[type[Refusal], ...] = (*kinds, Invalid)
    for kind in listed_kinds:
        listed = by_status.setdefault(kind.status, [])
        if kind not in listed:
            listed.append(kind)
    return {
        status: {
            "description": " / ".join(f"`{kind.code}`: {kind.title()}" for kind in same),
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, same in by_status.items()
    }


def install(app: FastAPI) -> None:
    """Makes `app` answer every failure as a problem."""
    app.add_exception_handler(Refusal, _refusal)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(PoolTimeout, _overloaded)
    app.add_exception_handler(DBAPIError, _database)


async def _refusal(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return problem(error.status, error.code, error.title(), error.params, error.headers)


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = error.errors()
    if any(item["type"] == "json_invalid" or _is_unread(item) for item in errors):
        return problem(NotJson.status, NotJson.code, NotJson.title())
    listed = [{"where": ".".join(str(part) for part in item["loc"]), "what": item["type"]} for item in errors[:20]]
    return problem(Invalid.status, Invalid.code, Invalid.title(), {"errors": listed})


def _is_unread(item: Mapping[str, Any]) -> bool:
    """Whether the body came as bytes, since it was not marked as JSON."""
    return tuple(item["loc"]) == ("body",) and isinstance(item.get("input"), bytes)


class BodyTooBig(HTTPException):
    """`TooBig` as it may be raised while a body is read, where any other exception is taken for unreadable JSON."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(TooBig.status)
        self.max_bytes = max_bytes


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error, BodyTooBig):
        return await _refusal(request, TooBig({"max_bytes": error.max_bytes}))
    if error.status_code == 404:
        return problem(404, NotFound.code, "There is nothing at this address.")
    if error.status_code == 400:
        return problem(NotJson.status, NotJson.code, NotJson.title())
    code = _HTTP_CODES.get(error.status_code, "REFUSED")
    return problem(error.status_code, code, "The request was refused.", headers=error.headers)


async def _overloaded(request: Request, _error: Exception) -> Response:
    return await _refusal(request, OpeningRush())


async def _database(request: Request, error: Exception) -> Response:
    """A value that the database cannot hold is the asker's; waiting too long for a lock is a rush; else it is ours."""
    assert isinstance(error, DBAPIError)
    if str(getattr(error.orig, "sqlstate", "") or "").startswith(_DATA_ERRORS):
        return await _refusal(request, Invalid())
    if "database is locked" in str(error.orig):
        return await _refusal(request, OpeningRush())
    raise error


def is_conflict(error: DBAPIError) -> bool:
    """Whether the database ended the transaction because of another's (deadlock, serialization): try it again."""
    return str(getattr(error.orig, "sqlstate", "") or "") in _CONFLICTS
