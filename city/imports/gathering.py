"""The lines of a list put together: its households and children, and the lines that contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from city.imports.columns import Column
from city.imports.lines import Fault, Guardian, Line, Listed
from city.submissions.receipts import plain
from city.text import _

MOST_HOMES = 2


@dataclass
class Home:
    """A household of the list. `first` is its first line; `broken` the line for which all of it is refused."""

    number: str
    first: int
    name: str = ""
    named_at: int = 0
    guardians: Sequence[Guardian] = ()
    guarded_at: int = 0
    broken: int | None = None


@dataclass
class Gathered:
    """Households by number, children by number, the households of each child, and why lines are refused."""

    lines: Sequence[Line]
    homes: dict[str, Home] = field(default_factory=dict)
    children: dict[str, Listed] = field(default_factory=dict)
    belongs: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    faults: dict[int, list[Fault]] = field(default_factory=lambda: defaultdict(list))

    def break_home(self, home: Home, line: int, fault: Fault) -> None:
        """Refuses a household and with it all its lines."""
        self.faults[line].append(fault)
        home.broken = home.broken or line


def gathered(lines: Sequence[Line]) -> Gathered:
    """What the lines say together."""
    found = Gathered(lines)
    for line in lines:
        found.faults[line.line] += line.faults
        if line.household:
            _gather_home(found, line)
    seen = _Seen(found)
    for line in lines:
        if (home := found.homes.get(line.household)) is not None and home.broken is None:
            seen.look(line)
    return found


def _gather_home(found: Gathered, line: Line) -> None:
    home = found.homes.setdefault(line.household, Home(line.household, line.line))
    if not line.household_stands:
        home.broken = home.broken or line.line
        return
    if line.household_name and not home.name:
        home.name, home.named_at = line.household_name, line.line
    elif line.household_name and line.household_name != home.name:
        found.break_home(home, line.line, _other(Column.HOUSEHOLD_NAME, home.named_at))
    if line.guardians and not home.guardians:
        home.guardians, home.guarded_at = line.guardians, line.line
    elif line.guardians and line.guardians != home.guardians:
        found.break_home(home, line.line, _other(Column.FIRST_1, home.guarded_at))


@dataclass
class _Seen:
    """The children seen so far: where each was first read, and who has which name."""

    found: Gathered
    at: dict[str, int] = field(default_factory=dict)
    names: dict[tuple[str, str, str, str], tuple[str, int]] = field(default_factory=dict)

    def look(self, line: Line) -> None:
        child, faults = line.child, self.found.faults[line.line]
        if child is None or faults:
            return
        fault = self._fault(child, line.household)
        if fault is not None:
            faults.append(fault)
            return
        self.at.setdefault(child.number, line.line)
        self.found.children.setdefault(child.number, child)
        self.found.belongs[child.number][line.household] = line.line
        self.names[self._name(child, line.household)] = (child.number, line.line)

    def _fault(self, child: Listed, household: str) -> Fault | None:
        known = self.found.children.get(child.number, child)
        homes = self.found.belongs[child.number]
        if household in homes and known == child:
            return Fault(Column.CHILD, _("c'est déjà écrit à la ligne {line}").format(line=homes[household]))
        if known != child:
            return _other(Column.CHILD, self.at[child.number])
        if len(homes) >= MOST_HOMES:
            return Fault(Column.CHILD, _("un enfant a deux foyers au plus"))
        number, line = self.names.get(self._name(child, household), (child.number, 0))
        if number != child.number:
            same = _("le même enfant a le numéro {number} à la ligne {line}")
            return Fault(Column.CHILD, same.format(number=number, line=line))
        return None

    @staticmethod
    def _name(child: Listed, household: str) -> tuple[str, str, str, str]:
        return household, plain(child.first_name), plain(child.last_name), str(child.birth_date)


def _other(column: Column, line: int) -> Fault:
    return Fault(column, _("ce n'est pas ce que dit la ligne {line} pour le même numéro").format(line=line))
