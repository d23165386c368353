"""A wrong town file is refused with its file, key path, line and a French reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from city.towns import TownFileError, load_town

VILLIERS = Path(__file__).parents[3] / "city" / "towns" / "villiers-sur-marne.toml"
BOOK = 'book = { days = 1, count = "working", at = "10:00" }\n\n# Repas'
WEDNESDAY = 'cancel = { weekday = "thursday", which = "previous_week", at = "10:00" }'
MEAL = '[services.restauration-scolaire]\nname = "Restauration scolaire"'
RULE = "rules.jour-d-ecole"


def book(limit: str) -> tuple[str, str]:
    return BOOK, f"book = {limit} # ICI\n\n# Repas"


# what is replaced, by what (the wrong line ends with « # ICI »), the key path, a part of the reason
WRONG: list[tuple[tuple[str, str], str, str]] = [
    ((MEAL, MEAL + "\nprixe = 3 # ICI"), "services.restauration-scolaire.prixe", "n’existe pas"),
    ((MEAL, MEAL + "\nstart = 3 # ICI"), "services.restauration-scolaire.start", "écrire «\u00a0starts\u00a0»\u202f?"),
    (("[town.contact]", "[town.contacts] # ICI"), "town.contacts", "écrire «\u00a0contact\u00a0»"),
    (('name = "Villiers-sur-Marne"', "name = 12 # ICI"), "town.name", "un texte est attendu ici, pas 12"),
    (('name = "Villiers-sur-Marne"', 'name = "" # ICI'), "town.name", "vide"),
    (("demonstration = true", 'demonstration = "oui" # ICI'), "town.demonstration", "true ou false"),
    (('school_zone = "C"', 'school_zone = "D" # ICI'), "town.school_zone", "«\u00a0D\u00a0»"),
    (("Europe/Paris", 'Europe/Pari" # ICI'), "town.time_zone", "Europe/Paris"),
    (("#17607A", 'bleu" # ICI'), "town.seed_colour", "couleur"),
    (("inscription.scolaire@", 'inscription.scolaire" # ICI \n#'), "town.contact.email", "adresse électronique"),
    (('phone = "01 49 41 28 00"\n', ""), "town.contact", "il manque la clé «\u00a0phone\u00a0»"),
    (('numcli = "000000"', 'numcli = "12345" # ICI'), "till.numcli", "six chiffres"),
    (('numcli = "000000"', "numcli = 0 # ICI"), "till.numcli", "un texte est attendu"),
    (('numcli = "000000"\n', ""), "till", "il manque la clé «\u00a0numcli\u00a0»"),
    (('mode = "test"', 'mode = "prod" # ICI'), "till.mode", "production"),
    (("due_days = 30", "min_cents = 50 # ICI"), "till.min_cents", "entre 100 et"),
    (("due_days = 30", "one_at_time = true # ICI"), "till.one_at_time", "one_at_a_time"),
    (('level = "maternelle"', 'level = "creche" # ICI'), "schools.charles-peguy.level", "possible"),
    (("[schools.jules-ferry]", "[schools.Jules_Ferry] # ICI"), "schools.Jules_Ferry", "minuscules"),
    (("[schools.jules-ferry]", "[schools.jean-jaures] # ICI"), "schools.jean-jaures", "écrit deux fois"),
    (("[sites.centre-des-tilleuls]", "[sites.jean-jaures] # ICI"), "sites.jean-jaures", "a déjà cet identifiant"),
    (
        ('activity = "restauration"', 'activity = "repas" # ICI'),
        "services.restauration-scolaire.activity",
        "existe pas",
    ),
    (('rule = "repas"', 'rule = "repass" # ICI'), "services.restauration-scolaire.rule", "écrire «\u00a0repas\u00a0»"),
    (
        ('schools = ["charles-peguy"]', 'schools = ["ch-peguy"] # ICI'),
        "services.accueil-soir.schools[0]",
        "charles-peguy",
    ),
    (('starts = "11:30"', 'starts = "11h30" # ICI'), "services.restauration-scolaire.starts", "n’est pas une heure"),
    (('starts = "11:30"', 'starts = "25:00" # ICI'), "services.restauration-scolaire.starts", "n’est pas une heure"),
    (
        ('ends = "13:30"\ndays = ["school"]', 'ends = "11:00" # ICI\ndays = ["school"]'),
        "services.restauration-scolaire.ends",
        "avant le début",
    ),
    (('days = ["school_holiday"]', 'days = ["holiday"] # ICI'), "services.centre-de-loisirs.days[0]", "school_holiday"),
    (
        ('excludes = ["mercredi-demi-journee"]', 'excludes = ["mercredi"] # ICI'),
        "services.mercredi-journee.excludes[0]",
        "n’existe pas",
    ),
    (
        ('excludes = ["mercredi-demi-journee"]', 'excludes = ["mercredi-journee"] # ICI'),
        "services.mercredi-journee.excludes[0]",
        "elle-même",
    ),
    (
        ('excludes = ["mercredi-demi-journee"]', 'excludes = ["etude"]\nlinked = ["etude"] # ICI'),
        "services.mercredi-journee.linked[0]",
        "contradictoire",
    ),
    ((MEAL, MEAL + "\nhold_minutes = 0 # ICI"), "services.restauration-scolaire.hold_minutes", "compris entre 1"),
    (('site = "jean-jaures"', 'site = "jean-jaure" # ICI'), "counters.repas-jean-jaures.site", "jean-jaures"),
    (("places = 140", "places = -1 # ICI"), "counters.repas-jean-jaures.places", "compris entre 0"),
    (("[[tariffs.etude]]", "[[tariffs.etudes]] # ICI"), "tariffs.etudes", "écrire «\u00a0etude\u00a0»"),
    (
        ("{ up_to = 500, cents = 80 }", "{ up_to = 300, cents = 80 } # ICI\n"),
        "tariffs.accueil-matin[0].bands[1].up_to",
        "du plus petit",
    ),
    (
        ("{ cents = 200 }", "{ up_to = 2000, cents = 200 } # ICI\n"),
        "tariffs.accueil-matin[0].bands[5].up_to",
        "dernière tranche",
    ),
    (("{ cents = 200 }", "{ cents = 2.5 } # ICI\n"), "tariffs.accueil-matin[0].bands[5].cents", "nombre entier"),
    (book("{ days = 1, heure = 10 }"), f"{RULE}.book.heure", "n’existe pas"),
    (book("{ days = -1 }"), f"{RULE}.book.days", "compris entre 0"),
    (book("{ days = true }"), f"{RULE}.book.days", "un nombre entier est attendu ici, pas true"),
    (book("{ days = 1, weeks = 1 }"), f"{RULE}.book.weeks", "deux pas"),
    (book("{ days = 1, hours = 2 }"), f"{RULE}.book.days", "steps"),
    (book("{ days = 1, which = 'before' }"), f"{RULE}.book.which", "ne va qu’avec «\u00a0weekday\u00a0»"),
    (book("{ weekday = 'mardi' }"), f"{RULE}.book.weekday", "possible"),
    (book("{ weekday = 'tuesday', which = 'last_week' }"), f"{RULE}.book.which", "possible"),
    (book("{ days = 1, at = '10:75' }"), f"{RULE}.book.at", "n’est pas une heure"),
    (book("{ days = 1, count = 'ouvre' }"), f"{RULE}.book.count", "working"),
    (book("{ days = 1, skip = ['sundays'] }"), f"{RULE}.book.skip[0]", "sunday"),
    (
        book("{ days = 1, count = 'working', skip = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] }"),
        f"{RULE}.book.skip",
        "plus aucun jour",
    ),
    (book("{ anchor = 0001-01-01, weeks = 1 }"), f"{RULE}.book.anchor", "plausible"),
    (book("{ month_day = 32 }"), f"{RULE}.book.month_day", "compris entre 1 et 31"),
    (book("{ year_day = '31/02' }"), f"{RULE}.book.year_day", "jour de l’année"),
    (book("{ anchor = 'holidays', days = 1 }"), f"{RULE}.book.anchor", "écrire «\u00a0holiday\u00a0»"),
    (book("{ anchor = 'holiday', days = 1 }"), f"{RULE}.book", "pendant les vacances"),
    (book("{ steps = [{ days = 1 }, { at = '10:00' }] }"), f"{RULE}.book.steps[1].at", "n’existe pas"),
    (book("{ steps = [{ count = 'school' }] }"), f"{RULE}.book.steps[0]", "ne dit rien"),
    (book("{ by_weekday = { monday = 'friday' } }"), f"{RULE}.book", "il manque «\u00a0tuesday\u00a0»"),
    (book("{ by_weekday = { lundi = 'friday' } }"), f"{RULE}.book.by_weekday.lundi", "monday"),
    (book("{ by_weekday = { monday = 'friday' }, days = 1 }"), f"{RULE}.book.days", "contredisent"),
    (book("{ earliest_of = [] }"), f"{RULE}.book.earliest_of", "vide"),
    (book("{ days = 1, except = [{ days = 2 }] }"), f"{RULE}.book.except[0]", "il manque la clé «\u00a0when\u00a0»"),
    (book("{ days = 1, except = [{ when = {}, days = 2 }] }"), f"{RULE}.book.except[0].when", "vide"),
    (book("{ days = 1, otherwise = 'none' }"), f"{RULE}.book.otherwise", "by_weekday"),
    (book("'never'"), f"{RULE}.book", "annulation"),
    (book("'demain'"), f"{RULE}.book", "n’est pas une limite"),
    (book("7"), f"{RULE}.book", "un bloc de clés"),
    ((BOOK, "book = 'none'\nlate = { percent = 50 } # ICI\n\n# Repas"), f"{RULE}.late", "rien n’est tardif"),
    ((WEDNESDAY, 'cancel = "late" # ICI'), "rules.mercredi.cancel", "tardif"),
    (("percent = 50 }", "percent = 50, cents = 5 } # ICI"), "rules.repas.late.cents", "contredisent"),
    (("percent = 50 }", "percent = -5 } # ICI"), "rules.repas.late.percent", "positif"),
    (('until = { at = "09:00" }', 'until = "none"'), "rules.repas.late.until", "avoir une fin"),
    (('book = { anchor = "holiday", days = 14 }', "# rien"), "rules.vacances", "il manque la clé «\u00a0book\u00a0»"),
    (("[town]", "[town # ICI"), "", "TOML"),
]


@pytest.mark.parametrize(
    ("change", "key_path", "reason"), WRONG, ids=[f"{key}-{n}" for n, (_c, key, _r) in enumerate(WRONG)]
)
def test_refused(change: tuple[str, str], key_path: str, reason: str, tmp_path: Path) -> None:
    text = VILLIERS.read_text(encoding="utf-8")
    assert change[0] in text
    text = text.replace(*change, 1)
    file = tmp_path / "ville.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(TownFileError) as caught:
        load_town(file)
    error = caught.value
    assert (error.file, error.key_path) == ("ville.toml", key_path)
    assert reason in str(error)
    if "# ICI" in text:
        assert error.line == text[: text.index("# ICI")].count("\n") + 1
    assert f"ville.toml, ligne {error.line}" in str(error)
    assert str(error).endswith(".")


def test_windows_must_not_overlap_nor_close_before_they_open(tmp_path: Path) -> None:
    begles = Path(__file__).parents[1] / "rules" / "towns" / "begles.toml"
    text = begles.read_text(encoding="utf-8")
    file = tmp_path / "ville.toml"
    for change, key in (
        (("closes = 2026-09-24", "closes = 2026-09-02"), "rules.vacances.windows[0].closes"),
        (("to = 2026-11-01", "to = 2026-10-01"), "rules.vacances.windows[0].to"),
        (("closes = 2026-09-24T00:00:00", 'closes = "2026-09-24"'), "rules.vacances.windows[0].closes"),
        (("closes = 2026-09-24T00:00:00", "closes = 2026-09-24T00:00:00Z"), "rules.vacances.windows[0].closes"),
    ):
        file.write_text(text.replace(*change), encoding="utf-8")
        with pytest.raises(TownFileError) as caught:
            load_town(file)
        assert caught.value.key_path == key
    file.write_text(text + "\n[[rules.vacances.windows]]\nfrom = 2026-11-01\nto = 2026-11-02\n", encoding="utf-8")
    with pytest.raises(TownFileError, match="autre fenêtre") as caught:
        load_town(file)
    assert caught.value.key_path == "rules.vacances.windows[1].from"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "il manque la clé"),
        (b"\xff\xfe", "UTF-8"),
        (b"[town]\nname = 'a'\nname = 'b'\n", "écrit deux fois"),
        (b"town = 3", "un bloc de clés"),
        (b"[town]\nname = \"a", "TOML"),
        (b"{}", "TOML"),
    ],
)  # fmt: skip
def test_no_town_at_all(content: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "ville.toml"
    file.write_bytes(content)
    with pytest.raises(TownFileError) as caught:
        load_town(file)
    assert reason in str(caught.value)


def test_a_missing_file_is_said() -> None:
    with pytest.raises(TownFileError, match="n’existe pas"):
        load_town(Path("nulle-part.toml"))


def test_a_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(TownFileError, match="dossier"):
        load_town(tmp_path)
