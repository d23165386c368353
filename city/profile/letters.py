"""The mails about one's own account: the link to a new address, and what the address of before is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts import repository as accounts
from city.accounts.addresses import link_of
from city.accounts.models import LinkPurpose
from city.accounts.repository import Account
from city.clock import after
from city.mail.letter import Action, Letter, post_letter
from city.text import _
from city.towns import Town

LINK_LIFETIME = timedelta(hours=24)


async def send_link(
    session: AsyncSession, town: Town, account: Account, email: str, *, public_url: str, now: datetime
) -> None:
    """The link that confirms the new address, sent to it; the address of before learns that it was asked."""
    token = await accounts.make_link(session, account.id, LinkPurpose.EMAIL_CHANGE, now, after(now, LINK_LIFETIME))
    letter = Letter(
        subject=_("Confirmez votre nouvelle adresse e-mail"),
        first_name=account.first_name,
        before=(
            _("Vous voulez recevoir à cette adresse ce qui vient du Portail Famille de {town}.").format(town=town.name),
        ),
        action=Action(_("Confirmer cette adresse"), link_of(public_url, town, "adresse", token)),
        after=(
            _("Ce lien sert une seule fois et reste valable 24 heures."),
            _("Si vous n'avez rien demandé, ne faites rien : votre adresse reste la même."),
        ),
    )
    await post_letter(session, town, email, letter, now=now)
    await _tell_former(session, town, account, asked=True, now=now)


async def tell_changed(session: AsyncSession, town: Town, account: Account, now: datetime) -> None:
    """The address of before learns that it no longer serves."""
    await _tell_former(session, town, account, asked=False, now=now)


async def tell_new_password(session: AsyncSession, town: Town, account: Account, now: datetime) -> None:
    """The owner learns that the password was changed, whoever did it."""
    letter = Letter(
        subject=_("Votre mot de passe a été changé"),
        first_name=account.first_name,
        before=(_("Le mot de passe de votre Portail Famille vient d'être changé."), _not_you(town)),
    )
    await post_letter(session, town, account.email, letter, now=now)


async def tell_service(session: AsyncSession, town: Town, account: Account, now: datetime, *, stays: bool) -> None:
    """The town's own service learns that a guardian wants to leave, or stays after all: an agent acts on it."""
    said = (
        _("{name} ({email}) garde son compte.")
        if stays
        else _("{name} ({email}) demande la suppression de son compte.")
    )
    letter = Letter(
        subject=_("Suppression d'un compte du Portail Famille"),
        first_name=town.contact.service_name,
        before=(said.format(name=f"{account.first_name} {account.last_name}", email=account.email),),
    )
    await post_letter(session, town, town.contact.email, letter, now=now)


async def _tell_former(session: AsyncSession, town: Town, account: Account, *, asked: bool, now: datetime) -> None:
    said = (
        _("Un changement de votre adresse e-mail a été demandé. Elle reste la même jusqu'à sa confirmation.")
        if asked
        else _("Votre adresse e-mail a été changée : celle-ci ne sert plus à vous connecter.")
    )
    letter = Letter(subject=_("Votre adresse e-mail"), first_name=account.first_name, before=(said, _not_you(town)))
    await post_letter(session, town, account.email, letter, now=now)


def _not_you(town: Town) -> str:
    return _("Si ce n'était pas vous, changez votre mot de passe et appelez le {phone}.").format(
        phone=town.contact.phone
    )
