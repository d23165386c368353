"""Files of a message: chosen on the device, shown before they go, saved when they come."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from services.letters import Enclosure
from services.models.document import PICTURES, Paper
from services.models.message import MOST_ATTACHMENTS, Attachment
from views.design import (
    ICON,
    RADIUS,
    SPACE,
    button_style,
    colour,
    handler,
    icon_button,
    icons,
    inline_error,
    large_text,
    named,
    remove_button,
    text,
)
from views.state import Mutation, Ready, screen, use_mutation, use_portal, use_query
from views.text import _, typeset
from views.text.errors import told_error
from views.text.sizes import size_said

_SEEN = 56
_EXTENSIONS = ["pdf", "jpg", "jpeg", "png", "heic"]


@dataclass(frozen=True, slots=True)
class Enclosing:
    """`choose(photo)` adds files; `part`: how much of the one on its way the city has, 0 to 1; `error`: a sentence."""

    choose: Callable[[bool], Awaitable[object]]
    take_out: Callable[[str], Awaitable[object]]
    part: float | None
    error: str | None


def use_enclosing(thread: str) -> Enclosing:
    """Files for what is written in a thread. A hook."""
    portal = use_portal()
    picker = ft.use_memo(ft.FilePicker, [])
    nothing: float | None = None
    part, hear = ft.use_state(nothing)

    async def choose(photo: bool) -> None:
        kind = ft.FilePickerFileType.IMAGE if photo else ft.FilePickerFileType.CUSTOM
        extensions = None if photo else _EXTENSIONS
        chosen = await picker.pick_files(
            allow_multiple=True, with_data=True, file_type=kind, allowed_extensions=extensions
        )
        try:
            for one in chosen or ():
                hear(0.0)
                await portal.messages.enclose(thread, one.name, one.bytes or b"", progress=hear)
        finally:
            hear(None)

    choosing = use_mutation(choose)
    taking = use_mutation(lambda enclosure: portal.messages.take_out(thread, enclosure))
    error = choosing.error or taking.error
    said = told_error(error).sentence if error is not None else None
    return Enclosing(choosing.run, taking.run, part, said)


def enclosing_buttons(enclosing: Enclosing, given: tuple[Enclosure, ...]) -> list[ft.Control]:
    """« Joindre un fichier », « Joindre une photo »; off once there are as many as may be."""
    full = len(given) >= MOST_ATTACHMENTS or enclosing.part is not None
    return [
        icon_button(
            icons.ATTACH, _("Joindre un fichier"), None if full else lambda: enclosing.choose(False), color="primary"
        ),
        icon_button(
            icons.PHOTO, _("Joindre une photo"), None if full else lambda: enclosing.choose(True), color="primary"
        ),
    ]


def sending_row(buttons: list[ft.Control], send: ft.Control) -> ft.Control:
    """What adds files at the left, « Envoyer » at the right; below each other in large text."""
    if large_text():
        rows: list[ft.Control] = [ft.Row(buttons), send] if buttons else [send]
        return ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Row([*buttons, ft.Container(expand=True), send])


def enclosed(enclosing: Enclosing, given: tuple[Enclosure, ...]) -> list[ft.Control]:
    """What goes with the message, each with its ✕; the file on its way; why one was refused."""
    rows: list[ft.Control] = []
    for one in given:
        take_out = remove_button(_("Retirer {name}").format(name=one.name), lambda one=one: enclosing.take_out(one.id))
        rows.append(_chip(one.name, one.size, take_out, key=f"file-{one.id}"))
    if enclosing.part is not None:
        bar = ft.ProgressBar(value=enclosing.part, color=colour("primary"), bgcolor=colour("sunken"), bar_height=4)
        rows.append(ft.Semantics(content=bar, label=_("Envoi du fichier"), key="part"))
    if enclosing.error is not None:
        rows.append(ft.Container(inline_error(enclosing.error), key="file-error"))
    return rows


def _chip(name: str, size: int, end: ft.Control, key: str) -> ft.Control:
    row = ft.Row(
        [
            ft.Icon(icons.DOCUMENT, size=ICON, color=colour("ink_soft")),
            text(name, "small_bold", expand=True),
            text(size_said(size), "small", "ink_soft"),
            end,
        ],
        spacing=SPACE.snug,
    )
    padding = ft.Padding.only(left=SPACE.medium)
    return ft.Container(row, bgcolor=colour("sunken"), border_radius=RADIUS.cell, padding=padding, key=key)


def use_saving() -> Mutation[Any]:
    """Saves an attachment where the parent says; `run` is given it. A hook."""
    portal = use_portal()
    picker = ft.use_memo(ft.FilePicker, [])

    async def save(one: Attachment) -> None:
        paper: Paper = await portal.messages.attachment(one.id)
        await picker.save_file(file_name=one.name, src_bytes=paper.content)

    return use_mutation(save)


@screen
def AttachmentFace(one: Attachment) -> ft.Control:
    """A picture small, anything else its icon; decoration beside the file's name."""
    if one.type not in PICTURES:
        return ft.Icon(icons.DOCUMENT, size=ICON, color=colour("primary"))
    return AttachmentPicture(one.id, key="picture")


@screen
def AttachmentPicture(attachment_id: str) -> ft.Control:
    """The icon stands until the picture has come, and where it never does."""
    answer, _refresh = use_query(use_portal().messages.thumbnail(attachment_id), [])
    if not isinstance(answer, Ready):
        return ft.Container(ft.Icon(icons.PHOTO, size=ICON, color=colour("primary")), width=_SEEN, height=_SEEN)
    seen = ft.Image(
        src=answer.value.content, fit=ft.BoxFit.COVER, width=_SEEN, height=_SEEN, exclude_from_semantics=True
    )
    return ft.Container(
        seen, width=_SEEN, height=_SEEN, border_radius=RADIUS.cell, clip_behavior=ft.ClipBehavior.ANTI_ALIAS
    )


def attachment_chip(one: Attachment, on_save: Callable[[Attachment], Any]) -> ft.Control:
    """An attachment of a message: a tap saves it."""
    said = typeset(f"{one.name} · {size_said(one.size)}")
    face = ft.Row(
        [
            AttachmentFace(one, key=f"face-{one.id}"),
            text(said, "small_bold", "primary", expand=True),
            ft.Icon(icons.DOWNLOAD, size=ICON, color=colour("primary")),
        ],
        spacing=SPACE.snug,
    )
    tap = lambda: on_save(one)  # noqa: E731
    look = button_style(
        fill="surface", edge="edge", edge_width=1, radius=RADIUS.cell, padding=ft.Padding.all(SPACE.medium)
    )
    name = _("Enregistrer {name}, {size}").format(name=one.name, size=size_said(one.size))
    return named(ft.TextButton(content=face, style=look, on_click=handler(tap)), name, tap)
