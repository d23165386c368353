"""Choosing files on the device and sending them, one after the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import flet as ft

from services.errors import ErrorKind, ServiceError
from services.models.procedure import FormField
from services.portal import Portal
from views.procedures.form.documents import ShownFile, extensions_of
from views.state import use_mutation
from views.text.errors import told_error

_ON_ITS_WAY = "on-its-way"


@dataclass(frozen=True, slots=True)
class Giving:
    """`give(field, photo)`; `current`: the field and the file on its way, or refused until `forget`."""

    give: Callable[[FormField, bool], Awaitable[None]]
    current: tuple[str, ShownFile] | None
    busy: bool
    forget: Callable[[], None]


def use_giving(portal: Portal, draft: str) -> Giving:
    """Files for one draft. A hook."""
    picker = ft.use_memo(ft.FilePicker, [])
    nothing: tuple[str, ShownFile] | None = None
    current, show = ft.use_state(nothing)

    async def send(field: FormField, name: str, content: bytes) -> bool:
        limit = field.max_bytes
        if limit is not None and len(content) > limit:
            raise ServiceError(ErrorKind.FILE_TOO_BIG, {"max_bytes": str(limit)})

        def heard(part: float) -> None:
            show((field.key, ShownFile(_ON_ITS_WAY, name, len(content), progress=part)))

        await portal.procedures.give_document(draft, field.key, name, content, progress=heard)
        return True

    async def choose(field: FormField, photo: bool) -> list[ft.FilePickerFile]:
        kind = ft.FilePickerFileType.IMAGE if photo else ft.FilePickerFileType.CUSTOM
        extensions = None if photo else extensions_of(field)
        if not photo and not extensions:
            kind = ft.FilePickerFileType.ANY
        return await picker.pick_files(
            allow_multiple=field.many, with_data=True, file_type=kind, allowed_extensions=extensions or None
        )

    sending, choosing = use_mutation(send), use_mutation(choose)

    async def give(field: FormField, photo: bool) -> None:
        for one in await choosing.run(field, photo) or ():
            show((field.key, ShownFile(_ON_ITS_WAY, one.name, one.size, progress=0.0)))
            if not await sending.run(field, one.name, one.bytes or b""):
                return
            show(None)

    shown = current
    if current is not None and sending.error is not None:
        refused = told_error(sending.error).sentence
        shown = (current[0], replace(current[1], progress=None, error=refused))
    return Giving(give, shown, sending.busy, lambda: show(None))
