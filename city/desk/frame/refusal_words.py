"""What may be refused at the desk, in French, by code."""

from __future__ import annotations

from dataclasses import dataclass

from city.agents.refusals import AgentKnown, DeskSessionNeeded, LastAdministrator, NotAllowed
from city.bookings.refusals import (
    AlreadyCredited,
    AttendanceTooEarly,
    ClosureChanged,
    DecidedAlready,
    NoPlaceLeft,
    NotedMeanwhile,
)
from city.desk.acting import BadForm, ChangedMeanwhile, FormNotOurs, SignedInAlready
from city.documents.refusals import BadType, BrokenFile, EmptyFile
from city.errors import Invalid, NotFound, OpeningRush, TooBig
from city.imports.refusals import AppliedAlready, ListChanged
from city.leaving.refusals import NoLongerAsked, StandsAgainst
from city.messages.refusals import WroteMeanwhile
from city.payments.refusals import NothingOwed, NotPayable, OwedChanged, TotalChanged
from city.procedures.refusals import AlreadyDecided, ChangedElsewhere, EffectImpossible, WordsRequired
from city.registrations.refusals import EndedAlready
from city.school_years.refusals import TooEarly, TurnChanged, TurnedAlready
from city.text import mark


@dataclass(frozen=True, slots=True)
class Words:
    """A title, and what to do about it: both to be given to `_`."""

    title: str
    sentence: str


