"""The sentence and the action of every kind of failure. No exception text is ever shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from services.errors import ErrorKind, ServiceError
from views.text.language import mark, plain
from views.text.typography import typeset


class Way(StrEnum):
    """What the action does; the screen that shows the error knows how."""

    RETRY = "retry"
    SIGN_IN = "sign_in"
    NEW_LINK = "new_link"
    RECEIPT = "receipt"
    CONTACT = "contact"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Told:
    """`action` is empty when there is nothing to do but wait."""

    sentence: str
    action: str
    way: Way


_RETRY = mark("Réessayer")
_SENTENCES: Final[Mapping[ErrorKind, tuple[str, str, Way]]] = {
    ErrorKind.OFFLINE: (mark("Pas de réseau. Votre choix est gardé."), _RETRY, Way.RETRY),
    ErrorKind.CITY_DOWN: (mark("La ville ne répond pas. Votre choix est gardé."), _RETRY, Way.RETRY),
    ErrorKind.OPENING_RUSH: (
        mark("Beaucoup de familles réservent en ce moment. Votre demande est en file, gardez cette page."),
        "",
        Way.NONE,
    ),
    ErrorKind.SESSION_EXPIRED: (
        mark("Pour votre sécurité, reconnectez-vous. Vous reprendrez où vous en étiez."),
        mark("Se connecter"),
        Way.SIGN_IN,
    ),
    ErrorKind.INVALID_CREDENTIALS: (mark("E-mail ou mot de passe incorrect."), "", Way.NONE),
    ErrorKind.SLOW_DOWN: (
        mark("Trop d'essais. Réessayez dans {retry_after}, ou changez de mot de passe."),
        "",
        Way.NONE,
    ),
    ErrorKind.LINK_EXPIRED: (
        mark("Ce lien a déjà servi ou n'est plus valable."),
        mark("Demander un nouveau lien"),
        Way.NEW_LINK,
    ),
    ErrorKind.WEAK_PASSWORD: (
        mark("Choisissez un mot de passe plus long, ou moins courant : 12 caractères au moins."),
        "",
        Way.NONE,
    ),
    ErrorKind.NOT_FOUND: (mark("Ceci n'existe pas, ou n'appartient pas à votre foyer."), "", Way.NONE),
    ErrorKind.NOT_ALLOWED: (
        mark("Votre compte ne permet pas cette action."),
        mark("Écrire au service"),
        Way.CONTACT,
    ),
    ErrorKind.DEADLINE_PASSED: (
        mark("Le délai est passé pendant votre choix. Les autres lignes sont enregistrées."),
        mark("Voir le reçu"),
        Way.RECEIPT,
    ),
    ErrorKind.FULL: (
        mark("La dernière place vient de partir. Les autres lignes sont enregistrées."),
        mark("Voir le reçu"),
        Way.RECEIPT,
    ),
    ErrorKind.CHANGED: (
        mark("Ce créneau a changé pendant votre choix. Vérifiez-le avant d'envoyer."),
        _RETRY,
        Way.RETRY,
    ),
    ErrorKind.TOO_BIG: (
        mark("C'est trop en une fois ; la limite est de {max} lignes. Envoyez votre choix en plusieurs fois."),
        "",
        Way.NONE,
    ),
    ErrorKind.CHANGED_ELSEWHERE: (
        mark("Cette démarche a été modifiée sur un autre appareil. Vérifiez-la avant de continuer."),
        _RETRY,
        Way.RETRY,
    ),
    ErrorKind.ALREADY_SENT: (
        mark("Cette démarche a déjà été envoyée à la ville : elle ne peut plus être modifiée."),
        "",
        Way.NONE,
    ),
    ErrorKind.ALREADY_DECIDED: (
        mark("La ville a déjà répondu à cette démarche. Sa réponse est affichée."),
        _RETRY,
        Way.RETRY,
    ),
    ErrorKind.NOT_OPEN: (
        mark("Cette démarche n'est pas ouverte en ce moment. Vos réponses sont gardées sur cet appareil."),
        "",
        Way.NONE,
    ),
    ErrorKind.TOO_MANY_DRAFTS: (
        mark("Vous avez trop de démarches en cours. Envoyez-en une, ou supprimez un brouillon."),
        "",
        Way.NONE,
    ),
    ErrorKind.INCOMPLETE: (
        mark("Il manque des réponses. Complétez celles qui sont signalées, puis envoyez."),
        "",
        Way.NONE,
    ),
    ErrorKind.FILE_TOO_BIG: (
        mark("Ce fichier est trop lourd : {max_bytes} au plus. Choisissez-en un plus léger, ou une photo."),
        "",
        Way.NONE,
    ),
    ErrorKind.BAD_TYPE: (
        mark("Ce fichier n'est pas d'un type accepté. Choisissez-en un autre : {accepts}."),
        "",
        Way.NONE,
    ),
    ErrorKind.EMPTY_FILE: (mark("Ce fichier est vide. Choisissez-en un autre."), "", Way.NONE),
    ErrorKind.BROKEN_FILE: (
        mark("Ce fichier ne s'ouvre pas, ou il est protégé. Choisissez-en un autre, ou prenez une photo."),
        "",
        Way.NONE,
    ),
    ErrorKind.TOO_MANY: (
        mark("Il y en a déjà {max}, c'est le plus possible. Supprimez-en avant d'en ajouter."),
        "",
        Way.NONE,
    ),
    ErrorKind.TOO_MANY_FILES: (
        mark("Il y a déjà assez de fichiers ici. Retirez-en un pour en ajouter un autre."),
        "",
        Way.NONE,
    ),
    ErrorKind.ALREADY_PAYING: (
        mark("{by} règle cette facture en ce moment. Vous pourrez réessayer si le paiement n'aboutit pas."),
        _RETRY,
        Way.RETRY,
    ),
    ErrorKind.NOT_PAYABLE: (
        mark("Une de ces factures n'est plus à payer. La liste est à jour, vérifiez votre choix."),
        _RETRY,
        Way.RETRY,
    ),
    ErrorKind.TOTAL_CHANGED: (
        mark("Le montant à payer a changé. La liste est à jour, vérifiez-la avant de payer."),
        _RETRY,
        Way.RETRY,
    ),
    ErrorKind.NO_TILL: (
        mark("La ville ne prend pas de paiement en ligne pour le moment."),
        mark("Écrire au service"),
        Way.CONTACT,
    ),
    ErrorKind.TOO_MUCH: (
        mark("La banque n'accepte pas un montant aussi élevé en une fois. Réglez vos factures séparément."),
        "",
        Way.NONE,
    ),
    ErrorKind.TOO_LITTLE: (
        mark("Ce montant est trop petit pour être payé en ligne. Il sera ajouté à la prochaine facture."),
        "",
        Way.NONE,
    ),
    ErrorKind.ONE_AT_A_TIME: (
        mark("La ville encaisse une facture à la fois. Choisissez-en une seule."),
        "",
        Way.NONE,
    ),
    ErrorKind.BANK_DOWN: (
        mark("Le service de paiement ne répond pas. Rien n'a été débité."),
        _RETRY,
        Way.RETRY,
    ),
    ErrorKind.EMAIL_TOO_LONG: (
        mark(
            "La banque ne prend pas une adresse e-mail aussi longue que la vôtre. Donnez-en une plus courte dans « Mes "
            "données personnelles », puis payez. Rien n'a été débité."
        ),
        "",
        Way.NONE,
    ),
    ErrorKind.NEEDS_PROCEDURE: (
        mark("Ce changement se demande à la ville, par une démarche."),
        "",
        Way.NONE,
    ),
    ErrorKind.EMAIL_USED: (
        mark("Cette adresse sert déjà à un autre compte. Choisissez-en une autre."),
        "",
        Way.NONE,
    ),
    ErrorKind.TOO_MANY_REMINDERS: (
        mark("Vous avez déjà demandé {max} rappels. Retirez-en un pour en ajouter un autre."),
        "",
        Way.NONE,
    ),
    ErrorKind.NOTHING_TO_TELL: (
        mark("Il n'y a plus rien à attendre ici : le délai est trop proche, ou ce créneau a changé."),
        "",
        Way.NONE,
    ),
    ErrorKind.CLOCK_WRONG: (
        mark("L'heure de votre appareil est fausse de {offset} : les délais affichés sont ceux de la ville."),
        "",
        Way.NONE,
    ),
    ErrorKind.INVALID: (
        mark("La ville n'a pas pu lire cette demande. Rien n'a été changé."),
        _RETRY,
        Way.RETRY,
    ),
    ErrorKind.UNEXPECTED: (
        mark("Une erreur inattendue s'est produite. Votre choix est gardé."),
        _RETRY,
        Way.RETRY,
    ),
}
#: Where nothing was chosen: a page that could not be read, an act that is not a booking.
_WITHOUT_CHOICE: Final[Mapping[ErrorKind, str]] = {
    ErrorKind.OFFLINE: mark("Pas de réseau. Réessayez à son retour."),
    ErrorKind.CITY_DOWN: mark("La ville ne répond pas. Réessayez plus tard."),
    ErrorKind.UNEXPECTED: mark("Une erreur inattendue s'est produite. Réessayez plus tard."),
}
_FALLBACKS: Final[Mapping[str, str]] = {
    "retry_after": mark("quelques instants"),
    "max": "5000",
    "max_bytes": mark("10 Mo"),
    "accepts": "pdf, jpg, png, heic",
    "by": mark("L'autre parent"),
    "offset": mark("plusieurs minutes"),
}


def told(kind: ErrorKind, params: Mapping[str, str] | None = None) -> Told:
    """What befell bookings: the sentence and action of a kind, filled and typeset.

    `params` are those of `ServiceError`.
    """
    return _filled(kind, params, _SENTENCES[kind][0])


def told_elsewhere(kind: ErrorKind, params: Mapping[str, str] | None = None) -> Told:
    """What befell anything but bookings: no choice is kept there, and none is spoken of."""
    return _filled(kind, params, _WITHOUT_CHOICE.get(kind, _SENTENCES[kind][0]))


def told_error(error: ServiceError) -> Told:
    """What befell an act that is not a booking."""
    return told_elsewhere(error.kind, error.params)


def _filled(kind: ErrorKind, params: Mapping[str, str] | None, sentence: str) -> Told:
    _sentence, action, way = _SENTENCES[kind]
    values = {name: plain(text) for name, text in _FALLBACKS.items()}
    values.update({name: _shown(name, value) for name, value in (params or {}).items()})
    return Told(typeset(plain(sentence).format_map(values)), typeset(plain(action)) if action else "", way)


def _shown(name: str, value: str) -> str:
    if name == "max_bytes" and value.isdigit():
        return plain("{count} Mo").format(count=max(1, int(value) // 1_000_000))
    if name == "accepts":
        return value.replace(",", ", ")
    if name != "retry_after" or not value.isdigit():
        return value
    seconds = int(value)
    if seconds < 90:
        return plain("{count} secondes").format(count=seconds) if seconds > 1 else plain("1 seconde")
    return plain("{count} minutes").format(count=-(-seconds // 60))
