"""What the guardian is told: the account is deleted, or why it cannot be."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.leaving.requests import Asked
from city.mail.letter import Letter, post_letter
from city.text import _
from city.towns import Town


async def tell_deleted(session: AsyncSession, town: Town, asked: Asked, now: datetime) -> None:
    """The last mail to the address."""
    rest = (
        _("Le foyer continue avec son autre représentant : enfants, réservations et factures restent les siens.")
        if asked.stays
        else _("Les factures et les règlements sont gardés le temps que la loi demande, puis effacés.")
    )
    letter = Letter(
        subject=_("Votre compte est supprimé"),
        first_name=asked.first_name,
        before=(
            _("Comme vous l'avez demandé, votre compte du Portail Famille de {town} est supprimé.").format(
                town=town.name
            ),
            _("Vos appareils sont déconnectés, votre adresse e-mail et vos téléphones sont effacés."),
            rest,
        ),
    )
    await post_letter(session, town, asked.email, letter, now=now)


async def tell_refused(session: AsyncSession, town: Town, asked: Asked, reason: str, now: datetime) -> None:
    """Why the account stays, in the town's words."""
    letter = Letter(
        subject=_("Votre compte ne peut pas encore être supprimé"),
        first_name=asked.first_name,
        before=(
            _("Vous avez demandé la suppression de votre compte du Portail Famille. Elle n'est pas encore possible :"),
            reason,
            _("Votre compte reste ouvert. Une fois cela réglé, demandez de nouveau sa suppression."),
        ),
    )
    await post_letter(session, town, asked.email, letter, now=now)
