"""A room of the desk has one way in: outside of it, only what its `__init__.py` gives is used."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DESK = ROOT / "city" / "desk"
ROOMS = sorted(file.parent.name for file in DESK.glob("*/__init__.py"))
REACHED_INTO = re.compile(rf"\bcity\.desk\.({'|'.join(ROOMS)})\.\w+")


def test_rooms_of_the_desk_have_one_way_in() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {reached.group()}"
        for file in sorted((ROOT / "city").rglob("*.py"))
        for reached in REACHED_INTO.finditer(file.read_text(encoding="utf-8"))
        if file.parent != DESK / reached.group(1)
    ]
    assert not found, "ask the room itself: " + str(found)


def test_the_desk_itself_holds_only_what_puts_its_rooms_together() -> None:
    assert {file.name for file in DESK.glob("*.py")} == {"__init__.py", "application.py", "paths.py"}
