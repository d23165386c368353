"""What a town file is refused with can be translated, like everything else that the city says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

from city import text
from city.towns import TownFileError, load_town

CITY = Path(__file__).parents[3] / "city"
REASON_AT = {"fail": 0, "error": 1, "TownFileError": 3}


def reasons() -> list[tuple[str, ast.expr]]:
    """Every reason that `city/towns` gives for a refusal, with where it stands."""
    found = []
    for file in sorted((CITY / "towns").glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                place = REASON_AT.get(name)
                if place is not None and len(call.args) > place:
                    found.append((f"{file.name}:{call.lineno}", call.args[place]))
    return found


def test_no_reason_is_written_past_gettext() -> None:
    assert len(reasons()) > 50
    assert [where for where, reason in reasons() if isinstance(reason, ast.Constant | ast.JoinedStr)] == []


def test_the_sentences_of_a_refusal_are_found_by_those_who_translate() -> None:
    keywords = {"_": None, "ngettext": (1, 2), "mark": None}
    found = {message for _file, _line, message, *_ in extract_from_dir(CITY, [("**.py", "python")], keywords=keywords)}

    assert {
        "{file}, ligne {line}, clé « {key} » : {reason}.",
        "il manque la clé « {key} »",
        "cette date n’existe pas",
        "{name} : ce fichier est valide (prestations : {services}, compteurs : {counters}, démarches : {asked}).",
    } <= found


@pytest.fixture
def translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of another language, chosen as the system chooses one."""
    catalogue = Catalog(locale="en")
    catalogue.add("{file}, ligne {line} : {reason}.", "{file}, line {line}: {reason}.")
    catalogue.add("ce fichier n’existe pas", "there is no such file")
    target = tmp_path / "en" / "LC_MESSAGES" / "city.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(text, "_FOLDER", tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    text._translations.cache_clear()
    yield
    text._translations.cache_clear()


@pytest.mark.usefixtures("translated")
def test_a_refusal_is_said_in_the_language_of_a_catalogue(tmp_path: Path) -> None:
    with pytest.raises(TownFileError) as refused:
        load_town(tmp_path / "absente.toml")
    assert str(refused.value).replace("\u00a0", " ") == "absente.toml, line 1: there is no such file."
