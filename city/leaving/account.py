"""Taking away what is personal of an account. Its row stays, without a name or a way in, for what it signed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow, DeviceSessionRow, InvitationRequestRow, SingleUseLinkRow
from city.bookings.repository import upsert
from city.events.models import ChangeRow
from city.feeds.models import CalendarFeedRow
from city.households.models import LEFT, HouseholdRow, PersonRow
from city.leaving.requests import Asked
from city.mail.models import MailRow
from city.messages.models import ThreadReadingRow
from city.news.models import NewsReadingRow
from city.notifications.models import NotificationRow, NotificationSettingsRow, ReminderRow, SlotReminderRow
from city.profile.models import DeletionRequestRow, EmailChangeRow
from city.sheets.models import PhonesRow
from city.submissions.models import SubmissionRow
from city.text import _

OF_ACCOUNT: tuple[Any, ...] = (
    DeviceSessionRow,
    SingleUseLinkRow,
    InvitationRequestRow,
    EmailChangeRow,
    DeletionRequestRow,
    NotificationRow,
    NotificationSettingsRow,
    ReminderRow,
    SlotReminderRow,
    CalendarFeedRow,
    ThreadReadingRow,
    NewsReadingRow,
    ChangeRow,
)


async def forget_account(session: AsyncSession, asked: Asked) -> None:
    """Ends its sessions and takes it, and its person, out of the household. Mails that still wait go their way."""
    for table in OF_ACCOUNT:
        await session.execute(delete(table).where(table.account_id == asked.account_id))
    await session.execute(delete(PhonesRow).where(PhonesRow.person_id == asked.person_id))
    await _write(session, SubmissionRow, SubmissionRow.account_id == asked.account_id, mail_due=False)
    gone = or_(MailRow.delivered_at.is_not(None), MailRow.given_up_at.is_not(None))
    await _write(session, MailRow, (MailRow.recipient == asked.email) & gone, recipient="", subject="")
    home = upsert(session, HouseholdRow).values(id=LEFT, name=_("Comptes supprimés"))
    await session.execute(home.on_conflict_do_nothing(index_elements=["id"]))
    await _write(
        session,
        PersonRow,
        PersonRow.id == asked.person_id,
        household_id=LEFT,
        first_name=_("Compte"),
        last_name=_("supprimé"),
    )
    await _write(
        session,
        AccountRow,
        AccountRow.id == asked.account_id,
        household_id=LEFT,
        email=f"{asked.account_id}@compte.invalid",
        password_hash=None,
    )


async def _write(session: AsyncSession, table: Any, which: Any, **values: Any) -> None:
    changed = update(table).where(which).values(**values)
    await session.execute(changed.execution_options(synchronize_session=False))
