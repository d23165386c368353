"""Where an answer is written: kept as it is typed, grown to five lines, with its files."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.models.message import LONGEST_TEXT
from services.query import Topic
from views.design import SPACE, colour, icons, inline_error, primary_button, text, text_field
from views.messages.files import enclosed, enclosing_buttons, sending_row, use_enclosing
from views.state import screen, use_mutation, use_portal_state, use_typed
from views.text import _, typeset

_LINES = 5


@screen
def Composer(thread: str, on_posted: Callable[[], None], *, closed: bool, autofocus: bool) -> ft.Control:
    """Begins with what is kept of this thread. `on_posted` makes a new one: what was typed cannot come back."""
    portal = use_portal_state(Topic.SESSION, Topic.DRAFTS)
    written = portal.messages.written(thread)
    typed = use_typed(written.message.text if written is not None else "")
    enclosing = use_enclosing(thread)
    keeping = use_mutation(portal.messages.write)
    posting = use_mutation(portal.messages.post)
    given = written.enclosures if written is not None else ()
    too_long = len(typed.value) > LONGEST_TEXT

    async def heard(words: str) -> None:
        typed.change(words)
        await portal.messages.write(thread, words)

    async def post() -> None:
        words = typed.text().strip()
        if (not words and not given) or len(words) > LONGEST_TEXT or enclosing.part is not None:
            return
        await keeping.run(thread, words)
        on_posted()
        await posting.run(thread)

    rows: list[ft.Control] = enclosed(enclosing, given)
    if closed:
        rows.append(text(_("Cette conversation est terminée. Écrire la rouvre."), "caption", "ink_soft"))
    field = text_field(
        _("Votre message"),
        typed.value,
        heard,
        ref=typed.ref,
        multiline=True,
        min_lines=1,
        max_lines=_LINES,
        autofocus=autofocus,
    )
    rows.append(ft.Container(field, key="field"))
    if too_long:
        said = typeset(_("C'est trop long : {most} caractères au plus.").format(most=LONGEST_TEXT))
        rows.append(ft.Container(inline_error(said), key="long"))
    send = primary_button(_("Envoyer"), post, icons.SENT)
    rows.append(ft.Container(sending_row(enclosing_buttons(enclosing, given), send), key="act"))
    return ft.Container(
        ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=colour("surface"),
        border=ft.Border.only(top=ft.BorderSide(1, colour("line"))),
        padding=ft.Padding.only(left=SPACE.gap, right=SPACE.gap, top=SPACE.medium, bottom=SPACE.snug),
    )
