"""Writing notifications: in the transaction of what causes them, a copy for each guardian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow
from city.among import among
from city.database import connection_of
from city.ids import new_id
from city.notifications.kinds import PARAMS, Kind, Target
from city.notifications.models import NotificationRow

_ACCOUNT: Any = AccountRow.__table__
_TABLE: Any = NotificationRow.__table__
_ACCOUNTS = select(_ACCOUNT.c.id, _ACCOUNT.c.household_id).where(
    among(_ACCOUNT.c.household_id, "households") | among(_ACCOUNT.c.id, "accounts")
)
_WRITE = {
    name: made(_TABLE).on_conflict_do_nothing(index_elements=["account_id", "kind", "key"])
    for name, made in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell a household (each guardian gets a copy) or one account.

    `key` names the event: the same kind and key again tells nothing new. `params` as `PARAMS` lists them.
    `but_not`: accounts of the household that need not be told: they did it themselves, or hear of it otherwise.
    """

    kind: Kind
    key: str
    params: Mapping[str, Any]
    to: Target | None = None
    household_id: str | None = None
    account_id: str | None = None
    but_not: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if (self.household_id is None) == (self.account_id is None):
            raise ValueError("a notice is for a household or for an account")
        if missing := PARAMS[self.kind] - self.params.keys():
            raise ValueError(f"a {self.kind} notice says {', '.join(sorted(missing))}")


async def notify(
    session: AsyncSession,
    kind: Kind,
    *,
    key: str,
    params: Mapping[str, Any],
    to: Target | None,
    now: datetime,
    household_id: str | None = None,
    account_id: str | None = None,
    but_not: frozenset[str] = frozenset(),
    quietly: bool = False,
) -> None:
    """Tells a household or an account, once the session's transaction is committed; see `Notice` and `notify_all`."""
    notice = Notice(kind, key, params, to, household_id, account_id, but_not)
    await notify_all(session, [notice], now=now, quietly=quietly)


async def notify_all(session: AsyncSession, notices: Sequence[Notice], *, now: datetime, quietly: bool = False) -> None:
    """Tells many at once, in two statements. Harmless to repeat.

    Mail and live signal follow by a job, as each account wants them. `quietly`: neither of them, only the list (for
    what is told about the past).
    """
    accounts = await _accounts(session, notices)
    rows = [
        _row(notice, account_id, now, quietly=quietly)
        for notice in notices
        for account_id in accounts.get(notice.household_id or notice.account_id or "", ())
        if account_id not in notice.but_not
    ]
    if rows:
        connection = await connection_of(session)
        await connection.execute(_WRITE[connection.dialect.name], rows)


async def _accounts(session: AsyncSession, notices: Sequence[Notice]) -> dict[str, list[str]]:
    """The accounts of every household, and of every account itself, that a notice is for."""
    households = {notice.household_id for notice in notices if notice.household_id}
    accounts = {notice.account_id for notice in notices if notice.account_id}
    found: dict[str, list[str]] = {}
    if households or accounts:
        connection = await connection_of(session)
        rows = await connection.execute(_ACCOUNTS, {"households": households, "accounts": accounts})
        for account_id, household_id in sorted((row.id, row.household_id) for row in rows):
            found.setdefault(household_id, []).append(account_id)
            found[account_id] = [account_id]
    return found


def _row(notice: Notice, account_id: str, now: datetime, *, quietly: bool) -> dict[str, Any]:
    return {
        "id": new_id("n"),
        "account_id": account_id,
        "kind": notice.kind.value,
        "key": notice.key,
        "at": now,
        "params": dict(notice.params),
        "to_page": notice.to.page if notice.to else None,
        "to_id": notice.to.id if notice.to else None,
        "read_at": None,
        "deleted_at": None,
        "announce_at": None if quietly else now,
    }
