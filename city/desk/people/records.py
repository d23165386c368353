"""The lists of records (foyers, représentants, enfants), by SQLAdmin: searched, sorted, only read.

Its sheets, forms, exports and actions are taken out: what is shown of one record, and all that changes one, are pages
of ours. Who may read is asked of our own session and roles, before the library is reached.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from fastapi import FastAPI
from sqladmin import Admin, ModelView
from sqladmin.authorization import Action, AuthorizationBackend
from sqladmin.filters import StaticValuesFilter
from sqladmin.models import ModelViewMeta
from sqlalchemy import ColumnElement, Select, exists, or_
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from city.agents.refusals import DeskSessionNeeded, NotAllowed
from city.agents.roles import Right
from city.agents.sessions import SignedInAgent, recognise, renew
from city.context import City
from city.database import Base
from city.desk.acting import COOKIE
from city.desk.frame import TEMPLATES, dressed, furnish, short_day
from city.desk.paths import DESK
from city.desk.words import school_choices, site_name
from city.errors import Invalid, Refusal
from city.households.models import LEFT, ChildRow, HouseholdChildRow, HouseholdRow, PersonRow
from city.problems import problem
from city.text import _
from city.towns import Town

_PAGE = 50
_MOST_WORDS = 5
_KEPT = {"list"}


class Guard:
    """ASGI middleware before the library: only an agent who may read people gets through."""

    def __init__(self, app: ASGIApp, city: City) -> None:
        self._app = app
        self._city = city

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            scope.setdefault("state", {})["agent"] = await self._agent(Request(scope))
        except Refusal as refusal:
            told = problem(refusal.status, refusal.code, refusal.title())
            await dressed(scope, told)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _agent(self, request: Request) -> SignedInAgent:
        token, now = request.cookies.get(COOKIE), self._city.clock.now()
        async with self._city.database.transaction() as session:
            found = await recognise(session, token, now) if token else None
        if found is None:
            raise DeskSessionNeeded
        if not found.role.may(Right.PEOPLE):
            raise NotAllowed
        if found.due_for_renewal(now):
            async with self._city.database.transaction(write=True) as writing:
                await renew(writing, found.session_id, now)
        return found


class _ReadOnly(AuthorizationBackend):
    """What the library may do for whom: list, for who got through the guard."""

    def has_permission(self, request: Request, identity: str, action: str, obj: Any = None) -> bool:
        return action == Action.LIST and request.state.agent.role.may(Right.PEOPLE)


class _Records(ModelView):
    """What all lists share. `sheet_of`, made with each, gives the address of a record's own page; `living` says who is
    listed."""

    can_create = can_edit = can_delete = can_export = can_import = can_view_details = False
    page_size = _PAGE
    page_size_options = (_PAGE,)
    list_template = "people/records.html"
    living: ClassVar[ColumnElement[bool]]

    def list_query(self, request: Request) -> Select[Any]:
        """Who left the town's accounts is not listed."""
        return super().list_query(request).where(self.living)

    def search_query(self, stmt: Select[Any], term: str) -> Select[Any]:
        """Every word must be found somewhere: « martin alice »."""
        for word in term.split()[:_MOST_WORDS]:
            stmt = super().search_query(stmt, word)
        return stmt


def install(app: FastAPI, city: City) -> None:
    """Mounts the lists under `/guichet/fiches`."""
    admin = Admin(
        app,
        city.database.engine,
        session_maker=async_sessionmaker(city.database.engine, class_=AsyncSession, expire_on_commit=False),
        base_url=f"{DESK}/fiches",
        templates_dir=str(TEMPLATES),
        middlewares=[Middleware(Guard, city=city)],
        authorization_backend=_ReadOnly(),
    )
    furnish(admin.templates.env)
    admin.admin.state.city = city
    admin.admin.add_exception_handler(DBAPIError, _not_understood)
    routes: list[BaseRoute] = admin.admin.router.routes
    admin.admin.router.routes = [route for route in routes if isinstance(route, Route) and route.name in _KEPT]
    for view in _views(city.town):
        admin.add_view(view)


async def _not_understood(request: Request, _error: Exception) -> Response:
    """What the database cannot compare with: somebody's odd address, not our failure."""
    return dressed(request.scope, problem(Invalid.status, Invalid.code, Invalid.title()))


def _views(town: Town) -> list[type[ModelView]]:
    """The lists. Classes of this application's own: the library keeps its state on them."""
    households = _view(
        HouseholdRow,
        ("foyers", _("Foyers")),
        {"name": _("Foyer"), "quotient": _("Quotient familial")},
        or_(
            exists().where(PersonRow.household_id == HouseholdRow.id),
            exists().where(HouseholdChildRow.household_id == HouseholdRow.id),
        )
        & (HouseholdRow.id != LEFT),
        search=["name"],
        sheet=lambda row: f"{DESK}/foyers/{row.id}",
    )
    guardians = _view(
        PersonRow,
        ("representants", _("Représentants")),
        {"last_name": _("Nom"), "first_name": _("Prénom")},
        PersonRow.household_id != LEFT,
        search=["last_name", "first_name"],
        sheet=lambda row: f"{DESK}/foyers/{row.household_id}",
    )
    children = _view(
        ChildRow,
        ("enfants", _("Enfants")),
        {
            "last_name": _("Nom"),
            "first_name": _("Prénom"),
            "birth_date": _("Naissance"),
            "school_id": _("École"),
            "class_name": _("Classe"),
        },
        exists().where(HouseholdChildRow.child_id == ChildRow.id),
        search=["last_name", "first_name", "class_name"],
        shown={
            "school_id": lambda row, _name: site_name(town, row.school_id),
            "birth_date": lambda row, _name: short_day(row.birth_date),
        },
        filters=[StaticValuesFilter(ChildRow.school_id, school_choices(town), title=_("École"))],
        sheet=lambda row: f"{DESK}/enfants/{row.id}",
    )
    return [households, guardians, children]


def _view(
    model: type[Base],
    named: tuple[str, str],
    columns: dict[str, str],
    living: ColumnElement[bool],
    *,
    search: list[str],
    sheet: Callable[[Any], str],
    shown: dict[str, Callable[[Any, str], str]] | None = None,
    filters: Sequence[Any] = (),
) -> type[ModelView]:
    """A list: `named` its word in the address and its title, `columns` its labels, the first one sorting it."""
    identity, title = named
    attributes = {
        "name": title,
        "name_plural": title,
        "column_list": list(columns),
        "column_labels": columns,
        "column_searchable_list": search,
        "column_sortable_list": list(columns),
        "column_default_sort": next(iter(columns)),
        "column_formatters": shown or {},
        "column_filters": list(filters),
        "sheet_of": staticmethod(sheet),
        "living": living,
    }
    made: type[ModelView] = ModelViewMeta(identity, (_Records,), attributes, model=model)
    made.identity = identity
    return made
