"""docs/procedures.md: its example loads, and it names every word of the language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from city.procedures.definition import About, EffectKind, FieldKind, Source
from city.towns.node import options_of
from city.towns.read_effects import ROLES
from city.towns.read_procedures import FIELD_KEYS, ICONS, PROCEDURE_KEYS, load_procedures

PAGE = (Path(__file__).parents[3] / "docs" / "procedures.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_an_example_loads(block: str, tmp_path: Path) -> None:
    file = tmp_path / "ma-ville.demarches.toml"
    file.write_text(block, encoding="utf-8")
    absence = load_procedures(file, {}).entries["absence"].definition

    assert [question.high for question in absence.questions] == [None, None, None, 3]


@pytest.mark.parametrize(
    "word",
    sorted({
        *PROCEDURE_KEYS, *FIELD_KEYS, *ICONS, *options_of(About), *options_of(FieldKind), *options_of(Source),
        *options_of(EffectKind), *(role for roles in ROLES.values() for role in roles),
    }),
)  # fmt: skip
def test_the_page_names_every_word(word: str) -> None:
    assert re.search(rf"\b{word}\b", PAGE)
