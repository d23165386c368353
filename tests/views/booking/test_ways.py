"""Ways on from a slot that cannot be ticked: told when it opens, an absence declared, in the sheet and in the grid."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta

import flet as ft
import pytest

from services.errors import ErrorKind
from services.models import Reason, Slot, SlotState
from services.models.notification import Wish, WishAbout
from services.models.procedure import About, CatalogueItem, Definition, FieldKind, FormField
from tests.fakes import builders
from tests.fakes.portal import PortalKit, fake_portal
from tests.lab import Lab
from tests.views.booking.app import has, node, signed_in, tap
from tests.views.opening import button, field, labels, opened, press

MONDAY, WEDNESDAY = builders.MONDAY, date(2026, 11, 25)
ROUTE = "/reservations?jour=2026-11-25"
OPENS = datetime(2026, 11, 30, 8, 30, tzinfo=builders.PARIS)
SENTENCE = "Nous vous préviendrons le lundi 30 novembre à 8 h 30."
ABSENCE = "absence-justifiee"


def not_open(child: str = builders.ALICE) -> Slot:
    reason = Reason(code="NOT_OPEN")
    changes = {"opens": OPENS, "can_book": False, "can_cancel": False, "reason": reason}
    return builders.slot(child, builders.WEDNESDAY, WEDNESDAY, SlotState.NOT_OPEN, **changes)


@pytest.fixture
async def kit() -> PortalKit:
    made = await signed_in()
    made.city.set(not_open(), not_open(builders.NOE))
    return made


@pytest.mark.parametrize("size", ["phone", "desktop"])
async def test_a_parent_asks_to_be_told_when_it_opens_and_takes_it_back(kit: PortalKit, size: str) -> None:
    wanted = {Wish(WishAbout.OPENING, builders.WEDNESDAY, WEDNESDAY)}
    async with opened(kit, size=size, route=ROUTE) as lab:
        if size == "phone":
            await tap(lab, "Alice")
        await tap(lab, "Mercredi journée" if size == "phone" else "Mercredi journée, Alice")
        assert "S’ouvre le lundi 30 novembre à 8 h 30" in labels(lab)
        assert may_wrap(lab, "Me prévenir")
        await press(lab, "Me prévenir")
        await lab.until(lambda: SENTENCE in labels(lab))
        assert may_wrap(lab, "Ne plus me prévenir")
        assert kit.city.kept_reminders == wanted
        await press(lab, "Fermer")
        await tap(lab, "Mercredi journée" if size == "phone" else "Mercredi journée, Noé")
        await lab.until(lambda: SENTENCE in labels(lab))
        await press(lab, "Ne plus me prévenir")
        await lab.until(lambda: "Me prévenir" in labels(lab))
        assert kit.city.kept_reminders == set()


async def test_where_nobody_can_wait_a_parent_asks_to_be_told_of_a_place_for_that_child(kit: PortalKit) -> None:
    changes = {"can_book": False, "waiting_list": False, "places_left": 0, "reason": Reason(code="NO_WAITING_LIST")}
    kit.city.set(builders.slot(builders.ALICE, builders.WEDNESDAY, WEDNESDAY, SlotState.FULL, **changes))
    sentence = "Nous vous préviendrons si une place se libère."
    async with opened(kit, size="tablet", route=ROUTE) as lab:
        await tap(lab, "Mercredi journée, Alice")
        assert "Complet. Pas de liste d’attente pour ce service" in labels(lab)
        assert any("la première qui réserve l’obtient" in one for one in labels(lab))
        await press(lab, "Me prévenir")
        await lab.until(lambda: sentence in labels(lab))
        assert kit.city.kept_reminders == {Wish(WishAbout.PLACE, builders.WEDNESDAY, WEDNESDAY, builders.ALICE)}
        await press(lab, "Ne plus me prévenir")
        await lab.until(lambda: "Me prévenir" in labels(lab))
        assert kit.city.kept_reminders == set()


@pytest.mark.parametrize("size", ["phone", "desktop"])
async def test_a_parent_asks_to_be_told_before_a_deadline_for_the_children_who_can_still_book(
    kit: PortalKit, size: str
) -> None:
    thursday = date(2026, 11, 26)
    async with opened(kit, size=size, route=f"/reservations?jour={thursday}") as lab:
        if size == "phone":
            for name in ("Alice", "Noé", "Lila"):
                await tap(lab, name)
        await press(lab, "Me rappeler un délai")
        await lab.until(lambda: has(lab, "Restauration scolaire, jeudi 26 novembre"))
        await tap(lab, "Restauration scolaire, jeudi 26 novembre")
        await lab.until(lambda: has(lab, "Restauration scolaire, jeudi 26 novembre, Alice et Lila : rappel"))
        await lab.settle()
        wanted = {Wish(WishAbout.DEADLINE, builders.MEAL, thursday, child) for child in (builders.ALICE, builders.LILA)}
        assert kit.city.kept_reminders == wanted
        kit.city.fail_with(ErrorKind.OFFLINE, "forget_reminder")
        await tap(lab, "Restauration scolaire, jeudi 26 novembre")
        await lab.until(lambda: any(one.startswith("Pas de réseau.") for one in labels(lab)))
        assert kit.city.kept_reminders == wanted
        kit.city.fail_with(None, "forget_reminder")
        await lab.settle()
        await tap(lab, "Restauration scolaire, jeudi 26 novembre")
        await lab.until(lambda: kit.city.kept_reminders == set())


THURSDAY = date(2026, 11, 26)
MEAL, EVENING = (f"{name}, jeudi 26 novembre" for name in ("Restauration scolaire", "Accueil du soir"))


async def ask_deadlines(lab: Lab) -> None:
    await tap(lab, "Alice")
    assert may_wrap(lab, "Me rappeler un délai")
    await press(lab, "Me rappeler un délai")


async def test_a_line_ticked_while_another_is_not_answered_yet_is_asked_too(kit: PortalKit) -> None:
    async with opened(kit, route=f"/reservations?jour={THURSDAY}") as lab:
        await ask_deadlines(lab)
        await lab.until(lambda: has(lab, MEAL) and has(lab, EVENING))
        kit.city.hold("remind")
        first = asyncio.create_task(tap(lab, MEAL))
        await kit.city.reached("remind")
        second = asyncio.create_task(tap(lab, EVENING))
        await lab.until(lambda: kit.city.calls.count("remind") == 2)
        kit.city.release("remind")
        await asyncio.gather(first, second)
        await lab.until(lambda: node(lab, MEAL).checked is True and node(lab, EVENING).checked is True)
        assert {wish.service for wish in kit.city.kept_reminders} == {builders.MEAL, builders.EVENING}


async def test_without_an_answer_of_what_was_asked_there_is_nothing_to_tick(kit: PortalKit) -> None:
    kit.city.hold("reminders")
    async with opened(kit, route=f"/reservations?jour={THURSDAY}") as lab:
        await ask_deadlines(lab)
        await kit.city.reached("reminders")
        await lab.settle()
        assert not has(lab, MEAL), "nothing is known yet"
        kit.city.fail_with(ErrorKind.OFFLINE, "reminders")
        kit.city.release("reminders")
        await lab.until(lambda: "Pas de réseau. Réessayez à son retour." in labels(lab))
        assert not has(lab, MEAL)
        kit.city.fail_with(None, "reminders")
        await press(lab, "Réessayer")
        await lab.until(lambda: has(lab, MEAL))


def may_wrap(lab: Lab, label: str) -> bool:
    """Whether the button has the width of its row at most, so that its label is cut into lines in large text."""
    return any(row.wrap for row in lab.all(ft.Row) if button(lab, label) in row.controls)


async def test_without_network_it_is_said_and_nothing_is_promised(kit: PortalKit) -> None:
    async with opened(kit, size="tablet", route=ROUTE) as lab:
        await tap(lab, "Mercredi journée, Alice")
        await lab.until(lambda: "Me prévenir" in labels(lab))
        kit.city.fail_with(ErrorKind.OFFLINE, "remind")
        await press(lab, "Me prévenir")
        await lab.until(lambda: "Pas de réseau. Réessayez à son retour." in labels(lab))
        assert SENTENCE not in labels(lab)


async def test_a_city_that_reminds_of_nothing_offers_nothing() -> None:
    kit = fake_portal(lacking=frozenset({"notifications"}))
    kit.city.set(not_open())
    await kit.sign_in()
    async with opened(kit, size="tablet", route=ROUTE) as lab:
        await tap(lab, "Mercredi journée, Alice")
        assert "S’ouvre le lundi 30 novembre à 8 h 30" in labels(lab)
        await lab.settle()
        assert "Me prévenir" not in labels(lab)


def offer_absences(kit: PortalKit, **changes: object) -> None:
    """The town has a démarche that notes an absence."""
    item = CatalogueItem(
        source=builders.SOURCE,
        key=ABSENCE,
        title="Absence avec justificatif",
        summary="Ne pas payer les jours de maladie.",
        icon="absence",
        about=About.CHILD,
        open=True,
        absence=("premier-jour", "dernier-jour"),
    )
    kit.city.catalogue_value = (*kit.city.catalogue_value, item.model_copy(update=changes))
    fields = (
        FormField(key="premier-jour", kind=FieldKind.DATE, label="Premier jour d'absence", required=True),
        FormField(key="dernier-jour", kind=FieldKind.DATE, label="Dernier jour d'absence"),
    )
    kit.city.definitions[ABSENCE] = Definition(
        source=builders.SOURCE, key=ABSENCE, version=1, title=item.title, about=About.CHILD, fields=fields
    )


async def test_a_booking_out_of_time_leads_to_an_absence_with_child_and_day_filled_in(kit: PortalKit) -> None:
    offer_absences(kit)
    async with opened(kit, size="tablet", route="/reservations") as lab:
        await tap(lab, "Restauration scolaire, Noé, lundi 23 novembre")
        await lab.until(lambda: "Déclarer une absence" in labels(lab))
        assert may_wrap(lab, "Déclarer une absence")
        await press(lab, "Déclarer une absence")
        await lab.until(lambda: has(lab, "Pour Noé") or "Pour Noé" in labels(lab))
        assert field(lab, "Premier jour d’absence").value == "23/11/2026"
        assert not field(lab, "Dernier jour d’absence (facultatif)").value
        assert not kit.city.kept_procedures.keys() - fake_portal().city.kept_procedures.keys(), "nothing is sent yet"


@pytest.mark.parametrize("offer", ["none", "closed"])
async def test_without_such_a_demarche_there_is_the_phone_only(kit: PortalKit, offer: str) -> None:
    if offer == "closed":
        offer_absences(kit, open=False, opens=MONDAY + timedelta(days=60))
    async with opened(kit, size="tablet", route="/reservations") as lab:
        await tap(lab, "Restauration scolaire, Noé, lundi 23 novembre")
        await lab.until(lambda: any(one.startswith("Appeler le") for one in labels(lab)))
        await lab.settle()
        assert "Déclarer une absence" not in labels(lab)
        assert node(lab, "Fermer")
