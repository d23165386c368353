"""The desk's menu: what an agent's role may open."""

from __future__ import annotations

from dataclasses import dataclass

from city.agents.roles import Right, Role
from city.desk.paths import DESK
from city.text import _, mark


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu. `right` None: everybody. `also`: other pages that belong to it."""

    path: str
    title: str
    right: Right | None = None
    also: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The title in French."""
        return _(self.title)

    def holds(self, path: str) -> bool:
        """Whether a page is this one or belongs to it; the first page holds only itself."""
        if self.path == DESK:
            return path == DESK
        return any(f"{path}/".startswith(f"{own}/") for own in (self.path, *self.also))


ENTRIES = (
    Entry(DESK, mark("Accueil")),
    Entry(f"{DESK}/demarches", mark("Démarches"), Right.PROCEDURES),
    Entry(f"{DESK}/messages", mark("Messages"), Right.MESSAGES),
    Entry(f"{DESK}/actualites", mark("Actualités"), Right.NEWS),
    Entry(f"{DESK}/menus", mark("Menus"), Right.NEWS),
    Entry(f"{DESK}/presences", mark("Présences"), Right.ATTENDANCE),
    Entry(f"{DESK}/reservations", mark("Réservations"), Right.BOOKINGS),
    Entry(f"{DESK}/places", mark("Places"), Right.BOOKINGS),
    Entry(f"{DESK}/fermetures", mark("Fermetures"), Right.BOOKINGS),
    Entry(f"{DESK}/factures", mark("Factures"), Right.INVOICING),
    Entry(f"{DESK}/caisse", mark("Caisse"), Right.INVOICING, (f"{DESK}/remboursements",)),
    Entry(f"{DESK}/fiches", mark("Fiches"), Right.PEOPLE, (f"{DESK}/foyers", f"{DESK}/enfants")),
    Entry(f"{DESK}/comptes", mark("Suppressions"), Right.DELETIONS),
    Entry(f"{DESK}/listes", mark("Listes"), Right.LISTS, (f"{DESK}/rentree",)),
    Entry(f"{DESK}/agents", mark("Agents"), Right.AGENTS),
    Entry(f"{DESK}/journal", mark("Journal"), Right.AUDIT),
)


def entries_for(role: Role) -> list[Entry]:
    """The entries that a role may open."""
    return [entry for entry in ENTRIES if entry.right is None or role.may(entry.right)]
