"""The ports over the reference city."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from services.backends.reference import mapping
from services.backends.reference.client import ReferenceClient
from services.errors import ErrorKind, ServiceError
from services.models import (
    Calendar,
    Household,
    Line,
    PatternPreview,
    Preview,
    Receipt,
    ReceiptPage,
    Session,
    Submission,
    Town,
    TypicalWeek,
)
from services.ports import Backend
from services.transport import Transport, naming_errors


def open_reference(source: str, transport: Transport) -> Backend:
    """Every capability of the reference city; `source` marks what comes from it."""
    client = ReferenceClient(transport)
    return Backend(
        accounts=ReferenceAccounts(source, client),
        households=ReferenceHouseholds(source, client),
        bookings=ReferenceBookings(source, client),
        typical_weeks=ReferenceTypicalWeeks(source, client),
        close=client.close,
    )


@contextmanager
def _unknown_link_is_expired() -> Iterator[None]:
    """A link so damaged that it names no address is to the parent the same as one that has served."""
    try:
        yield
    except ServiceError as error:
        if error.kind is ErrorKind.NOT_FOUND:
            raise ServiceError(ErrorKind.LINK_EXPIRED, error.params) from error
        raise


class _Port:
    def __init__(self, source: str, client: ReferenceClient) -> None:
        self._source = source
        self._client = client


class ReferenceAccounts(_Port):
    """`Accounts`."""

    async def town(self) -> Town:
        answer = await self._client.town()
        with naming_errors():
            return mapping.town(answer, self._source)

    async def sign_in(self, email: str, password: str, device: str, device_name: str) -> Session:
        return mapping.session(await self._client.sign_in(email, password, device, device_name), self._source)

    async def sign_out(self) -> None:
        await self._client.sign_out()

    async def ask_password_reset(self, email: str) -> None:
        await self._client.ask_password_reset(email)

    async def reset_password(self, link_token: str, password: str) -> None:
        with _unknown_link_is_expired():
            await self._client.reset_password(link_token, password)

    async def accept_invitation(self, link_token: str, password: str, device: str, device_name: str) -> Session:
        with _unknown_link_is_expired():
            answer = await self._client.accept_invitation(link_token, password, device, device_name)
        return mapping.session(answer, self._source)


class ReferenceHouseholds(_Port):
    """`Households`."""

    async def household(self) -> Household:
        answer = await self._client.household()
        with naming_errors():
            return mapping.household(answer, self._source)


class ReferenceBookings(_Port):
    """`Bookings`."""

    async def calendar(self, first_day: date, last_day: date) -> Calendar:
        answer = await self._client.calendar(first_day, last_day)
        with naming_errors():
            return mapping.calendar(answer, self._source)

    async def preview(self, lines: tuple[Line, ...]) -> Preview:
        answer = await self._client.preview(list(map(mapping.line_body, lines)))
        with naming_errors():
            return mapping.preview(answer, self._source)

    async def submit(self, submission: Submission) -> Receipt:
        answer = await self._client.submit(submission.key, list(map(mapping.line_body, submission.lines)))
        with naming_errors():
            return mapping.receipt(answer, self._source)

    async def receipts(self, cursor: str | None = None, search: str = "") -> ReceiptPage:
        answer = await self._client.receipts(cursor, search)
        with naming_errors():
            return mapping.receipt_page(answer, self._source)

    async def receipt(self, number: str) -> Receipt:
        answer = await self._client.receipt(number)
        with naming_errors():
            return mapping.receipt(answer, self._source)


class ReferenceTypicalWeeks(_Port):
    """`TypicalWeeks`."""

    async def typical_weeks(self) -> tuple[TypicalWeek, ...]:
        answer = await self._client.typical_weeks()
        with naming_errors():
            return tuple(mapping.typical_week(week, self._source) for week in answer.items)

    async def save_typical_week(self, week: TypicalWeek) -> None:
        await self._client.save_typical_week(week.id, mapping.typical_week_body(week))

    async def delete_typical_week(self, week_id: str) -> None:
        await self._client.delete_typical_week(week_id)

    async def preview_typical_week(
        self, week_id: str, first_day: date, last_day: date, *, cancel_others: bool
    ) -> PatternPreview:
        answer = await self._client.preview_typical_week(week_id, first_day, last_day, cancel_others)
        with naming_errors():
            return mapping.pattern_preview(answer, self._source)
