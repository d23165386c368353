"""A place in a town file, read with types: what is wrong there is said in French."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, NoReturn, TypeVar, get_args

from city.rules.calendar import WEEKDAYS
from city.text import _
from city.towns.lines import KeyPath
from city.towns.source import Source, TownFileError

T = TypeVar("T")
_REQUIRED: Any = object()
_FRENCH = {
    "lundi": "monday", "mardi": "tuesday", "mercredi": "wednesday", "jeudi": "thursday",
    "vendredi": "friday", "samedi": "saturday", "dimanche": "sunday",
    "jours": "days", "semaines": "weeks", "mois": "months", "heures": "hours", "heure": "at", "jour": "days",
    "aucune": "none", "jamais": "never", "ouvré": "working", "ouvrable": "working_saturday", "école": "school",
    "vacances": "school_holiday", "samedis": "saturday", "veille": "before", "début": "start", "fin": "finish",
    "nom": "name", "règle": "rule", "tarifs": "tariffs", "écoles": "schools", "prestations": "services",
}  # fmt: skip


class Node:
    """A value of the file and its path; the readers raise TownFileError."""

    def __init__(self, source: Source, path: KeyPath = (), value: object = None) -> None:
        self.source, self.path = source, path
        self.value: Any = source.values if not path else value

    def fail(self, reason: str, key: str | int | None = None) -> NoReturn:
        """Refuse this value, or its ``key``."""
        raise self.error(reason, key)

    def error(self, reason: str, key: str | int | None = None) -> TownFileError:
        """The refusal of this value, or of its ``key``."""
        return self.source.error(self.path if key is None else (*self.path, key), reason)

    def table(self, keys: Collection[str]) -> Node:
        """This node, checked to be a table with no other keys than ``keys``."""
        if not isinstance(self.value, dict):
            self.fail(_("un bloc de clés est attendu ici"))
        for key in self.value:
            if key not in keys:
                self.fail(_("cette clé n’existe pas{hint}").format(hint=nearest(key, keys)), key)
        return self

    def has(self, key: str) -> bool:
        """Whether ``key`` is written."""
        return isinstance(self.value, dict) and key in self.value

    def child(self, key: str | int) -> Node:
        """The node at ``key``."""
        if isinstance(key, str) and not self.has(key):
            self.fail(_("il manque la clé « {key} »").format(key=key))
        return Node(self.source, (*self.path, key), self.value[key])

    def named(self, key: str) -> Iterator[tuple[str, Node]]:
        """The blocks ``[key.NAME]`` with their names; none if ``key`` is not written."""
        if not self.has(key):
            return
        block = self.child(key)
        if not isinstance(block.value, dict):
            block.fail(_("un bloc de clés est attendu ici"))
        for name in block.value:
            yield name, block.child(name)

    def each(self, key: str) -> list[Node]:
        """The items of the list at ``key``; empty if it is not written."""
        if not self.has(key):
            return []
        return self.child(key).items()

    def items(self) -> list[Node]:
        """The items of this list; a single block counts as a list of one."""
        if isinstance(self.value, dict):
            return [self]
        if not isinstance(self.value, list):
            self.fail(_("une liste est attendue ici"))
        return [self.child(number) for number in range(len(self.value))]

    def _get(self, key: str, kinds: tuple[type, ...], wanted: str, default: Any) -> Any:
        if not self.has(key):
            if default is _REQUIRED:
                self.fail(_("il manque la clé « {key} »").format(key=key))
            return default
        found = self.value[key]
        is_flag = isinstance(found, bool) and bool not in kinds
        is_moment = isinstance(found, datetime) and datetime not in kinds
        if not isinstance(found, kinds) or is_flag or is_moment:
            self.fail(_("{wanted} est attendu ici, pas {value}").format(wanted=wanted, value=shown(found)), key)
        return found

    def text(self, key: str, default: Any = _REQUIRED) -> Any:
        """A text that is not empty (``str``, or the default)."""
        found = self._get(key, (str,), _("un texte"), default)
        if found == "" and default != "":
            self.fail(_("ce texte est vide"), key)
        return found

    def flag(self, key: str, default: bool = False) -> bool:
        """``true`` or ``false``."""
        return bool(self._get(key, (bool,), _("true ou false"), default))

    def whole(self, key: str, default: Any = _REQUIRED, *, low: int = 0, high: int = 10**7) -> int:
        """A whole number between ``low`` and ``high``, both included."""
        found = self._get(key, (int,), _("un nombre entier"), default)
        if isinstance(found, int) and not low <= found <= high:
            self.fail(_("ce nombre doit être compris entre {low} et {high}").format(low=low, high=high), key)
        return found  # type: ignore[no-any-return]

    def number(self, key: str, high: int = 1000) -> Decimal:
        """A number between 0 and ``high``, both included."""
        found = Decimal(self._get(key, (int, Decimal), _("un nombre"), _REQUIRED))
        if not found.is_finite() or not 0 <= found <= high:
            self.fail(_("ce nombre doit être positif, {high} au plus").format(high=high), key)
        return found

    def day(self, key: str, default: Any = _REQUIRED) -> Any:
        """A ``date`` (2026-11-26, without quotes), or the default."""
        found = self._get(key, (date,), _("une date (2026-11-26, sans guillemets)"), default)
        self._plausible(key, found)
        return found

    def dates(self, key: str) -> list[date]:
        """A list of days; empty if it is not written."""
        found: list[date] = []
        for node in self.each(key):
            if type(node.value) is not date:
                node.fail(_("une date (2026-11-26, sans guillemets) est attendue ici"))
            if not 2000 <= node.value.year <= 2100:
                node.fail(_("cette année n’est pas plausible"))
            found.append(node.value)
        return found

    def _plausible(self, key: str, found: date | None) -> None:
        if found is not None and not 2000 <= found.year <= 2100:
            self.fail(_("cette année n’est pas plausible"), key)

    def moment(self, key: str, *, ends: bool) -> datetime:
        """A local date, with an hour or not (2026-09-03T20:00:00, without quotes or offset).

        Without its hour: the beginning of the day, or its end where ``ends``.
        """
        wanted = _("une date, avec ou sans heure (2026-09-03T20:00:00, sans guillemets)")
        found: date = self._get(key, (datetime, date), wanted, _REQUIRED)
        self._plausible(key, found)
        if not isinstance(found, datetime):
            return datetime.combine(found + timedelta(days=1 if ends else 0), time())
        if found.tzinfo is not None:
            self.fail(_("cette heure est celle de la ville : n’écrivez pas de décalage"), key)
        return found

    def hour(self, key: str, last: int = 24 * 60) -> int:
        """An hour "HH:MM", in minutes after midnight; "24:00" is the end of the day."""
        found = self._get(key, (str, time), _('une heure ("16:30")'), _REQUIRED)
        if isinstance(found, time):
            return found.hour * 60 + found.minute
        hours, colon, minutes = found.partition(":")
        if colon and len(minutes) == 2 and (hours + minutes).isascii() and hours.isdigit():
            total = int(hours) * 60 + int(minutes) if minutes.isdigit() else last + 1
            if int(minutes or 99) < 60 and total <= last and len(hours) <= 2:
                return total
        raise self.error(_('« {found} » n’est pas une heure (de "00:00" à "24:00")').format(found=found), key)

    def choice(self, key: str, options: Collection[str], default: Any = _REQUIRED) -> Any:
        """One of ``options`` (``str``), or the default."""
        found = self._get(key, (str,), _("un mot"), default)
        if self.has(key) and found not in options:
            self.fail(
                _("« {found} » n’est pas possible ici{hint}").format(found=found, hint=nearest(found, options)), key
            )
        return found

    def words(self, key: str, options: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of different words, each one of ``options``; () if it is not written."""
        if not self.has(key):
            return ()
        node = self.child(key)
        if not isinstance(node.value, list):
            node.fail(_("une liste de mots est attendue ici"))
        for number, word in enumerate(node.value):
            if not isinstance(word, str):
                node.fail(_("un mot est attendu ici, pas {value}").format(value=shown(word)), number)
            if options is not None and word not in options:
                node.fail(_("« {word} » n’est pas connu{hint}").format(word=word, hint=nearest(word, options)), number)
            if word in node.value[:number]:
                node.fail(_("« {word} » est écrit deux fois").format(word=word), number)
        return tuple(node.value)

    def weekdays(self, key: str) -> frozenset[int]:
        """A list of weekdays, as numbers (Monday 0)."""
        return frozenset(WEEKDAYS.index(word) for word in self.words(key, WEEKDAYS))

    def known(self, key: str, items: Mapping[str, T], what: str) -> T:
        """The item of ``items`` named by ``key``; ``what`` names it in the error."""
        name = self.text(key)
        if name not in items:
            self.fail(
                _("{what} « {name} » n’existe pas{hint}").format(what=what, name=name, hint=nearest(name, items)), key
            )
        return items[name]


def nearest(word: str, options: Collection[str]) -> str:
    """ " (vouliez-vous « … » ?)" with the nearest option, or the few there are."""
    translated = _FRENCH.get(word.lower())
    close = [translated] if translated in options else get_close_matches(word, list(options), n=1, cutoff=0.5)
    if close:
        return _(" (vouliez-vous écrire « {value} »\u202f?)").format(value=close[0])
    return _(" (possible : {words})").format(words=", ".join(sorted(options))) if 0 < len(options) <= 30 else ""


def shown(value: object) -> str:
    """A TOML value as the reader of the message knows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _("le texte « {value} »").format(value=value)
    if isinstance(value, dict):
        return _("un bloc de clés")
    return _("une liste") if isinstance(value, list) else f"{value}"


def options_of(literal: object) -> tuple[str, ...]:
    """The words of a ``Literal`` type."""
    return tuple(str(word) for word in get_args(literal))
