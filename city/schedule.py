"""Everything the city does by itself, and how often."""

from __future__ import annotations

from city.accounts import delays, sessions
from city.accounts.links import send_invitations, send_reset_links
from city.agents import sessions as agent_sessions
from city.bank.notifying import BANK_JOBS
from city.bookings.jobs import BOOKING_JOBS
from city.documents.contents import DOCUMENT_JOBS
from city.events import changes
from city.imports.service import IMPORT_JOBS
from city.invoices.telling import INVOICE_JOBS
from city.jobs import Job, Work
from city.mail.outbox import deliver_waiting, forget_recipients
from city.messages.attachments import MESSAGE_JOBS
from city.news.latecomers import LATECOMER_JOBS
from city.news.publishing import NEWS_JOBS
from city.notifications import service as notifications
from city.notifications.jobs import NOTIFICATION_JOBS
from city.payments.jobs import PAYMENT_JOBS
from city.procedures.upkeep import PROCEDURE_JOBS
from city.submissions.mailing import mail_receipts


async def _deliver_mail(work: Work) -> None:
    await deliver_waiting(work.database, work.mailbox, work.clock)


async def _forget(work: Work) -> None:
    now = work.clock.now()
    async with work.database.transaction(write=True) as session:
        await sessions.forget_expired(session, now)
        await delays.forget_old(session, now)
        await agent_sessions.forget_ended(session, now)
        await notifications.forget_old(session, now)
        await changes.forget_old(session, now)
        await forget_recipients(session, now)


JOBS: tuple[Job, ...] = (
    *BOOKING_JOBS,
    *INVOICE_JOBS,
    *IMPORT_JOBS,
    *DOCUMENT_JOBS,
    *PROCEDURE_JOBS,
    *MESSAGE_JOBS,
    *NEWS_JOBS,
    *LATECOMER_JOBS,
    *PAYMENT_JOBS,
    *BANK_JOBS,
    *NOTIFICATION_JOBS,
    Job("invitations", 2, send_invitations),
    Job("reset_links", 2, send_reset_links),
    Job("receipts", 2, mail_receipts),
    Job("mail", 3, _deliver_mail),
    Job("forget", 3600, _forget),
)
