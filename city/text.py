"""The city's French: mails, `rules explain`, the command's sentences. French is the source language.

Sources are typed with ordinary spaces and apostrophes; `french` makes them French typography, once, here.
"""

from __future__ import annotations

import gettext as _gettext
import re
from functools import cache
from pathlib import Path

_DOMAIN = "city"
_FOLDER = Path(__file__).parent / "translations"

_NARROW = "\u202f"
_HARD = "\u00a0"
_CONCERNED = re.compile(r"[;!?:»€%«'°]")
_RULES = (
    (re.compile(r" ([;!?])"), _NARROW + r"\1"),
    (re.compile(r" ([:»€%])"), _HARD + r"\1"),
    (re.compile(r"« "), "«" + _HARD),
    (re.compile(r"n° "), "n°" + _HARD),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
)


def french(text: str) -> str:
    """`text` with hard spaces before ; : ! ? » € %, after «, and curly apostrophes. Applying it twice is harmless."""
    if not _CONCERNED.search(text):
        return text
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


@cache
def _translations() -> _gettext.NullTranslations:
    return _gettext.translation(_DOMAIN, _FOLDER, fallback=True)


def _(message: str) -> str:
    """The sentence to show for `message`; placeholders are filled by the caller with `.format(...)`."""
    return french(_translations().gettext(message))


def mark(message: str) -> str:
    """`message` itself, to be found by those who translate; what shows it calls `_`."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """Like `_`, by number. In French 0 and 1 are singular."""
    return french(_translations().ngettext(one, many, 1 if abs(count) < 2 else count))
