"""The receipt of a submission, as a paper to keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from city.papers.sheet import Row, Sheet
from city.papers.words import day, days, euros
from city.submissions.words import cents_of, follow_up_words, refusal_words, verdict_words
from city.text import _
from city.towns import Town

Line = Mapping[str, Any]


def submission_paper(town: Town, receipt: Mapping[str, Any], addressed_to: str) -> bytes:
    """The receipt as first answered, and what happened to its lines since. `receipt` as the API gives it."""
    at = datetime.fromisoformat(receipt["received_at"]).astimezone(town.time_zone)
    sheet = Sheet(town, _("Reçu n° {number}").format(number=receipt["number"]), at)
    sheet.to(addressed_to)
    sheet.facts(
        (_("Reçu le"), _("{day} à {hour}").format(day=day(at.date()), hour=f"{at:%H} h {at:%M}")),
        (_("Par"), receipt["by"]),
    )
    heads = (_("Enfant et prestation"), _("Jours"), _("Résultat"), _("Prix"), _("Montant"))
    sheet.table_of(heads, _rows(receipt["lines"]), (52, 44, 42, 18, 20), numbers_from=3)
    sheet.total(_("Total"), euros(receipt["total_cents"]))
    for sentence in _since(receipt["lines"], receipt["follow_ups"], town):
        sheet.paragraph(sentence)
    return sheet.bytes()


def _rows(lines: Sequence[Line]) -> list[Row]:
    """A row for the days of a month that had the same fate, the refused ones first."""
    alike: dict[tuple[Any, ...], list[Line]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: line["verdict"] != "refused"):
        about = (line["child_name"], line["service_name"], line["date"][:7])
        alike[*about, _result(line), line["price_cents"], line["verdict"]].append(line)
    return [_row(found) for found in alike.values()]


def _row(found: Sequence[Line]) -> Row:
    line = found[0]
    what = ", ".join(filter(None, (line["child_name"], line["service_name"])))
    cents = cents_of(line)
    price = euros(line["price_cents"]) if cents is not None else "–"
    amount = euros(cents * len(found)) if cents is not None else "–"
    shown = days([date.fromisoformat(one["date"]) for one in found])
    return (what, f"{shown}/{line['date'][:4]}", _result(line), price, amount)


def _result(line: Line) -> str:
    said = verdict_words(line)
    return f"{said} : {refusal_words(line)}" if line["verdict"] == "refused" else said


def _since(lines: Sequence[Line], follow_ups: Sequence[Mapping[str, Any]], town: Town) -> list[str]:
    names = {(line["child"], line["service"]): (line["child_name"], line["service_name"]) for line in lines}
    said = []
    for one in follow_ups:
        child, service = names.get((one["child"], one["service"]), ("", one["service"]))
        at = datetime.fromisoformat(one["at"]).astimezone(town.time_zone)
        told = _("Depuis le {at} : {child}, {service}, {day} : {what}.")
        on = day(date.fromisoformat(one["date"]))
        what = follow_up_words(one["code"], one["params"])
        said.append(told.format(at=day(at.date()), child=child, service=service, day=on, what=what))
    return said
