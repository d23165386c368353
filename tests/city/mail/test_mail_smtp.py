"""Mails handed over to a real server: taken, refused for good, put off, tried again, never twice."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from city.clock import after
from city.mail.mailbox import GuardedMailbox, Mail, Mailbox, Sender
from city.mail.models import MailRow
from city.mail.outbox import GIVEN_UP_AFTER, deliver_waiting, post
from city.mail.smtp import SmtpMailbox, SmtpServer
from tests.city.city import City
from tests.city.mail.server import MailServer, listening

TOWN = Sender("Villiers-sur-Marne", "portail@ville.fr", "ecole@ville.fr")
PARENT = "camille.martin@exemple.fr"


def box(server: MailServer) -> SmtpMailbox:
    return SmtpMailbox(SmtpServer("127.0.0.1", server.port, "none"), TOWN)


async def posted(city: City, recipient: str = PARENT, subject: str = "Bonjour") -> str:
    async with city.database.transaction(write=True) as session:
        return await post(
            session,
            recipient=recipient,
            subject=subject,
            text="Texte à lire",
            html="<p>Texte à lire</p>",
            now=city.clock.now(),
        )


async def row(city: City, mail_id: str) -> MailRow:
    async with city.database.transaction() as session:
        return (await session.scalars(select(MailRow).where(MailRow.id == mail_id))).one()


async def test_a_mail_is_taken_with_both_parts_and_the_towns_address(city: City) -> None:
    mail_id = await posted(city)
    with listening(MailServer()) as server:
        assert await deliver_waiting(city.database, box(server), city.clock) == 1

    [mail] = server.mails
    assert (mail["To"], mail["Reply-To"]) == (PARENT, "Villiers-sur-Marne <ecole@ville.fr>")
    assert mail["From"] == "Villiers-sur-Marne <portail@ville.fr>"
    assert mail["Message-ID"] == f"<{mail_id}@ville.fr>"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


async def test_a_recipient_refused_for_good_is_given_up_without_a_word_of_who(
    city: City, caplog: pytest.LogCaptureFixture
) -> None:
    mail_id = await posted(city)
    other = await posted(city, "karim.martin@exemple.fr")
    with listening(MailServer(refuse={PARENT: f"550 5.1.1 no {PARENT} here"})) as server:
        with caplog.at_level(logging.DEBUG, "city"):
            assert await deliver_waiting(city.database, box(server), city.clock) == 1
        city.clock.advance(days=1)
        assert await deliver_waiting(city.database, box(server), city.clock) == 0

    kept = await row(city, mail_id)
    assert (kept.text, kept.html, kept.delivered_at, kept.attempts) == ("", None, None, 1)
    assert kept.given_up_at is not None
    assert (await row(city, other)).delivered_at is not None
    assert mail_id in caplog.text and "550" in caplog.text
    assert PARENT not in caplog.text


@pytest.mark.parametrize("answer", ["451 4.3.0 later", "421 4.3.2 closing"])
async def test_what_may_come_later_is_tried_again_after_longer_and_longer_pauses(city: City, answer: str) -> None:
    mail_id = await posted(city)
    with listening(MailServer(answer=answer)) as server:
        for minutes in (1, 2, 4):
            assert await deliver_waiting(city.database, box(server), city.clock) == 0
            paused = (await row(city, mail_id)).not_before
            assert paused is not None and paused - city.clock.now() == timedelta(minutes=minutes)
            assert await deliver_waiting(city.database, box(server), city.clock) == 0
            city.clock.set(paused)
        server.answer = None
        assert await deliver_waiting(city.database, box(server), city.clock) == 1
    assert (await row(city, mail_id)).attempts == 4


async def test_a_server_that_is_down_and_comes_back_gets_the_same_mail(city: City) -> None:
    mail_id = await posted(city)
    with listening(MailServer()) as server:
        mailbox = box(server)
    assert await deliver_waiting(city.database, mailbox, city.clock) == 0

    city.clock.advance(minutes=2)
    with listening(server):
        assert await deliver_waiting(city.database, mailbox, city.clock) == 1
    assert [mail["Message-ID"] for mail in server.mails] == [f"<{mail_id}@ville.fr>"]


async def test_a_mail_that_nobody_takes_for_days_is_given_up(city: City) -> None:
    mail_id = await posted(city)
    with listening(MailServer(answer="451 later")) as server:
        assert await deliver_waiting(city.database, box(server), city.clock) == 0
        city.clock.set(after(city.clock.now(), GIVEN_UP_AFTER))
        assert await deliver_waiting(city.database, box(server), city.clock) == 0
    assert (await row(city, mail_id)).given_up_at is not None


class Surprising:
    """Fails on one recipient in a way nobody thought of."""

    def __init__(self, inner: Mailbox) -> None:
        self._inner = inner

    async def deliver(self, mail: Mail) -> None:
        if mail.recipient == PARENT:
            raise KeyError(mail.recipient)
        await self._inner.deliver(mail)


async def test_a_mail_that_fails_in_an_unknown_way_is_put_off_and_the_others_go_once(
    city: City, caplog: pytest.LogCaptureFixture
) -> None:
    await posted(city)
    await posted(city, "karim.martin@exemple.fr")
    with listening(MailServer()) as server:
        assert await deliver_waiting(city.database, Surprising(box(server)), city.clock) == 1
        city.clock.advance(days=1)
        assert await deliver_waiting(city.database, box(server), city.clock) == 1
    assert [mail["To"] for mail in server.mails] == ["karim.martin@exemple.fr", PARENT]
    assert PARENT not in caplog.text


class DiesAfterSending:
    """Hands mails over, but the process ends before that is noted."""

    def __init__(self, inner: Mailbox) -> None:
        self._inner = inner

    async def deliver(self, mail: Mail) -> None:
        await self._inner.deliver(mail)
        raise asyncio.CancelledError


async def test_a_crash_between_sending_and_noting_sends_it_again_under_the_same_id(city: City) -> None:
    mail_id = await posted(city)
    with listening(MailServer()) as server:
        with pytest.raises(asyncio.CancelledError):
            await deliver_waiting(city.database, DiesAfterSending(box(server)), city.clock)
        assert await deliver_waiting(city.database, box(server), city.clock) == 0
        city.clock.advance(minutes=7)
        assert await deliver_waiting(city.database, box(server), city.clock) == 1
    assert [mail["Message-ID"] for mail in server.mails] == [f"<{mail_id}@ville.fr>"] * 2


async def test_workers_at_once_hand_every_mail_over_once(city: City) -> None:
    for number in range(20):
        await posted(city, subject=f"Mail {number}")
    with listening(MailServer()) as server:
        went = await asyncio.gather(*(deliver_waiting(city.database, box(server), city.clock) for _ in range(2)))
    assert sum(went) == 20
    assert sorted(mail["Subject"] for mail in server.mails) == sorted(f"Mail {number}" for number in range(20))


async def test_a_demonstration_never_writes_to_the_real_town(city: City) -> None:
    real = city.town.contact.email
    mail_id = await posted(city, real.upper())
    await posted(city)
    with listening(MailServer()) as server:
        await deliver_waiting(city.database, GuardedMailbox(box(server), [real]), city.clock)
    assert [mail["To"] for mail in server.mails] == [PARENT]
    assert (await row(city, mail_id)).given_up_at is not None


async def test_an_address_that_is_none_is_given_up_and_holds_nobody_back(city: City) -> None:
    mail_id = await posted(city, "pas une adresse")
    await posted(city)
    with listening(MailServer()) as server:
        assert await deliver_waiting(city.database, box(server), city.clock) == 1
    assert (await row(city, mail_id)).given_up_at is not None
