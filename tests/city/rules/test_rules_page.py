"""Every example of docs/rules.md is a rule, or a town, that loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from city.rules.calendar import HOLIDAY_KEYS
from city.rules.steps import SKIPS
from city.towns import load_town
from city.towns.load import CALENDAR_KEYS, CONTACT_KEYS, TOWN_KEYS
from city.towns.read_limits import LIMIT_KEYS, WHEN_KEYS
from city.towns.read_rules import RULE_KEYS
from city.towns.read_services import SERVICE_KEYS
from city.towns.read_till import TILL_KEYS

PAGE = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")
HEAD = (Path(__file__).parent / "towns" / "toulouse.toml").read_text(encoding="utf-8").partition("[rules.")[0]
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_an_example_loads(block: str, tmp_path: Path) -> None:
    text = block
    if "[town]" not in block:
        holidays = "holiday" in block and "first_school" not in block
        head = HEAD.replace('["school"]', '["school_holiday"]') if holidays else HEAD
        head = head.replace('"sept-jours"', '"repas"')
        text = head + ("" if block.startswith("[") else "[rules.repas]\n") + block
        text = text.replace('activity = "loisirs"', 'activity = "enfance"')
        text += "" if "rules.repas" in text else "\n[rules.repas]\nbook = { days = 1 }\n"
    file = tmp_path / "ville.toml"
    file.write_text(text, encoding="utf-8")
    assert load_town(file).services


@pytest.mark.parametrize("limit", re.findall(r"^\|.*\| `(\{.*\})` \|$", PAGE, re.MULTILINE))
def test_a_printed_sentence_is_a_limit(limit: str, tmp_path: Path) -> None:
    head = HEAD.replace('["school"]', '["school", "school_holiday"]').replace('"sept-jours"', '"repas"')
    file = tmp_path / "ville.toml"
    file.write_text(f"{head}[rules.repas]\nbook = {limit}\n", encoding="utf-8")
    assert load_town(file).services


@pytest.mark.parametrize(
    "word",
    sorted({
        *TOWN_KEYS, *TILL_KEYS, *CONTACT_KEYS, *CALENDAR_KEYS, *SERVICE_KEYS, *RULE_KEYS, *LIMIT_KEYS, *WHEN_KEYS,
        *SKIPS, *HOLIDAY_KEYS.values(),
    }),
)  # fmt: skip
def test_the_page_names_every_word(word: str) -> None:
    assert re.search(rf"\b{word}\b", PAGE)
