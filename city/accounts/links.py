"""The mails with single-use links: invitation (14 days) and « Mot de passe oublié » (30 minutes)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts import repository
from city.accounts.addresses import link_of
from city.accounts.delays import Counter, count_attempt
from city.accounts.models import LinkPurpose
from city.accounts.repository import Account
from city.clock import after
from city.jobs import Work
from city.mail.letter import Action, Letter, post_letter
from city.text import _
from city.towns import Town

INVITATION_LIFETIME = timedelta(days=14)
RESET_LIFETIME = timedelta(minutes=30)
_INVITED_AT_ONCE = 50
RESET_PAUSE = timedelta(minutes=1)


async def invite(session: AsyncSession, account: Account, *, town: Town, public_url: str, now: datetime) -> str:
    """Sends a guardian the link of their first sign-in, and returns its token."""
    token = await repository.make_link(
        session, account.id, LinkPurpose.INVITATION, now, after(now, INVITATION_LIFETIME)
    )
    letter = Letter(
        subject=_("Votre Portail Famille vous attend"),
        first_name=account.first_name,
        before=(
            _("{town} vous ouvre son Portail Famille. Pour y entrer, choisissez votre mot de passe.").format(
                town=town.name
            ),
        ),
        action=Action(_("Choisir mon mot de passe"), link_of(public_url, town, "invitation", token)),
        after=(_("Ce lien sert une seule fois et reste valable 14 jours."),),
    )
    await post_letter(session, town, account.email, letter, now=now)
    return token


async def send_invitations(work: Work) -> None:
    """Job: those who wait to be invited get their link, some at a time; who has a password by now needs none."""
    async with work.database.transaction() as session:
        if not await repository.any_invitation_request(session):
            return
    now = work.clock.now()
    async with work.database.transaction(write=True) as session:
        for account in await repository.take_invitation_requests(session, _INVITED_AT_ONCE):
            if account.password_hash is None:
                await invite(session, account, town=work.town, public_url=work.settings.public_url, now=now)


async def send_reset_links(work: Work) -> None:
    """Job: every reset asked for becomes a link and its mail, if the address is known and got none just now."""
    async with work.database.transaction() as session:
        if not await repository.any_reset_request(session):
            return
    now = work.clock.now()
    async with work.database.transaction(write=True) as session:
        for email in await repository.take_reset_requests(session):
            account = await repository.by_email(session, email)
            if account and not await _too_soon(session, account, now):
                await _send_reset(session, account, work, now)


async def _too_soon(session: AsyncSession, account: Account, now: datetime) -> bool:
    """Whoever asks again and again fills no mailbox, and leaves the link sent last some minutes to be opened."""
    since = after(now, -RESET_PAUSE)
    if await repository.has_link_since(session, account.id, LinkPurpose.PASSWORD_RESET, since):
        return True
    return await count_attempt(session, (Counter.links(account.id, LinkPurpose.PASSWORD_RESET),), now) > 0


async def _send_reset(session: AsyncSession, account: Account, work: Work, now: datetime) -> None:
    token = await repository.make_link(session, account.id, LinkPurpose.PASSWORD_RESET, now, after(now, RESET_LIFETIME))
    address = link_of(work.settings.public_url, work.town, "mot-de-passe", token)
    letter = Letter(
        subject=_("Votre nouveau mot de passe"),
        first_name=account.first_name,
        before=(
            _("Vous avez demandé un nouveau mot de passe pour le Portail Famille de {town}.").format(
                town=work.town.name
            ),
        ),
        action=Action(_("Choisir un nouveau mot de passe"), address),
        after=(
            _("Ce lien sert une seule fois et reste valable 30 minutes."),
            _("Si vous n'avez rien demandé, ne faites rien : votre mot de passe reste le même."),
        ),
    )
    await post_letter(session, work.town, account.email, letter, now=now)
