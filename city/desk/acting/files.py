"""Files of a form, examined in a thread before the act's transaction begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import anyio.to_thread
from fastapi import Depends

from city.desk.acting.context import form_with
from city.desk.acting.forms import Form
from city.documents.contents import Upload
from city.documents.examine import examine

Made = TypeVar("Made")


def files_of(name: str, most: int, read: Callable[[bytes], Made]) -> Any:
    """The files chosen in the field `name`, each with its name and what `read` makes of it, which may refuse it.

    Stands before the parameter of `acting_with(…, files=most)` of the same `most`.
    """

    async def found(form: Form = Depends(form_with(most), scope="function")) -> list[tuple[str, Made]]:
        return [(title, await anyio.to_thread.run_sync(read, data)) for title, data in await form.files(name)]

    return Depends(found, scope="function")


def examined(data: bytes) -> Upload:
    """A file of any kind that the city takes. Raises EmptyFile, BadType, BrokenFile."""
    return Upload(data, examine(data))
