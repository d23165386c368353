"""Refusals as pages: whoever sits at the desk reads a French sentence, never JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from city.agents.refusals import AgentKnown, DeskSessionNeeded, LastAdministrator, NotAllowed
from city.bookings.refusals import (
    AlreadyCredited,
    AttendanceTooEarly,
    ClosureChanged,
    DecidedAlready,
    NoPlaceLeft,
    NotedMeanwhile,
)
from city.desk.pages import page
from city.desk.paths import is_desk, sign_in_then
from city.desk.refusals import BadForm, ChangedMeanwhile, FormNotOurs, SignedInAlready
from city.documents.refusals import BadType, BrokenFile, EmptyFile
from city.errors import Invalid, NotFound, OpeningRush, TooBig
from city.messages.refusals import WroteMeanwhile
from city.payments.refusals import NotPayable, TotalChanged
from city.problems import ProblemResponse
from city.procedures.refusals import AlreadyDecided, ChangedElsewhere, EffectImpossible, WordsRequired
from city.text import _, mark


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    sentence: str


_OTHERWISE = _Words(
    mark("Cela n'a pas marché"), mark("Rien n'a été changé. Réessayez ; si cela dure, prévenez la mairie.")
)
_WORDS = {
    DeskSessionNeeded.code: _Words(
        mark("Votre session est terminée"),
        mark("Rien n'a été enregistré. Reconnectez-vous, puis recommencez."),
    ),
    NotAllowed.code: _Words(
        mark("Cette page n'est pas pour votre rôle"),
        mark("Demandez à un administrateur du guichet si vous en avez besoin."),
    ),
    FormNotOurs.code: _Words(
        mark("Ce formulaire ne vient pas de votre session"),
        mark("Rien n'a été enregistré. Rouvrez la page, puis recommencez."),
    ),
    BadForm.code: _Words(
        mark("Un champ manque ou n'est pas compris"),
        mark("Rien n'a été enregistré. Revenez en arrière et vérifiez ce que vous avez saisi."),
    ),
    Invalid.code: _Words(mark("Cette adresse n'est pas comprise"), mark("Repartez de l'accueil du guichet.")),
    NotFound.code: _Words(mark("Il n'y a rien à cette adresse"), mark("Repartez de l'accueil du guichet.")),
    ChangedMeanwhile.code: _Words(
        mark("Cela vient de changer"),
        mark("Quelqu'un d'autre l'a changé pendant que vous regardiez la page. Rien n'a été enregistré : rouvrez-la."),
    ),
    OpeningRush.code: _Words(
        mark("Beaucoup de monde en ce moment"), mark("Rien n'a été enregistré. Réessayez dans quelques secondes.")
    ),
    TooBig.code: _Words(mark("C'est trop lourd"), mark("Rien n'a été enregistré.")),
    AttendanceTooEarly.code: _Words(
        mark("C'est trop tôt"),
        mark("Les présences se notent à partir du jour même ; avant, seulement une absence justifiée."),
    ),
    AlreadyCredited.code: _Words(
        mark("Cette absence est déjà sur une facture"),
        mark("La facture est faite avec cette absence : la présence ne peut plus changer ici."),
    ),
    NotedMeanwhile.code: _Words(
        mark("Cela vient de changer"),
        mark("Quelqu'un d'autre a noté l'une de ces présences, ou elle a été annulée. Rien n'a été enregistré."),
    ),
    DecidedAlready.code: _Words(
        mark("C'est déjà décidé"),
        mark("Un autre agent a décidé, ou la famille a retiré sa demande. Rien n'a été changé."),
    ),
    NoPlaceLeft.code: _Words(
        mark("Il n'y a plus de place"),
        mark("Rien n'a été changé. Augmentez d'abord le nombre de places de ce jour, ou refusez la demande."),
    ),
    ClosureChanged.code: _Words(
        mark("Les réservations de ces jours viennent de changer"),
        mark("Rien n'a été fermé. Regardez de nouveau ce que la fermeture annule, puis confirmez."),
    ),
    SignedInAlready.code: _Words(
        mark("Cette personne s'est déjà connectée"),
        mark("Elle peut demander un nouveau mot de passe elle-même, depuis l'application."),
    ),
    AlreadyDecided.code: _Words(
        mark("C'est déjà décidé"),
        mark("Un autre agent a décidé, ou la famille a retiré sa démarche. Rien n'a été changé."),
    ),
    ChangedElsewhere.code: _Words(
        mark("La démarche vient de changer"),
        mark("Ses réponses ne sont plus celles que vous avez lues. Rien n'a été enregistré : rouvrez-la."),
    ),
    WordsRequired.code: _Words(
        mark("Il manque une explication"),
        mark("La famille doit savoir pourquoi : revenez en arrière et écrivez-le. Rien n'a été enregistré."),
    ),
    EffectImpossible.code: _Words(
        mark("Cette démarche ne peut pas être appliquée"),
        mark(
            "Ce qu'elle demande n'est plus possible tel quel. Demandez un complément, ou refusez-la en disant pourquoi."
        ),
    ),
    EmptyFile.code: _Words(mark("Ce fichier est vide"), mark("Rien n'a été enregistré. Choisissez-en un autre.")),
    BadType.code: _Words(
        mark("Ce genre de fichier n'est pas accepté"),
        mark("Rien n'a été enregistré. C'est le contenu du fichier qui compte, pas son nom."),
    ),
    BrokenFile.code: _Words(
        mark("Ce fichier ne s'ouvre pas"),
        mark("Rien n'a été enregistré. Il est abîmé, ou protégé par un mot de passe."),
    ),
    WroteMeanwhile.code: _Words(
        mark("Un message vient d'arriver"),
        mark(
            "Quelqu'un a écrit dans cet échange depuis que vous l'avez ouvert. Rien n'est parti : relisez-le d'abord."
        ),
    ),
    NotPayable.code: _Words(
        mark("Cette facture n'est plus à payer"),
        mark("Elle vient d'être payée, annulée ou reportée. Rien n'a été encaissé."),
    ),
    TotalChanged.code: _Words(
        mark("Le reste à payer vient de changer"),
        mark("Rien n'a été encaissé : rouvrez la facture."),
    ),
    AgentKnown.code: _Words(
        mark("Cette adresse est déjà celle d'un agent"), mark("Donnez-lui plutôt un nouveau lien de mot de passe.")
    ),
    LastAdministrator.code: _Words(mark("Il faut au moins un administrateur"), mark("Nommez-en un autre d'abord.")),
}


def dressed(scope: Scope, answer: Response) -> Response:
    """`answer`; at the desk, a page in its place, or the way to sign in."""
    if not is_desk(scope["path"]) or not isinstance(answer, ProblemResponse):
        return answer
    request = Request(scope)
    problem: dict[str, Any] = json.loads(bytes(answer.body))
    if problem["code"] == DeskSessionNeeded.code and request.method in ("GET", "HEAD"):
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(sign_in_then(request.url.path + query), 303)
    words = _WORDS.get(problem["code"], _OTHERWISE)
    shown = page(
        request,
        "refusal.html",
        status=answer.status_code,
        title=_(words.title),
        sentence=_(words.sentence),
        code=problem["code"],
        params=problem["params"],
    )
    if "retry-after" in answer.headers:
        shown.headers["Retry-After"] = answer.headers["retry-after"]
    return shown


def install(app: FastAPI) -> None:
    """Dresses every answer that `city/problems.py` makes of a refusal."""
    for kind, handler in list(app.exception_handlers.items()):
        app.add_exception_handler(kind, _dressing(handler))


def _dressing(handler: Any) -> Any:
    async def handled(request: Request, error: Exception) -> Response:
        answer: Response = await handler(request, error)
        return dressed(request.scope, answer)

    return handled
