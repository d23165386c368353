"""Inscriptions périscolaires: per child, to what and whether it is in order."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from services.models import Child
from services.models.dashboard import RegisteredChild, RegistrationsContent
from services.models.registration import ChildState, RegistrationState
from views.dashboard.block import block, content_of, stacked, two_bars
from views.dashboard.definition import Block
from views.design import SPACE, child_mark, icons, initials, large_text, text
from views.registrations.words import child_state_pill
from views.state import Loadable, navigate, screen
from views.state.navigation import REGISTRATIONS
from views.text import _, mark

_LIVE = frozenset({RegistrationState.ACTIVE, RegistrationState.PENDING, RegistrationState.TO_RENEW})


@dataclass(frozen=True, slots=True)
class RegistrationsBlock:
    """`children`: those of the household, for their marks and names."""

    content: RegistrationsContent
    children: tuple[Child, ...]


@screen
def RegistrationsCard(loadable: Loadable[RegistrationsBlock]) -> ft.Control:
    return block(
        DEFINITION.title,
        DEFINITION.icon,
        content_of(loadable, _drawn, two_bars),
        open_name=_("Voir les inscriptions"),
        on_open=lambda: navigate(REGISTRATIONS),
    )


def _drawn(value: RegistrationsBlock) -> ft.Control:
    letters, known = initials(value.children), {child.id: child for child in value.children}
    rows = [_row(known[one.child], letters[one.child], one) for one in value.content.children if one.child in known]
    if not rows:
        return text(_("Inscrire un enfant"), "body", "ink_soft")
    return stacked(rows, SPACE.snug)


def _row(child: Child, letters: str, one: RegisteredChild) -> ft.Control:
    names = [item.activity_name for item in one.items if item.state in _LIVE]
    said = ", ".join(names) or _("aucune inscription")
    pill = child_state_pill(one.state) if one.state is not ChildState.NONE else None
    sign = ft.Semantics(
        content=child_mark(child, 28, letters), label=child.first_name, exclude_semantics=True, container=True
    )
    words = text(said, "small", expand=True, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
    if pill is None or large_text():
        line = ft.Row([sign, words], spacing=SPACE.cosy)
        return line if pill is None else stacked([line, ft.Row([pill])], SPACE.tiny)
    return ft.Row([sign, words, pill], spacing=SPACE.cosy)


def _to_renew(value: RegistrationsBlock) -> bool:
    return any(one.state is ChildState.TO_RENEW for one in value.content.children)


DEFINITION = Block(
    "registrations",
    mark("Inscriptions périscolaires"),
    icons.REGISTRATIONS,
    RegistrationsCard,
    height=4,
    urgent=_to_renew,
)
