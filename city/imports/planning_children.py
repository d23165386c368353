"""What a list does to a child."""

from __future__ import annotations

from collections.abc import Sequence

from city.imports.columns import Column
from city.imports.known import Known, KnownChild
from city.imports.lines import Fault, Line, Listed
from city.imports.names import names_of, shares_a_name
from city.imports.plan import ChildPlan, HouseholdPlan, When
from city.imports.planning_households import changed
from city.procedures.years import name_of, period_of
from city.submissions.receipts import plain
from city.text import _, ngettext
from city.towns import Town


class Refused(Exception):
    """A line cannot be followed."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


def plan_child(listed: Listed, homes: Sequence[HouseholdPlan], known: Known, town: Town, when: When) -> ChildPlan:
    """A child of these households as it is to be written. Raises Refused."""
    found = known.children.get(listed.number) or _unnumbered(listed, homes, known)
    group = listed.age_group
    if found is not None and group is None and found.school_id == listed.school_id:
        group = found.age_group
    group = group or town.schools[listed.school_id].level
    if found is None:
        return ChildPlan(listed, None, group, when.listed)
    if not (_same_name(listed, found) or listed.birth_date == found.birth_date):
        raise Refused(Fault(Column.CHILD, _whose(found)))
    held = found.class_year or when.current
    if held > when.listed and (listed.school_id, listed.class_name) != (found.school_id, found.class_name):
        raise Refused(Fault(Column.CLASS, _("cet enfant est déjà dans sa classe de {year}").format(year=name_of(held))))
    returns = found.left_on is not None and period_of(when.listed)[0] > found.left_on
    plan = ChildPlan(
        listed,
        found,
        group,
        class_year=max(when.listed, found.class_year or 0),
        left_on=None if returns else found.left_on,
    )
    plan.written = bool(_changes(plan, town, when))
    return plan


def check_joining(plan: ChildPlan) -> None:
    """A child comes into another household only if it is surely meant. Raises Refused."""
    known = plan.known
    if known is not None and not (_same_name(plan.listed, known) and plan.listed.birth_date == known.birth_date):
        raise Refused(Fault(Column.CHILD, _whose(known)))


def check_home(line: Line, home: HouseholdPlan) -> None:
    """Only its number says where the child of a line without guardians goes: a name has to say the same.

    Raises Refused.
    """
    if line.guardians or line.child is None or shares_a_name(line.child.last_name, home):
        return
    told = _("le foyer {number} est celui de {names} : si l'enfant en est, écrivez aussi l'un d'eux sur cette ligne")
    raise Refused(Fault(Column.HOUSEHOLD, told.format(number=home.number, names=", ".join(names_of(home)))))


def says_of_child(plan: ChildPlan, town: Town, when: When) -> tuple[list[str], list[str]]:
    """What happens to it, in French, and what is worth knowing besides."""
    known = plan.known
    if known is None:
        school = town.schools[plan.listed.school_id].name
        return [_("nouvel enfant : {school}, {name}").format(school=school, name=plan.listed.class_name)], []
    notes = []
    if known.coming and known.school_id != plan.listed.school_id:
        kept = ngettext(
            "{count} réservation à venir est gardée telle quelle",
            "{count} réservations à venir sont gardées telles quelles",
            known.coming,
        )
        notes.append(kept.format(count=known.coming))
    return _changes(plan, town, when), notes


def _changes(plan: ChildPlan, town: Town, when: When) -> list[str]:
    listed, known = plan.listed, plan.known
    assert known is not None
    pairs = (
        (Column.CHILD_FIRST, known.first_name, listed.first_name),
        (Column.CHILD_LAST, known.last_name, listed.last_name),
        (Column.BIRTH, f"{known.birth_date:%d/%m/%Y}", f"{listed.birth_date:%d/%m/%Y}"),
        (Column.SCHOOL, _school(town, known.school_id), _school(town, listed.school_id)),
        (Column.CLASS, known.class_name, listed.class_name),
        (Column.GROUP, known.age_group, plan.age_group),
    )
    said = [changed(column.value, before, after) for column, before, after in pairs if before != after]
    if known.number is None:
        said.insert(0, _("{name} reçoit ce numéro").format(name=known.first_name))
    if known.left_on is not None and plan.left_on is None:
        said.append(_("revient dans les écoles de la ville"))
    if (known.class_year or when.current) < when.listed and known.class_name == listed.class_name:
        said.append(_("classe de {year} : {name}").format(year=name_of(when.listed), name=listed.class_name))
    return said


def _unnumbered(listed: Listed, homes: Sequence[HouseholdPlan], known: Known) -> KnownChild | None:
    """A child of one of the households that came in another way. Raises Refused: it has another number already."""
    children = [child for home in homes if home.known for child in known.of_household.get(home.known.id, ())]
    for child in children:
        surname = plain(child.last_name) == plain(listed.last_name)
        if surname and _same_name(listed, child) and child.birth_date == listed.birth_date:
            if child.number is not None:
                told = _("cet enfant de ce foyer a déjà le numéro {number}").format(number=child.number)
                raise Refused(Fault(Column.CHILD, told))
            return child
    return None


def _same_name(listed: Listed, known: KnownChild) -> bool:
    return plain(listed.first_name) == plain(known.first_name)


def _whose(known: KnownChild) -> str:
    told = _("ce numéro est celui de {name}, de naissance {day}")
    return told.format(name=f"{known.first_name} {known.last_name}", day=f"{known.birth_date:%d/%m/%Y}")


def _school(town: Town, key: str) -> str:
    found = town.schools.get(key)
    return found.name if found else key
