"""States of registrations, in words and pills."""

from __future__ import annotations

from typing import Final

import flet as ft

from services.models.registration import ChildState, RegistrationState
from views.design import icons, pill
from views.text import _, mark

_CHILD: Final = {
    ChildState.UP_TO_DATE: (icons.CHECK, mark("À jour"), "green"),
    ChildState.PENDING: (icons.PENDING, mark("En attente"), "blue"),
    ChildState.TO_RENEW: (icons.REFRESH, mark("À renouveler"), "amber"),
    ChildState.NONE: (icons.ADD, mark("Aucune inscription"), "grey"),
}
_ITEM: Final = {
    RegistrationState.ACTIVE: (icons.CHECK, mark("Inscription active"), "green"),
    RegistrationState.PENDING: (icons.PENDING, mark("En attente"), "blue"),
    RegistrationState.REFUSED: (icons.REFUSED, mark("Refusée"), "red"),
    RegistrationState.ENDED: (icons.ENDED, mark("Terminée"), "grey"),
    RegistrationState.TO_RENEW: (icons.REFRESH, mark("À renouveler"), "amber"),
}


def child_state_pill(state: ChildState) -> ft.Control:
    return _pill(*_CHILD[state])


def registration_pill(state: RegistrationState) -> ft.Control:
    return _pill(*_ITEM[state])


def registration_word(state: RegistrationState) -> str:
    return _(_ITEM[state][1])


def _pill(icon: ft.IconData, word: str, kind: str) -> ft.Control:
    return pill(_(word), icon=icon, fill=f"{kind}_fill", ink=kind)
