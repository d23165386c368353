"""What is said on the page that follows an act. The address carries a word (`?fait=`), the sentence is kept here."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.responses import RedirectResponse

from city.text import _, mark

_SENTENCES = {
    "deconnecte": mark("Vous êtes déconnecté."),
    "mot-de-passe": mark("Votre mot de passe est enregistré : connectez-vous."),
    "role": mark("Le rôle est changé : l'agent doit se reconnecter."),
    "presences": mark("Les présences sont enregistrées."),
    "rien": mark("Il n'y avait rien à changer."),
    "rouvert": mark("C'est rouvert : les familles qui avaient réservé en sont averties."),
    "ferme": mark("C'est fermé : les familles sont averties."),
    "places": mark("Le nombre de places est changé."),
    "accepte": mark("La réservation est acceptée."),
    "refuse": mark("La réservation est refusée."),
    "invite": mark("L'invitation part de nouveau par courriel."),
    "inscription-finie": mark("L'inscription prend fin : la famille en est avertie."),
    "supprime": mark("Le compte est supprimé : la personne en est avertie par courriel."),
    "garde": mark("Le compte reste ouvert : la personne sait pourquoi."),
    "validated": mark("La démarche est validée : la famille en est avertie."),
    "rejected": mark("La démarche est refusée : la famille en est avertie."),
    "complement": mark("Le complément est demandé : la famille en est avertie."),
    "ecrit": mark("Le message est parti."),
    "repondu": mark("La réponse est partie."),
    "classe": mark("L'échange est classé."),
    "publie": mark("L'actualité est enregistrée : les familles en sont averties le moment venu."),
    "change": mark("L'actualité est modifiée."),
    "retiree": mark("L'actualité est retirée."),
    "menus": mark("Les menus sont importés."),
    "rentree": mark("Les classes sont passées à la nouvelle année."),
    "liste": mark("La liste est importée."),
    "factures": mark("Les factures sont émises : les familles en sont averties."),
    "encaisse": mark("Le règlement est enregistré : la facture est payée."),
    "rembourse": mark("Le remboursement est enregistré."),
    "retire": mark("L'agent est retiré : ses sessions sont fermées."),
}


def sentence_of(word: str) -> str:
    """The sentence of a word; nothing for an unknown one."""
    found = _SENTENCES.get(word)
    return _(found) if found else ""


def done(path: str, word: str, **more: str) -> RedirectResponse:
    """After an act: on to the page `path`, which says the sentence of `word`. Reloading it acts no second time."""
    return RedirectResponse(f"{path}?{urlencode({**more, 'fait': word})}", 303)
