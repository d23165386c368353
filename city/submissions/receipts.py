"""Receipts: what is answered, and what of it can be searched."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from city.bookings.judging import Pupil
from city.submissions.schemas import LineIn
from city.submissions.verdicts import Answer
from city.towns import Town

_MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)


def body_of(
    lines: Sequence[LineIn], answers: Sequence[Answer], pupils: dict[str, Pupil], town: Town, received_at: datetime
) -> dict[str, Any]:
    """The answer without number and name: `total_cents` is booked and held less cancelled."""
    return {
        "received_at": received_at.isoformat(),
        "total_cents": sum(answer.counted_cents for answer in answers),
        "lines": [
            _line(line, answer, pupils.get(line.child), town) for line, answer in zip(lines, answers, strict=True)
        ],
    }


def receipt_of(body: dict[str, Any], number: str, by: str) -> bytes:
    """The receipt as it is answered and kept."""
    return as_json({"number": number, "received_at": body["received_at"], "by": by, **body})


def as_json(body: dict[str, Any]) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def search_text(body: dict[str, Any], number: str) -> str:
    """Number, days (as 2026-11-26, 26/11/2026 and 26 novembre 2026), children and services of a receipt, plain."""
    words = {number: None}
    for line in body["lines"]:
        words |= {line["child_name"]: None, line["service_name"]: None, line["date"]: None}
        year, month, day = line["date"].split("-")
        words[f"{day}/{month}/{year}"] = None
        words[f"{int(day)} {_MONTHS[int(month) - 1]} {year}"] = None
    return plain("\n".join(words))


def plain(text: str) -> str:
    """Text without accents and capitals, as searches compare it."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _line(line: LineIn, answer: Answer, pupil: Pupil | None, town: Town) -> dict[str, Any]:
    service = town.services.get(line.service)
    return {
        "op": line.op,
        "child": line.child,
        "service": line.service,
        "date": line.date.isoformat(),
        "price_cents": answer.price_cents,
        "on_full": line.on_full,
        "group": line.group,
        "verdict": answer.verdict,
        "code": answer.code,
        "params": answer.params,
        "position": answer.position,
        "child_name": pupil.first_name if pupil else "",
        "service_name": service.name if service else line.service,
    }
