"""Which class follows which: as the town file says, else as French schools name their classes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from city.submissions.receipts import plain
from city.towns import School

Fate = Literal["up", "leaves", "open"]
_LEVELS = ("TPS", "PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2")
_LONG = {
    "TPS": "Toute petite section",
    "PS": "Petite section",
    "MS": "Moyenne section",
    "GS": "Grande section",
}
_LAST = {"maternelle": "GS", "elementaire": "CM2"}
_BEGINS = {plain(name): level for level, name in _LONG.items()} | {level.lower(): level for level in _LEVELS}
_NAMED = re.compile(rf"({'|'.join(_BEGINS)})(?![a-z0-9])(.*)")


@dataclass(frozen=True, slots=True)
class Next:
    """What becomes of a class: up to another one, out of the town's schools, or open: somebody has to say."""

    fate: Fate
    school_id: str = ""
    class_name: str = ""


OPEN = Next("open")
LEAVES = Next("leaves")


def proposed(school_id: str, class_name: str, schools: dict[str, School], known: Collection[tuple[str, str]]) -> Next:
    """What follows a class; `schools` are those of the year to come, `known` the classes that there are."""
    school = schools.get(school_id)
    if school is None:
        return OPEN
    order = [plain(name) for name in school.classes]
    if plain(class_name) in order:
        place = order.index(plain(class_name)) + 1
        return Next("up", school_id, school.classes[place]) if place < len(order) else _onward(school, schools)
    level, rest = _read(class_name)
    if level is None:
        return OPEN
    if level == _LAST[school.level]:
        return _onward(school, schools)
    following = _LEVELS[_LEVELS.index(level) + 1]
    if plain(class_name).startswith(plain(_LONG.get(level, level))):
        following = _LONG.get(following, following)
    alike = following + rest
    return Next("up", school_id, alike if (school_id, alike) in known else following)


def rank(class_name: str) -> int:
    """The place of a class among those of French schools, by its name; unknown ones come last."""
    level, _rest = _read(class_name)
    return len(_LEVELS) if level is None else _LEVELS.index(level)


def _read(class_name: str) -> tuple[str | None, str]:
    """The level that a class's name begins with, and the rest of it; None for several levels at once, or none."""
    named = _NAMED.fullmatch(plain(class_name))
    if named is None or any(level.lower() in re.findall(r"[a-z0-9]+", named[2]) for level in _LEVELS):
        return None, ""
    return _BEGINS[named[1]], class_name[len(named[1]) :]


def _onward(school: School, schools: dict[str, School]) -> Next:
    """After the last class: out of an elementary school; out of a nursery school to the only elementary one."""
    if school.level == "elementaire":
        return LEAVES
    big = [other for other in schools.values() if other.level == "elementaire"]
    return Next("up", big[0].id, big[0].classes[0] if big[0].classes else "CP") if len(big) == 1 else OPEN
