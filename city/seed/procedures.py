"""The demonstration's procedures: one or more in each state, made by the same services that parents and agents use.

A town whose catalogue has not these, or asks otherwise, has fewer of them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.sessions import SignedIn
from city.documents.contents import Upload
from city.procedures import papers
from city.procedures.catalogue import definition_on, entry_on
from city.procedures.deciding import ask_back, decide
from city.procedures.drafts import save
from city.procedures.refusals import Incomplete
from city.procedures.repository import find
from city.procedures.schemas import DraftIn
from city.procedures.sending import submit, withdraw
from city.procedures.years import name_of, school_year
from city.seed.paper import paper
from city.seed.people import Settled
from city.towns import Town

_NADIA = "Nadia Lefèvre"
_HUGO = "Hugo Bernard"


@dataclass(frozen=True, slots=True)
class _Agent:
    name: str


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
    agent: str = _NADIA


def _family(today: date) -> tuple[Story, ...]:
    """The demonstration family's."""
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
            words="Bienvenue à l'école Charles-Péguy, Lila peut être réservée dès aujourd'hui.",
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
        Story(
            "demo-quotient", "quotient-familial", 20,
            {"allocataire": True, "numero": "1284 557", "quotient": 742},
            [("attestation", "Attestation CAF mars.pdf")], end="rejected", agent=_HUGO,
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


def _neighbours(today: date) -> tuple[tuple[int, Story], ...]:
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


async def ask(session: AsyncSession, town: Town, martin: Settled, neighbours: Sequence[Settled], now: datetime) -> None:
    """Writes them all, the oldest first."""
    today = now.date()
    told = [(martin, story) for story in _family(today)]
    told += [(neighbours[place], story) for place, story in _neighbours(today) if place < len(neighbours)]
    for home, story in sorted(told, key=lambda one: -one[1].days_ago):
        await _tell(session, town, home, story, now)


async def _tell(session: AsyncSession, town: Town, home: Settled, story: Story, now: datetime) -> None:
    me = home.guardians[min(story.guardian, len(home.guardians) - 1)]
    at = datetime.combine(now.date() - timedelta(days=story.days_ago), story.hour, town.time_zone)
    definition, entry = definition_on(town, story.key, at.date()), entry_on(town, story.key, at.date())
    if definition is None or entry is None or not entry.is_open(at.date()):
        return
    child = home.children[story.child].id if story.child is not None else None
    typed = DraftIn(key=story.key, child=child, answers=dict(story.answers), revision=0)
    await save(session, town, me, story.id, typed, at)
    for number, (field, name) in enumerate(story.files):
        question = definition.question(field)
        if question is not None and "pdf" in question.accepts:
            upload = Upload(paper(name.removesuffix(".pdf")), "pdf")
            await papers.add(session, town, me, story.id, f"f{number}", upload, field=field, name=name, now=at)
    if story.end != "draft":
        with contextlib.suppress(Incomplete):  # a town that asks more: it stays a draft
            await submit(session, town, me, story.id, 1, at)
            await _answer(session, town, me, story, at, now)


async def _answer(
    session: AsyncSession, town: Town, me: SignedIn, story: Story, sent_at: datetime, now: datetime
) -> None:
    """What became of a sent one, two days later."""
    row = await find(session, me.household_id, story.id)
    assert row is not None
    at = min(datetime.combine(sent_at.date() + timedelta(days=2), time(10, 15), town.time_zone), now)
    agent = _Agent(story.agent)
    if story.end == "withdrawn":
        await withdraw(session, me, story.id, at)
    if story.end == "to_complete":
        await ask_back(session, agent, row.id, story.asked, story.words, revision=1, now=at, quietly=True)
    if story.end == "validated" or story.end == "rejected":
        await decide(session, town, agent, row.id, story.end, story.words, revision=1, now=at, quietly=True)
