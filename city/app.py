"""The city's HTTP application, put together from its domains."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute

from city import problems
from city.accounts.endpoints import router as accounts
from city.bank import app as bank_app
from city.calendar.endpoints import router as calendar
from city.clock import Clock
from city.context import City
from city.dashboard.endpoints import router as dashboard
from city.database import Database
from city.desk import application as desk
from city.desk.acting import DeskHeaders
from city.desk.frame import dressed
from city.desk.paths import DESK
from city.edge import Edge
from city.events.endpoints import router as events
from city.events.hub import Hub
from city.feeds.endpoints import router as feeds
from city.households.endpoints import router as households
from city.invoices.endpoints import router as invoices
from city.jobs import Work, running
from city.mail.mailbox import Mailbox
from city.messages.endpoints import router as messages
from city.news.endpoints import router as news
from city.notifications.endpoints import router as notifications
from city.papers.endpoints import router as papers
from city.payments.bank import Bank
from city.payments.endpoints import router as payments
from city.payments.tills import bank_of
from city.problems import DescribedApp
from city.procedures.document_endpoints import router as procedure_documents
from city.procedures.endpoints import router as procedures
from city.profile.endpoints import router as profile
from city.public import health
from city.public import router as public
from city.registrations.endpoints import router as registrations
from city.schedule import JOBS
from city.settings import Settings
from city.sheets.endpoints import router as sheets
from city.submissions.endpoints import router as submissions
from city.towns import Town
from city.typical_weeks.endpoints import router as typical_weeks

API = "/api/v1"
ROUTERS = (
    public,
    accounts,
    households,
    calendar,
    feeds,
    submissions,
    typical_weeks,
    notifications,
    events,
    dashboard,
    invoices,
    payments,
    papers,
    procedures,
    procedure_documents,
    profile,
    sheets,
    registrations,
    messages,
    news,
)
"""All that the application may ask for, under `API`."""


def _operation(route: APIRoute) -> str:
    return route.name


def _gathered() -> list[BaseRoute]:
    """All routes of the API and of the desk. What they ask for is worked out at their first request, once a process."""
    gathered = APIRouter(strict_content_type=False, generate_unique_id_function=_operation)
    for router in ROUTERS:
        gathered.include_router(router, prefix=API)
    gathered.include_router(health)
    for page in desk.ROUTERS:
        gathered.include_router(page, prefix=DESK, include_in_schema=False)
    return gathered.routes


_ROUTES = _gathered()


def create_app(
    *,
    town: Town,
    database: Database,
    clock: Clock,
    mailbox: Mailbox,
    settings: Settings | None = None,
    bank: Bank | None = None,
) -> FastAPI:
    """The application of one town. Its tables must exist; the caller closes `database`.

    `bank`: another than the town's own (tests).
    """
    chosen = settings or Settings()
    till = bank or bank_of(town, chosen)

    def now() -> datetime:
        return clock.now().astimezone(town.time_zone)

    hub = Hub(database, now, seconds=chosen.look_seconds)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        work = Work(database, town, clock, mailbox, chosen, till)
        async with running(work, JOBS if chosen.run_jobs else ()):
            yield
        await hub.close()

    app = DescribedApp(
        title=f"Portail Famille – {town.name}",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        routes=_ROUTES,
    )
    app.state.city = City(town, database, clock, chosen, till, hub)
    problems.install(app)
    desk.install(app)
    if town.demonstration:
        app.mount(bank_app.PATH, bank_app.create_bank(town, database, clock))

    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
    app.add_middleware(Edge, now=now, body_limit=chosen.body_limit, dress=dressed)
    app.add_middleware(DeskHeaders)
    return app
