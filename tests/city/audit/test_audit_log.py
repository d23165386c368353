"""The audit's one way in: with the act's transaction, without secrets, never changed."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from city.audit.acts import _LABELS, Act
from city.audit.log import Author, Target, record, recorded
from city.audit.repository import about
from tests.city.city import City

ROOT = Path(__file__).parents[3]
NOBODY = Author(None, "essai")


async def test_a_row_stays_only_if_the_act_does(city: City) -> None:
    target = Target("booking", "b_1", "Alice")
    with pytest.raises(RuntimeError, match="no"):
        async with city.database.transaction(write=True) as session:
            await record(session, NOBODY, Act.DAYS_CLOSED, target, now=city.clock.now())
            raise RuntimeError("no")
    async with city.database.transaction(write=True) as session:
        assert await about(session, "booking", "b_1") == []
        assert recorded(session) == 0
        await record(session, NOBODY, Act.DAYS_CLOSED, target, after={"places": 3}, now=city.clock.now())
        assert recorded(session) == 1
    async with city.database.transaction() as session:
        assert [(row.by, row.before, row.after) for row in await about(session, "booking", "b_1")] == [
            ("essai", None, {"places": 3})
        ]


async def test_a_secret_is_refused(city: City) -> None:
    async with city.database.transaction(write=True) as session:
        with pytest.raises(ValueError, match="secret"):
            await record(
                session, NOBODY, Act.ROLE_CHANGED, Target("a", "b"), after={"Password_hash": "x"}, now=city.clock.now()
            )


def test_every_act_has_words() -> None:
    assert _LABELS.keys() == set(Act)


def test_only_the_log_writes_and_nothing_changes_a_row() -> None:
    found = []
    for file in sorted((ROOT / "city").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and any(ast.unparse(part) == "AuditRow" for part in [node.func, *node.args]):
                found.append(f"{file.relative_to(ROOT)}: {ast.unparse(node.func)}")
    assert set(found) == {"city/audit/log.py: AuditRow", "city/audit/repository.py: select"}
