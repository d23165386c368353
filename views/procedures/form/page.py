"""The form as a page: what the city asks, the questions, where the answers are kept, « Transmettre »."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import flet as ft

from services.drafts import KeptDraft
from services.models import Child
from services.models.procedure import Definition, FieldKind, FormField, ProcedureFile, ProcedureState
from views.design import (
    SPACE,
    accent_button,
    card,
    icons,
    initials,
    inline_error,
    notice,
    pill,
    quoted,
    soft_button,
    text,
    text_button,
)
from views.design.components.child import child_mark
from views.frame import in_column, least_height
from views.headed import headed_page
from views.procedures.answers import answer_said, answered
from views.procedures.form.block import question_block
from views.procedures.form.chosen import chosen_question
from views.procedures.form.documents import documents_question
from views.procedures.form.presenter import FormState, use_form
from views.procedures.form.revealing import use_revealing
from views.procedures.form.saved import saved_line
from views.procedures.form.typed import AddressQuestion, TypedQuestion
from views.procedures.leaving import use_deleting
from views.procedures.words import problems_counted
from views.state import Ready, memo, navigate, screen, use_layout, use_portal, use_query
from views.state.navigation import PROCEDURES
from views.text import _, typeset
from views.text.errors import told_error

_CHOSEN = (FieldKind.YES_NO, FieldKind.CHOICE, FieldKind.CHOICES)
_DEVICES_WITH_PHOTOS = (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)


@screen
def FormPage(kept: KeptDraft, definition: Definition, file: ProcedureFile | None, beside: bool) -> ft.Control:
    """`beside`: the list stands at its left. Everything is kept as it is typed."""
    portal = use_portal()
    kept = portal.procedures.typed(kept.draft.id) or kept
    state = use_form(kept, definition, file)
    layout = use_layout()
    household, _again = use_query(portal.household(), [])
    children = household.value.children if isinstance(household, Ready) else ()
    delete = use_deleting(kept.draft.id)
    photos = ft.context.page.platform in _DEVICES_WITH_PHOTOS

    attempts, count = ft.use_state(0)
    revealing = use_revealing(state, attempts)

    async def send() -> None:
        count(attempts + 1)
        if await state.submit() is not None:
            navigate(f"{PROCEDURES}/{kept.draft.id}?envoyee=1")

    asked = file.procedure.asked if file is not None else ()
    rows: list[ft.Control] = [*_top(state, children)]
    for field in state.fields:
        if field.key in state.open:
            question = _question(field, state, photos=photos, focus=revealing.focus(field.key))
            block = revealing.holds(field.key, _asked_again(question, again=field.key in asked))
            rows.append(ft.Container(block, key=revealing.key(field.key, state.generation)))
    closed = [field for field in state.fields if field.key not in state.open]
    if closed:
        rows.append(ft.Container(_given(closed, state), key="given"))
    if file is None or file.procedure.state is ProcedureState.DRAFT:
        rows.append(ft.Container(text_button(_("Supprimer ce brouillon"), delete, icons.DELETE), key="delete"))
    body = ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return headed_page(
        typeset(definition.title),
        in_column(body, layout) if not beside else body,
        _bottom(state, send),
        margin=SPACE.gap if layout.phone else SPACE.wide,
        beside=beside,
        on_back=None if beside else lambda: navigate(PROCEDURES),
        least=least_height(layout),
        under_title=saved_line(kept, portal.now(), offline=state.offline),
        scroller=revealing.scroller,
    )


def _top(state: FormState, children: tuple[Child, ...]) -> list[ft.Control]:
    """Whom it is about, what the city asks, what is to be looked at again."""
    rows: list[ft.Control] = []
    child = next((one for one in children if one.id == state.kept.draft.child), None)
    if child is not None:
        sign = child_mark(child, 28, initials(children)[child.id])
        whose = text(typeset(_("Pour {child}").format(child=child.first_name)), "strong")
        rows.append(ft.Container(ft.Row([sign, whose], spacing=SPACE.snug), key="child"))
    if state.definition.intro:
        rows.append(ft.Container(text(typeset(state.definition.intro), "body", "ink_soft"), key="intro"))
    procedure = state.file.procedure if state.file is not None else None
    if procedure is not None and procedure.state is ProcedureState.TO_COMPLETE and procedure.words:
        words = typeset(_("« {words} »").format(words=procedure.words))
        rows.append(ft.Container(quoted(words, "amber", by=_("La ville vous demande de compléter")), key="words"))
    if state.kept.clashes:
        rows.append(ft.Container(_clash(state), key="clash"))
    wrong = sum(field.key in state.errors for field in state.fields)
    if wrong and state.attempted:
        rows.append(ft.Container(notice("red", problems_counted(wrong), live=True), key="wrong"))
    return rows


def _given(fields: Sequence[FormField], state: FormState) -> ft.Control:
    """What the city has already and does not ask again: read, not typed."""
    rows: list[ft.Control] = [text(_("Déjà transmis"), "h2", heading=2)]
    for field in fields:
        answer = state.kept.draft.answers.get(field.key)
        said = answer_said(field, answer)
        if field.kind is FieldKind.DOCUMENT:
            said = ", ".join(one.name for one in state.files.get(field.key, ())) or _("aucun document")
        rows.append(answered(field, [text(said, "body")]))
    return card(ft.Column(rows, spacing=SPACE.cosy, tight=True))


def _clash(state: FormState) -> ft.Control:
    fields = [state.definition.field(key) for key in state.kept.clashes]
    listed = ", ".join(field.label for field in fields if field is not None)
    said = _("Une autre réponse a été donnée sur un autre appareil : {fields}").format(fields=listed)
    choices: list[ft.Control] = [
        soft_button(_("Garder mes réponses"), lambda: state.resolve(True)),
        soft_button(_("Prendre les autres"), lambda: state.resolve(False)),
    ]
    rows = [notice("amber", typeset(said), live=True), ft.Row(choices, spacing=SPACE.snug, wrap=True)]
    return ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _asked_again(block: ft.Control, *, again: bool) -> ft.Control:
    """A question that the city wants answered again says so."""
    if not again:
        return block
    said = pill(_("Demandé par la ville"), icon=icons.WARNING, fill="amber_fill", ink="amber")
    rows = [ft.Row([said]), block]
    return ft.Column(rows, spacing=SPACE.tiny, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _question(field: FormField, state: FormState, *, photos: bool, focus: int) -> ft.Control:
    """`focus`: not 0 when a question that is typed is to take the keyboard."""
    answer, error = state.kept.draft.answers.get(field.key), state.errors.get(field.key)
    writer = state.writer(field.key)
    if field.kind is FieldKind.DOCUMENT:
        given = documents_question(
            field,
            state.files.get(field.key, ()),
            lambda photo: state.giving.give(field, photo),
            state.take_back,
            photos=photos,
            busy=state.giving.busy,
        )
        return question_block(field, given, error)
    if field.kind in _CHOSEN:
        return question_block(field, chosen_question(field, answer, writer), error)
    if field.kind is FieldKind.ADDRESS:
        return question_block(field, memo(AddressQuestion)(answer, writer, focus, key="typed"), error)
    if field.kind is FieldKind.UNKNOWN:
        told = text(_("Cette question demande une version plus récente de l'application."), "small", "ink_soft")
        return question_block(field, told, None)
    typed = memo(TypedQuestion)(field, answer, writer, error, focus, key="typed")
    return question_block(field, typed, error, titled=False)


def _bottom(state: FormState, send: Callable[[], Awaitable[None]]) -> ft.Control:
    """« Transmettre », and why it did not go."""
    error = state.submitting.error
    rows: list[ft.Control] = [] if error is None else [inline_error(told_error(error).sentence)]
    rows.append(accent_button(_("Transmettre"), None if state.giving.busy else send, icons.SENT, state.submitting.busy))
    column = ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Container(column, padding=ft.Padding.symmetric(horizontal=SPACE.gap, vertical=SPACE.cosy), key="bottom")
