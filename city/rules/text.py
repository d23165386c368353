"""The French sentences of verdicts: days and hours in words, one sentence by reason code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from city.rules.verdict import Reason
from city.text import _, french, ngettext

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_SPACE = "\u00a0"


def day_text(day: date, year: int | None = None) -> str:
    """« jeudi 26 novembre »; with its year where that is not ``year`` (None: never)."""
    number = "1er" if day.day == 1 else str(day.day)
    text = f"{_WEEKDAYS[day.weekday()]} {number}{_SPACE}{_MONTHS[day.month - 1]}"
    return text if year in (None, day.year) else f"{text} {day.year}"


def hour_text(instant: datetime) -> str:
    """« 10 h », « 16 h 30 », with hard spaces."""
    minutes = f"{_SPACE}{instant.minute:02d}" if instant.minute else ""
    return f"{instant.hour}{_SPACE}h{minutes}"


def limit_text(instant: datetime, year: int | None = None) -> str:
    """The end of something: « mercredi 25 novembre à 10 h »; 00:00 is « minuit » of the day before.

    ``instant`` carries the town's offset.
    """
    if (instant.hour, instant.minute) == (0, 0):
        return _("{day} à minuit").format(day=day_text((instant - timedelta(days=1)).date(), year))
    return _("{day} à {hour}").format(day=day_text(instant.date(), year), hour=hour_text(instant))


def start_text(instant: datetime, year: int | None = None) -> str:
    """The beginning of something: « mercredi 4 novembre à 0 h »."""
    return _("{day} à {hour}").format(day=day_text(instant.date(), year), hour=hour_text(instant))


def sentence(reason: Reason) -> str:
    """The French sentence of a reason, with its typography. An unknown code is shown as it is."""
    words = _words(reason.params)
    template = _booking(reason) or _not_served(reason) or reason.code
    return french(" ".join([template.format_map(words), *_notes(reason.params)]))


def _words(params: dict[str, str]) -> dict[str, str]:
    words = dict(params)
    day = date.fromisoformat(params["day"]) if "day" in params else None
    year = day.year if day else None
    if day:
        words["day"] = day_text(day)
    for key in ("book_by", "late_until"):
        if key in params:
            words[key] = limit_text(datetime.fromisoformat(params[key]), year)
    if "opens" in params:
        words["opens"] = start_text(datetime.fromisoformat(params["opens"]), year)
    if "cents" in params:
        words["more"] = f"{Decimal(params['cents']) / 100:.2f} €".replace(".", ",")
    if "percent" in params:
        words["more"] = f"{params['percent']} %".replace(".", ",")
    return words


def _booking(reason: Reason) -> str | None:
    more = "cents" in reason.params or "percent" in reason.params
    match reason.code:
        case "OPEN":
            return _("Réservable jusqu’au {book_by}.")
        case "OPEN_NO_LIMIT":
            return _("Réservable jusqu’au début de la prestation.")
        case "OPEN_THEN_LATE" if more:
            return _("Réservable jusqu’au {book_by}, puis jusqu’au {late_until} avec une majoration de {more}.")
        case "OPEN_THEN_LATE":
            return _("Réservable jusqu’au {book_by}, puis tardivement jusqu’au {late_until}.")
        case "NOT_OPEN":
            return _("Réservable à partir du {opens}.")
        case "LATE" if more:
            return _("Réservation tardive, avec une majoration de {more}, jusqu’au {late_until}.")
        case "LATE":
            return _("Réservation tardive, jusqu’au {late_until}.")
        case "DEADLINE_PASSED" if "late_until" in reason.params:
            return _("Trop tard : la réservation était possible jusqu’au {late_until}.")
        case "DEADLINE_PASSED":
            return _("Trop tard : la réservation était possible jusqu’au {book_by}.")
        case "SLOT_PAST":
            return _("Trop tard : ce créneau est passé.")
        case _other:
            return None


def _not_served(reason: Reason) -> str | None:
    match reason.code:
        case "PUBLIC_HOLIDAY":
            return _("Pas de prestation le {day} : jour férié ({name}).")
        case "SCHOOL_HOLIDAY":
            return _("Pas de prestation le {day} : {name}.")
        case "WEEKEND":
            return _("Pas de prestation le {day} : week-end.")
        case "NO_CLASS":
            return _("Pas de prestation le {day} : pas d’école ce jour-là.")
        case "SCHOOL_DAY":
            return _("Pas de prestation le {day} : jour d’école.")
        case "OTHER_WEEKDAY":
            return _("Cette prestation n’a pas lieu le {day}.")
        case "CLOSED":
            return _("Fermé le {day} : {name}.")
        case "NO_WINDOW":
            return _("Les réservations pour le {day} ne sont pas encore annoncées.")
        case "CALENDAR_UNKNOWN":
            return _("Le calendrier scolaire du {day} n’est pas encore connu.")
        case _other:
            return None


def _notes(params: dict[str, str]) -> Iterator[str]:
    """What the reason of a slot that can be booked adds: payment, the town's answer, no cancelling."""
    minutes = int(params.get("hold_minutes", 0))
    if minutes and minutes % 60 == 0:
        told = ngettext("À payer dans l’heure.", "À payer dans les {hours} heures.", minutes // 60)
        yield told.format(hours=minutes // 60)
    elif minutes:
        yield ngettext("À payer dans la minute.", "À payer dans les {minutes} minutes.", minutes).format(
            minutes=minutes
        )
    if "validation" in params:
        yield _("La ville répond à chaque demande.")
    if "cancel" in params:
        yield _("Sans annulation possible.")
