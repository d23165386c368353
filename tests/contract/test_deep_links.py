"""Where mails lead: every address that the city writes is a page of the app."""

from __future__ import annotations

import pytest

from city.notifications.kinds import PAGES
from city.notifications.words import address_of
from views.shell.pages import has_page
from views.state import path_of


@pytest.mark.parametrize("page", [*sorted(PAGES), None])
def test_the_address_in_a_mail_is_a_page_of_the_app(page: str | None) -> None:
    address = address_of("https://portail.exemple.fr", page, "x-1")
    assert has_page(path_of(address)), address


def test_an_address_that_nobody_wrote_is_none() -> None:
    assert not has_page("/nulle-part")
    assert not has_page("/nulle-part/x-1")
