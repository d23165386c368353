"""Which mailbox a city in service uses: files in its data folder, or a real server where it is told to."""

from __future__ import annotations

import os
from argparse import Namespace

from city.failures import CommandFailure
from city.folder import MAIL_FOLDER
from city.mail.mailbox import FolderMailbox, GuardedMailbox, Mailbox, Sender
from city.mail.smtp import SmtpMailbox, SmtpServer
from city.text import _
from city.towns import Town

PASSWORD_VARIABLE = "PORTAIL_VILLE_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
_NOBODY = "portail-famille@exemple.fr"


def mailbox_of(chosen: Namespace, town: Town) -> Mailbox:
    """The mailbox of `--smtp` and `--mail-from`; a demonstration town never writes to the real town.

    Raises CommandFailure: the address is wrong, or nobody is named as the sender.
    """
    contacts = {each.contact.email for each in (town, *(period for _first, period in town.periods))}
    server = _server(chosen.smtp) if chosen.smtp else None
    sender = Sender(town.name, _sender_of(chosen, town, server), None if town.demonstration else town.contact.email)
    inner: Mailbox = SmtpMailbox(server, sender) if server else FolderMailbox(chosen.data / MAIL_FOLDER, sender)
    return GuardedMailbox(inner, contacts) if town.demonstration else inner


def _server(address: str) -> SmtpServer:
    try:
        return SmtpServer.parse(address, os.environ.get(PASSWORD_VARIABLE))
    except ValueError as error:
        raise CommandFailure(
            _(
                "L'adresse de --smtp n'est pas comprise : écrivez smtp://utilisateur@hôte:port, sans mot de passe "
                "(il vient de la variable {variable})."
            ).format(variable=PASSWORD_VARIABLE),
            2,
        ) from error


def _sender_of(chosen: Namespace, town: Town, server: SmtpServer | None) -> str:
    if chosen.mail_from:
        return str(chosen.mail_from)
    if server is None:
        return _NOBODY
    if server.user and "@" in server.user:
        return server.user
    if town.demonstration:
        raise CommandFailure(_("Avec --smtp, une ville de démonstration a besoin de --mail-from ADRESSE."), 2)
    return town.contact.email
