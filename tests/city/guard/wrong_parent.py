"""The wrong parent at work: every aim with every id, beside the same call with ids that do not exist."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx
from pypdf import PdfReader

from tests.city.guard.aims import API, Aim
from tests.city.guard.theirs import Ids, Theirs, chosen

_MADE_UP = {
    "number": "2026-999999",
    "identity": "o_zzzzzzzzzzzzzzzz",
    "child_id": "c_zzzzzzzzzzzzzzzz",
    "person_id": "p_zzzzzzzzzzzzzzzz",
    "session_id": "s_zzzzzzzzzzzzzzzz",
    "notification_id": "n_zzzzzzzzzzzzzzzz",
    "news_id": "a_zzzzzzzzzzzzzzzz",
}
_OWN_NUMBERS = re.compile(r"\b\d{4}-\d{6}\b|\b[a-z]_[0-9a-z]{16}\b")


@dataclass(frozen=True)
class Tried:
    """A call with real ids, and what it should be like: the same with made-up ones."""

    what: str
    answer: httpx.Response
    reference: httpx.Response
    ids: Ids
    made_up: Ids

    @property
    def told(self) -> str:
        """What it told besides the ids that it was asked with."""
        return _without(text_of(self.answer), self.ids)

    @property
    def same(self) -> bool:
        """Whether nothing tells the two apart."""
        one, other = _levelled(self.answer, self.ids), _levelled(self.reference, self.made_up)
        return one == other


class WrongParent:
    """Somebody signed in to another household. `own_child` is a child of theirs."""

    def __init__(self, client: httpx.AsyncClient, own_child: str) -> None:
        self._client = client
        self._own = {"own_child": own_child}
        self._turn = count()

    async def try_all(self, aim: Aim, theirs: Theirs) -> list[Tried]:
        """The aim with some of their ids of its kind, each beside ids that do not exist."""
        tried = []
        for ids in _some(aim, theirs):
            made_up = {name: _MADE_UP.get(name, f"zz{next(self._turn)}") for name in ids}
            reference = await self._call(aim, made_up)
            tried.append(Tried(f"{aim.call} {ids}", await self._call(aim, ids), reference, ids, made_up))
        return tried

    async def ask_all(self, aim: Aim, theirs: Theirs) -> list[httpx.Response]:
        """The answers to the aim with some of their ids of its kind."""
        return [await self._call(aim, ids) for ids in _some(aim, theirs)]

    async def _call(self, aim: Aim, ids: Ids) -> httpx.Response:
        names = ids | self._own | {"turn": str(next(self._turn))}
        method, path = aim.call.split()
        return await self._client.request(
            method,
            API + filled(path, names),
            params=filled(dict(aim.query), names),
            headers=filled(dict(aim.headers), names),
            **({"content": aim.content} if aim.content else {"json": filled(aim.json, names)} if aim.json else {}),
        )


def text_of(answer: httpx.Response) -> str:
    """All that can be read in an answer, its headers and the text of a PDF among them."""
    headers = json.dumps(dict(answer.headers), ensure_ascii=False)
    kind = answer.headers.get("content-type", "")
    if kind.startswith("application/pdf"):
        pages = PdfReader(io.BytesIO(answer.content)).pages
        return headers + "\n".join(page.extract_text() for page in pages)
    if "json" in kind and answer.content:
        return headers + "\n".join(_strings(answer.json()))
    return headers + answer.text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    else:
        yield str(value)


def filled(value: Any, names: Mapping[str, str]) -> Any:
    """The value with `{names}` replaced, whatever it is made of."""
    if isinstance(value, str):
        return re.sub(r"\{(\w+)\}", lambda found: names[found[1]], value)
    if isinstance(value, dict):
        return {name: filled(inner, names) for name, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, names) for inner in value]
    return value


def _levelled(answer: httpx.Response, ids: Ids) -> tuple[int, str, str]:
    """Status, kind and body, without the ids that were asked for and the numbers that the city counts on."""
    body = _OWN_NUMBERS.sub("NEW", _without(answer.text, ids))
    return answer.status_code, answer.headers.get("content-type", ""), body


def _without(text: str, ids: Ids) -> str:
    for value in ids.values():
        text = text.replace(value, "ID")
    return text


def _some(aim: Aim, theirs: Theirs) -> list[Ids]:
    found = chosen(theirs.ids[aim.kind])
    assert found, f"the family has no {aim.kind}: {aim.call} was not tried"
    return found
