"""Papers of the city, saved where the parent says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from services.models.document import Paper
from views.state import use_mutation
from views.state.mutation import Mutation


def use_saving() -> Mutation[str | None]:
    """`run(fetch)` fetches a paper and saves it on the device. A hook."""
    picker = ft.use_memo(ft.FilePicker, [])

    async def save(fetch: Callable[[], Awaitable[Paper]]) -> str | None:
        paper = await fetch()
        return await picker.save_file(file_name=paper.name, src_bytes=paper.content)

    return use_mutation(save)
