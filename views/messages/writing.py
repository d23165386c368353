"""A new message: to which service, about what, in which words. Kept as it is typed."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from services.models.message import Correspondent
from services.query import Topic
from views.design import SPACE, form_scroll, icons, primary_button, text_field
from views.frame import fate, in_column, stale_line
from views.headed import headed_page
from views.messages.choosing import office_choice, subject_choice
from views.messages.files import enclosed, enclosing_buttons, sending_row, use_enclosing
from views.messages.form import Form, about_invoice, use_form
from views.state import (
    current_route,
    navigate,
    screen,
    use_layout,
    use_mutation,
    use_portal,
    use_portal_state,
    use_query,
)
from views.state.navigation import MESSAGES, query_of
from views.text import _

_LEAST_LINES, _MOST_LINES = 5, 12


@screen
def NewMessageView(beside: bool) -> ft.Control:
    """`?service=` and `?objet=` choose before the parent does, `?facture=` begins about an invoice.

    What was begun and not sent is there again.
    """
    portal = use_portal()
    answer, refresh = use_query(portal.messages.correspondents(), [])
    about = query_of(current_route(), "facture") or ""
    body = fate(answer, lambda offices: NewMessageForm(offices, beside, key=f"form-{about}"))
    return headed_page(
        _("Écrire un message"),
        body,
        beside=beside,
        on_back=None if beside else lambda: navigate(MESSAGES),
        under_title=stale_line(answer, portal.now(), refresh),
        scroll=False,
    )


@screen
def NewMessageForm(offices: Sequence[Correspondent], beside: bool) -> ft.Control:
    portal = use_portal_state(Topic.SESSION, Topic.DRAFTS)
    about = about_invoice(current_route())
    begun = portal.messages.begun(about)
    thread = ft.use_memo(lambda: begun.message.thread if begun is not None else portal.messages.new_thread(), [])
    letter = portal.messages.written(thread)
    form = use_form(thread, offices, letter.message if letter is not None else None, about)
    enclosing = use_enclosing(thread)
    posting = use_mutation(portal.messages.post)
    tried, try_to = ft.use_state(False)
    given = letter.enclosures if letter is not None else ()

    async def post() -> None:
        if any(form.wrong(given).values()) or enclosing.part is not None:
            try_to(True)
            return
        await form.keep()
        navigate(f"{MESSAGES}/{thread}")
        await posting.run(thread)

    wrong = form.wrong(given) if tried else {}
    files = enclosing_buttons(enclosing, given) if form.office is not None else []
    rows: list[ft.Control] = [
        ft.Container(office_choice(form, wrong.get("office")), key="office"),
        ft.Container(subject_choice(form, wrong.get("subject")), key="subject"),
        ft.Container(_words(form, wrong.get("words")), key="words"),
        *enclosed(enclosing, given),
        ft.Container(sending_row(files, primary_button(_("Envoyer"), post, icons.SENT)), key="act"),
    ]
    layout = use_layout()
    column = ft.Column(rows, spacing=SPACE.gap, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return form_scroll(column if beside else in_column(column, layout), layout.height)


def _words(form: Form, wrong: str | None) -> ft.Control:
    return text_field(
        _("Votre message"),
        form.words.value,
        form.write,
        ref=form.words.ref,
        error=wrong,
        multiline=True,
        min_lines=_LEAST_LINES,
        max_lines=_MOST_LINES,
        align_label_with_hint=True,
    )