OTHERWISE = Words(
    mark("Cela n'a pas marché"), mark("Rien n'a été changé. Réessayez ; si cela dure, prévenez la mairie.")
)
WORDS = {
    DeskSessionNeeded.code: Words(
        mark("Votre session est terminée"),
        mark("Rien n'a été enregistré. Reconnectez-vous, puis recommencez."),
    ),
    NotAllowed.code: Words(
        mark("Cette page n'est pas pour votre rôle"),
        mark("Demandez à un administrateur du guichet si vous en avez besoin."),
    ),
    FormNotOurs.code: Words(
        mark("Ce formulaire ne vient pas de votre session"),
        mark("Rien n'a été enregistré. Rouvrez la page, puis recommencez."),
    ),
    BadForm.code: Words(
        mark("Un champ manque ou n'est pas compris"),
        mark("Rien n'a été enregistré. Revenez en arrière et vérifiez ce que vous avez saisi."),
    ),
    Invalid.code: Words(mark("Cette adresse n'est pas comprise"), mark("Repartez de l'accueil du guichet.")),
    NotFound.code: Words(mark("Il n'y a rien à cette adresse"), mark("Repartez de l'accueil du guichet.")),
    ChangedMeanwhile.code: Words(
        mark("Cela vient de changer"),
        mark("Quelqu'un d'autre l'a changé pendant que vous regardiez la page. Rien n'a été enregistré : rouvrez-la."),
    ),
    OpeningRush.code: Words(
        mark("Beaucoup de monde en ce moment"), mark("Rien n'a été enregistré. Réessayez dans quelques secondes.")
    ),
    TooBig.code: Words(mark("C'est trop lourd"), mark("Rien n'a été enregistré.")),
    AttendanceTooEarly.code: Words(
        mark("C'est trop tôt"),
        mark("Les présences se notent à partir du jour même ; avant, seulement une absence justifiée."),
    ),
    AlreadyCredited.code: Words(
        mark("Cette absence est déjà sur une facture"),
        mark("La facture est faite avec cette absence : la présence ne peut plus changer ici."),
    ),
    NotedMeanwhile.code: Words(
        mark("Cela vient de changer"),
        mark("Quelqu'un d'autre a noté l'une de ces présences, ou elle a été annulée. Rien n'a été enregistré."),
    ),
    DecidedAlready.code: Words(
        mark("C'est déjà décidé"),
        mark("Un autre agent a décidé, ou la famille a retiré sa demande. Rien n'a été changé."),
    ),
    NoPlaceLeft.code: Words(
        mark("Il n'y a plus de place"),
        mark("Rien n'a été changé. Augmentez d'abord le nombre de places de ce jour, ou refusez la demande."),
    ),
    ClosureChanged.code: Words(
        mark("Les réservations de ces jours viennent de changer"),
        mark("Rien n'a été fermé. Regardez de nouveau ce que la fermeture annule, puis confirmez."),
    ),
    SignedInAlready.code: Words(
        mark("Cette personne s'est déjà connectée"),
        mark("Elle peut demander un nouveau mot de passe elle-même, depuis l'application."),
    ),
    NoLongerAsked.code: Words(
        mark("Cette suppression n'est plus demandée"),
        mark("La personne garde son compte, ou un autre agent a décidé. Rien n'a été changé."),
    ),
    StandsAgainst.code: Words(
        mark("Ce compte ne peut pas encore être supprimé"),
        mark("Quelque chose reste ouvert pour ce foyer : rouvrez la page pour voir quoi. Rien n'a été effacé."),
    ),
    AlreadyDecided.code: Words(
        mark("C'est déjà décidé"),
        mark("Un autre agent a décidé, ou la famille a retiré sa démarche. Rien n'a été changé."),
    ),
    ChangedElsewhere.code: Words(
        mark("La démarche vient de changer"),
        mark("Ses réponses ne sont plus celles que vous avez lues. Rien n'a été enregistré : rouvrez-la."),
    ),
    WordsRequired.code: Words(
        mark("Il manque une explication"),
        mark("La famille doit savoir pourquoi : revenez en arrière et écrivez-le. Rien n'a été enregistré."),
    ),
    EffectImpossible.code: Words(
        mark("Cette démarche ne peut pas être appliquée"),
        mark(
            "Ce qu'elle demande n'est plus possible tel quel. Demandez un complément, ou refusez-la en disant pourquoi."
        ),
    ),
    EmptyFile.code: Words(mark("Ce fichier est vide"), mark("Rien n'a été enregistré. Choisissez-en un autre.")),
    BadType.code: Words(
        mark("Ce genre de fichier n'est pas accepté"),
        mark("Rien n'a été enregistré. C'est le contenu du fichier qui compte, pas son nom."),
    ),
    BrokenFile.code: Words(
        mark("Ce fichier ne s'ouvre pas"),
        mark("Rien n'a été enregistré. Il est abîmé, ou protégé par un mot de passe."),
    ),
    WroteMeanwhile.code: Words(
        mark("Un message vient d'arriver"),
        mark(
            "Quelqu'un a écrit dans cet échange depuis que vous l'avez ouvert. Rien n'est parti : relisez-le d'abord."
        ),
    ),
    AppliedAlready.code: Words(
        mark("Cette liste est déjà importée"),
        mark("Rien n'a été écrit une seconde fois. Pour la reprendre, choisissez de nouveau le fichier."),
    ),
    ListChanged.code: Words(
        mark("Cette liste ne ferait plus ce que vous avez lu"),
        mark(
            "Des foyers ou des enfants ont changé entre-temps. Rien n'a été importé : rechargez la liste "
            "et relisez les lignes qui ont changé."
        ),
    ),
    TooEarly.code: Words(
        mark("C'est trop tôt"),
        mark("Les classes changent après le dernier jour de classe de l'année. Rien n'a été changé."),
    ),
    TurnedAlready.code: Words(
        mark("C'est déjà fait"), mark("Aucun enfant n'est plus à faire passer. Rien n'a été changé de plus.")
    ),
    TurnChanged.code: Words(
        mark("Les classes viennent de changer"),
        mark("Rien n'a été changé. Regardez de nouveau où va chaque enfant, puis confirmez."),
    ),
    EndedAlready.code: Words(
        mark("Cette inscription est déjà terminée"), mark("Rien n'a été changé. Rouvrez la fiche de l'enfant.")
    ),
    NotPayable.code: Words(
        mark("Cette facture n'est plus à payer"),
        mark("Elle vient d'être payée, annulée ou reportée. Rien n'a été encaissé."),
    ),
    TotalChanged.code: Words(
        mark("Le reste à payer vient de changer"),
        mark("Rien n'a été encaissé : rouvrez la facture."),
    ),
    NothingOwed.code: Words(
        mark("La ville ne doit plus rien à ce foyer"),
        mark("C'est déjà remboursé ou déduit d'une facture. Rien n'a été enregistré de plus."),
    ),
    OwedChanged.code: Words(
        mark("La somme vient de changer"),
        mark("Rien n'a été enregistré : rouvrez la page, puis vérifiez ce que vous avez versé."),
    ),
    AgentKnown.code: Words(
        mark("Cette adresse est déjà celle d'un agent"), mark("Donnez-lui plutôt un nouveau lien de mot de passe.")
    ),
    LastAdministrator.code: Words(mark("Il faut au moins un administrateur"), mark("Nommez-en un autre d'abord.")),
}
