"""What a changed town file alters, in French sentences for the town's clerk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from city.changes.compare import Changes, Existing, sums
from city.rules.text import day_text
from city.text import _, french, ngettext
from city.towns import Town


def told(changes: Changes, current: Town, new: Town) -> Iterator[str]:
    """One sentence per service and kind of change; one when there is none."""
    if changes.none:
        yield _("Aucune réservation existante n'est touchée.")
    for service, (count, before, after) in sums(changes.prices).items():
        yield ngettext(
            "{service} : {count} réservation change de prix, {sum} au lieu de {former}.",
            "{service} : {count} réservations changent de prix, {sum} au lieu de {former}.",
            count,
        ).format(service=_name(service, new, current), count=count, sum=euros(after), former=euros(before))
    for service, bookings in changes.orphans.items():
        yield ngettext(
            "{service} : {count} réservation n'a plus lieu d'être avec ce fichier (le {day}).",
            "{service} : {count} réservations n'ont plus lieu d'être avec ce fichier (la première le {day}).",
            len(bookings),
        ).format(service=_name(service, current, new), count=len(bookings), day=_first(bookings))
    for service, bookings in changes.limits.items():
        yield ngettext(
            "{service} : le délai d'annulation de {count} réservation change (le {day}).",
            "{service} : le délai d'annulation de {count} réservations change (la première le {day}).",
            len(bookings),
        ).format(service=_name(service, new, current), count=len(bookings), day=_first(bookings))
    moved = Counter((move.booking.counters, move.counters) for move in changes.moves)
    for (old, others), count in moved.items():
        yield ngettext(
            "Compteurs : {count} réservation passe de « {before} » à « {after} », sa place comprise.",
            "Compteurs : {count} réservations passent de « {before} » à « {after} », leurs places comprises.",
            count,
        ).format(count=count, before=_counters(old), after=_counters(others))
    for full in changes.overfull:
        yield _("Compteur « {counter} » : {taken} places prises pour {places} le {day}.").format(
            counter=full.counter, taken=full.taken, places=full.places, day=day_text(full.day)
        )


def euros(cents: int) -> str:
    """A sum as it is printed: 1 234,50 €."""
    whole, rest = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", "\u202f")
    return french(f"{'−' if cents < 0 else ''}{grouped},{rest:02} €")


def _name(service: str, *towns: Town) -> str:
    return next((town.services[service].name for town in towns if service in town.services), service)


def _counters(names: tuple[str, ...]) -> str:
    return ", ".join(names) or _("sans compteur")


def _first(bookings: Sequence[Existing]) -> str:
    return day_text(min(booking.day for booking in bookings))
