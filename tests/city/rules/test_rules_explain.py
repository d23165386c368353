"""What `rules explain` and `town check` print: JSON, French sentences, exit codes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from city.clock import FixedClock
from city.rules import Reason
from city.rules.explain import explain, run_explain
from city.rules.text import sentence
from city.towns.check import check, run_check

ROOT = Path(__file__).parents[3]
VILLIERS = str(ROOT / "city" / "towns" / "villiers-sur-marne.toml")
TOWNS = Path(__file__).parent / "towns"
MEAL = "restauration-scolaire"
THURSDAY = {"day": "2026-11-26"}


def test_the_answer_is_the_contract_s_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_explain(VILLIERS, MEAL, "2026-11-26", "2026-11-25T10:00") == 0
    assert json.loads(capsys.readouterr().out) == {
        "service": MEAL,
        "day": "2026-11-26",
        "at": "2026-11-25T10:00:00+01:00",
        "served": True,
        "opens": None,
        "book_by": "2026-11-25T10:00:00+01:00",
        "late_until": "2026-11-26T09:00:00+01:00",
        "cancel_by": "2026-11-25T10:00:00+01:00",
        "can_book": True,
        "can_cancel": False,
        "verdict": "late",
        "cancel_verdict": "closed",
        "surcharge": {"percent": 50},
        "reason": {
            "code": "LATE",
            "params": {
                "day": "2026-11-26",
                "book_by": "2026-11-25T10:00:00+01:00",
                "late_until": "2026-11-26T09:00:00+01:00",
                "percent": "50",
            },
            "text": "Réservation tardive, "
            "avec une majoration de 50\u00a0%, jusqu’au jeudi 26\u00a0novembre à 9\u00a0h.",
        },
    }


@pytest.mark.parametrize(
    ("service", "day", "at", "said"),
    [
        ("restauration", "2026-11-26", None, "«\u00a0restauration-scolaire\u00a0»\u202f?"),
        ("xyz", "2026-11-26", None, "accueil-matin, restauration-scolaire"),
        (MEAL, "2026-11-31", None, "2026-12-01"),
        (MEAL, "demain", None, "n’est pas un jour"),
        (MEAL, "9999-12-31", None, "n’est pas un jour"),
        (MEAL, "2026-11-26", "midi", "n’est pas un instant"),
        (MEAL, "2026-11-26", "0001-01-01T00:00", "n’est pas un instant"),
    ],
)
def test_a_wrong_question_is_a_sentence(
    service: str, day: str, at: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_explain(VILLIERS, service, day, at) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_a_wrong_file_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ville.toml"
    file.write_text("[town]\nnom = 'x'\n", encoding="utf-8")
    assert run_explain(str(file), MEAL, "2026-11-26") == 2
    assert run_check(str(file)) == 2
    told = "ville.toml, ligne 2, clé «\u00a0town.nom\u00a0»\u00a0: "
    told += "cette clé n’existe pas (vouliez-vous écrire «\u00a0name\u00a0»\u202f?).\n"
    assert capsys.readouterr().err == told * 2


def test_without_an_instant_it_is_the_clock_s() -> None:
    clock = FixedClock(datetime(2026, 11, 26, 7, 59, tzinfo=UTC))
    answer = explain(VILLIERS, MEAL, "2026-11-26", clock=clock)
    assert (answer["at"], answer["verdict"]) == ("2026-11-26T08:59:00+01:00", "late")
    assert explain(VILLIERS, MEAL, "2020-11-26")["verdict"] == "closed"


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (
            Reason("OPEN", THURSDAY | {"book_by": "2026-11-25T10:00:00+01:00"}),
            "Réservable jusqu’au mercredi 25\u00a0novembre à 10\u00a0h.",
        ),
        (
            Reason("OPEN", THURSDAY | {"book_by": "2026-11-20T00:00:00+01:00"}),
            "Réservable jusqu’au jeudi 19\u00a0novembre à minuit.",
        ),
        (
            Reason("OPEN", {"day": "2027-01-04", "book_by": "2027-01-02T00:00:00+01:00"}),
            "Réservable jusqu’au vendredi 1er\u00a0janvier à minuit.",
        ),
        (
            Reason("DEADLINE_PASSED", {"day": "2027-01-04", "book_by": "2026-12-18T16:30:00+01:00"}),
            "Trop tard\u00a0: la réservation était possible "
            "jusqu’au vendredi 18\u00a0décembre 2026 à 16\u00a0h\u00a030.",
        ),
        (
            Reason("NOT_OPEN", THURSDAY | {"opens": "2026-10-15T00:00:00+02:00"}),
            "Réservable à partir du jeudi 15\u00a0octobre à 0\u00a0h.",
        ),
        (
            Reason("LATE", THURSDAY | {"late_until": "2026-11-26T11:30:00+01:00", "cents": "150"}),
            "Réservation tardive, avec une majoration de 1,50\u00a0€, "
            "jusqu’au jeudi 26\u00a0novembre à 11\u00a0h\u00a030.",
        ),
        (
            Reason("PUBLIC_HOLIDAY", {"day": "2026-11-11", "name": "Armistice 1918"}),
            "Pas de prestation le mercredi 11\u00a0novembre\u00a0: jour férié (Armistice 1918).",
        ),
        (Reason("SLOT_PAST", THURSDAY), "Trop tard\u00a0: ce créneau est passé."),
    ],
)
def test_sentences(reason: Reason, text: str) -> None:
    assert sentence(reason) == text


@pytest.mark.parametrize(
    ("town", "service", "day", "at", "end"),
    [
        ("villes-soeurs", MEAL, "2026-11-26", "2026-11-01T08:00", "À payer dans l’heure. Sans annulation possible."),
        ("villes-soeurs", MEAL, "2026-11-26", "2026-11-25T08:00", "jusqu’au lundi 23\u00a0novembre à minuit."),
        ("begles", "centre-de-loisirs", "2026-10-20", "2026-09-04T08:00", "La ville répond à chaque demande."),
    ],
)
def test_what_a_parent_should_know_before_booking(town: str, service: str, day: str, at: str, end: str) -> None:
    assert explain(str(TOWNS / f"{town}.toml"), service, day, at)["reason"]["text"].endswith(end)


def test_the_demonstration_town_has_one_warning() -> None:
    [warning] = check(VILLIERS)
    assert "jeudi 31\u00a0août 2028" in warning


def test_check_says_what_is_probably_not_meant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (TOWNS / "toulouse.toml").read_text(encoding="utf-8")
    file = tmp_path / "ville.toml"
    file.write_text(
        text.replace(
            "book = { days = 7 }", "opens = { days = 3 }\nbook = { days = 7 }\nlate = { until = { days = 8 } }"
        )
        + '\n[rules.oubliee]\nbook = { days = 2, direction = "after" }\n\n[activities.vide]\nname = "Rien"\n'
        + '\n[counters.nul]\nservices = ["restauration-scolaire"]\nplaces = 0\n',
        encoding="utf-8",
    )
    warnings = "\n".join(check(str(file)))
    for part in ("gratuite", "l’ouverture vient après", "avant de commencer", "oubliee", "Rien", "aucune place"):
        assert part in warnings
    assert run_check(str(file)) == 0
    assert "ce fichier est valide" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("book = { days = 0 }", "encore réserver après la fin"),
        ('book = { days = 1 }\nlate = { until = { at = "14:00" } }', "encore réserver après la fin"),
        ('book = { days = 1 }\ncancel = { at = "20:00" }', "encore annuler après la fin"),
    ],
)
def test_a_limit_after_the_service_is_told_by_the_check(rule: str, said: str, tmp_path: Path) -> None:
    text = (TOWNS / "toulouse.toml").read_text(encoding="utf-8")
    file = tmp_path / "ville.toml"
    file.write_text(text.replace("book = { days = 7 }", 'book = { at = "finish" }'), encoding="utf-8")
    assert not any("après la fin" in warning for warning in check(str(file)))
    file.write_text(text.replace("book = { days = 7 }", rule), encoding="utf-8")
    assert any(said in warning for warning in check(str(file)))
