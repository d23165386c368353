"""A list as it comes: any spreadsheet's file is read or refused in words, every wrong cell has its line and column."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from city.imports.columns import Column, column_of
from city.imports.gathering import gathered
from city.imports.reading import MOST_BYTES, MOST_LINES, decoded, read_list
from city.towns import Town
from tests.city.imports.lists import HEAD, LOU, NOBODY, ROY, TOM, family, listed

TODAY = date(2026, 11, 23)
PLAIN = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " "})


def test_a_list_is_read_whatever_wrote_it(town: Town) -> None:
    text = family()
    read = read_list(text, town, TODAY)
    assert read.refused is None and [line.line for line in read.lines] == [2, 3]
    first, second = read.lines
    assert [(one.name, one.email) for one in first.guardians] == [("Ana Roy", "ana.roy@exemple.fr"), ("Paul Roy", None)]
    assert first.child is not None and second.child is not None
    assert (first.child.school_id, first.child.birth_date) == ("jean-jaures", date(2017, 3, 14))
    assert (second.child.school_id, second.child.class_name, second.guardians) == ("charles-peguy", "MS", ())
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        data = text.replace("\n", "\r\n").encode(encoding)
        assert read_list(decoded(data).text, town, TODAY) == read
    for separator in (",", "\t"):
        assert read_list(text.replace(";", separator), town, TODAY) == read


def test_heads_are_known_by_many_names() -> None:
    same = {
        "FOYER": Column.HOUSEHOLD,
        "Numéro de famille": Column.HOUSEHOLD,
        "Nom du foyer": Column.HOUSEHOLD_NAME,
        "Responsable1 Prénom": Column.FIRST_1,
        "Mél resp. 2": Column.EMAIL_2,
        "ID élève": Column.CHILD,
        "Prénom de l'enfant": Column.CHILD_FIRST,
        "Né le": Column.BIRTH,
        "Établissement": Column.SCHOOL,
        "classe enfant": Column.CLASS,
    }
    assert {head: column_of(head) for head in same} == same
    assert all(column_of(column.value) is column for column in Column)
    assert column_of("Cantine") is None and column_of("") is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "vide"),
        (b" \r\n", "vide"),
        (b"x" * (MOST_BYTES + 1), "trop lourd"),
        (family().encode("utf-16"), "pas un fichier CSV"),
        (b"PK\x03\x04classeur", "pas un fichier CSV"),
        (HEAD.encode("cp1252") + b"\n\x81\x8d", "ni en UTF-8 ni en Windows-1252"),
    ],
)
def test_bytes_that_are_no_list(data: bytes, reason: str) -> None:
    assert reason in (decoded(data).refused or "").translate(PLAIN)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("F1;Ana;Roy\n", "il manque : foyer, enfant, prénom enfant"),
        (HEAD.replace(";Classe", "") + "\nx", "il manque : classe"),
        (f"{HEAD};classe de l'enfant\nx", "le même nom : classe"),
        (HEAD, "aucune ligne"),
        (f"{HEAD}\n{'x' * 140_000}", "la ligne 2 n'est pas du CSV"),
        (HEAD + "\nF1" * (MOST_LINES + 1), "il y a plus de 12000 lignes"),
    ],
)
def test_a_file_that_is_refused_whole(town: Town, text: str, reason: str) -> None:
    assert reason in (read_list(text, town, TODAY).refused or "").translate(PLAIN)


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (f"{ROY};{LOU};de trop", None, "plus de cases"),
        (f"{NOBODY};{LOU}", Column.HOUSEHOLD, "il manque"),
        (f"=1+1{NOBODY};{LOU}", Column.HOUSEHOLD, "« =1+1 » n'est pas un numéro"),
        (f"F1;=cmd|' /C calc'!A0;Roy;;;;;{LOU}", Column.FIRST_1, "n'est pas un nom"),
        (f"F1;<b>Ana</b>;Roy;;;;;{LOU}", Column.FIRST_1, "« <b>Ana</b> » n'est pas un nom"),
        (f"F1;{'x' * 81};Roy;;;;;{LOU}", Column.FIRST_1, "trop long"),
        (f"F1;Ana;;;;;;{LOU}", Column.LAST_1, "il manque"),
        (f"F1;Ana;Roy;ana.exemple.fr;;;;{LOU}", Column.EMAIL_1, "pas une adresse"),
        (f"F1;Ana;Roy;ana@x.fr;Paul;Roy;ANA@x.fr;{LOU}", Column.EMAIL_2, "la même adresse"),
        (f"{ROY};;Lou;Roy;14/03/2017;jean-jaures;CM1", Column.CHILD, "il manque"),
        (f"{ROY};E1;Lou;Roy;31/02/2017;jean-jaures;CM1", Column.BIRTH, "« 31/02/2017 » n'est pas un jour"),
        (f"{ROY};E1;Lou;Roy;24/11/2026;jean-jaures;CM1", Column.BIRTH, "à venir"),
        (f"{ROY};E1;Lou;Roy;01/01/1990;jean-jaures;CM1", Column.BIRTH, "trop ancien"),
        (f"{ROY};E1;Lou;Roy;14/03/2017;Victor Hugo;CM1", Column.SCHOOL, "pas une école de la ville (École élém"),
        (f"{ROY};E1;Lou;Roy;14/03/2017;jean-jaures;", Column.CLASS, "il manque"),
    ],
)
def test_a_wrong_cell_is_said_with_its_line_and_column(
    town: Town, line: str, column: Column | None, reason: str
) -> None:
    read = read_list(listed("", line, f"F2;Zoé;Petit;;;;;{TOM}"), town, TODAY)
    assert [(one.line, [fault.column for fault in one.faults]) for one in read.lines] == [(3, [column]), (4, [])]
    assert reason in read.lines[0].faults[0].reason.translate(PLAIN)


@pytest.mark.parametrize(
    ("lines", "refused", "reason"),
    [
        ([f"{ROY};{LOU}", f"{ROY};{LOU}"], [3], "déjà écrit à la ligne 2"),
        ([f"{ROY};{LOU}", f"{ROY};{LOU}b"], [3], "pas ce que dit la ligne 2"),
        ([f"{ROY};{LOU}", f"{ROY};{LOU.replace('E1', 'E9')}"], [3], "le même enfant a le numéro E1 à la ligne 2"),
        ([f"F{number};P{number};Roy;;;;;{LOU}" for number in (1, 2, 3)], [4], "deux foyers au plus"),
        ([f"{ROY};{LOU}", f"F1;Ana;Martin;ana.roy@exemple.fr;;;;{TOM}"], [3], "pas ce que dit la ligne 2"),
    ],
)
def test_lines_that_contradict_each_other(town: Town, lines: list[str], refused: list[int], reason: str) -> None:
    found = gathered(read_list(listed(*lines), town, TODAY).lines)
    assert [line for line, faults in found.faults.items() if faults] == refused
    assert reason in found.faults[refused[-1]][0].reason.translate(PLAIN)


@given(st.binary(max_size=400), st.booleans())
def test_no_file_is_a_failure_of_the_city(town: Town, data: bytes, headed: bool) -> None:
    came = decoded((HEAD.encode() + b"\n" if headed else b"") + data)
    read = read_list(came.text, town, TODAY)
    assert came.refused or read.refused or read.lines
    gathered(read.lines)
