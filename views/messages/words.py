"""What is said of messages: who, when, whether the city has read them, what became of one on its way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from services.errors import ErrorKind
from services.letters import Letter
from services.models.message import Author, Message, Thread
from views.text import _, ngettext, typeset
from views.text.dates import day_name, hour, relative_day, shortly
from views.text.errors import told
from views.text.typography import capital


def day_title(day: date, today: date) -> str:
    """« Aujourd’hui », « Hier », « Vendredi 20 novembre »."""
    return capital(relative_day(day, today) or day_name(day))


def read_mark(read_at: datetime, now: datetime) -> str:
    """« Lu par la ville hier à 16 h 30 »."""
    at = read_at.astimezone(now.tzinfo)
    if at.date() == now.date():
        return typeset(_("Lu par la ville à {hour}").format(hour=hour(at)))
    day = relative_day(at.date(), now.date()) or _("le {day}").format(day=day_name(at.date()))
    return typeset(_("Lu par la ville {day} à {hour}").format(day=day, hour=hour(at)))


def marks(items: Sequence[Message], now: datetime) -> dict[str, str]:
    """By message, newest first: the newest of the family's that the city has read, and the newest it has not."""
    said: dict[str, str] = {}
    for one in items:
        if one.by is Author.CITY:
            continue
        if one.read_at is not None:
            said[one.id] = read_mark(one.read_at, now)
            break
        if not said:
            said[one.id] = _("Envoyé, pas encore lu par la ville")
    return said


def on_its_way(letter: Letter) -> str:
    """What becomes of a message posted here."""
    if letter.answered:
        return _("Envoyé")
    if letter.hopeless and letter.kind is not None:
        return _refused(letter.kind)
    if letter.kind is None:
        return _("Envoi…")
    if letter.kind is ErrorKind.SLOW_DOWN:
        return _("Beaucoup de messages aujourd'hui : celui-ci partira plus tard, tout seul.")
    return _("Gardé ici. Il partira tout seul au retour du réseau.")


def _refused(kind: ErrorKind) -> str:
    if kind in (ErrorKind.INVALID, ErrorKind.NOT_FOUND):
        return _("La ville n'a pas pu prendre ce message. Reprenez-le, ou écrivez à un autre service.")
    return told(kind).sentence


def thread_name(thread: Thread, now: datetime) -> str:
    """A thread as it is read aloud: office, subject, what is new, the last words, when."""
    unread = ngettext("{count} message non lu", "{count} messages non lus", thread.unread) if thread.unread else ""
    closed = _("terminée") if thread.closed else ""
    parts = [thread.service_name, thread.subject, unread, closed, last_words(thread), shortly(thread.last_at, now)]
    return ", ".join(filter(None, parts))


def last_words(thread: Thread) -> str:
    """« Vous : Bonjour… », « Karim : Merci », or the city's words alone."""
    said = thread.excerpt or _("pièce jointe")
    if thread.last_by is Author.YOU:
        return _("Vous : {said}").format(said=said)
    if thread.last_by is Author.HOUSEHOLD:
        return _("{who} : {said}").format(who=thread.last_from, said=said)
    return said
