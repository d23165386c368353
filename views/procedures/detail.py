"""What became of a démarche: its state, the city's words, its history, and what was answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import flet as ft

from services.models.document import Paper
from services.models.procedure import Document, FieldKind, Procedure, ProcedureFile, ProcedureState
from services.query import Topic
from views.design import (
    RADIUS,
    SPACE,
    card,
    colour,
    icon_button,
    icons,
    inline_error,
    notice,
    primary_button,
    quoted,
    text,
    text_button,
)
from views.frame import in_column, stale_line
from views.headed import headed_page
from views.procedures.answers import answer_said, answered
from views.procedures.card import state_pill
from views.procedures.leaving import use_withdrawing
from views.procedures.words import effect_said, size_said, state_of, title_of
from views.state import Loadable, Ready, current_route, navigate, screen, use_layout, use_mutation, use_portal_state
from views.state.navigation import PROCEDURES, query_of
from views.text import _, typeset
from views.text.dates import day_name, moment
from views.text.errors import told_error


@screen
def ProcedureDetail(answer: Loadable[ProcedureFile], refresh: Callable[[], None], beside: bool) -> ft.Control:
    """`answer` is Ready. `?envoyee=1` = it has just been sent."""
    assert isinstance(answer, Ready)
    file = answer.value
    portal, layout = use_portal_state(Topic.DRAFTS), use_layout()
    one, now = file.procedure, portal.now()
    withdraw = use_withdrawing(one.id)
    correcting = use_mutation(portal.procedures.correct)
    picker = ft.use_memo(ft.FilePicker, [])
    opening = use_mutation(lambda document: _save(picker, portal.procedures.document(one.id, document)))

    async def correct() -> None:
        made = await correcting.run(one.id)
        if made is not None:
            navigate(f"{PROCEDURES}/{made}")

    rows: list[ft.Control] = []
    if query_of(current_route(), "envoyee") is not None and one.state is ProcedureState.PENDING:
        sent = typeset(_("C'est transmis. Démarche n° {number}.").format(number=one.number))
        rows.append(ft.Container(notice("green", sent, icon=icons.CHECK, live=True), key="sent"))
    left = portal.procedures.typed(one.id)
    if left is not None and left.refused:
        rows.append(ft.Container(_left_out(lambda: portal.procedures.forget_typed(one.id)), key="left-out"))
    failed = correcting.error or opening.error
    if failed is not None:
        rows.append(ft.Container(inline_error(told_error(failed).sentence), key="failed"))
    rows += [ft.Container(_state_card(one, now), key="state"), use_verdict(one)]
    if one.state is ProcedureState.REJECTED:
        again = primary_button(_("Corriger et renvoyer"), correct, icons.EDIT, correcting.busy)
        rows.append(ft.Container(again, key="again"))
    if given := [paper for paper in file.documents if not paper.field]:
        rows.append(ft.Container(_given(given, opening.run), key="given"))
    rows += [ft.Container(_history(file, now), key="history"), ft.Container(_answers(file, opening.run), key="answers")]
    if one.state is ProcedureState.PENDING:
        rows.append(ft.Container(text_button(_("Retirer cette démarche"), withdraw, icons.UNDO), key="withdraw"))
    body = ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return headed_page(
        title_of(one),
        body if beside else in_column(body, layout),
        margin=SPACE.gap if layout.phone else SPACE.wide,
        beside=beside,
        on_back=None if beside else lambda: navigate(PROCEDURES),
        under_title=stale_line(answer, now, refresh),
    )


def use_verdict(one: Procedure) -> ft.Control:
    """A polite live region: what the city decides while the page is open. A hook."""
    seen, said = ft.use_ref(one.state), ft.use_ref("")
    if seen.current is not one.state:
        seen.current = one.state
        words = typeset(_("« {words} »").format(words=one.words)) if one.words else ""
        said.current = f"{state_of(one.state).word}. {words}".strip()
    spot = ft.Container(width=1, height=1)
    return ft.Semantics(content=spot, label=said.current or "", live_region=True, container=True, key="verdict")


def _left_out(forget: Callable[[], Awaitable[None]]) -> ft.Control:
    """Typed here while the other guardian sent it."""
    said = _("Vos dernières réponses ne sont pas parties : cette démarche venait d'être envoyée d'un autre appareil.")
    return notice("amber", typeset(said), _("J'ai compris"), forget, live=True)


def _state_card(one: Procedure, now: datetime) -> ft.Control:
    rows: list[ft.Control] = [ft.Row([state_pill(one)])]
    if one.number:
        rows.append(text(typeset(_("Démarche n° {number}").format(number=one.number)), "small", "ink_soft"))
    if one.words:
        kind = state_of(one.state).kind
        rows.append(quoted(typeset(_("« {words} »").format(words=one.words)), kind))
    if one.effect is not None and (said := effect_said(one.effect)):
        rows.append(text(said, "body"))
    if one.state is ProcedureState.PENDING and one.reply_by is not None:
        rows.append(text(typeset(_("Réponse attendue avant le {day}").format(day=day_name(one.reply_by))), "body"))
    return card(ft.Column(rows, spacing=SPACE.snug, tight=True))


def _given(papers: list[Document], on_open: Callable[[str], object]) -> ft.Control:
    """What came with the city's answer."""
    rows: list[ft.Control] = [text(_("Joint par la ville"), "h2", heading=2)]
    rows += [_document(paper, on_open) for paper in papers]
    return card(ft.Column(rows, spacing=SPACE.tiny, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH))


