"""What the demonstration's families and the town hall write to each other. Nobody exists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

NADIA = "nadia.lefevre@exemple.fr"
HUGO = "hugo.bernard@exemple.fr"
_EVENING, _MORNING, _NOON = time(20, 35), time(10, 12), time(12, 48)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message: so many working days ago, by a guardian (their place) or by an agent (their address)."""

    days_ago: int
    by: int | str
    text: str
    at: time = _EVENING
    files: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A thread. `read_by`: the guardians (their places) who have read it to its end; `seen`: the city has."""

    office: str
    subject: str
    letters: Sequence[Letter]
    read_by: Sequence[int] = ()
    seen: bool = False
    closed: bool = False


FAMILY = (
    Exchange(
        "scolaire",
        "Santé, allergies et PAI",
        (
            Letter(
                17,
                0,
                "Bonjour,\n\nAlice est allergique aux arachides. Je vous envoie l'ordonnance de notre médecin : que "
                "faut-il faire pour qu'elle mange à la cantine ?\n\nMerci,\nCamille Martin",
                files=("Ordonnance Alice.pdf",),
            ),
            Letter(
                16,
                NADIA,
                "Bonjour Madame,\n\nIl faut un projet d'accueil individualisé (PAI). Le formulaire est joint : votre "
                "médecin le remplit, puis vous nous le renvoyez ici. En attendant, l'équipe de la cantine est "
                "prévenue.\n\nBonne journée",
                _MORNING,
                ("PAI, formulaire à remplir.pdf",),
            ),
            Letter(13, 0, "Bonjour, le voici rempli et signé. Merci pour votre aide !", files=("PAI Alice.pdf",)),
            Letter(12, NADIA, "Bien reçu, tout est en place pour Alice dès demain midi.", _MORNING),
        ),
        read_by=(0, 1),
    ),
    Exchange(
        "regie",
        "Une facture",
        (
            Letter(
                9,
                1,
                "Bonjour, sur la dernière facture le repas d'un mardi où Noé était malade est compté. J'avais "
                "envoyé le certificat à l'école. Pouvez-vous vérifier ?",
                files=("Certificat Noé.pdf",),
            ),
            Letter(
                8,
                HUGO,
                "Bonjour Monsieur, vous avez raison : l'absence est justifiée, elle sera déduite de la prochaine "
                "facture. Rien à faire de votre côté.",
                _NOON,
            ),
            Letter(8, 1, "Parfait, merci beaucoup.", time(21, 5)),
        ),
        read_by=(0, 1),
        seen=True,
        closed=True,
    ),
    Exchange(
        "scolaire",
        "Inscription de mon enfant",
        (
            Letter(
                5,
                0,
                "Bonjour, Lila change de groupe l'an prochain. Faut-il refaire toute son inscription à la cantine "
                "et à l'accueil, ou est-ce automatique ?",
            ),
            Letter(
                3,
                NADIA,
                "Bonjour Madame,\n\nL'inscription se refait une fois par an, avant l'été. Vous retrouverez vos "
                "réponses de cette année, il suffira de les vérifier. Un message vous préviendra de l'ouverture.\n\n"
                "Bonne journée",
                _MORNING,
            ),
        ),
        read_by=(1,),
    ),
    Exchange(
        "scolaire",
        "Accueil et animations",
        (
            Letter(
                2,
                1,
                "Bonjour, la grand-mère de Lila viendra la chercher jeudi soir à ma place. Faut-il l'ajouter quelque "
                "part, ou un mot suffit-il ? Elle aura sa carte d'identité.",
            ),
        ),
        seen=True,
    ),
    Exchange(
        "scolaire",
        "Réservations et annulations",
        (
            Letter(
                2,
                0,
                "Bonjour, Noé a rendez-vous chez l'orthophoniste mardi à midi, je l'apprends seulement maintenant. "
                "Le délai est passé : peut-on encore annuler son repas ?",
                time(18, 20),
            ),
            Letter(
                1,
                NADIA,
                "Bonjour Madame,\n\nLe repas est déjà commandé, il ne peut plus être annulé. Avec un justificatif du "
                "rendez-vous, il ne vous sera pas facturé : vous pouvez l'envoyer ici ou par la démarche « Absence "
                "avec justificatif ».\n\nBon rendez-vous à Noé",
                _MORNING,
            ),
        ),
    ),
)
"""The demonstration family's."""

NEIGHBOURS = (
    (
        0,
        Exchange(
            "scolaire",
            "Autre question",
            (Letter(3, 0, "Bonjour, Yanis a oublié son blouson bleu à l'accueil du soir. L'avez-vous retrouvé ?"),),
        ),
    ),
    (
        3,
        Exchange(
            "regie",
            "Un paiement",
            (
                Letter(
                    2,
                    0,
                    "Bonjour, ce mois est difficile pour nous. Est-il possible de payer la facture en deux fois ?",
                    _NOON,
                ),
            ),
        ),
    ),
    (
        5,
        Exchange(
            "scolaire",
            "Accueil et animations",
            (
                Letter(
                    6, 0, "Bonjour, peut-on avoir les photos de la sortie à la ferme ? Léo en parle tous les soirs !"
                ),
                Letter(5, NADIA, "Bonjour, avec plaisir : elles seront affichées à l'accueil vendredi.", _MORNING),
            ),
            read_by=(0,),
        ),
    ),
)
"""Those of other homes, by their place in the cast."""
