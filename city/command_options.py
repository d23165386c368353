"""The words of `portail-ville` on the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from city.agents.roles import Role
from city.text import _

DEFAULT_TOWN = Path(__file__).parent / "towns" / "villiers-sur-marne.toml"
DEFAULT_DATA = Path("var") / "ville"


def parse(arguments: list[str] | None) -> Namespace:
    """The options chosen; argparse ends the process with 2 where they are wrong."""
    parser = ArgumentParser(prog="portail-ville", description=_("La ville de référence du Portail Famille."))
    commands = parser.add_subparsers(dest="command", required=True, metavar=_("COMMANDE"))
    _serve(commands)
    migrate = commands.add_parser("migrate", help=_("mettre la base de données à jour"))
    _place(migrate)
    seed = commands.add_parser("seed", help=_("remplir la ville de démonstration"))
    _place(seed)
    _at(seed)
    seed.add_argument("--reset", action="store_true", help=_("tout effacer d'abord"))
    invite = commands.add_parser("invite", help=_("envoyer à un représentant le lien de sa première connexion"))
    invite.add_argument("email", metavar="ADRESSE", help=_("celle de son compte"))
    invite.add_argument(
        "--public-url", default="http://127.0.0.1:8000", metavar="URL", help=_("adresse publique de l'application")
    )
    _place(invite)
    _at(invite)
    _agent(commands)
    _town(commands)
    _rules(commands)
    return parser.parse_args(arguments)


def _serve(commands: _SubParsersAction[ArgumentParser]) -> None:
    serve = commands.add_parser("serve", help=_("mettre la ville en service"))
    _place(serve)
    _at(serve)
    serve.add_argument("--host", default="127.0.0.1", help=_("adresse d'écoute (127.0.0.1 par défaut)"))
    serve.add_argument("--port", type=int, default=8000, help=_("port d'écoute ; 0 en choisit un libre"))
    serve.add_argument("--workers", type=int, default=1, metavar="N", help=_("nombre de processus"))
    serve.add_argument(
        "--public-url", metavar="URL", help=_("adresse publique de l'application, écrite dans les courriels")
    )
    serve.add_argument(
        "--smtp",
        metavar="URL",
        help=_(
            "serveur d'envoi des courriels (smtp://utilisateur@hôte:port, smtps://…) ; mot de passe dans la variable "
            "PORTAIL_VILLE_SMTP_PASSWORD ; sans lui, les courriels sont des fichiers dans le dossier des données"
        ),
    )
    serve.add_argument("--mail-from", metavar="ADRESSE", help=_("adresse qui envoie les courriels"))
    serve.add_argument(
        "--own-url",
        metavar="URL",
        help=_("adresse publique de la ville, où PayFiP annonce les paiements ; par défaut celle d'écoute"),
    )
    serve.add_argument("--payfip-service", metavar="URL", help=_("service web de PayFiP, s'il est ailleurs"))
    serve.add_argument("--payfip-page", metavar="URL", help=_("page de paiement de PayFiP, si elle est ailleurs"))
    serve.add_argument(
        "--embedded",
        action="store_true",
        help=_("ville de démonstration prête d'elle-même, arrêtée quand l'entrée standard se ferme"),
    )
    serve.add_argument(
        "--reset-demo",
        "--reset",
        dest="reset",
        action="store_true",
        help=_("avec --embedded : recommencer la démonstration à neuf"),
    )


def _place(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--data",
        type=Path,
        default=DEFAULT_DATA,
        metavar="DOSSIER",
        help=_("dossier des données ({folder})").format(folder=DEFAULT_DATA),
    )
    parser.add_argument("--database", metavar="URL", help=_("base PostgreSQL ; par défaut SQLite dans le dossier"))
    parser.add_argument("--town", type=Path, metavar="FICHIER", help=_("fichier de la ville en service"))


def _at(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--at",
        metavar="INSTANT",
        help=_("vivre comme si l'on était à cet instant (2026-11-23T08:00, heure de la ville), puis le temps avance"),
    )


def _agent(commands: _SubParsersAction[ArgumentParser]) -> None:
    agent = commands.add_parser("agent", help=_("ajouter un agent au guichet, ou lui redonner un lien"))
    actions = agent.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    add = actions.add_parser("add", help=_("ajouter un agent ; affiche le lien de son premier mot de passe"))
    link = actions.add_parser("link", help=_("afficher un nouveau lien de mot de passe"))
    for parser in (add, link):
        parser.add_argument("email", metavar="ADRESSE")
        parser.add_argument(
            "--desk-url",
            default="http://127.0.0.1:8000/guichet",
            metavar="URL",
            help=_("adresse du guichet, écrite dans le lien"),
        )
        _place(parser)
        _at(parser)
    add.add_argument("--first-name", required=True, metavar="PRENOM", help=_("son prénom"))
    add.add_argument("--last-name", required=True, metavar="NOM", help=_("son nom"))
    add.add_argument(
        "--role",
        choices=[role.value for role in Role],
        default=Role.ADMINISTRATOR.value,
        help=_("son rôle (administrator par défaut)"),
    )


def _town(commands: _SubParsersAction[ArgumentParser]) -> None:
    town = commands.add_parser("town", help=_("vérifier ou changer le fichier de la ville"))
    actions = town.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    check = actions.add_parser("check", help=_("dire si un fichier de ville est valide"))
    check.add_argument("file", type=Path, metavar="FICHIER")
    apply = actions.add_parser("apply", help=_("montrer ce qu'un fichier changé touche, puis l'appliquer"))
    apply.add_argument("file", type=Path, metavar="FICHIER")
    apply.add_argument(
        "--from", dest="first_day", required=True, metavar="JOUR", help=_("réservations à partir de ce jour")
    )
    apply.add_argument("--yes", action="store_true", help=_("appliquer : nouveaux prix écrits, fichier enregistré"))
    _place(apply)
    _at(apply)


def _rules(commands: _SubParsersAction[ArgumentParser]) -> None:
    rules = commands.add_parser("rules", help=_("expliquer une règle"))
    actions = rules.add_subparsers(dest="action", required=True, metavar=_("ACTION"))
    explain = actions.add_parser("explain", help=_("ce que disent les règles d'un créneau, en JSON"))
    explain.add_argument("file", type=Path, metavar="FICHIER")
    explain.add_argument("--service", required=True, metavar="PRESTATION", help=_("sa clé dans le fichier"))
    explain.add_argument("--day", required=True, metavar="JOUR", help=_("AAAA-MM-JJ"))
    explain.add_argument("--at", metavar="INSTANT", help=_("à cet instant ; maintenant par défaut"))
