"""Where one can go from everywhere: only what works."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from views.design import icons
from views.state.navigation import BOOKING, HOME, HOUSEHOLD, INVOICES, MESSAGES, NEWS, PROCEDURES, RECEIPTS
from views.text import _, mark


@dataclass(frozen=True, slots=True)
class Destination:
    """`phone`: it stands in the phone's bar too, which holds four."""

    route: str
    icon: ft.IconData
    message: str
    phone: bool = True

    @property
    def label(self) -> str:
        return _(self.message)

    def holds(self, path: str) -> bool:
        """True when `path` is this place or inside it."""
        return path == self.route or (self.route != HOME and path.startswith(self.route + "/"))


DESTINATIONS = (
    Destination(HOME, icons.HOME, mark("Accueil")),
    Destination(BOOKING, icons.BOOKING, mark("Réservations")),
    Destination(INVOICES, icons.INVOICES, mark("Paiement des factures"), phone=False),
    Destination(PROCEDURES, icons.PROCEDURES, mark("Démarches"), phone=False),
    Destination(MESSAGES, icons.MESSAGES, mark("Messagerie")),
    Destination(NEWS, icons.NEWS, mark("Médias et actualités"), phone=False),
    Destination(HOUSEHOLD, icons.HOUSEHOLD, mark("Mon Foyer")),
    Destination(RECEIPTS, icons.RECEIPTS, mark("Mes reçus"), phone=False),
)
ON_THE_PHONE = tuple(place for place in DESTINATIONS if place.phone)
