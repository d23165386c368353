"""The mail that confirms a submission to who sent it: number, lines, total. By a job, so that nobody waits for it."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update

from city.accounts.models import AccountRow
from city.changes.sentences import euros
from city.clock import after
from city.households.models import PersonRow
from city.jobs import Work
from city.mail.letter import Action, Letter, Line, post_letter
from city.notifications.models import NotificationSettingsRow
from city.notifications.preferences import RECEIPT, Preferences
from city.notifications.words import address_of
from city.rules.text import day_text
from city.submissions.models import SubmissionRow
from city.submissions.numbers import number_of
from city.submissions.words import cents_of, verdict_words
from city.text import _, ngettext

_AT_ONCE = 20
_MOST_LINES = 60
_STALE = timedelta(days=3)
_DUE = (
    select(SubmissionRow, NotificationSettingsRow, AccountRow.email, PersonRow.first_name)
    .join(AccountRow, AccountRow.id == SubmissionRow.account_id)
    .join(PersonRow, PersonRow.id == AccountRow.person_id)
    .outerjoin(NotificationSettingsRow, NotificationSettingsRow.account_id == SubmissionRow.account_id)
    .where(SubmissionRow.mail_due.is_(True))
    .order_by(SubmissionRow.received_at, SubmissionRow.id)
    .limit(_AT_ONCE)
)


async def mail_receipts(work: Work) -> None:
    """Job: every receipt becomes a mail, if its parent wants one. They sent it just now: quiet time holds nothing.

    Letters are made outside of the writing transaction, so that nobody who submits waits for them; several workers may
    make the same one, which is kept once.
    """
    while await _mail_some(work) == _AT_ONCE:
        continue


async def _mail_some(work: Work) -> int:
    async with work.database.transaction() as session:
        rows = (await session.execute(_DUE)).all()
    if not rows:
        return 0
    now = work.clock.now()
    letters = [(row, _letter(work, row)) for row in rows if _wants_it(row, now)]
    async with work.database.transaction(write=True) as session:
        for row, letter in letters:
            key = f"receipt {row.SubmissionRow.id}"
            await post_letter(session, work.town, row.email, letter, now=now, key=key)
        done = update(SubmissionRow).where(SubmissionRow.id.in_([row.SubmissionRow.id for row in rows]))
        await session.execute(done.values(mail_due=None).execution_options(synchronize_session=False))
    return len(rows)


def _wants_it(row: Row[*tuple[Any, ...]], now: datetime) -> bool:
    wanted = Preferences.of(row.NotificationSettingsRow).kinds[RECEIPT].mail
    return wanted and bool(row.SubmissionRow.body) and row.SubmissionRow.received_at > after(now, -_STALE)


def _letter(work: Work, row: Row[*tuple[Any, ...]]) -> Letter:
    submission = row.SubmissionRow
    number, lines = number_of(submission.year, submission.serial), json.loads(submission.body)["lines"]
    at = submission.received_at.astimezone(work.town.time_zone)
    said = _("Votre demande n° {number} du {day} est enregistrée.").format(number=number, day=day_text(at.date()))
    left = len(lines) - _MOST_LINES
    more = ngettext(
        "… et {count} autre ligne, à lire dans le reçu.", "… et {count} autres lignes, à lire dans le reçu.", left
    )
    return Letter(
        subject=_("Reçu n° {number}").format(number=number),
        first_name=row.first_name,
        before=(said,),
        lines=tuple(_line(line) for line in lines[:_MOST_LINES]),
        action=Action(_("Voir le reçu"), address_of(work.settings.public_url, "receipt", number)),
        total=euros(submission.total_cents),
        after=(more.format(count=left),) if left > 0 else (),
    )


def _line(line: dict[str, Any]) -> Line:
    what = f"{line['child_name']}, {line['service_name']}, {day_text(date.fromisoformat(line['date']))}"
    cents = cents_of(line)
    said = verdict_words(line) if line["verdict"] != "refused" else _("refusé, la raison est dans le reçu")
    return Line(what.removeprefix(", "), said, euros(cents) if cents is not None else "")
