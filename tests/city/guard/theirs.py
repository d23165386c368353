"""Everything a family has, as its own guardian is shown it: what a stranger might try, and words that are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import select

from city.database import Base, Database
from tests.city.guard.aims import API

Ids = dict[str, str]
_LISTS = ("invoices", "payments", "submissions", "notifications", "procedures", "threads", "news")
_ALONE = ("household", "household/sheet", "registrations", "profile", "sessions", "typical-weeks", "tax-statements")
_MOST = 4
_CODE = re.compile(r"[a-z_]+|[A-Z_]+|[\d\sT:+.-]+Z?|[a-z]+(-[a-z]+)+|procedure:[a-z-]+")
_SHORTEST = 5
_OF_A_CHILD = {"child_sheet": "child_id", "registration": "child_id", "child": "id"}
_OF_THE_TOWN = ("agent", "menu", "news")


@dataclass(frozen=True)
class Theirs:
    """`ids`: by kind, what carries their things; `shown`: every answer they got; `people`: who they are, by id."""

    ids: dict[str, list[Ids]]
    shown: list[Any]
    people: set[str]


async def everything_of(client: httpx.AsyncClient, other: httpx.AsyncClient) -> Theirs:
    """What `client`'s household has and `other`'s has not: without a shared child, its contacts, and news for both."""
    lists = {name: await _whole(client, name) for name in _LISTS}
    alone = {name: await _read(client, name) for name in _ALONE}
    procedures = [await _read(client, f"procedures/{one['id']}") for one in lists["procedures"]]
    for one in procedures:
        del one["definition"]
    threads = [await _read(client, f"threads/{one['id']}") for one in lists["threads"]]
    both = {one["id"] for one in await _whole(other, "news")}
    seen = {one["name"] for one in (await _read(other, "household/sheet"))["contacts"]}
    sheet = alone["household/sheet"]
    sheet["contacts"] = [one for one in sheet["contacts"] if one["mine"] and (one["name"] not in seen)]
    lists["news"] = [one for one in lists["news"] if one["id"] not in both]
    messages = [(thread["id"], message) for thread in threads for message in thread["items"]]
    ids = {
        "none": [{}],
        "session": [{"session_id": one["id"]} for one in alone["sessions"]["items"]],
        "child": [{"child_id": one["id"]} for one in sheet["children"] if not one["shared"]],
        "person": [{"person_id": one["id"]} for one in sheet["guardians"]],
        "contact": [{"contact_id": one["id"]} for one in sheet["contacts"]],
        "invoice": [{"number": one["number"]} for one in lists["invoices"]],
        "payment": [{"identity": one["id"]} for one in lists["payments"]],
        "receipt": [{"number": one["number"]} for one in lists["submissions"]],
        "week": [{"week_id": one["id"]} for one in alone["typical-weeks"]["items"]],
        "notification": [{"notification_id": one["id"]} for one in lists["notifications"]],
        "procedure": [{"procedure_id": one["id"]} for one in procedures],
        "document": [
            {"procedure_id": one["id"], "document_id": file["id"]} for one in procedures for file in one["documents"]
        ],
        "thread": [{"thread_id": one["id"]} for one in threads],
        "message": [{"thread_id": thread, "message_id": message["id"]} for thread, message in messages],
        "attachment": [{"attachment_id": "pas-envoye"}]
        + [{"attachment_id": file["id"]} for _thread, message in messages for file in message["attachments"]],
        "news": [{"news_id": one["id"]} for one in lists["news"]],
        "payment_key": [{"key": "payer-martin"}],
        "submission_key": [{"key": "semaine-2025-11-10"}],
        "year": [{"year": str(one["year"])} for one in alone["tax-statements"]["items"]],
        "searched": [{"word": word} for word in ("Alice", "Restauration", "2026")],
        "cursor": [await _cursors(client)],
    }
    people = {
        alone["household"]["id"],
        *(value for kind in ("child", "person") for one in ids[kind] for value in one.values()),
    }
    return Theirs(ids, [*lists.values(), *alone.values(), *procedures, *threads], people)


def chosen(found: list[Ids]) -> list[Ids]:
    """Some of them, far apart: the first, the last and others between."""
    if len(found) <= _MOST:
        return found
    return [found[place * (len(found) - 1) // (_MOST - 1)] for place in range(_MOST)]


async def words_of(theirs: Theirs, other: httpx.AsyncClient, database: Database, town: str) -> set[str]:
    """Words that `other` may not read: what the family is shown, but what the town or another family says too."""
    words = {leaf for answer in theirs.shown for leaf in _leaves(answer)}
    words = {word for word in words if len(word) >= _SHORTEST and not _CODE.fullmatch(word)}
    catalogue = (await other.get(f"{API}/procedures/catalogue")).text
    common = town + catalogue + await _said_elsewhere(database, theirs.people)
    return {word for word in words if word not in common}


def _leaves(answer: Any) -> Iterator[str]:
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, dict):
        for value in answer.values():
            yield from _leaves(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from _leaves(value)


async def _said_elsewhere(database: Database, people: set[str]) -> str:
    """The rows that are another household's, a shared child's or the town's."""
    said = []
    async with database.transaction() as session:
        for table in Base.metadata.sorted_tables:
            owner = _OF_A_CHILD.get(table.name, "household_id")
            if table.name not in _OF_THE_TOWN and owner not in table.c:
                continue
            others = () if table.name in _OF_THE_TOWN else (table.c[owner].not_in(people),)
            rows = await session.execute(select(table).where(*others))
            said += [repr(value) for row in rows for value in row]
    return "\n".join(said)


async def _cursors(client: httpx.AsyncClient) -> Ids:
    """By list, where its second page begins."""
    found = {name: (await _read(client, name))["next"] for name in _LISTS}
    return {name: cursor for name, cursor in found.items() if cursor}


async def _whole(client: httpx.AsyncClient, name: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = await _read(client, name, **({"cursor": cursor} if cursor else {}))
        items += page["items"]
        cursor = page["next"]
    return items


async def _read(client: httpx.AsyncClient, name: str, **query: str) -> dict[str, Any]:
    answer = await client.get(f"{API}/{name}", params=query)
    assert answer.status_code == 200, f"{name}: {answer.text}"
    return dict(answer.json())
