"""What a list is in French: the sample that may be downloaded, the effects of a line, which lines are shown."""

from __future__ import annotations

from collections.abc import Sequence

from city.imports.columns import Column
from city.imports.plan import Effect, Outcome
from city.imports.service import Looked
from city.text import mark
from city.towns import Town

EFFECTS = {
    Effect.NEW: mark("créé"),
    Effect.CHANGED: mark("modifié"),
    Effect.SAME: mark("inchangé"),
    Effect.REFUSED: mark("refusé"),
}
MOVED = "moved"
SAMPLE_HEAD = [column.value for column in Column]
_MATERNELLE = "maternelle"


def wanted_lines(looked: Looked, asked: str) -> Sequence[Outcome]:
    """The lines of one effect, or those that have changed since the file came; all of them for any other word."""
    if asked == MOVED:
        return [outcome for outcome in looked.plan.outcomes if outcome.line in looked.moved]
    if asked in list(Effect):
        return [outcome for outcome in looked.plan.outcomes if outcome.effect == asked]
    return looked.plan.outcomes


def sample(town: Town) -> list[list[str]]:
    """Invented people in the town's own schools: two households, two children of one, one child of both."""
    schools = list(town.schools.values())
    small = next((school for school in schools if school.level == _MATERNELLE), schools[0])
    big = next((school for school in schools if school.level != _MATERNELLE), schools[0])
    ana = ["Ana", "Duval", "ana.duval@exemple.fr", "Malik", "Duval", ""]
    lou = ["E-2001", "Lou", "Duval", "14/03/2017", big.name, "CM1", ""]
    tom = ["E-2002", "Tom", "Duval", "02/09/2021", small.name, "MS", ""]
    return [
        ["F-1001", "", *ana, *lou],
        ["F-1001", "", "", "", "", "", "", "", *tom],
        ["F-1002", "Famille Roy", "Paul", "Roy", "paul.roy@exemple.fr", "", "", "", *lou],
    ]
