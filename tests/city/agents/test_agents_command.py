"""The first administrator's way in, from the command line."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import httpx
import pytest

from city.app import create_app
from city.clock import FixedClock
from city.command import main
from city.database import Database
from city.folder import DATABASE_FILE
from city.towns import Town
from tests.city.city import SETTINGS, START, MemoryMailbox

AT = "2026-11-23T08:00"


def run(folder: Path, *words: str) -> int:
    return main(["agent", *words, "--data", str(folder), "--at", AT, "--desk-url", "http://ville/guichet"])


async def test_an_administrator_is_added_and_chooses_a_password(
    tmp_path: Path, town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        await asyncio.to_thread(run, tmp_path, "add", "claire@ville.fr", "--first-name", "Claire", "--last-name", "D")
        == 0
    )
    link = re.search(r"http://ville/guichet/bienvenue/[\w-]+", capsys.readouterr().out)
    assert link
    database = Database(Database.sqlite_url(tmp_path / DATABASE_FILE))
    app = create_app(town=town, database=database, clock=FixedClock(START), mailbox=MemoryMailbox(), settings=SETTINGS)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), headers={"origin": "http://ville"}) as client:
        chosen = {"mot-de-passe": "tarte-aux-quetsches", "encore": "tarte-aux-quetsches"}
        assert (await client.post(link.group(), data=chosen)).status_code == 303
        fields = {"email": "claire@ville.fr", "mot-de-passe": "tarte-aux-quetsches"}
        assert (await client.post("http://ville/guichet/connexion", data=fields)).status_code == 303
        assert (await client.get("http://ville/guichet/agents")).status_code == 200
    await database.close()


def test_a_known_address_gets_a_link_instead(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add = ("add", "claire@ville.fr", "--first-name", "Claire", "--last-name", "D", "--role", "agent")
    assert run(tmp_path, *add) == 0
    assert run(tmp_path, *add) == 1
    assert "agent link" in capsys.readouterr().err
    assert run(tmp_path, "link", "claire@ville.fr") == 0
    assert "/bienvenue/" in capsys.readouterr().out
    assert run(tmp_path, "link", "personne@ville.fr") == 1
    assert "Aucun agent" in capsys.readouterr().err
