"""Lists for tests, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping

from city.imports.columns import Column
from city.imports.models import ListImportRow
from city.imports.plan import Outcome, Plan
from city.imports.reading import read_list
from city.imports.service import apply, keep, look, plan_of
from tests.city.city import City

HEAD = (
    "N° foyer;Prénom parent 1;Nom parent 1;E-mail parent 1;Prénom parent 2;Nom parent 2;E-mail parent 2;"
    "N° enfant;Prénom enfant;Nom enfant;Date de naissance;École;Classe"
)
ROY = "F1;Ana;Roy;ana.roy@exemple.fr;Paul;Roy;"
LOU = "E1;Lou;Roy;14/03/2017;Jean-Jaurès;CM1"
TOM = "E2;Tom;Roy;2021-09-02;charles-peguy;MS"
NOBODY = ";;;;;;"


def listed(*lines: str) -> str:
    """A file of these lines."""
    return "\n".join([HEAD, *lines]) + "\n"


def family(*lines: str) -> str:
    """Ana and Paul Roy with Lou and Tom, and more lines."""
    return listed(f"{ROY};{LOU}", f"F1{NOBODY};{TOM}", *lines)


async def planned(city: City, text: str, year: int = 2026) -> Plan:
    """What a file would do."""
    now = city.clock.now().astimezone(city.town.time_zone)
    async with city.database.transaction() as session:
        return await plan_of(session, city.town, read_list(text, city.town, now.date()), year, now)


async def kept(city: City, text: str, year: int = 2026) -> str:
    """A file being looked at: its id."""
    now = city.clock.now().astimezone(city.town.time_zone)
    async with city.database.transaction(write=True) as session:
        read = read_list(text, city.town, now.date())
        row, _plan = await keep(session, city.town, "foyers.csv", text, read, year, now)
    return row.id


async def shown(city: City, import_id: str) -> str:
    """The fingerprint of what it would do now."""
    now = city.clock.now().astimezone(city.town.time_zone)
    async with city.database.transaction() as session:
        return (await look(session, city.town, import_id, now)).plan.fingerprint


async def applied(city: City, import_id: str, fingerprint: str, *, invites: bool = False) -> ListImportRow:
    """Applies a file that was shown."""
    now = city.clock.now().astimezone(city.town.time_zone)
    async with city.database.transaction(write=True) as session:
        row, _plan, _invited = await apply(session, city.town, import_id, fingerprint, invites=invites, now=now)
    return row


async def imported(city: City, text: str, year: int = 2026, *, invites: bool = False) -> Mapping[str, int]:
    """Keeps, looks and applies at once; answers how many lines did what."""
    import_id = await kept(city, text, year)
    row = await applied(city, import_id, await shown(city, import_id), invites=invites)
    assert row.counts is not None
    return row.counts


def effects(plan: Plan) -> dict[int, str]:
    """What each line does."""
    return {outcome.line: outcome.effect.value for outcome in plan.outcomes}


def told(outcome: Outcome) -> str:
    """All that is said of a line, with ordinary signs."""
    faults = [f"{fault.column.value if fault.column else ''}: {fault.reason}" for fault in outcome.faults]
    text = " | ".join([*outcome.said, *outcome.notes, *faults])
    return text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def head_of(*columns: Column) -> str:
    """A first line of these columns."""
    return ";".join(column.value for column in columns)
