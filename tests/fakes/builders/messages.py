"""Two offices, two threads, and what was said in them."""

from __future__ import annotations

from datetime import timedelta

from services.models.document import FileType
from services.models.message import Attachment, Author, Correspondent, Message, Thread
from tests.fakes.builders.dashboard import thread
from tests.fakes.builders.names import NOW


def correspondents() -> tuple[Correspondent, ...]:
    return (
        Correspondent(
            key="scolaire",
            name="Service scolaire et périscolaire",
            subjects=("Inscription", "Certificat", "Allergie ou régime"),
        ),
        Correspondent(key="regie", name="Régie des familles", subjects=("Facture", "Quotient familial"), invoices=True),
    )


def message(message_id: str = "m_city", **changes: object) -> Message:
    """The school service's, of this morning, not read yet."""
    made = Message(
        id=message_id,
        at=NOW - timedelta(minutes=20),
        by=Author.CITY,
        sender="Nadia, service scolaire",
        text="Bonjour, il manque le certificat de vaccination de Noé. Une photo lisible suffit.",
    )
    return made.model_copy(update=changes)


def threads() -> tuple[Thread, ...]:
    """Last written first: the city's, unread; the other guardian's, closed since."""
    return (
        thread(),
        thread(
            "t_invoice",
            service="regie",
            service_name="Régie des familles",
            subject="Facture d'octobre",
            last_at=NOW - timedelta(days=3),
            last_by=Author.HOUSEHOLD,
            last_from="Karim",
            excerpt="Merci, c'est clair.",
            unread=0,
            closed=True,
        ),
    )


def said() -> dict[str, tuple[Message, ...]]:
    """By thread, newest first."""
    return {
        "t_health": (
            message(),
            message(
                "m_you",
                at=NOW - timedelta(days=1, hours=1),
                by=Author.YOU,
                sender="Camille",
                text="Bonjour, voici la fiche sanitaire de Noé.",
                attachments=(Attachment(id="a_sheet", name="fiche.pdf", type=FileType.PDF, size=182_000),),
                read_at=NOW - timedelta(hours=15, minutes=30),
            ),
        ),
        "t_invoice": (
            message(
                "m_karim",
                at=NOW - timedelta(days=3),
                by=Author.HOUSEHOLD,
                sender="Karim",
                text="Merci, c'est clair.",
            ),
        ),
    }
