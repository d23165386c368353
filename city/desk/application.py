"""The desk, put together: the pages of every town are `ROUTERS`; `install(app)` adds what is one town's own."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles

from city.context import City
from city.desk import exchanges, frame, money, people, publishing, slots, staff
from city.desk.paths import STATIC

_FILES = Path(__file__).parent / "static"
ROUTERS: tuple[APIRouter, ...] = (
    *staff.ROUTERS,
    *exchanges.ROUTERS,
    *publishing.ROUTERS,
    *slots.ROUTERS,
    *people.ROUTERS,
    *money.ROUTERS,
)


def install(app: FastAPI) -> None:
    """Adds its problems, records and files to the city's application, whose problems are installed already."""
    frame.install_problems(app)
    city: City = app.state.city
    people.install_records(app, city)
    app.mount(STATIC, StaticFiles(directory=_FILES), name="desk files")
