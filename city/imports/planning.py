"""From a list and what is known to what would be written: decided in memory, line by line."""

from __future__ import annotations

from dataclasses import dataclass, field

from city.imports.columns import Column
from city.imports.gathering import MOST_HOMES, Gathered, Home
from city.imports.known import Known
from city.imports.lines import Fault, Line
from city.imports.names import names_of
from city.imports.plan import ChildPlan, Effect, HouseholdPlan, Outcome, Plan, When
from city.imports.planning_children import Refused, check_home, check_joining, plan_child, says_of_child
from city.imports.planning_households import plan_household, refuse_shared_addresses, says_of_household
from city.text import _
from city.towns import Town


@dataclass
class _Planner:
    found: Gathered
    known: Known
    town: Town
    when: When
    homes: dict[str, HouseholdPlan] = field(default_factory=dict)
    children: dict[str, ChildPlan] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    claimed: dict[str, str] = field(default_factory=dict)

    def plan(self) -> Plan:
        refuse_shared_addresses(self.found, self.known)
        for home in self.found.homes.values():
            if home.broken is None:
                self._home(home)
        outcomes = [self._outcome(line) for line in self.found.lines]
        return Plan(
            outcomes,
            [plan for number, plan in self.homes.items() if number in self.told],
            list(self.children.values()),
        )

    def _home(self, home: Home) -> None:
        planned = plan_household(home, self.known)
        if not isinstance(planned, Fault) and planned.known is not None:
            number = self.claimed.setdefault(planned.known.id, home.number)
            if number != home.number:
                told = _("le foyer « {name} » reçoit déjà le numéro {number}")
                planned = Fault(Column.HOUSEHOLD, told.format(name=planned.known.name, number=number))
        if isinstance(planned, Fault):
            self.found.break_home(home, home.guarded_at or home.first, planned)
        else:
            self.homes[home.number] = planned

    def _outcome(self, line: Line) -> Outcome:
        faults, home = self.found.faults[line.line], self.found.homes.get(line.household)
        if not faults and home is not None and home.broken is not None:
            told = _("le foyer {number} est refusé à cause de la ligne {line}")
            faults = [Fault(None, told.format(number=home.number, line=home.broken))]
        said: list[str] = []
        notes: list[str] = []
        made = False
        if not faults and line.child is not None:
            try:
                said, notes, made = self._child(line)
            except Refused as refused:
                faults = [refused.fault]
        if faults:
            return Outcome(line.line, line.household, line.shown, Effect.REFUSED, faults=faults)
        if line.household not in self.told:
            self.told.add(line.household)
            planned = self.homes[line.household]
            own_said, own_notes = says_of_household(planned)
            said, notes, made = [*own_said, *said], [*own_notes, *notes], made or planned.known is None
        effect = Effect.NEW if made else Effect.CHANGED if said else Effect.SAME
        return Outcome(line.line, line.household, line.shown, effect, said, notes)

    def _child(self, line: Line) -> tuple[list[str], list[str], bool]:
        """What a line does to its child: said, notes, whether the child is new. Raises Refused."""
        assert line.child is not None
        home = self.homes[line.household]
        planned = self.children.get(line.child.number)
        first = planned is None
        if planned is None:
            homes = [self.homes[number] for number in self.found.belongs[line.child.number] if number in self.homes]
            planned = plan_child(line.child, homes, self.known, self.town, self.when)
        belongs = planned.known.households if planned.known else frozenset()
        joins = home.known is None or home.known.id not in belongs
        if joins and len(belongs) + len(planned.joins) >= MOST_HOMES:
            raise Refused(Fault(Column.CHILD, _("un enfant a deux foyers au plus")))
        if joins:
            check_joining(planned)
            check_home(line, home)
        said, notes = says_of_child(planned, self.town, self.when) if first else ([], [])
        if joins and not (first and planned.known is None):
            said.append(_("enfant rattaché aussi à ce foyer"))
        if joins:
            planned.joins.append(home.number)
            if not line.guardians:
                notes.append(_("dans le foyer de {names}").format(names=", ".join(names_of(home))))
        self.children[line.child.number] = planned
        return said, notes, first and planned.known is None


def plan_list(found: Gathered, known: Known, town: Town, when: When) -> Plan:
    """What the list would do."""
    return _Planner(found, known, town, when).plan()
