"""What mails look like: the same words as text and as a page, escaped, with nothing from elsewhere."""

from __future__ import annotations

from argparse import Namespace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from city.failures import CommandFailure
from city.mail.choice import PASSWORD_VARIABLE, mailbox_of
from city.mail.letter import Action, Letter, Line, html_of, text_of
from city.mail.mailbox import GuardedMailbox, Mail, Sender, Undeliverable, message_of
from city.mail.smtp import SmtpServer
from city.towns import Town
from tests.city.city import START

LETTER = Letter(
    subject="Une place pour Noé",
    first_name="Camille <b>",
    before=("Une place s'est libérée : « Cantine ».",),
    action=Action("Ouvrir le reçu", "https://portail.exemple.fr/recus/2026-000001"),
    lines=(Line("Noé, <script>alert(1)</script>", "Réservé", "3,85 €"),),
    after=("À bientôt.",),
)


class Page(HTMLParser):
    """The words of a page, its tags and the addresses it names."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.language: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        self.addresses += [value for name in ("href", "src", "background") if (value := found.get(name))]
        self.language = found.get("lang", self.language)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_text_and_page_say_the_same_and_nothing_of_a_name_is_markup(town: Town) -> None:
    page, text = Page(html_of(LETTER, town)), text_of(LETTER, town)
    shown = "".join(page.words)

    for said in ("Bonjour Camille <b>,", *LETTER.before, "Noé, <script>alert(1)</script>", "3,85 €", "À bientôt."):
        assert said in shown
        assert said in text
    assert not {"script", "b", "img", "link", "style", "iframe"} & set(page.tags)
    assert page.language == "fr"


def test_a_page_names_no_address_but_its_action(town: Town) -> None:
    assert set(Page(html_of(LETTER, town)).addresses) == {"https://portail.exemple.fr/recus/2026-000001"}
    assert "https://portail.exemple.fr/recus/2026-000001" in text_of(LETTER, town)
    assert "url(" not in html_of(LETTER, town)


def test_a_demonstration_says_so(town: Town) -> None:
    assert town.demonstration
    for made in (text_of(LETTER, town), html_of(LETTER, town)):
        assert "règles, tarifs et personnes inventés" in made


def test_a_message_is_the_same_each_time_it_is_made() -> None:
    mail = Mail("m_1", "camille@exemple.fr", "Bonjour", "Texte", START, "<p>Texte</p>")
    sender = Sender("Ville", "portail@ville.fr")
    assert bytes(message_of(mail, sender)) == bytes(message_of(mail, sender))


@pytest.mark.parametrize("recipient", ["", "personne", "a@b@c", "a@exemple.fr\nBcc: b@exemple.fr"])
def test_what_is_no_address_is_undeliverable(recipient: str) -> None:
    with pytest.raises(Undeliverable):
        message_of(Mail("m_1", recipient, "Bonjour", "Texte", START), Sender("Ville", "portail@ville.fr"))


def test_a_server_is_named_without_its_password() -> None:
    assert SmtpServer.parse("smtp://portail%40ville.fr@mail.ville.fr", "secret") == SmtpServer(
        "mail.ville.fr", 587, "starttls", "portail@ville.fr", "secret"
    )
    assert SmtpServer.parse("smtps://mail.ville.fr", "secret") == SmtpServer("mail.ville.fr", 465, "tls")
    assert SmtpServer.parse("smtp://127.0.0.1:2525", None).tls == "none"
    assert "secret" not in repr(SmtpServer.parse("smtp://u@mail.ville.fr", "secret"))
    for wrong in ("mail.ville.fr", "http://mail.ville.fr", "smtp://", "smtp://u:p@mail.ville.fr", "smtp://h:port"):
        with pytest.raises(ValueError, match=r"."):
            SmtpServer.parse(wrong, None)


def test_without_a_server_mails_are_files_and_a_demonstration_is_guarded(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)
    assert isinstance(mailbox_of(Namespace(smtp=None, mail_from=None, data=tmp_path), town), GuardedMailbox)
    with pytest.raises(CommandFailure, match="--mail-from"):
        mailbox_of(Namespace(smtp="smtp://mail.ville.fr", mail_from=None, data=tmp_path), town)
    with pytest.raises(CommandFailure, match=PASSWORD_VARIABLE):
        mailbox_of(Namespace(smtp="smtp://u:p@mail.ville.fr", mail_from="a@b.fr", data=tmp_path), town)
