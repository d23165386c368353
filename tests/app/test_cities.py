"""`flet.toml`: a broken one is refused with file, key and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cities import AppFileError, read_app_file
from app.folders import project_folder

GOOD = (project_folder() / "flet.toml").read_text(encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    file = folder / "flet.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_shipped_file_is_good_and_says_whose_it_is() -> None:
    assert read_app_file(project_folder() / "flet.toml").cities[0].id == "villiers-sur-marne"
    assert "Flet ne le lit pas" in GOOD.splitlines()[0]


@pytest.mark.parametrize(
    ("old", "new", "key_path", "reason"),
    [
        ('name = "Portail Famille"\n', "", "name", "cette clé manque"),
        (
            'software = "reference"',
            'software = "inconnu"',
            "cities[1].software",
            "logiciel inconnu «\u00a0inconnu\u00a0»",
        ),
        (
            'postcodes = ["94350"]',
            'postcodes = ["9435"]',
            "cities[1].postcodes[1]",
            "n’a pas la bonne forme",
        ),
        ('url = "embedded"', 'url = "ftp://ville"', "cities[1].url", "https://"),
        ('seed_colour = "#17607A"', 'seed_colour = "bleu"', "cities[1].seed_colour", "n’a pas la bonne forme"),
        ('seed_colour = "#17607A"', 'seed_color = "#17607A"', "cities[1].seed_colour", "cette clé manque"),
        ('languages = ["fr"]', "languages = []", "languages", "au moins une"),
        ('phone = "01 49 41 28 00"', "phone = 149412800", "cities[1].contact.phone", "un texte entre guillemets"),
    ],
)
def test_a_broken_file_names_its_key_and_reason(tmp_path: Path, old: str, new: str, key_path: str, reason: str) -> None:
    assert old in GOOD
    file = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(AppFileError) as refusal:
        read_app_file(file)
    assert refusal.value.key_path == key_path
    assert reason in str(refusal.value)
    assert str(file) in str(refusal.value)


@pytest.mark.parametrize(("text", "reason"), [("name = ", "TOML"), (None, "manque")])
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, text: str | None, reason: str) -> None:
    file = tmp_path / "flet.toml" if text is None else written(tmp_path, text)
    with pytest.raises(AppFileError, match=reason):
        read_app_file(file)


def test_two_cities_of_one_identifier_are_refused(tmp_path: Path) -> None:
    head, entry = GOOD.split("[[cities]]")
    with pytest.raises(AppFileError, match="même identifiant"):
        read_app_file(written(tmp_path, f"{head}[[cities]]{entry}\n[[cities]]{entry}"))


def test_only_one_city_is_started_with_the_app(tmp_path: Path) -> None:
    second = GOOD[GOOD.index("[[cities]]") :].replace('id = "villiers-sur-marne"', 'id = "autre"')
    with pytest.raises(AppFileError, match="une seule ville"):
        read_app_file(written(tmp_path, GOOD + second))
    elsewhere = second.replace('url = "embedded"', 'url = "https://portail.autre.example"')
    head, _cities, first = GOOD.partition("[[cities]]")
    read = read_app_file(written(tmp_path, head + elsewhere + "\n[[cities]]" + first))
    assert [city.id for city in read.cities] == ["autre", "villiers-sur-marne"]
    assert [city.id for city in read.in_order] == ["villiers-sur-marne", "autre"]
