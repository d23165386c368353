"""The outbox and the folder of mails."""

from __future__ import annotations

import asyncio
import email
import email.policy
from datetime import datetime
from pathlib import Path

from city.mail.mailbox import FolderMailbox, Mail, Sender
from city.mail.outbox import deliver_waiting, post
from tests.city.city import City, MemoryMailbox

AT = datetime.fromisoformat("2026-11-23T08:00+01:00")


class Undone(Exception):
    """Makes a transaction roll back."""


async def posted(city: City, subject: str = "Bonjour") -> None:
    async with city.database.transaction(write=True) as session:
        await post(session, recipient="a@exemple.fr", subject=subject, text="Texte", now=city.clock.now())


async def test_a_mail_goes_after_its_transaction_and_once(city: City) -> None:
    await posted(city)

    assert await deliver_waiting(city.database, city.mailbox, city.clock) == 1
    assert await deliver_waiting(city.database, city.mailbox, city.clock) == 0
    assert [mail.subject for mail in city.mailbox.mails] == ["Bonjour"]


async def test_a_mail_of_a_transaction_that_was_undone_never_goes(city: City) -> None:
    try:
        async with city.database.transaction(write=True) as session:
            await post(session, recipient="a@exemple.fr", subject="Bonjour", text="Texte", now=AT)
            raise Undone
    except Undone:
        delivered = await deliver_waiting(city.database, city.mailbox, city.clock)

    assert delivered == 0


async def test_a_mail_that_cannot_be_delivered_waits_and_goes_later(city: City) -> None:
    await posted(city)
    city.mailbox.fail_with = OSError("disk full")
    assert await deliver_waiting(city.database, city.mailbox, city.clock) == 0

    city.mailbox.fail_with = None
    city.clock.advance(minutes=5)
    assert await deliver_waiting(city.database, city.mailbox, city.clock) == 1


async def test_several_workers_never_take_the_same_mail(city: City) -> None:
    for number in range(20):
        await posted(city, f"Mail {number}")
    boxes = [MemoryMailbox() for _ in range(4)]
    await asyncio.gather(*(deliver_waiting(city.database, box, city.clock) for box in boxes))

    subjects = [mail.subject for box in boxes for mail in box.mails]
    assert sorted(subjects) == sorted({f"Mail {number}" for number in range(20)})


async def test_a_mail_is_a_file_that_a_mail_program_opens(tmp_path: Path) -> None:
    box = FolderMailbox(tmp_path / "courriels", Sender("Villiers-sur-Marne", "portail@exemple.fr"))
    mail = Mail("m_1", "camille.martin@exemple.fr", "Votre mot de passe, à vous", "Bonjour Noé,\n\nÀ bientôt.\n", AT)
    await box.deliver(mail)
    await box.deliver(mail)

    files = list((tmp_path / "courriels").iterdir())
    assert [file.suffix for file in files] == [".eml"]
    read = email.message_from_bytes(files[0].read_bytes(), policy=email.policy.default)
    assert read["To"] == "camille.martin@exemple.fr"
    assert read["Subject"] == "Votre mot de passe, à vous"
    assert read.get_content() == "Bonjour Noé,\n\nÀ bientôt.\n"
