"""The booking page in process: four taps, what a tick costs, refusals, a city that holds or is down."""

from __future__ import annotations

import asyncio
from datetime import date

import flet as ft
import pytest

from services.errors import ErrorKind
from services.models import Op, Slot, SlotKey, SlotState
from tests.fakes import builders
from tests.fakes.portal import PortalKit, fake_portal
from tests.views.booking.app import has, node, picked, signed_in, store, tap
from tests.views.opening import button, labels, opened, press
from views.booking.pages import show_week

THURSDAY = date(2026, 11, 26)
ROUTE = "/reservations"


@pytest.fixture
async def kit() -> PortalKit:
    return await signed_in()


def on_thursday(child: str, service: str) -> SlotKey:
    return SlotKey(child, service, THURSDAY)


async def test_four_taps_book_and_the_receipt_shows(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await tap(lab, "jeudi 26 novembre")
        await tap(lab, "Alice")
        await tap(lab, "Restauration scolaire, 11 h 30 à 13 h 30, 3,85 €, disponible")
        assert has(lab, "Votre choix : 1 réservation, 3 euros 85")
        await press(lab, "Soumettre")
        await lab.until(lambda: "C’est enregistré" in labels(lab))
        assert "Reçu n° 2026-001482" in labels(lab)
        await press(lab, "Terminé")
        await tap(lab, "Restauration scolaire, 11 h 30 à 13 h 30, 3,85 €, réservé")
    sent = kit.city.submissions[0].lines
    assert [(line.op, line.service, line.day, line.price_cents) for line in sent] == [
        (Op.BOOK, builders.MEAL, THURSDAY, 385)
    ]


async def test_it_opens_on_the_next_bookable_day_with_an_only_child_chosen() -> None:
    kit = fake_portal()
    kit.city.household_value = builders.household(1)
    for service in (builders.MEAL, builders.EVENING):
        kit.city.set(builders.slot(builders.ALICE, service, date(2026, 11, 24), SlotState.BOOKED))
    await kit.sign_in()
    async with opened(kit, route=ROUTE) as lab:
        await lab.until(lambda: "Jeudi 26 novembre" in labels(lab))
        assert node(lab, "Alice").selected and node(lab, "jeudi 26 novembre").selected


async def test_another_day_asked_for_by_the_address_opens_while_the_page_is_shown(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await tap(lab, "Alice")
        await tap(lab, "Plusieurs jours")
        await tap(lab, "vendredi 27 novembre")
        lab.session.apply_page_patch({"route": ROUTE + "?jour=2026-12-01"})
        await lab.session.dispatch_event(1, "route_change", {"route": ROUTE + "?jour=2026-12-01"})
        await lab.until(lambda: "Mardi 1er décembre" in labels(lab))
        await tap(lab, "jeudi 3 décembre")
        assert "Jeudi 3 décembre" in labels(lab)


async def test_a_day_asked_for_opens_although_the_week_shown_could_not_be_had(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await lab.until(lambda: "Jeudi 26 novembre" in labels(lab), limit=400)
        kit.city.fail_with(ErrorKind.CITY_DOWN, "calendar")
        store(kit).replace(show_week(store(kit).choice, date(2027, 6, 7)))
        await lab.until(lambda: "La ville ne répond pas. Votre choix est gardé." in labels(lab), limit=400)
        lab.session.apply_page_patch({"route": ROUTE + "?jour=2026-11-24"})
        await lab.session.dispatch_event(1, "route_change", {"route": ROUTE + "?jour=2026-11-24"})
        await lab.until(lambda: "Mardi 24 novembre" in labels(lab), limit=400)


async def test_the_children_of_last_time_and_the_choice_survive_a_restart(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await tap(lab, "Noé")
        await tap(lab, "Accueil du matin")
    again = kit.restart()
    await again.portal.restore()
    async with opened(again, route=ROUTE) as lab:
        await lab.until(lambda: has(lab, "Votre choix : 1 réservation"))
        assert node(lab, "Noé").selected


async def test_a_tick_sends_under_a_kilobyte_and_redraws_one_cell_and_the_panel(kit: PortalKit) -> None:
    async with opened(kit, size="tablet", route=ROUTE) as lab:
        await tap(lab, "Restauration scolaire, Alice, vendredi 27 novembre")
        lab.reset()
        await tap(lab, "Restauration scolaire, Alice, jeudi 26 novembre")
        assert node(lab, "Restauration scolaire, Alice, jeudi 26 novembre").checked
        assert lab.bytes_sent() <= 1_000, lab.bytes_sent()
        assert len(lab.frames) <= 2, "one cell and the bar"


async def test_beside_the_panel_a_tick_and_its_undoing_send_two_kilobytes(kit: PortalKit) -> None:
    async with opened(kit, size="desktop", route=ROUTE) as lab:
        await tap(lab, "Restauration scolaire, Alice, vendredi 27 novembre")
        lab.reset()
        for _tick in range(2):
            await tap(lab, "Restauration scolaire, Alice, jeudi 26 novembre")
        assert lab.bytes_sent() <= 2 * 1024, lab.bytes_sent()


async def test_several_children_have_a_ticket_each_and_the_head_takes_all(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await tap(lab, "Alice")
        await tap(lab, "Lila")
        await tap(lab, "Restauration scolaire, Alice et Lila")
        assert picked(kit) == {on_thursday(builders.ALICE, builders.MEAL), on_thursday(builders.LILA, builders.MEAL)}
        await tap(lab, "Restauration scolaire, Alice, choisi")
        assert picked(kit) == {on_thursday(builders.LILA, builders.MEAL)}


async def test_several_days_are_ticked_at_once(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await tap(lab, "Alice")
        await tap(lab, "Plusieurs jours")
        await tap(lab, "vendredi 27 novembre")
        assert "Jeudi 26 et vendredi 27 novembre" in labels(lab)
        await tap(
            lab,
            "Restauration scolaire, disponible"
            if has(lab, "Restauration scolaire, disponible")
            else "Restauration scolaire",
        )
        assert {key.day for key in picked(kit)} == {THURSDAY, date(2026, 11, 27)}
        await tap(lab, "Plusieurs jours")
        assert len(picked(kit)) == 2, "the choice stays when the mode is left"


async def test_the_weeks_turn_by_arrows_and_by_the_pages(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await tap(lab, "Semaine suivante")
        await lab.until(lambda: "Jeudi 3 décembre" in labels(lab))
        pages = lab.one(ft.PageView)
        await lab.fire(pages, "change", pages.selected_index - 1, selected_index=pages.selected_index - 1)
        await lab.until(lambda: "Jeudi 26 novembre" in labels(lab))


async def test_a_tap_on_its_way_while_the_next_month_is_asked_for_arrives(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await lab.until(lambda: has(lab, "Semaine suivante"))
        before = button(lab, "Semaine suivante")._i
        kit.city.hold("calendar")
        await tap(lab, "Semaine suivante")
        await lab.until(lambda: bool(lab.all(ft.ProgressBar)))
        assert button(lab, "Semaine suivante")._i == before
        kit.city.release()
        await lab.until(lambda: not lab.all(ft.ProgressBar))
        assert button(lab, "Semaine suivante")._i == before


async def test_a_week_that_could_not_be_had_leaves_the_way_back(kit: PortalKit) -> None:
    async with opened(kit, size="tablet", route=ROUTE + "?jour=2026-11-26") as lab:
        await lab.until(lambda: has(lab, "Restauration scolaire, Alice, jeudi 26 novembre"))
        kit.city.fail_with(ErrorKind.CITY_DOWN, "calendar")
        for _week in range(6):
            await tap(lab, "Semaine suivante")
        await lab.until(lambda: "Réessayer" in labels(lab))
        for _week in range(6):
            await tap(lab, "Semaine précédente")
        await lab.until(lambda: has(lab, "Restauration scolaire, Alice, jeudi 26 novembre"))


async def test_a_locked_slot_tells_why_and_whom_to_call(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-23") as lab:
        await tap(lab, "Alice")
        await tap(lab, "Accueil du soir")
        assert "Délai dépassé depuis vendredi 20 novembre à 10 h" in labels(lab)
        assert "Appeler le 01 49 41 28 00, Service scolaire et périscolaire" in labels(lab)
        assert not picked(kit)


async def test_a_swap_is_proposed_and_sent_as_one_group(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-25") as lab:
        await tap(lab, "Noé")
        await tap(lab, "Mercredi matin")
        assert "Impossible avec mercredi journée, aux mêmes heures" in labels(lab)
        await press(lab, "Remplacer")
        await press(lab, "Soumettre")
        await lab.until(lambda: bool(kit.city.submissions))
    groups = {line.group for line in kit.city.submissions[0].lines}
    assert len(kit.city.submissions[0].lines) == 2 and len(groups) == 1 and None not in groups


async def test_a_refused_line_is_told_and_the_rest_stands(kit: PortalKit) -> None:
    kit.city.refuse(on_thursday(builders.ALICE, builders.MEAL), "FULL")
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await tap(lab, "Alice")
        await tap(lab, "Restauration scolaire")
        await tap(lab, "Accueil du soir")
        await press(lab, "Soumettre")
        await lab.until(lambda: "Enregistré, sauf 1 ligne" in labels(lab))
        assert any("La dernière place est partie pendant votre choix" in name for name in labels(lab))


async def test_soumettre_fires_once_while_the_city_thinks(kit: PortalKit) -> None:
    kit.city.hold("submit")
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await tap(lab, "Alice")
        await tap(lab, "Restauration scolaire")
        sending = asyncio.create_task(press(lab, "Soumettre"))
        await lab.until(lambda: "Envoi…" in labels(lab))
        await press(lab, "Envoi…")
        kit.city.release()
        await sending
        await lab.until(lambda: "C’est enregistré" in labels(lab))
    assert len(kit.city.submissions) == 1


async def test_offline_the_choice_is_kept_and_waits(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await tap(lab, "Alice")
        await tap(lab, "Restauration scolaire")
        kit.city.fail_with(ErrorKind.OFFLINE)
        await press(lab, "Soumettre")
        await lab.until(lambda: "Gardé sur cet appareil" in labels(lab))
        assert len(kit.portal.outbox) == 1 and not picked(kit)


async def test_what_can_never_succeed_is_told_and_the_choice_stays(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await tap(lab, "Alice")
        await tap(lab, "Restauration scolaire")
        kit.city.fail_with(ErrorKind.INVALID, "submit")
        await press(lab, "Soumettre")
        await lab.until(lambda: any("n’a pas pu lire" in text for text in labels(lab)))
        assert len(picked(kit)) == 1 and store(kit).choice.pending


async def test_the_city_down_at_first_shows_a_way_on(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.CITY_DOWN)
    async with opened(kit, route=ROUTE) as lab:
        await lab.until(lambda: "La ville ne répond pas. Votre choix est gardé." in labels(lab))
        kit.city.fail_with(None)
        await press(lab, "Réessayer")
        await lab.until(lambda: has(lab, "Alice"))


async def test_a_closed_day_is_one_card_with_the_way_to_the_next_one(kit: PortalKit) -> None:
    wednesday = date(2026, 11, 25)
    known = builders.calendar
    kit.city.set(*[closed(slot) for slot in known(wednesday, wednesday).slots])
    async with opened(kit, route=ROUTE + "?jour=2026-11-25") as lab:
        await press(lab, "Voir le jeudi 26 novembre")
        assert node(lab, "jeudi 26 novembre").selected


def closed(slot: Slot) -> Slot:
    return builders.slot(slot.child, slot.service, slot.day, SlotState.CLOSED)


async def test_the_month_and_the_lines_are_one_tap_away(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await tap(lab, "Alice")
        await tap(lab, "Restauration scolaire")
        await tap(lab, "Votre choix")
        await tap(lab, "Retirer Restauration scolaire, Alice, jeudi 26 novembre")
        assert not picked(kit)
        await press(lab, "Semaine du 23 novembre")
        await lab.until(lambda: has(lab, "lundi 30 novembre"))


async def test_a_day_is_copied_to_another_child_into_the_choice_only(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE + "?jour=2026-11-26") as lab:
        await tap(lab, "Noé")
        await tap(lab, "Copier le jeudi 26 novembre")
        children = [one for one in lab.all(ft.Semantics) if (one.label or "").startswith("Alice") and one.button]
        await lab.fire(children[-1], "tap")
        assert "1 réservation" in labels(lab)
        await press(lab, "Ajouter à mon choix")
        assert picked(kit) == {on_thursday(builders.ALICE, builders.MEAL)} and not kit.city.submissions


async def test_no_registration_says_how_to_begin() -> None:
    kit = fake_portal()
    home = builders.household()
    bare = tuple(child.model_copy(update={"registrations": ()}) for child in home.children)
    kit.city.household_value = home.model_copy(update={"children": bare})
    await kit.sign_in()
    async with opened(kit, route=ROUTE) as lab:
        await lab.until(lambda: any("encore inscrits à aucune activité" in text for text in labels(lab)))
