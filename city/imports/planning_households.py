"""What a list does to a household and its guardians. Nobody is ever taken out, no account taken over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from city.imports.columns import GUARDIANS, Column
from city.imports.gathering import Gathered, Home
from city.imports.known import Known, KnownGuardian, KnownHousehold
from city.imports.lines import Fault, Guardian
from city.imports.names import half_named, named
from city.imports.plan import GuardianPlan, HouseholdPlan
from city.text import _


def plan_household(home: Home, known: Known) -> HouseholdPlan | Fault:
    """What is to be written of a household, or why all of it is refused."""
    found = _found(home, known)
    if (fault := _somebody_elses(home, found, known)) is not None:
        return fault
    if found is None and not home.guardians:
        return Fault(Column.LAST_1, _("un nouveau foyer a au moins un représentant"))
    name = home.name or (_("Famille {name}").format(name=home.guardians[0].last_name) if found is None else "")
    guardians: list[GuardianPlan] = []
    left = list(found.guardians) if found else []
    for guardian in home.guardians:
        match = _match(guardian, left)
        if match is not None:
            left.remove(match)
        guardians.append(_guardian(guardian, match))
    if found is not None and found.guardians and guardians and all(one.known is None for one in guardians):
        names = ", ".join(f"{one.first_name} {one.last_name}" for one in found.guardians)
        return Fault(Column.HOUSEHOLD, _("ce numéro est celui du foyer de {names}").format(names=names))
    renamed = name if name and (found is None or name != found.name) else None
    return HouseholdPlan(home.number, found, renamed, guardians)


def refuse_shared_addresses(found: Gathered, known: Known) -> None:
    """An account belongs to one household: an address of two is refused for all but the one whose account it is."""
    by_email: dict[str, list[Home]] = defaultdict(list)
    for home in found.homes.values():
        for email in {guardian.email for guardian in home.guardians if guardian.email}:
            by_email[email].append(home)
    for email, homes in by_email.items():
        owner = known.by_email.get(email)
        owners = [home for home in homes if owner is not None and _found(home, known) == owner[0]]
        for home in homes if len(homes) > 1 else ():
            if owners != [home]:
                found.break_home(home, home.guarded_at, _shared(email, home, homes))


def _shared(email: str, home: Home, homes: Sequence[Home]) -> Fault:
    others = ", ".join(other.number for other in homes if other is not home)
    told = _("« {email} » est aussi l'adresse du foyer {others} : un compte est d'un seul foyer")
    cells = zip(GUARDIANS, home.guardians, strict=False)
    column = next(columns[2] for columns, guardian in cells if guardian.email == email)
    return Fault(column, told.format(email=email, others=others))


def says_of_household(plan: HouseholdPlan) -> tuple[list[str], list[str]]:
    """What happens to it, in French, and what is worth knowing besides."""
    said: list[str] = []
    notes: list[str] = []
    if plan.known is None:
        said.append(_("nouveau foyer « {name} »").format(name=plan.name))
    else:
        if plan.known.number is None:
            said.append(_("le foyer « {name} » reçoit ce numéro").format(name=plan.known.name))
        if plan.name is not None:
            said.append(changed(_("nom du foyer"), plan.known.name, plan.name))
    for guardian in plan.guardians:
        _say_guardian(guardian, said, notes)
    return said, notes


def changed(what: str, before: str, after: str) -> str:
    """« classe : CP → CE1 »."""
    return _("{what} : {before} → {after}").format(what=what, before=before, after=after)


def _say_guardian(plan: GuardianPlan, said: list[str], notes: list[str]) -> None:
    listed, known = plan.listed, plan.known
    if known is None:
        said.append(_("nouveau représentant : {name}").format(name=listed.name))
    elif plan.renamed:
        said.append(changed(_("représentant"), f"{known.first_name} {known.last_name}", listed.name))
    if plan.opens:
        said.append(_("compte pour {email}").format(email=listed.email))
    elif plan.corrected and known is not None:
        said.append(changed(_("adresse du compte"), known.email or "", listed.email or ""))
    elif known is not None and listed.email is not None and listed.email != known.email:
        kept = _("{name} garde l'adresse de son compte : {email}")
        notes.append(kept.format(name=listed.name, email=known.email))


def _found(home: Home, known: Known) -> KnownHousehold | None:
    return known.households.get(home.number) or _unnumbered(home, known)


def _unnumbered(home: Home, known: Known) -> KnownHousehold | None:
    """A household that came in another way, if the list names one of its guardians with name and address."""
    for guardian in home.guardians:
        found = known.by_email.get(guardian.email or "")
        if found is not None and found[0].number is None and named(guardian, found[1]):
            return found[0]
    return None


def _somebody_elses(home: Home, found: KnownHousehold | None, known: Known) -> Fault | None:
    for cells, guardian in zip(GUARDIANS, home.guardians, strict=False):
        owner = known.by_email.get(guardian.email or "")
        if owner is None:
            continue
        household, person = owner
        if found is None or household.id != found.id:
            reason = _("« {email} » est l'adresse d'un compte du foyer « {name} » : il n'est pas repris ici")
            return Fault(cells[2], reason.format(email=guardian.email, name=household.name))
        if not named(guardian, person) and not half_named(guardian, person):
            reason = _("« {email} » est l'adresse de {name}")
            owned_by = f"{person.first_name} {person.last_name}"
            return Fault(cells[2], reason.format(email=guardian.email, name=owned_by))
    return None


def _match(guardian: Guardian, left: list[KnownGuardian]) -> KnownGuardian | None:
    by_email = (known for known in left if guardian.email is not None and known.email == guardian.email)
    by_name = (known for known in left if named(guardian, known))
    return next(by_email, None) or next(by_name, None)


def _guardian(listed: Guardian, known: KnownGuardian | None) -> GuardianPlan:
    if known is None:
        return GuardianPlan(listed, None, opens=listed.email is not None)
    renamed = (listed.first_name, listed.last_name) != (known.first_name, known.last_name)
    opens = listed.email is not None and known.account_id is None
    corrected = known.account_id is not None and not known.joined and listed.email not in (None, known.email)
    return GuardianPlan(listed, known, renamed, opens, corrected)
