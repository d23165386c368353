"""Mails and live signals of notifications: as each account wants them, and not in its quiet time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from city.events.models import ChangeRow
from city.households.sharing import Shared
from city.notifications import Kind, Notice, Target, notify_all
from city.notifications.kinds import PARAMS
from city.notifications.preferences import Quiet
from tests.city.city import City
from tests.city.notifications.bell import bell, tell_message, tell_news

PARIS = ZoneInfo("Europe/Paris")
CAMILLE, KARIM = "camille.martin@exemple.fr", "karim.martin@exemple.fr"


async def told(city: City) -> list[str]:
    """Runs what tells; who got a mail, since the beginning."""
    await city.run_jobs("announce", "mail")
    return sorted(mail.recipient for mail in city.mailbox.mails)


async def woken(city: City) -> list[tuple[str | None, str]]:
    async with city.database.transaction() as session:
        rows = await session.execute(select(ChangeRow.account_id, ChangeRow.topics).order_by(ChangeRow.seq))
        return [(row.account_id, row.topics) for row in rows]


async def test_a_mail_says_what_happened_and_opens_the_thing_itself(city: City) -> None:
    await tell_message(city, excerpt="Une <b>réponse</b> {0}")
    assert await told(city) == [CAMILLE, KARIM]
    assert await told(city) == [CAMILLE, KARIM], "once"
    mail = city.mailbox.mails[0]
    assert mail.subject == "Nouveau message\u00a0: Cantine"
    assert "https://portail.exemple.fr/messagerie/t_1" in mail.text
    assert "Une <b>réponse</b> {0}" in mail.text
    assert mail.html is not None and "Une &lt;b&gt;réponse&lt;/b&gt; {0}" in mail.html
    assert await woken(city) == [("a_camille", "notifications"), ("a_karim", "notifications")]


async def test_channels_are_each_accounts_own(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    only_app, only_mail = {"app": True, "mail": False}, {"app": False, "mail": True}
    await camille.put("/notifications/settings", json={"kinds": {"message": only_app}, "quiet": None})
    await karim.put("/notifications/settings", json={"kinds": {"message": only_mail}, "quiet": None})
    before = len(await woken(city))

    await tell_message(city)
    assert await told(city) == [KARIM]
    assert ((await bell(camille))["unread"], (await bell(karim))["unread"]) == (1, 0)
    assert (await woken(city))[before:] == [("a_camille", "notifications")]


async def test_a_kind_that_is_left_out_stays_as_it_was(city: City) -> None:
    camille = await city.sign_in("camille")
    off = {"app": False, "mail": False}
    await camille.put("/notifications/settings", json={"kinds": {"receipt": off, "news": off}, "quiet": None})
    await camille.put("/notifications/settings", json={"kinds": {"news": {"app": True, "mail": True}}, "quiet": None})
    kinds = (await camille.get("/notifications/settings")).json()["kinds"]
    assert (kinds["receipt"], kinds["news"]) == (off, {"app": True, "mail": True})


async def test_in_quiet_time_the_list_has_it_and_nothing_rings_until_its_end(city: City) -> None:
    karim = await city.sign_in("karim")
    await karim.put("/notifications/settings", json={"kinds": {}, "quiet": None})
    city.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=PARIS))
    before = len(await woken(city))
    await tell_message(city)
    assert await told(city) == [KARIM]
    camille = await city.sign_in("camille")
    assert (await bell(camille))["unread"] == 1

    city.clock.set(datetime(2026, 11, 24, 6, 59, 59, tzinfo=PARIS))
    assert await told(city) == [KARIM]
    city.clock.set(datetime(2026, 11, 24, 7, 0, tzinfo=PARIS))
    assert await told(city) == [CAMILLE, KARIM]
    assert (await woken(city))[before:] == [("a_karim", "notifications"), ("a_camille", "notifications")]


async def test_what_was_read_in_the_meantime_needs_no_mail(city: City) -> None:
    city.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=PARIS))
    await tell_message(city)
    await told(city)
    camille = await city.sign_in("camille")
    await camille.post("/notifications/read", json={"until": city.clock.now().isoformat()})
    city.clock.set(datetime(2026, 11, 24, 8, 0, tzinfo=PARIS))
    assert await told(city) == [KARIM]


async def test_news_and_what_is_told_of_the_past_go_by_no_mail(city: City) -> None:
    await tell_news(city, "w_1")
    await tell_news(city, "w_2", quietly=True)
    assert await told(city) == []
    assert len(await woken(city)) == 2, "w_1 wakes both guardians, w_2 nobody"


FULL = {
    "from": "Nadia", "subject": "Cantine", "excerpt": "Bonjour", "number": "2026-000001", "total_cents": 8640,
    "due_on": "2026-12-05", "title": "Octobre 2026", "reference": "P1", "state": "validated", "count": 1,
    "words": "Merci", "child": "c_noe", "child_name": "Noé", "service": "restauration-scolaire", "date": "2026-11-26",
    "code": "EXPIRED", "reason": None, "from_cents": 385, "to_cents": 400, "book_by": "2026-11-25T10:00:00+01:00",
    "opens": "2026-11-23T08:00:00+01:00", "what": "sheet",
    "activity": "restauration", "activity_name": "Restauration scolaire", "means": "cash",
}  # fmt: skip


@pytest.mark.parametrize("kind", list(Kind))
async def test_every_kind_has_its_words(city: City, kind: Kind) -> None:
    camille = await city.sign_in("camille")
    await camille.put(
        "/notifications/settings", json={"kinds": {kind.value: {"app": True, "mail": True}}, "quiet": None}
    )
    variants = {
        Kind.PAYMENT: [{"state": state} for state in ("paid", "refused", "expired")],
        Kind.PROCEDURE_DECIDED: [{"state": state} for state in ("validated", "rejected")],
        Kind.BOOKING_ENDED: [
            {"code": code} for code in ("EXPIRED", "WAITING_LIST_CLOSED", "CANCELLED_BY_CITY", "REFUSED")
        ],
        Kind.CHILD_CHANGED: [{"what": what} for what in Shared],
        Kind.REFUND: [{"means": means} for means in ("transfer", "cheque", "cash")],
        Kind.REGISTRATION_ENDED: [{"count": count} for count in (0, 1, 2)],
    }.get(kind, [{}])
    async with city.database.transaction(write=True) as session:
        notices = [
            Notice(
                kind,
                str(number),
                {name: (FULL | variant)[name] for name in PARAMS[kind]},
                Target("day", "2026-11-26"),
                account_id="a_camille",
            )
            for number, variant in enumerate(variants)
        ]
        await notify_all(session, notices, now=city.clock.now())
    assert await told(city) == [CAMILLE] * len(variants)
    assert len({mail.text for mail in city.mailbox.mails}) == len(variants)
    for mail in city.mailbox.mails:
        assert "{" not in mail.subject + mail.text
        assert "/reservations?jour=2026-11-26" in mail.text


@given(st.times(), st.times(), st.integers(0, 275 * 24 * 60 - 1))
def test_quiet_ends_at_its_hour_after_less_than_a_day_and_a_clock_change(first: time, last: time, minutes: int) -> None:
    first, last = first.replace(second=0, microsecond=0), last.replace(second=0, microsecond=0)
    now = (datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(PARIS)
    local = now.replace(tzinfo=None)
    ends = Quiet(first, last).ends(now, PARIS)
    inside = first <= local.time() < last if first <= last else not last <= local.time() < first
    assert (ends is not None) == inside
    if ends is not None:
        assert ends.timetz().replace(tzinfo=None) == last
        assert date(2026, 2, 28) < ends.date()
        assert 0 <= (ends.date() - now.date()).days <= 1
        assert ends.replace(tzinfo=None) > local
