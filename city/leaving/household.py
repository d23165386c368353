"""Taking away what is personal of a household whose last guardian leaves.

What the accounts of the town need stays: invoices, payments, and the bookings that were invoiced, without the names
of the children. A child of another household stays there as it is, with those who may pick it up.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.models import BookingRow
from city.events.models import ChangeRow
from city.households.facts import AddressRow, ChildSheetRow
from city.households.models import ChildRow, HouseholdChildRow, HouseholdRow, RegistrationRow
from city.ids import new_id
from city.messages.models import AttachmentRow, ThreadRow
from city.procedures.models import ProcedureRow
from city.sheets.models import ContactChildRow, ContactRow
from city.submissions.models import FollowUpRow, SubmissionRow
from city.text import _
from city.typical_weeks.models import TypicalWeekRow

OF_HOUSEHOLD: tuple[Any, ...] = (
    TypicalWeekRow,
    AttachmentRow,
    ThreadRow,
    ProcedureRow,
    AddressRow,
    ChangeRow,
    HouseholdChildRow,
)
_SAID_OF_CONTACT = ("name", "link", "phone", "pick_up", "changed_at")


async def forget_household(session: AsyncSession, household_id: str) -> None:
    """Deletes or blanks everything of it that the accounts do not need. Nothing may be open (`standing`)."""
    mine = set(
        await session.scalars(select(HouseholdChildRow.child_id).where(HouseholdChildRow.household_id == household_id))
    )
    elsewhere = select(HouseholdChildRow.child_id, HouseholdChildRow.household_id).where(
        HouseholdChildRow.child_id.in_(mine), HouseholdChildRow.household_id != household_id
    )
    theirs = dict(row for row in await session.execute(elsewhere))
    await _forget_bookings(session, household_id)
    await _forget_contacts(session, household_id, theirs)
    for table in OF_HOUSEHOLD:
        await session.execute(delete(table).where(table.household_id == household_id))
    await _forget_children(session, mine - theirs.keys())
    await _write(
        session,
        HouseholdRow,
        HouseholdRow.id == household_id,
        name=_("Foyer sans compte"),
        quotient=None,
        quotient_from=None,
        quotient_to=None,
        number=None,
    )


async def _forget_bookings(session: AsyncSession, household_id: str) -> None:
    """What was invoiced stays; receipts go."""
    never_billed = BookingRow.invoice_line_id.is_(None) & BookingRow.credit_line_id.is_(None)
    await session.execute(delete(BookingRow).where(BookingRow.household_id == household_id, never_billed))
    nobody: dict[str, Any] = {"submission_id": None, "ended_submission_id": None, "made_by": None}
    await _write(session, BookingRow, BookingRow.household_id == household_id, **nobody)
    receipts: Select[str] = select(SubmissionRow.id).where(SubmissionRow.household_id == household_id)
    await session.execute(delete(FollowUpRow).where(FollowUpRow.submission_id.in_(receipts)))
    await session.execute(delete(SubmissionRow).where(SubmissionRow.household_id == household_id))


async def _forget_contacts(session: AsyncSession, household_id: str, shared: dict[str, str]) -> None:
    """Who may pick up a child that stays with its other household is from then on that household's, for that child."""
    query = (
        select(ContactRow, ContactChildRow.child_id)
        .join(ContactChildRow, ContactChildRow.contact_id == ContactRow.id)
        .where(ContactRow.household_id == household_id, ContactRow.pick_up, ContactChildRow.child_id.in_(shared))
    )
    staying: dict[ContactRow, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for contact, child in await session.execute(query):
        staying[contact][shared[child]].add(child)
    contacts = select(ContactRow.id).where(ContactRow.household_id == household_id)
    await session.execute(delete(ContactChildRow).where(ContactChildRow.contact_id.in_(contacts)))
    for contact, homes in staying.items():
        await _hand_over(session, contact, homes)
    await session.execute(delete(ContactRow).where(ContactRow.household_id == household_id))


async def _hand_over(session: AsyncSession, contact: ContactRow, homes: dict[str, set[str]]) -> None:
    """The first household has the contact itself, under the id that it knows; any other a copy of its own."""
    for place, (home, children) in enumerate(sorted(homes.items())):
        key = new_id("k") if place else contact.id
        given: dict[str, Any] = {"household_id": home, "app_id": key, "emergency": False}
        if place:
            said = {name: getattr(contact, name) for name in _SAID_OF_CONTACT}
            await session.execute(insert(ContactRow).values(id=key, **said, **given))
        else:
            await _write(session, ContactRow, ContactRow.id == key, **given)
        await session.execute(insert(ContactChildRow), [{"contact_id": key, "child_id": child} for child in children])


async def _forget_children(session: AsyncSession, children: set[str]) -> None:
    for table in (ChildSheetRow, RegistrationRow):
        await session.execute(delete(table).where(table.child_id.in_(children)))
    for child in await session.scalars(select(ChildRow).where(ChildRow.id.in_(children))):
        child.first_name, child.last_name, child.class_name = _("Enfant"), _("sans nom"), ""
        child.birth_date = child.birth_date.replace(month=1, day=1)
        child.number = None
    await session.flush()


async def _write(session: AsyncSession, table: Any, which: Any, **values: Any) -> None:
    changed = update(table).where(which).values(**values)
    await session.execute(changed.execution_options(synchronize_session=False))
