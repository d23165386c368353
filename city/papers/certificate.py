"""The certificate that a child is registered, made when the procedure that asks for it is validated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from city.papers.sheet import Sheet
from city.papers.words import day
from city.text import _
from city.towns import Town


@dataclass(frozen=True, slots=True)
class Certified:
    """What is certified of a child: its school and class, and the activities with their first and last days."""

    first_name: str
    last_name: str
    birth_date: date
    school_name: str
    class_name: str
    activities: Sequence[tuple[str, date, date]]


def certificate_paper(town: Town, child: Certified, number: str, asked_by: str, at: datetime) -> bytes:
    """The certificate as PDF; `number` is the procedure's, `at` the instant of the decision in the town's time."""
    sheet = Sheet(town, _("Attestation d'inscription"), at)
    sheet.paragraph(
        _("La ville de {town} atteste que l'enfant ci-dessous est inscrit dans ses écoles et ses accueils.").format(
            town=town.name
        )
    )
    sheet.facts(
        (_("Enfant"), f"{child.first_name} {child.last_name}"),
        (_("Naissance"), day(child.birth_date)),
        (_("École"), child.school_name),
        (_("Classe"), child.class_name),
    )
    if child.activities:
        rows = [(name, day(first), day(last)) for name, first, last in child.activities]
        sheet.table_of((_("Activité"), _("Du"), _("Au")), rows, (86, 45, 45), numbers_from=1)
    sheet.paragraph(
        _("Attestation délivrée le {day} à la demande de {name}, pour servir et valoir ce que de droit.").format(
            day=day(at.date()), name=asked_by
        )
    )
    sheet.facts((_("Référence"), number))
    return sheet.bytes()
