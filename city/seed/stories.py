"""What the demonstration's families asked of the town hall. Nobody exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Literal

from city.procedures.years import name_of, school_year

NADIA = "Nadia, service scolaire et périscolaire"
HUGO = "Hugo, régie des activités"


@dataclass(frozen=True, slots=True)
class Story:
    """One procedure: what was typed, `days_ago` and at which hour, and what the city did with it."""

    id: str
    key: str
    days_ago: int
    answers: Mapping[str, Any]
    files: Sequence[tuple[str, str]] = ()
    child: int | None = None
    guardian: int = 0
    hour: time = time(20, 40)
    end: Literal["draft", "pending", "withdrawn", "validated", "rejected", "to_complete"] = "pending"
    words: str = ""
    asked: Sequence[str] = ()
    agent: str = NADIA


def of_family(today: date) -> tuple[Story, ...]:
    """The demonstration family's."""
    return _in_autumn(today) + _lately(today)


def _in_autumn(today: date) -> tuple[Story, ...]:
    began = school_year(today - timedelta(days=78))  # that of the day of the decision
    insured = {"assureur": "MAE", "contrat": "94-118 204", "fin": f"{began + 1}-08-31"}
    address = {"street": "14 rue du Général de Gaulle", "postcode": "94350", "town": "Villiers-sur-Marne"}
    moved = str(today - timedelta(days=58))
    return (
        Story(
            "demo-inscription-lila", "inscription-periscolaire", 80,
            {"annee": name_of(began), "activites": ["periscolaire", "restauration"], "regime": "classique",
             "pai": False, "urgence": "06 12 34 56 78", "reglement": True},
            [("assurance", "Attestation d'assurance Lila.pdf")], child=2, end="validated",
            words="Bienvenue à l'école Charles-Péguy, vous pouvez réserver pour Lila dès aujourd'hui.",
        ),
        Story(
            "demo-autorisations-alice", "autorisations", 71, {"seul": True, "photo": True} | insured,
            [("attestation", "Attestation MAE.pdf")], child=0, guardian=1, end="validated",
        ),
        Story(
            "demo-adresse", "changement-adresse", 55, {"adresse": address, "depuis": moved, "heberge": False},
            [("domicile", "Facture EDF.pdf")], end="validated", words="Votre adresse est à jour pour toute la famille.",
        ),
        Story(
            "demo-fiche-alice", "fiche-sanitaire", 40,
            {"medecin": "Dr Hélène Ferrand", "telephone": "01 49 30 00 00", "allergique": True,
             "allergies": "Arachides : antihistaminique dans son cartable, puis appeler le 15 et nous prévenir."},
            [("vaccins", "Carnet de santé, page 90.pdf"), ("vaccins", "Carnet de santé, page 91.pdf")],
            child=0, end="validated", words="La fiche est transmise aux animateurs. Pensez au PAI si besoin.",
        ),
        Story(
            "demo-facture", "erreur-facture", 34,
            {"facture": f"{today.year}-000412", "quoi": ["double"], "details": "Le repas du mardi y est deux fois."},
            guardian=1, end="withdrawn",
        ),
    )  # fmt: skip


def _lately(today: date) -> tuple[Story, ...]:
    return (
        Story(
            "demo-quotient", "quotient-familial", 20,
            {"allocataire": True, "numero": "1284 557", "quotient": 742},
            [("attestation", "Attestation CAF mars.pdf")], end="rejected", agent=HUGO,
            words="L'attestation a plus de trois mois. Envoyez-nous celle de ce mois-ci : elle est sur votre espace.",
        ),
        Story(
            "demo-fiche-noe", "fiche-sanitaire", 6,
            {"medecin": "Dr Hélène Ferrand", "telephone": "01 49 30 00 00", "allergique": False},
            [("vaccins", "Photo carnet.pdf")], child=1, end="to_complete", asked=["vaccins"],
            words="La page des vaccins est floue : il nous faut le certificat de vaccination de Noé (DTP).",
        ),
        Story(
            "demo-absence-lila", "absence-justifiee", 3,
            {"premier-jour": str(today - timedelta(days=4)), "motif": "maladie"},
            [("certificat", "Certificat du Dr Ferrand.pdf")], child=2,
        ),
        Story(
            "demo-quotient-nouveau", "quotient-familial", 1,
            {"allocataire": True, "numero": "1284 557", "quotient": 742}, end="draft", hour=time(21, 12),
        ),
    )  # fmt: skip


def of_neighbours(today: date) -> tuple[tuple[int, Story], ...]:
    """What waits at the desk besides, by the household's place in the cast."""
    year = name_of(school_year(today - timedelta(days=9)))
    wednesdays = {"annee": year, "activites": ["mercredis"], "regime": "sans-porc", "pai": False, "reglement": True}
    absence = {"premier-jour": str(today - timedelta(days=5)), "dernier-jour": str(today - timedelta(days=4))}
    leaving = {"dernier-jour": str(today + timedelta(days=30)), "ecole": "Noisy-le-Grand, école Van Gogh"}
    return (
        (0, Story("demo-mercredis", "inscription-periscolaire", 9, wednesdays | {"urgence": "06 98 76 54 32"},
                  [("assurance", "assurance.pdf")], child=0)),
        (3, Story("demo-quotient", "quotient-familial", 7, {"allocataire": True, "numero": "88 412", "quotient": 276},
                  [("attestation", "CAF.pdf")])),
        (7, Story("demo-absence", "absence-justifiee", 4, absence | {"motif": "famille", "precision": "Un deuil."},
                  child=1)),
        (8, Story("demo-depart", "depart", 2, leaving, child=0)),
        (1, Story("demo-facture", "erreur-facture", 1, {"facture": f"{today.year}-000377", "quoi": ["tarif"],
                  "details": "Mon quotient n'a pas été pris en compte."})),
    )  # fmt: skip
