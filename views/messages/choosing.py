"""To which service, about what: lines and words to choose."""

from __future__ import annotations

import flet as ft

from views.design import SPACE, TARGET, choice_button, grown, inline_error, option_line, text, text_field
from views.design.components.choice import pill_style
from views.messages.form import Form
from views.text import _


def office_choice(form: Form, wrong: str | None) -> ft.Control:
    rows: list[ft.Control] = [text(_("À quel service ?"), "h2", heading=2)]
    for one in form.offices:
        chosen = form.office is not None and one.key == form.office.key
        line = option_line(one.name, selected=chosen, on_tap=lambda one=one: form.choose(one.key))
        rows.append(ft.Container(line, key=f"office-{one.key}"))
    if wrong:
        rows.append(inline_error(wrong))
    return _stack(rows)


def subject_choice(form: Form, wrong: str | None) -> ft.Control:
    """The service's own suggestions, and a field for any other."""
    rows: list[ft.Control] = [text(_("De quoi s'agit-il ?"), "h2", heading=2)]
    suggested = form.office.subjects if form.office is not None else ()
    if suggested:
        rows.append(_suggestions(form, suggested))
    if form.free:
        field = text_field(_("Objet"), form.subject.value, form.name, ref=form.subject.ref, error=wrong)
        rows.append(ft.Container(field, key="subject-field"))
    elif wrong:
        rows.append(inline_error(wrong))
    elif not suggested:
        rows.append(text(_("Choisissez d'abord le service."), "small", "ink_soft"))
    return _stack(rows)


def _suggestions(form: Form, suggested: tuple[str, ...]) -> ft.Control:
    words = [(one, one) for one in suggested] + [("", _("Un autre objet"))]
    pills: list[ft.Control] = []
    for key, word in words:
        chosen = form.picked == key
        pill = choice_button(
            word,
            selected=chosen,
            on_tap=lambda key=key: form.pick(key),
            content=text(word, "small_bold", "on_primary_soft" if chosen else "ink"),
            style=pill_style(chosen=chosen),
            height=grown(TARGET.minimum),
        )
        pills.append(ft.Container(pill, key=f"subject-{key}"))
    return ft.Row(pills, spacing=SPACE.snug, run_spacing=SPACE.snug, wrap=True)


def _stack(rows: list[ft.Control]) -> ft.Control:
    return ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
