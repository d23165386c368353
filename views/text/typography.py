"""French typography, by one function: narrow and wide no-break spaces, real apostrophe, minus and dashes.

Applied to whole sentences, also filled ones; applying it twice changes nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

NARROW: Final = "\u202f"
WIDE: Final = "\u00a0"
# One rule may make room for another: they are applied until nothing changes.
_TURNS: Final = 8
_SPACES: Final = f"[ {NARROW}{WIDE}]"

_MONTHS: Final = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|janv\\.|févr\\.|juil\\.|sept\\.|oct\\.|nov\\.|déc\\."
)
_WEEKDAYS: Final = "[Ll]undi|[Mm]ardi|[Mm]ercredi|[Jj]eudi|[Vv]endredi|[Ss]amedi|[Dd]imanche"
_NUMBERED: Final = (
    "places?|jours?|heures?|minutes?|secondes?|réservations?|annulations?|lignes?|factures?|semaines?|enfants?"
    "|services?|caractères|fois|ans?|h|€|%|Mo|min|s"
)

_RULES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile("(?<=\\w)'(?=\\w)"), "’"),
    (re.compile(f"{_SPACES}*([;!?]+)(?=\\s|$|[»)])"), f"{NARROW}\\1"),
    (re.compile(f"(?<=[^\\s\\d{NARROW}{WIDE}]){_SPACES}+:(?=\\s|$)"), f"{WIDE}:"),
    (re.compile(f"(?<=\\d){_SPACES}+:(?=\\s|$)"), f"{WIDE}:"),
    (re.compile(f"«{_SPACES}*"), f"«{WIDE}"),
    (re.compile(f"{_SPACES}*»"), f"{WIDE}»"),
    (re.compile(f"(?<=\\d){_SPACES}+({_NUMBERED})\\b"), f"{WIDE}\\1"),
    (re.compile(f"(?<=\\d){_SPACES}*€"), f"{WIDE}€"),
    (re.compile(f"(?<=\\d){_SPACES}+%"), f"{WIDE}%"),
    (re.compile(f"(?<=\\dh){_SPACES}+(?=\\d)|(?<=\\d[{WIDE}]h){_SPACES}+(?=\\d)"), WIDE),
    (re.compile(f"\\b(n°){_SPACES}*(?=\\d)"), f"\\1{WIDE}"),
    (re.compile(f"\\b({_WEEKDAYS}){_SPACES}+(?=\\d)"), f"\\1{WIDE}"),
    (re.compile(f"(?<=\\d){_SPACES}+({_MONTHS})(?!\\w)"), f"{WIDE}\\1"),
    (re.compile(f"(?<=\\d)(er)?{_SPACES}+({_MONTHS})(?!\\w)"), f"\\1{WIDE}\\2"),
    (re.compile(f"(?<=[\\w€»]){_SPACES}–{_SPACES}(?=[\\w«])"), f"{WIDE}– "),
    (re.compile("(?<![\\w\\d])-(?=\\d)"), "−"),
    (re.compile(f"−{_SPACES}(?=\\d)"), f"−{WIDE}"),
)


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """The sentence with the spaces and signs French wants (U+202F before ; ! ?, U+00A0 before : » € …)."""
    for _turn in range(_TURNS):
        before = text
        for pattern, replacement in _RULES:
            text = pattern.sub(replacement, text)
        if text == before:
            break
    return text


def capital(sentence: str) -> str:
    """The sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]
