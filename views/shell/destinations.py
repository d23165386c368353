"""Where one can go from everywhere: only what works."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from views.design import icons
from views.state.navigation import BOOKING, HOME, PROCEDURES, RECEIPTS
from views.text import _, mark


@dataclass(frozen=True, slots=True)
class Destination:
    route: str
    icon: ft.IconData
    message: str

    @property
    def label(self) -> str:
        return _(self.message)

    def holds(self, path: str) -> bool:
        """True when `path` is this place or inside it."""
        return path == self.route or (self.route != HOME and path.startswith(self.route + "/"))


DESTINATIONS = (
    Destination(HOME, icons.HOME, mark("Accueil")),
    Destination(BOOKING, icons.BOOKING, mark("Réservations")),
    Destination(PROCEDURES, icons.PROCEDURES, mark("Démarches")),
    Destination(RECEIPTS, icons.RECEIPTS, mark("Mes reçus")),
)
