"""Pictures the city gives: a version of one never changes, so that each is asked once and kept on the device."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from pydantic import TypeAdapter

from services.models.document import Paper
from services.models.news import Picture
from services.query import Copy, Query
from services.questions import Questions

_PICTURE: TypeAdapter[Picture] = TypeAdapter(Picture)


def kept_picture(questions: Questions, name: str, ask: Callable[[], Awaitable[Paper]]) -> Query[Picture]:
    """The picture of that name; the city is asked only where there is no copy."""

    async def call() -> Picture:
        paper = await ask()
        return Picture(media_type=paper.media_type, content=paper.content)

    query = questions.of(name, frozenset(), _PICTURE, call)

    async def once() -> Copy[Picture]:
        return await query.copy() or await query.fetch()

    return replace(query, ask=once)
