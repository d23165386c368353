"""What a mail says, written once: its text and its HTML are made from the same words.

The HTML is one sober page with inline styles in the town's colour: no picture, no script, nothing from elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from sqlalchemy.ext.asyncio import AsyncSession

from city.mail.outbox import post
from city.text import _
from city.towns import Town

_TEMPLATES = Path(__file__).parent / "templates"
_INK, _PAPER = "#10242B", "#FFFFFF"
_LEAST_CONTRAST = 4.5
_COLON = "\u00a0:"


@dataclass(frozen=True, slots=True)
class Action:
    """The one thing to do: what its button says, and the address it opens."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: what, what became of it, and its sum where there is one."""

    what: str
    state: str
    sum: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to a person. `before` and `after` are paragraphs around the lines with their total and the action."""

    subject: str
    first_name: str
    before: tuple[str, ...]
    action: Action | None = None
    lines: tuple[Line, ...] = ()
    total: str = ""
    after: tuple[str, ...] = ()


async def post_letter(
    session: AsyncSession, town: Town, recipient: str, letter: Letter, *, now: datetime, key: str | None = None
) -> None:
    """Leaves the letter in the outbox; it goes if and only if the transaction is committed.

    `key` makes it the only one of its name: written again, it stays the first.
    """
    subject = " ".join(letter.subject.splitlines())
    await post(
        session,
        recipient=recipient,
        subject=subject,
        text=text_of(letter, town),
        html=html_of(letter, town),
        now=now,
        key=key,
    )


def text_of(letter: Letter, town: Town) -> str:
    """The letter as plain text."""
    parts = [_greeting(letter), *letter.before]
    if letter.lines:
        parts.append("\n".join(_plain(line) for line in letter.lines))
    if letter.total:
        parts.append(f"{_('Total')}{_COLON} {letter.total}")
    if letter.action:
        parts.append(f"{letter.action.label}{_COLON}\n{letter.action.url}")
    parts += [*letter.after, _signature(town)]
    if town.demonstration:
        parts.append(_demonstration())
    return "\n\n".join(parts) + "\n"


def html_of(letter: Letter, town: Town) -> str:
    """The letter as a page; everything in it is escaped."""
    return _page().render(
        letter=letter,
        greeting=_greeting(letter),
        total=_("Total"),
        signature=_signature(town),
        demonstration=_demonstration() if town.demonstration else "",
        town=town.name,
        colour=town.seed_colour,
        on_colour=_on(town.seed_colour),
        ink=_INK,
        paper=_PAPER,
    )


@cache
def _page() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("letter.html")


def _greeting(letter: Letter) -> str:
    return _("Bonjour {first_name},").format(first_name=letter.first_name)


def _signature(town: Town) -> str:
    return _("{service} de {town}").format(service=town.contact.service_name, town=town.name)


def _demonstration() -> str:
    return _("Démonstration : règles, tarifs et personnes inventés.")


def _plain(line: Line) -> str:
    return f"– {line.what}{_COLON} {line.state}" + (f" ({line.sum})" if line.sum else "")


def _on(colour: str) -> str:
    """What can be read on the town's colour: white, or ink (WCAG 2.2 contrast)."""
    light = _luminance(colour)
    return _PAPER if (1.05 / (light + 0.05)) >= _LEAST_CONTRAST else _INK


def _luminance(colour: str) -> float:
    def part(at: int) -> float:
        value = int(colour[at : at + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
