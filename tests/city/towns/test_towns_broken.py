"""Files that are no town file at all are refused with a sentence, at once, and never with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from city.towns import TownFileError, load_town
from city.towns.check import run_check

VILLIERS = (Path(__file__).parents[3] / "city" / "towns" / "villiers-sur-marne.toml").read_text(encoding="utf-8")
ZONE = 'school_zone = "C"'
ZONE_LINE = VILLIERS[: VILLIERS.index(ZONE)].count("\n") + 1


def written(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / "ville.toml"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + VILLIERS.encode(),
        VILLIERS.replace("\n", "\r\n").encode(),
        VILLIERS.replace("\n", "\r").encode(),
    ],
    ids=["byte order mark", "windows line ends", "old line ends"],
)
def test_what_other_editors_write_is_read(content: bytes, tmp_path: Path) -> None:
    assert repr(load_town(written(tmp_path, content))) == repr(load_town(written(tmp_path, VILLIERS.encode())))


@pytest.mark.parametrize(
    ("content", "key", "line", "reason"),
    [
        (VILLIERS.replace("Contact", "Contacté").encode("latin-1", "replace"), "", None, "UTF-8"),
        (VILLIERS.encode("utf-16"), "", 1, "UTF-8"),
        (b"x = " + b"[" * 100_000, "", 1, "l’un dans l’autre"),
        (b"x = " + b"{a = " * 5_000, "", 1, "l’un dans l’autre"),
        (b"[town]\nid = " + b"9" * 6_000, "town.id", 2, "trop long"),
        (b"# rien\n" * 80_000, "", 1, "trop grand"),
        (b"\x00" * 100, "", 1, "TOML"),
    ],
    ids=["latin-1", "utf-16", "brackets", "braces", "digits", "large", "nul"],
)
def test_no_town_file_at_all(content: bytes, key: str, line: int | None, reason: str, tmp_path: Path) -> None:
    with pytest.raises(TownFileError, match=reason) as caught:
        load_town(written(tmp_path, content))
    assert caught.value.key_path == key
    assert line is None or caught.value.line == line


@pytest.mark.parametrize(
    ("wrong", "key", "reason"),
    [
        ('school_zone = "C', "town.school_zone", "un guillemet manque"),
        ("school_zone = C", "town.school_zone", "guillemets droits"),
        ("school_zone = « C »", "town.school_zone", "guillemets droits"),
        ("school_zone =", "town.school_zone", "guillemets droits"),
        ('school_zone "C"', "", "clé = valeur"),
        ('école = "C"', "", "clé = valeur"),
        ("school_zone = 01/09/2026", "town.school_zone", "une date s’écrit"),
        ("school_zone = 2026-02-30", "town.school_zone", "cette date n’existe pas"),
        ('school_zone = ["C"\nx = 1', None, "crochet"),
        ("school_zone = { a = 10h00 }", "town.school_zone", "guillemets manquent"),
        ("school_zone = { a = 1,, b = 2 }", "town.school_zone", "une virgule de trop"),
        ('school_zone = "C\x00"', "town.school_zone", "caractère invisible"),
        ('school_zone = "C"\nschool_zone = "C"', "school_zone", "écrit deux fois"),
    ],
)
def test_what_is_wrong_is_said_in_french(wrong: str, key: str | None, reason: str, tmp_path: Path) -> None:
    with pytest.raises(TownFileError, match=reason) as caught:
        load_town(written(tmp_path, VILLIERS.replace(ZONE, wrong).encode()))
    assert key is None or caught.value.key_path == key
    assert caught.value.line in (ZONE_LINE, ZONE_LINE + 1)


@pytest.mark.parametrize("percent", ["inf", "nan", "-1", "1e99999999", "1001"])
def test_a_surcharge_is_a_plausible_number(percent: str, tmp_path: Path) -> None:
    with pytest.raises(TownFileError, match="positif"):
        load_town(written(tmp_path, VILLIERS.replace("percent = 50", f"percent = {percent}").encode()))


def test_what_is_no_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, said in (
        (tmp_path, "c’est un dossier"),
        (tmp_path / "absent.toml", "n’existe pas"),
        (Path("/dev/null"), "illisible"),
        (tmp_path / "a\x00b", "n’existe pas"),
    ):
        assert run_check(str(path)) == 2
        assert said in capsys.readouterr().err
