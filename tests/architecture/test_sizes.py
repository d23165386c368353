"""Small files, small functions: 300 lines a file, 50 a function."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "views", "services", "city", "benchmarks", "tests")
FILE_LINES = 300
FUNCTION_LINES = 50


def python_files() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def test_no_file_is_longer_than_a_person_can_hold() -> None:
    too_long = {
        str(file.relative_to(ROOT)): count
        for file in python_files()
        if "migrations/versions" not in file.as_posix()
        and (count := len(file.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    }
    assert not too_long, f"cut these into rooms of their own: {too_long}"


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name} ({length} lines)"
        for file in python_files()
        if "migrations/versions" not in file.as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert not too_long, "name the parts of these:\n" + "\n".join(too_long)
