"""Papers of the city, saved where the parent says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from services.models.document import Paper
from views.state import use_mutation
from views.state.mutation import Mutation


def use_sharing() -> Mutation[ft.ShareResult]:
    """`run(fetch)` fetches a paper and hands it to the device's share sheet. A hook."""
    share = ft.use_memo(ft.Share, [])

    async def hand_over(fetch: Callable[[], Awaitable[Paper]]) -> ft.ShareResult:
        paper = await fetch()
        file = ft.ShareFile.from_bytes(paper.content, mime_type=paper.media_type, name=paper.name)
        return await share.share_files([file])

    return use_mutation(hand_over)


def use_saving() -> Mutation[str | None]:
    """`run(fetch)` fetches a paper and saves it on the device. A hook."""
    picker = ft.use_memo(ft.FilePicker, [])

    async def save(fetch: Callable[[], Awaitable[Paper]]) -> str | None:
        paper = await fetch()
        return await picker.save_file(file_name=paper.name, src_bytes=paper.content)

    return use_mutation(save)
