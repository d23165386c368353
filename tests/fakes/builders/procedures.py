"""Démarches of the picture: one to complete, a draft, six sent."""

from __future__ import annotations

from datetime import date, timedelta

from services.models.document import FileType
from services.models.procedure import (
    About,
    CatalogueItem,
    Condition,
    Definition,
    FieldKind,
    FormField,
    Option,
    Procedure,
    ProcedureState,
)
from tests.fakes.builders.names import NOE, NOW, SOURCE

HEALTH, QUOTIENT, REGISTRATION, ADDRESS = "fiche-sanitaire", "quotient-familial", "inscription", "adresse"


def procedure(procedure_id: str = "d_health", **changes: object) -> Procedure:
    """Noé's health sheet, to complete; `changes` replace fields."""
    made = Procedure(
        source=SOURCE,
        id=procedure_id,
        number="2026-000318",
        key=HEALTH,
        title="Fiche sanitaire de Noé",
        icon="health",
        child=NOE,
        child_name="Noé",
        state=ProcedureState.TO_COMPLETE,
        words="Il manque le certificat de vaccination.",
        asked=("vaccines",),
        saved_at=NOW - timedelta(days=3),
        sent_at=NOW - timedelta(days=3),
        answered=4,
        of=5,
    )
    return made.model_copy(update=changes)


def quotient_draft(**changes: object) -> Procedure:
    made = procedure(
        "d_quotient",
        number=None,
        key=QUOTIENT,
        title="Quotient familial 2026",
        icon="quotient",
        child=None,
        child_name=None,
        state=ProcedureState.DRAFT,
        words=None,
        asked=(),
        sent_at=None,
        answered=3,
        of=5,
    )
    return made.model_copy(update=changes)


def sent_procedures() -> tuple[Procedure, ...]:
    """Newest first: one pending, four validated, one rejected."""
    states = (ProcedureState.PENDING, ProcedureState.REJECTED, *(4 * (ProcedureState.VALIDATED,)))
    return tuple(_sent(rank, state) for rank, state in enumerate(states, 1))


def _sent(rank: int, state: ProcedureState) -> Procedure:
    words = {
        ProcedureState.PENDING: None,
        ProcedureState.REJECTED: "Le justificatif a plus de trois mois.",
    }.get(state, "C'est enregistré.")
    decided = None if state is ProcedureState.PENDING else NOW - timedelta(days=rank)
    return procedure(
        f"d_sent_{rank}",
        number=f"2026-{318 - rank:06d}",
        key=ADDRESS if state is ProcedureState.REJECTED else REGISTRATION,
        title="Changement d'adresse" if state is ProcedureState.REJECTED else "Inscription périscolaire",
        icon="address" if state is ProcedureState.REJECTED else "registration",
        state=state,
        words=words,
        asked=(),
        sent_at=NOW - timedelta(days=rank + 4),
        decided_at=decided,
        answered=5,
        reply_by=date(2026, 11, 27) if decided is None else None,
    )


def catalogue_item(key: str = HEALTH, **changes: object) -> CatalogueItem:
    titles = {
        HEALTH: ("Fiche sanitaire", "health", About.CHILD),
        QUOTIENT: ("Quotient familial", "quotient", About.HOUSEHOLD),
        REGISTRATION: ("Inscription périscolaire", "registration", About.CHILD),
        ADDRESS: ("Changement d'adresse", "address", About.HOUSEHOLD),
    }
    title, icon, about = titles[key]
    made = CatalogueItem(
        source=SOURCE,
        key=key,
        title=title,
        summary=f"{title} : en cinq minutes.",
        icon=icon,
        about=about,
        open=True,
        reply_days=5,
    )
    return made.model_copy(update=changes)


def catalogue() -> tuple[CatalogueItem, ...]:
    """Four open ones, and one that opens in the spring."""
    opens = date(2027, 4, 5)
    summer = {"key": "centre-de-loisirs", "title": "Centre de loisirs d'été", "open": False, "opens": opens}
    closed = catalogue_item(REGISTRATION).model_copy(update=summer)
    return (*map(catalogue_item, (HEALTH, QUOTIENT, REGISTRATION, ADDRESS)), closed)


def definition(key: str = HEALTH, **changes: object) -> Definition:
    """One field of most kinds, one that depends on another, one document."""
    item = catalogue_item(key)
    fields = (
        FormField(key="doctor", kind=FieldKind.TEXT, label="Médecin traitant", required=True, most=80),
        FormField(key="phone", kind=FieldKind.PHONE, label="Téléphone du médecin", required=True),
        FormField(key="allergy", kind=FieldKind.YES_NO, label="Votre enfant a-t-il une allergie ?", required=True),
        FormField(
            key="allergies",
            kind=FieldKind.CHOICES,
            label="Lesquelles ?",
            required=True,
            when=Condition(field="allergy", values=(True,)),
            options=(Option(key="nuts", label="Fruits à coque"), Option(key="milk", label="Lait")),
        ),
        FormField(
            key="vaccines",
            kind=FieldKind.DOCUMENT,
            label="Certificat de vaccination",
            help="Une photo lisible suffit.",
            required=True,
            accepts=(FileType.PDF, FileType.JPG, FileType.PNG, FileType.HEIC),
            max_bytes=5_000_000,
        ),
    )
    made = Definition(
        source=SOURCE,
        key=key,
        version=1,
        title=item.title,
        summary=item.summary,
        intro="Vos réponses sont enregistrées au fur et à mesure.",
        about=item.about,
        reply_days=5,
        fields=fields,
    )
    return made.model_copy(update=changes)
