"""Rules of the look: fonts, colours and controls come from the design alone."""

from __future__ import annotations

import ast
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[3]
RAW = {"Button", "FilledButton", "OutlinedButton", "ElevatedButton", "IconButton", "TextField", "Card", "Checkbox"}
FRENCH = "AÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸaàâæçéèêëîïôœùûüÿ0123456789«»’…–—−€№°\u00a0\u202f"


def views_outside_the_design() -> list[tuple[Path, ast.Module]]:
    files = (file for file in sorted((ROOT / "views").rglob("*.py")) if "design" not in file.parts)
    return [(file, ast.parse(file.read_text(encoding="utf-8"))) for file in files]


def test_controls_that_have_a_component_of_ours_are_not_used_raw() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno} ft.{node.func.attr}"
        for file, tree in views_outside_the_design()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in RAW
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "ft"
    ]
    assert not found, f"take the component of views.design: {found}"


def test_components_are_guarded() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"
        for file, tree in views_outside_the_design()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name != "App"
        for decorator in node.decorator_list
        if ast.unparse(decorator) == "ft.component"
    ]
    assert not found, f"a component that raises stops the session: use @screen: {found}"


def test_the_font_writes_french() -> None:
    characters = TTFont(ROOT / "assets" / "fonts" / "Onest.ttf").getBestCmap()
    assert not [mark for mark in FRENCH if ord(mark) not in characters]


def test_one_font_file_serves_all_weights() -> None:
    variable = TTFont(ROOT / "assets" / "fonts" / "Onest.ttf")["fvar"]
    axes = {axis.axisTag: (axis.minValue, axis.maxValue) for axis in variable.axes}
    assert axes == {"wght": (400.0, 600.0)}
