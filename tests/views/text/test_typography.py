"""French typography: one function, right once and for all."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.text import typeset

VIEWS = Path(__file__).resolve().parents[3] / "views"
N, W = "\u202f", "\u00a0"
PLAIN_BEFORE = re.compile(r" (?=[:;!?»€](?:\s|$))|(?<=«) ")


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Mot de passe oublié ?", f"Mot de passe oublié{N}?"),
        ("Attention !", f"Attention{N}!"),
        ("réseau ; vos choix", f"réseau{N}; vos choix"),
        ("Fermé : Armistice 1918", f"Fermé{W}: Armistice 1918"),
        ("avant « Soumettre ».", f"avant «{W}Soumettre{W}»."),
        ("3,85 €", f"3,85{W}€"),
        ("16 h 30", f"16{W}h{W}30"),
        ("à 10 h", f"à 10{W}h"),
        ("Reçu n° 12", f"Reçu n°{W}12"),
        ("jeudi 26 novembre", f"jeudi{W}26{W}novembre"),
        ("Plus que 2 places", f"Plus que 2{W}places"),
        ("7 h 30 – 8 h 30", f"7{W}h{W}30{W}– 8{W}h{W}30"),
        ("d'un coup d'œil", "d’un coup d’œil"),
        ("- 3,85 €".replace("- ", "-"), f"−3,85{W}€"),
        ("https://exemple.fr/?a=1", "https://exemple.fr/?a=1"),
        ("porte-monnaie", "porte-monnaie"),
    ],
)
def test_what_is_typed_is_set(typed: str, set_: str) -> None:
    assert typeset(typed) == set_


@given(st.text(alphabet="aé1 26hn°:;!?«»€-–'\u202f\u00a0.", max_size=40))
def test_setting_twice_changes_nothing(typed: str) -> None:
    assert typeset(typeset(typed)) == typeset(typed)


@given(st.text(alphabet="ab 12:;!?«»€", max_size=30))
def test_nothing_but_spaces_and_signs_changes(typed: str) -> None:
    def bare(text: str) -> str:
        return re.sub(rf"[ {N}{W}]", "", text)

    assert bare(typeset(typed)) == bare(typed)


def test_no_text_of_the_screens_has_a_plain_space_before_a_high_sign() -> None:
    found = []
    for file in sorted(VIEWS.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "ngettext", "mark", "plain"):
                texts = [part.value for part in node.args if isinstance(part, ast.Constant)]
                found += [text for text in texts if isinstance(text, str) and PLAIN_BEFORE.search(typeset(text))]
    assert not found
