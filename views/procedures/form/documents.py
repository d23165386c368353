"""Questions answered by files: what may be given is said before, each file with its fate."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import flet as ft

from services.models.document import FileType
from services.models.procedure import FormField
from views.design import (
    RADIUS,
    SPACE,
    colour,
    icon_button,
    icons,
    inline_error,
    outlined_button,
    text,
)
from views.procedures.words import files_said, size_said
from views.text import _, typeset

_EXTENSIONS = {
    FileType.PDF: ["pdf"],
    FileType.JPG: ["jpg", "jpeg"],
    FileType.PNG: ["png"],
    FileType.HEIC: ["heic", "heif"],
}
Give = Callable[[bool], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class ShownFile:
    """`progress` 0.0–1.0 while it is sent, None once it is there; `error`: why it was not taken."""

    id: str
    name: str
    size: int
    progress: float | None = None
    error: str | None = None


def extensions_of(field: FormField) -> list[str]:
    """What the device's file chooser shows; empty = all."""
    return [name for kind in field.accepts for name in _EXTENSIONS.get(kind, ())]


def documents_question(
    field: FormField,
    files: Sequence[ShownFile],
    on_give: Give,
    on_remove: Callable[[str], Awaitable[None]],
    *,
    photos: bool,
    busy: bool,
) -> ft.Control:
    """`on_give(photo)` chooses a file, or a photo where the device has some (`photos`). `busy`: one is on its way."""
    rows: list[ft.Control] = [text(files_said(field.accepts, field.max_bytes), "small", "ink_soft")]
    rows += [_file(one, on_remove) for one in files]
    if field.many or not files:
        label = _("Ajouter un autre fichier") if files else _("Choisir un fichier")
        choose = None if busy else lambda: on_give(False)
        buttons = [outlined_button(label, choose, icons.UPLOAD, name=typeset(f"{label}, {field.label}"))]
        if photos:
            photo = _("Choisir une photo")
            taken = None if busy else lambda: on_give(True)
            buttons.append(outlined_button(photo, taken, icons.PHOTO, name=typeset(f"{photo}, {field.label}")))
        rows.append(ft.Row(buttons, spacing=SPACE.snug, run_spacing=SPACE.snug, wrap=True))
    return ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _file(one: ShownFile, on_remove: Callable[[str], Awaitable[None]]) -> ft.Control:
    words: list[ft.Control] = [text(one.name, "small_bold")]
    if one.progress is not None:
        percent = round(100 * one.progress)
        words.append(text(typeset(_("Envoi… {percent} %").format(percent=percent)), "small", "ink_soft"))
        words.append(ft.ProgressBar(value=one.progress, color=colour("primary"), bgcolor=colour("line")))
    elif one.error is not None:
        words.append(inline_error(one.error))
    else:
        words.append(text(size_said(one.size), "small", "ink_soft"))
    remove = icon_button(icons.CLOSE, _("Retirer {name}").format(name=one.name), lambda: on_remove(one.id))
    parts: list[ft.Control] = [
        ft.Icon(icons.DOCUMENT, color=colour("red" if one.error else "ink_soft")),
        ft.Column(words, spacing=SPACE.hair, tight=True, expand=True),
    ]
    if one.progress is None:
        parts.append(remove)
    row = ft.Row(parts, spacing=SPACE.cosy)
    return ft.Container(
        row,
        bgcolor=colour("sunken"),
        border_radius=RADIUS.cell,
        padding=ft.Padding.only(left=SPACE.medium, right=SPACE.medium if one.progress is not None else 0),
        key=f"file-{one.id}",
    )
