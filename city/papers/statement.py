"""The yearly tax statement (attestation fiscale)."""

from __future__ import annotations

from datetime import datetime

from city.papers.sheet import Sheet
from city.papers.words import day, euros
from city.papers.yearly import Statement
from city.text import _
from city.towns import Town


def statement_paper(town: Town, statement: Statement, addressed_to: str, now: datetime) -> bytes:
    """What was paid in a year for the care of young children."""
    sheet = Sheet(town, _("Attestation fiscale {year}").format(year=statement.year), now)
    sheet.to(addressed_to)
    sheet.paragraph(
        _(
            "La ville de {town} atteste avoir reçu, du 1er janvier au 31 décembre {year}, les sommes suivantes pour la "
            "garde, hors repas, des enfants de moins de six ans au 1er janvier {year}."
        ).format(town=town.name, year=statement.year)
    )
    rows = [(child.name, day(child.born), euros(child.cents)) for child in statement.children]
    sheet.table_of((_("Enfant"), _("Né ou née le"), _("Payé")), rows, (70, 60, 46), numbers_from=2)
    sheet.total(_("Total"), euros(statement.total_cents))
    sheet.paragraph(_("Établie le {day}.").format(day=day(now.date())))
    return sheet.bytes()
