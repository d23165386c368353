"""Démarches en cours: what the city asks to complete, and the drafts."""

from __future__ import annotations

import flet as ft

from services.models.dashboard import ToDoContent
from services.models.procedure import Procedure, ProcedureState
from views.dashboard.block import block, content_of, stacked, two_bars
from views.dashboard.definition import Block
from views.design import SPACE, colour, icons, large_text, soft_button, text
from views.procedures.words import state_of, title_of
from views.state import Loadable, navigate, screen
from views.state.navigation import PROCEDURES
from views.text import _, mark, ngettext, typeset

#: Of the town's words beside the button; all of them are on the démarche's page.
_LINES = 3


@screen
def ToDoCard(loadable: Loadable[ToDoContent]) -> ft.Control:
    return block(
        DEFINITION.title,
        DEFINITION.icon,
        content_of(loadable, _drawn, two_bars),
        open_name=_("Voir les démarches en cours"),
        on_open=lambda: navigate(f"{PROCEDURES}?groupe=current"),
        fill="amber_fill",
        ink="amber",
    )


def _drawn(value: ToDoContent) -> ft.Control:
    asked = [one for one in value.items if one.state is ProcedureState.TO_COMPLETE]
    drafts = [one for one in value.items if one.state is ProcedureState.DRAFT]
    first = (asked or drafts)[:1]
    rows: list[ft.Control] = [_first(one) for one in first]
    rest = _drafts_said(value, drafts) if asked else _others_said(value)
    if rest:
        rows.append(text(rest, "small", "ink_soft"))
    if not rows:
        return text(_("Rien à compléter."), "body", "ink_soft")
    return stacked(rows)


def _first(procedure: Procedure) -> ft.Control:
    look, title = state_of(procedure.state), title_of(procedure)
    asked = procedure.state is ProcedureState.TO_COMPLETE
    said = procedure.words if asked and procedure.words else look.word
    lines = None if large_text() else _LINES
    words = ft.Column(
        [
            text(title, "strong"),
            text(typeset(said), "small", "ink_soft", max_lines=lines, overflow=ft.TextOverflow.ELLIPSIS),
        ],
        spacing=SPACE.hair,
        tight=True,
        expand=not large_text(),
    )
    label = _("Compléter") if asked else _("Reprendre")
    button = soft_button(label, lambda: navigate(f"{PROCEDURES}/{procedure.id}"), name=f"{label}, {title}")
    if large_text():
        return stacked([words, button])
    icon = ft.Icon(look.icon, size=20, color=colour(look.kind))
    return ft.Row([icon, words, button], spacing=SPACE.cosy)


def _drafts_said(value: ToDoContent, drafts: list[Procedure]) -> str:
    """« 1 brouillon : quotient familial 2026 »."""
    if not value.drafts:
        return ""
    count = ngettext("{count} brouillon", "{count} brouillons", value.drafts)
    return typeset(f"{count} : {', '.join(title_of(one) for one in drafts)}") if drafts else count


def _others_said(value: ToDoContent) -> str:
    others = value.drafts - 1
    return ngettext("et {count} autre brouillon", "et {count} autres brouillons", others) if others > 0 else ""


DEFINITION = Block(
    "to_do",
    mark("Démarches en cours"),
    icons.TO_DO,
    ToDoCard,
    height=4,
    urgent=lambda value: value.to_complete > 0,
)
