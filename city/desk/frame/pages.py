"""Making a page: templates of `city/desk/templates`, everything in them escaped, French through the city's gettext."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from city.agents.sessions import SignedInAgent
from city.context import City
from city.desk.frame.menu import Entry, entries_for
from city.desk.frame.said import sentence_of
from city.rules.text import day_text
from city.text import _, french, ngettext

TEMPLATES = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page shows around its content; `agent` is None before sign-in."""

    town_name: str
    demonstration: bool
    agent: SignedInAgent | None
    menu: list[Entry]
    path: str
    said: str


def page(request: Request, template: str, *, status: int = 200, **content: Any) -> HTMLResponse:
    """The page of a template.."""
    text = _environment().get_template(template).render(request=request, **content)
    return HTMLResponse(text, status)


def furnish(environment: Environment) -> None:
    """Gives an environment what our templates use."""
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(_, ngettext, newstyle=False)  # type: ignore[attr-defined]
    environment.globals["shell_of"] = shell_of
    environment.filters.update(day=day, short_day=short_day, instant=instant, euros=euros, french=french)
    environment.trim_blocks = environment.lstrip_blocks = True


def shell_of(request: Request) -> Shell:
    """The shell of a page."""
    city: City = request.app.state.city
    agent: SignedInAgent | None = getattr(request.state, "agent", None)
    return Shell(
        town_name=city.town.name,
        demonstration=city.town.demonstration,
        agent=agent,
        menu=entries_for(agent.role) if agent else [],
        path=request.url.path,
        said=sentence_of(request.query_params.get("fait", "")),
    )


def day(value: date) -> str:
    """« jeudi 26 novembre 2026 »."""
    return f"{day_text(value)}\u00a0{value.year}"


def short_day(value: date) -> str:
    """« 26/11/2026 »."""
    return f"{value:%d/%m/%Y}"


def instant(value: datetime, zone: Any) -> str:
    """« 26/11/2026 à 10:05 », in the town's time."""
    local = value.astimezone(zone)
    return _("{day} à {hour}").format(day=f"{local:%d/%m/%Y}", hour=f"{local:%H:%M}")


def euros(cents: int) -> str:
    """« 1 912,40 € »."""
    sign = "−" if cents < 0 else ""
    whole = f"{abs(cents) // 100:,}".replace(",", "\u202f")
    return french(f"{sign}{whole},{abs(cents) % 100:02d} €")


@cache
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    furnish(made)
    return made
