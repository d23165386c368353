"""The desk, put together: the pages of every town are `ROUTERS`; `install(app)` adds what is one town's own."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles

from city.context import City
from city.desk import problems, records
from city.desk.agents import router as agents
from city.desk.attendance import router as attendance
from city.desk.bookings import router as bookings
from city.desk.canteen import router as canteen
from city.desk.closures import router as closures
from city.desk.counters import router as counters
from city.desk.deletions import router as deletions
from city.desk.home import router as home
from city.desk.households import router as households
from city.desk.invoices import router as invoices
from city.desk.journal import router as journal
from city.desk.lists import router as lists
from city.desk.messages import router as messages
from city.desk.new_year import router as new_year
from city.desk.news import router as news
from city.desk.paths import STATIC
from city.desk.procedures import router as procedures
from city.desk.sign_in import router as sign_in
from city.desk.till import router as till

_FILES = Path(__file__).parent / "static"
ROUTERS: tuple[APIRouter, ...] = (
    home,
    sign_in,
    procedures,
    messages,
    news,
    canteen,
    attendance,
    bookings,
    counters,
    households,
    deletions,
    lists,
    new_year,
    closures,
    invoices,
    till,
    agents,
    journal,
)


def install(app: FastAPI) -> None:
    """Adds its problems, records and files to the city's application, whose problems are installed already."""
    problems.install(app)
    city: City = app.state.city
    records.install(app, city)
    app.mount(STATIC, StaticFiles(directory=_FILES), name="desk files")
