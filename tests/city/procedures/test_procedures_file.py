"""The file of a town's procedures: what it may say, and how a wrong one is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from city.towns import Town, TownFileError, load_town
from city.towns.following import later_file, load_following
from city.towns.read_procedures import procedures_file

VILLIERS = Path(__file__).parents[3] / "city" / "towns" / "villiers-sur-marne.toml"
TEXT = procedures_file(VILLIERS).read_text(encoding="utf-8")
HEAD = "procedures.inscription-periscolaire"
EFFECT = 'effect = { kind = "register", activities = "activites", year = "annee", from = "debut" }'
WHEN = 'when = { field = "pai", is = [true] }'


def effect(text: str) -> tuple[str, str]:
    return EFFECT, f"effect = {text} # ICI"


# what is replaced, by what (the wrong line ends with « # ICI »), the key path, a part of the reason
WRONG: list[tuple[tuple[str, str], str, str]] = [
    (("[offices.regie]", "[office.regie] # ICI"), "office", "offices"),
    (('subjects = ["Une facture"', 'subjects = ["" ] # ICI\n# '), "offices.regie.subjects[0]", "un objet a de 1"),
    (("[offices.regie]", "[offices.Régie] # ICI"), "", "TOML"),
    (
        ("invoices = true", 'invoices = true\n[offices.autre]\nname = "Autre"\ninvoices = true # ICI'),
        "offices.autre.invoices",
        "un seul service",
    ),
    (('office = "scolaire"', 'office = "scolair" # ICI'), f"{HEAD}.office", "scolaire"),
    (('about = "child"', 'about = "enfant" # ICI'), f"{HEAD}.about", "enfant"),
    (('icon = "register"', 'icon = "pen" # ICI'), f"{HEAD}.icon", "pen"),
    (("version = 1\n", "version = 0 # ICI\n"), f"{HEAD}.version", "compris entre 1"),
    (("reply_days = 5\n", "reply_day = 5 # ICI\n"), f"{HEAD}.reply_day", "reply_days"),
    (('key = "activites"', 'key = "annee" # ICI'), f"{HEAD}.fields[1].key", "a déjà cet identifiant"),
    (('key = "activites"', 'key = "child" # ICI'), f"{HEAD}.fields[1].key", "a déjà cet identifiant"),
    (('key = "activites"', 'key = "Activités" # ICI'), f"{HEAD}.fields[1].key", "minuscules"),
    (('kind = "choices"', 'kind = "list" # ICI'), f"{HEAD}.fields[1].kind", "choices"),
    (('options = "activities"', 'options = "schools" # ICI'), f"{HEAD}.fields[1].options", "school_years"),
    (('kind = "date"', 'kind = "date"\nmany = true # ICI'), f"{HEAD}.fields[2].many", "ne va pas avec"),
    ((WHEN, 'when = { field = "paix", is = [true] } # ICI'), f"{HEAD}.fields[5].when.field", "pai"),
    ((WHEN, 'when = { field = "pai", is = ["oui"] } # ICI'), f"{HEAD}.fields[5].when.is[0]", "true ou false"),
    ((WHEN, 'when = { field = "assurance", is = [true] } # ICI'), f"{HEAD}.fields[5].when.field", "n’existe pas"),
    ((WHEN, 'when = { field = "debut", is = [true] } # ICI'), f"{HEAD}.fields[5].when.is[0]", "à choix"),
    ((WHEN, 'when = { field = "regime", is = ["vegan"] } # ICI'), f"{HEAD}.fields[5].when.is[0]", "regime"),
    ((WHEN, WHEN + '\naccepts = ["exe"] # ICI'), f"{HEAD}.fields[5].accepts[0]", "pdf"),
    ((WHEN, WHEN + "\nmax_mb = 11 # ICI"), f"{HEAD}.fields[5].max_mb", "compris entre 1 et 10"),
    (effect('{ kind = "inscrire" }'), f"{HEAD}.effect.kind", "register"),
    (effect('{ kind = "register" }'), f"{HEAD}.effect", "l’un des deux"),
    (effect('{ kind = "register", activity = "piscine" }'), f"{HEAD}.effect.activity", "piscine"),
    (effect('{ kind = "register", activities = "regime" }'), f"{HEAD}.effect.activities", 'options = "activities"'),
    (effect('{ kind = "register", activities = "urgence" }'), f"{HEAD}.effect.activities", "est de genre"),
    (effect('{ kind = "register", activities = "activites", to = "debut" }'), f"{HEAD}.effect.to", "n’existe pas"),
    (effect('{ kind = "note_absence", from = "debut" }'), f"{HEAD}.effect.from", "obligatoire"),
    (effect('{ kind = "change_address", address = "urgence" }'), f"{HEAD}.effect.kind", 'about = "household"'),
    (
        ("{ from = 2027-03-01, to = 2027-05-15 }", "{ from = 2027-03-01, to = 2027-02-15 } # ICI\n"),
        "procedures.derogation.open[0].to",
        "avant",
    ),
    (('kind = "text"\nlabel = "Médecin', 'kind = "text" label = "Médecin # ICI'), "", "TOML"),
]


def changed(folder: Path, replaced: tuple[str, str]) -> tuple[Path, int]:
    """A copy of the town with its procedures changed, and the line that is wrong."""
    assert replaced[0] in TEXT
    file = folder / "ville.toml"
    file.write_bytes(VILLIERS.read_bytes())
    text = TEXT.replace(*replaced, 1)
    procedures_file(file).write_text(text, encoding="utf-8")
    lines = text.splitlines()
    return file, next((number for number, line in enumerate(lines, 1) if line.endswith("# ICI")), 0)


@pytest.mark.parametrize(("replaced", "key", "reason"), WRONG, ids=[f"{key}-{why}" for _, key, why in WRONG])
def test_a_wrong_file_is_refused_with_key_line_and_reason(
    tmp_path: Path, replaced: tuple[str, str], key: str, reason: str
) -> None:
    file, line = changed(tmp_path, replaced)
    with pytest.raises(TownFileError) as refused:
        load_town(file)

    assert refused.value.file == "ville.demarches.toml"
    if key:
        assert (refused.value.key_path, refused.value.line) == (key, line)
    assert reason in refused.value.reason


def test_a_town_without_such_a_file_offers_none(tmp_path: Path) -> None:
    file = tmp_path / "ville.toml"
    file.write_bytes(VILLIERS.read_bytes())

    assert not load_town(file).procedures.entries


def test_villiers_offers_what_families_ask_most(town: Town) -> None:
    entries = town.procedures.entries
    inscription = entries["inscription-periscolaire"].definition

    assert list(entries)[:4] == [
        "inscription-periscolaire",
        "quotient-familial",
        "fiche-sanitaire",
        "absence-justifiee",
    ]
    assert inscription.office_name == "Service scolaire et périscolaire"
    assert inscription.effect.fields == {"activities": "activites", "year": "annee", "from": "debut"}
    assert {entry.definition.effect.kind for entry in entries.values()} == {
        "register", "change_quotient", "health_sheet", "note_absence", "change_address", "certificate", "none",
    }  # fmt: skip


def test_a_procedure_is_open_in_its_periods_only(town: Town) -> None:
    derogation = town.procedures.entries["derogation"]
    days = [date(2027, 2, 28), date(2027, 3, 1), date(2027, 5, 15), date(2027, 5, 16), date(2029, 1, 1)]

    assert [derogation.is_open(day) for day in days] == [False, True, True, False, False]
    assert [str(window.first) for day in days if (window := derogation.window(day))] == [
        "2027-03-01", "2027-03-01", "2027-03-01", "2028-03-01", "2028-03-01",
    ]  # fmt: skip
    assert town.procedures.entries["depart"].is_open(date(2026, 1, 1))


def test_a_later_file_brings_its_procedures_from_its_day_on_or_leaves_the_earlier_ones(tmp_path: Path) -> None:
    file, first = tmp_path / "ville.toml", date(2027, 1, 4)
    without, renamed = later_file(file, first), later_file(file, date(2027, 9, 1))
    for town_file in (file, without, renamed):
        town_file.write_bytes(VILLIERS.read_bytes())
    procedures_file(file).write_text(TEXT, encoding="utf-8")
    procedures_file(renamed).write_text(TEXT.replace('title = "Fiche sanitaire"', 'title = "Fiche santé"'))
    town = load_following(file)
    days = [date(2026, 12, 1), first, date(2027, 8, 31), date(2027, 9, 1)]

    assert [town.catalogue(day).entries["fiche-sanitaire"].definition.title for day in days] == [
        "Fiche sanitaire", "Fiche sanitaire", "Fiche sanitaire", "Fiche santé",
    ]  # fmt: skip
