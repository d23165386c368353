"""« Mes démarches »: the list with its filter and search, and beside it (or over it) the one that is opened."""

from __future__ import annotations

from urllib.parse import urlencode

import flet as ft

from services.models.procedure import EDITABLE, Procedure, ProcedureGroup, ProcedurePage, ProcedureState
from services.query import Topic
from views.design import (
    SPACE,
    empty_card,
    icons,
    outlined_button,
    primary_button,
    segments,
    text,
    text_button,
)
from views.frame import fate, least_height, panes, search_field, stale_line, use_panes
from views.headed import headed_page
from views.procedures.card import procedure_card
from views.procedures.one import ProcedureView
from views.procedures.words import state_of
from views.state import Ready, current_route, navigate, screen, use_layout, use_portal_state, use_query, use_typed
from views.state.navigation import CATALOGUE, HOME, PROCEDURES, query_of
from views.text import _, typeset


@screen
def ProceduresPage(opened: str | None) -> ft.Control:
    """`opened`: the id of the démarche shown whole; `?groupe=` and `?etat=` filter the list."""
    how = use_panes()
    detail = ProcedureView(opened, beside=how.beside, key=f"one-{opened}") if opened is not None else None
    listing = ProcedureList(opened if how.beside else None, key="list")
    return panes(
        listing, detail, how, icon=icons.PROCEDURES, hint=_("Choisissez une démarche pour voir où elle en est.")
    )


@screen
def ProcedureList(chosen: str | None) -> ft.Control:
    """The list as a page of its own."""
    portal = use_portal_state(Topic.SESSION)
    route = current_route()
    group = _group(query_of(route, "groupe"))
    state = _state(query_of(route, "etat"))
    typed = use_typed()
    answer, refresh = use_query(portal.procedures.page(group, state), [])
    rows: list[ft.Control] = [
        search_field(_("Chercher une démarche"), typed),
        ft.Container(_filter(group, answer.value if isinstance(answer, Ready) else None), key="filter"),
    ]
    if state is not None:
        rows.append(_state_line(state, group))
    sought = typed.value.strip()
    rows.append(ProcedureRows(group, state, sought, None, "", chosen, key=f"rows-{group}-{state}-{sought}"))
    begin = primary_button(_("Faire une démarche"), lambda: navigate(CATALOGUE), icons.ADD, height=54)
    return headed_page(
        _("Mes démarches"),
        ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        ft.Container(begin, padding=ft.Padding.symmetric(horizontal=SPACE.gap, vertical=SPACE.cosy)),
        on_back=lambda: navigate(HOME),
        under_title=stale_line(answer, portal.now(), refresh),
        least=least_height(use_layout()),
    )


def _group(value: str | None) -> ProcedureGroup:
    return ProcedureGroup(value) if value in list(ProcedureGroup) else ProcedureGroup.ALL


def _state(value: str | None) -> ProcedureState | None:
    return ProcedureState(value) if value in list(ProcedureState) else None


def _filter(group: ProcedureGroup, page: ProcedurePage | None) -> ft.Control:
    words = {
        ProcedureGroup.ALL: (_("Toutes"), page.current + page.sent if page else None),
        ProcedureGroup.CURRENT: (_("En cours"), page.current if page else None),
        ProcedureGroup.SENT: (_("Transmises"), page.sent if page else None),
    }
    items = [(str(key), word if count is None else f"{word} · {count}") for key, (word, count) in words.items()]
    return segments(items, group, lambda key: navigate(f"{PROCEDURES}?{urlencode({'groupe': key})}"))


def _state_line(state: ProcedureState, group: ProcedureGroup) -> ft.Control:
    """Only one state is listed: which, and the way to all."""
    said = text(_("Seulement : {state}").format(state=state_of(state).word.lower()), "small", "ink_soft", expand=True)
    every = text_button(_("Toutes"), lambda: navigate(f"{PROCEDURES}?groupe={group}"), name=_("Tous les états"))
    return ft.Container(ft.Row([said, every]), key="state")


@screen
def ProcedureRows(
    group: ProcedureGroup,
    state: ProcedureState | None,
    search: str,
    cursor: str | None,
    before: str,
    chosen: str | None,
) -> ft.Control:
    """One page of the list, and the next once asked for. `before`: the section the page above ended in."""
    portal = use_portal_state(Topic.SESSION)
    answer, _refresh = use_query(portal.procedures.page(group, state, search, cursor), [])
    more, show_more = ft.use_state(False)

    def draw(page: ProcedurePage) -> ft.Control:
        if not page.items and cursor is None:
            return _none(search, group, state)
        rows, section = _rows(page, before, chosen)
        if page.next is not None:
            following = None
            if more:
                following = ProcedureRows(group, state, search, page.next, section, chosen, key=f"after-{page.next}")
            rows.append(following or outlined_button(_("Voir les plus anciennes"), lambda: show_more(True)))
        return ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return fate(answer, draw)


def _rows(page: ProcedurePage, before: str, chosen: str | None) -> tuple[list[ft.Control], str]:
    rows: list[ft.Control] = []
    section = before
    for one in sorted(page.items, key=lambda one: one.state not in EDITABLE):
        if (name := section_of(one)) != section:
            section = name
            title = text(name, "h2", heading=2)
            rows.append(ft.Container(title, padding=ft.Padding.only(top=SPACE.small), key=f"section-{name}"))
        rows.append(procedure_card(one, chosen=one.id == chosen))
    return rows, section


def section_of(procedure: Procedure) -> str:
    return _("Démarches en cours") if procedure.state in EDITABLE else _("Démarches transmises")


def _none(search: str, group: ProcedureGroup, state: ProcedureState | None) -> ft.Control:
    if search:
        return empty_card(icons.SEARCH, typeset(_("Aucune démarche ne contient « {search} ».").format(search=search)))
    if group is ProcedureGroup.CURRENT:
        return empty_card(icons.TO_DO, _("Rien à compléter. Ce que la ville vous demandera sera ici."))
    if state is not None:
        return empty_card(icons.PROCEDURES, _("Aucune démarche n'est dans cet état."))
    return empty_card(
        icons.PROCEDURES,
        _("Vous n'avez encore fait aucune démarche."),
        _("Faire une démarche"),
        lambda: navigate(CATALOGUE),
    )