def _history(file: ProcedureFile, now: datetime) -> ft.Control:
    """Each step with its instant, newest first."""
    rows: list[ft.Control] = [text(_("Son parcours"), "h2", heading=2)]
    for step in sorted(file.history, key=lambda step: step.at, reverse=True):
        look = state_of(step.state)
        at = moment(step.at.astimezone(now.tzinfo), now.date())
        by = f"{at}, {step.by}" if step.by else at
        words: list[ft.Control] = [text(look.word, "strong"), text(typeset(by), "small", "ink_soft")]
        if step.words:
            words.append(text(typeset(_("« {words} »").format(words=step.words)), "small"))
        column = ft.Column(words, spacing=0, tight=True, expand=True)
        line = ft.Row(
            [ft.Icon(look.icon, size=20, color=colour(look.kind)), column],
            spacing=SPACE.cosy,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        rows.append(line)
    return card(ft.Column(rows, spacing=SPACE.snug, tight=True))


def _answers(file: ProcedureFile, on_open: Callable[[str], object]) -> ft.Control:
    rows: list[ft.Control] = [text(_("Vos réponses"), "h2", heading=2)]
    for field in file.definition.asked(file.answers):
        said: list[ft.Control] = [text(answer_said(field, file.answers.get(field.key)), "body")]
        if field.kind is FieldKind.DOCUMENT:
            said = [_document(one, on_open) for one in file.documents if one.field == field.key]
            said = said or [text(_("aucun document"), "body", "ink_soft")]
        rows.append(answered(field, said))
    return card(ft.Column(rows, spacing=SPACE.cosy, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH))


def _document(one: Document, on_open: Callable[[str], object]) -> ft.Control:
    name = _("Enregistrer {name}").format(name=one.name)
    words = ft.Column(
        [text(one.name, "small_bold"), text(size_said(one.size), "small", "ink_soft")],
        spacing=0,
        tight=True,
        expand=True,
    )
    row = ft.Row(
        [
            ft.Icon(icons.DOCUMENT, color=colour("ink_soft")),
            words,
            icon_button(icons.DOWNLOAD, name, lambda: on_open(one.id), color="ink_soft"),
        ],
        spacing=SPACE.cosy,
    )
    return ft.Container(
        row, bgcolor=colour("sunken"), border_radius=RADIUS.cell, padding=ft.Padding.only(left=SPACE.medium)
    )


async def _save(picker: ft.FilePicker, paper: Awaitable[Paper]) -> None:
    got = await paper
    await picker.save_file(file_name=got.name, src_bytes=got.content)
