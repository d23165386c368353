"""What arrives in a conversation that is open is said aloud, once; what was there already is not."""

from __future__ import annotations

import flet as ft

from services.models.message import Author
from services.query import Topic
from tests.fakes.builders import message
from tests.fakes.portal import fake_portal
from tests.lab import Lab
from tests.views.opening import field, opened, plain, press
from views.messages.arrivals import arrived


def aloud(lab: Lab) -> list[str]:
    return [plain(one.label) for one in lab.all(ft.Semantics) if one.live_region and one.label]


async def test_an_answer_is_said_when_it_comes_and_ones_own_is_not() -> None:
    kit = fake_portal()
    await kit.sign_in()
    async with opened(kit, route="/messagerie/t_health") as lab:
        await lab.settle()
        assert aloud(lab) == []
        await lab.type(field(lab, "Votre message"), "Voici le certificat.")
        await press(lab, "Envoyer")
        await lab.settle()
        assert aloud(lab) == []
        kit.city.answer("t_health", "Merci, c'est complet.")
        kit.announce(Topic.MESSAGES)
        await lab.settle()
        [said] = aloud(lab)
        assert said.startswith("Nouveau message de ") and said.endswith(" : Merci, c’est complet.")
        kit.announce(Topic.MESSAGES)
        await lab.settle()
        assert aloud(lab) == [said]


def test_several_are_said_in_their_order_and_a_long_one_is_cut() -> None:
    first, second = message("m_1", text="Un."), message("m_2", text="x" * 300)
    own = message("m_3", by=Author.YOU, text="Moi.")
    said = plain(arrived((own, second, first), frozenset()))
    assert said.index("Un.") < said.index("xxx") and "Moi." not in said and said.endswith("…")
    assert "avec un document" in arrived((message("m_4", text=""),), frozenset())
