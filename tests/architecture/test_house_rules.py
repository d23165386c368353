"""Rules worth writing, as tests: no silent failure, no mock, no wall clock, no raw colour outside the design."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE_ROOMS = ("app", "views", "services", "city")


def sources(*rooms: str, that_say: str) -> Iterator[tuple[Path, ast.Module]]:
    """The files of these rooms in which the pattern is found: reading a text is quick, parsing a thousand is not."""
    wanted = re.compile(that_say)
    for room in rooms:
        for file in sorted((ROOT / room).rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            if wanted.search(text):
                yield file, ast.parse(text)


def place(file: Path, node: ast.AST) -> str:
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def test_no_exception_is_swallowed() -> None:
    found = [
        place(file, node)
        for file, tree in sources(*SOURCE_ROOMS, that_say=r"\bexcept\b")
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and all(isinstance(part, ast.Pass) for part in node.body)
    ]
    assert not found, "say what happened instead of passing (contextlib.suppress names one expected case): " + str(
        found
    )


@pytest.mark.parametrize("module", ["unittest.mock", "mock", "pytest_mock"])
def test_fakes_not_mocks(module: str) -> None:
    found = []
    for file, tree in sources("tests", that_say="mock"):
        for node in ast.walk(tree):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            found += [place(file, node) for name in names if name == module]
    assert not found, "write a fake that can hold and fail: " + str(found)


def test_tests_never_sleep_for_a_while() -> None:
    found = [
        place(file, node)
        for file, tree in sources("tests", that_say="sleep")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("time.sleep", "asyncio.sleep")
        and not (node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0)
    ]
    assert not found, "wait for the thing itself, not for a while: " + str(found)


def test_only_the_clocks_ask_the_time() -> None:
    wall = (
        "datetime.now",
        "datetime.datetime.now",
        "date.today",
        "datetime.date.today",
        "time.time",
        "datetime.utcnow",
    )
    found = [
        place(file, node)
        for file, tree in sources(*SOURCE_ROOMS, that_say=r"\b(now|today|utcnow|time\s*\.\s*time)\b")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in wall and file.name != "clock.py"
    ]
    assert not found, "inject the clock: " + str(found)


def test_colours_live_in_the_design() -> None:
    hex_colour = re.compile(r"""["']#[0-9A-Fa-f]{6,8}["']""")
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in sorted((ROOT / "views").rglob("*.py"))
        if "design" not in file.parts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if hex_colour.search(line)
    ]
    assert not found, "colours come from the palette: " + str(found)


def test_one_place_puts_the_bell_at_the_head_of_pages() -> None:
    """The bell's own pages have none, and a page may be read signed out."""
    allowed = ("views/headed.py", "views/design/", "views/notifications/", "views/accessibility/")
    found = [
        place(file, node)
        for file, tree in sources("views", that_say=r"\b(Bell|page_frame)\b")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("Bell", "page_frame")
        and not str(file.relative_to(ROOT)).startswith(allowed)
    ]
    assert not found, "use views.headed: " + str(found)


def test_nothing_tracked_names_a_machine() -> None:
    import subprocess

    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    forbidden = re.compile("|".join(("/wor" + "k/", "/ro" + "ot/", "pypi" + r"\.org/simple", "--index" + "-url ")))
    found = []
    for name in filter(None, listed.split("\0")):
        file = ROOT / name
        if file.suffix in {".png", ".ttf", ".woff2", ".mo"} or not file.is_file() or name == "Makefile":
            continue
        text = file.read_text(encoding="utf-8", errors="ignore")
        found += [f"{name}: {match.group()}" for match in forbidden.finditer(text)]
    assert not found, found
