"""The bell, the page of all notifications and their settings, over a fake city."""

from __future__ import annotations

from datetime import time, timedelta

import flet as ft
import pytest

from services.errors import ErrorKind
from services.models.notification import NotificationKind
from tests.fakes.builders import NOW, notification
from tests.fakes.portal import PortalKit
from tests.lab import Lab
from tests.views.opening import button, labels, opened, press

POINT = {"x": 10.0, "y": 10.0}
SWIPED_LEFT = {"l": POINT, "g": POINT, "v": {"x": -900.0, "y": 0.0}, "pv": -900.0}


def names(lab: Lab, start: str) -> list[str]:
    return [name for name in labels(lab) if name.startswith(start)]


async def undo(lab: Lab) -> None:
    bar = [one for one in lab.all(ft.SnackBar) if one.open][-1]
    assert bar.action == "Annuler" and bar.duration == 6_000
    await lab.fire(bar, "action")


@pytest.mark.parametrize("route", ["/", "/reservations", "/recus"])
@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
async def test_the_bell_is_everywhere_and_says_how_many_are_new(kit: PortalKit, size: str, route: str) -> None:
    async with opened(kit, size=size, route=route) as lab:
        await kit.portal.notifications.page().fetch()
        await lab.settle()
        assert len(names(lab, "Notifications, 3 nouvelles")) == 1


async def test_the_bell_counts_what_comes_without_being_asked(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        kit.city.kept_notifications.insert(0, notification("n_new", at=NOW))
        await kit.portal.notifications.page().fetch()
        await lab.settle()
        assert names(lab, "Notifications, 4 nouvelles")


async def test_on_a_phone_the_bell_opens_the_page(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await press(lab, "Notifications, 3")
        assert lab.page.route == "/notifications"
        heads = [plain for plain in ("Aujourd’hui", "Cette semaine", "Plus ancien") if plain in labels(lab)]
        assert heads == ["Aujourd’hui", "Cette semaine", "Plus ancien"]
        assert names(lab, "Nouveau message : Nadia, service scolaire, non lue")


async def test_elsewhere_the_bell_opens_the_last_three(kit: PortalKit) -> None:
    async with opened(kit, size="desktop") as lab:
        await press(lab, "Notifications, 3")
        assert lab.page.route == "/"
        assert names(lab, "Facture Octobre 2026 : 62,15 €, non lue") and not names(lab, "Une place s’est libérée")
        await press(lab, "Restauration scolaire de jeudi : bientôt fermé")
        assert lab.page.route == "/reservations?jour=2026-11-26"
        assert not [dialog for dialog in lab.all(ft.AlertDialog) if dialog.open]
        assert [one.id for one in kit.city.kept_notifications if one.read] == ["n_deadline", "n_place", "n_decided"]


async def test_opening_one_marks_it_read_and_leads_to_the_thing(kit: PortalKit) -> None:
    async with opened(kit, route="/notifications") as lab:
        await press(lab, "Réserver jeudi")
        assert lab.page.route == "/reservations?jour=2026-11-26"
        assert next(one for one in kit.city.kept_notifications if one.id == "n_deadline").read


async def test_a_swipe_to_the_left_offers_read_and_delete_and_each_can_be_undone(kit: PortalKit) -> None:
    async with opened(kit, route="/notifications") as lab:
        row = lab.all(ft.GestureDetector)[0]
        await lab.fire(row, "horizontal_drag_end", SWIPED_LEFT)
        await press(lab, "Marquer comme lue, Nouveau message")
        assert kit.city.kept_notifications[0].read
        await undo(lab)
        assert not kit.city.kept_notifications[0].read

        await press(lab, "Plus d’actions, Nouveau message")
        await press(lab, "Supprimer, Nouveau message")
        assert not names(lab, "Nouveau message")
        await undo(lab)
        await lab.settle()
        assert names(lab, "Nouveau message") and kit.city.kept_notifications[0].id == "n_message"


async def test_all_are_read_at_once(kit: PortalKit) -> None:
    async with opened(kit, route="/notifications") as lab:
        await press(lab, "Tout marquer comme lu")
        await lab.settle()
        assert all(one.read for one in kit.city.kept_notifications)
        assert not [name for name in labels(lab) if "non lue" in name]


async def test_older_ones_come_page_by_page_and_the_section_is_not_said_again(kit: PortalKit) -> None:
    kit.city.kept_notifications = [notification(f"n_{n}", at=NOW - timedelta(days=30 + n)) for n in range(25)]
    async with opened(kit, route="/notifications") as lab:
        assert len(names(lab, "Nouveau message : Nadia, service scolaire, non lue")) == 20
        await press(lab, "Voir les plus anciennes")
        await lab.settle()
        assert len(names(lab, "Nouveau message : Nadia, service scolaire, non lue")) == 25
        assert labels(lab).count("Plus ancien") == 1


async def test_empty_loading_and_failed_are_three_screens(kit: PortalKit) -> None:
    kit.city.hold("notifications")
    async with opened(kit, route="/notifications") as lab:
        assert lab.all(ft.Shimmer)
        kit.city.fail_with(ErrorKind.CITY_DOWN, "notifications")
        kit.city.release()
        await lab.settle()
        assert any("La ville ne répond pas" in said for said in labels(lab))
        kit.city.fail_with(None)
        kit.city.kept_notifications = []
        await press(lab, "Réessayer")
        await lab.settle()
        assert any(said.startswith("Vous êtes à jour.") for said in labels(lab))


async def test_a_copy_says_its_age(kit: PortalKit) -> None:
    async with opened(kit, route="/notifications"):
        """The first opening leaves a copy."""
    kit.city.fail_with(ErrorKind.UNEXPECTED, "notifications")
    async with opened(kit, route="/notifications") as lab:
        assert any("Copie de 8 h" in said for said in labels(lab))
        assert names(lab, "Nouveau message")


async def test_settings_by_kind_and_channel_and_the_quiet_hours(kit: PortalKit) -> None:
    async with opened(kit, route="/notifications/reglages") as lab:
        await press(lab, "Nouveau message, E-mail")
        assert kit.city.settings_value.kinds[NotificationKind.MESSAGE].mail is False
        assert kit.city.settings_value.kinds[NotificationKind.MESSAGE].app is True
        assert lab.named("Nouveau message, E-mail").checked is False
        await press(lab, "Reçu de vos réservations, E-mail")
        assert kit.city.settings_value.kinds[NotificationKind.RECEIPT].mail is False
        assert not any(said.startswith("Reçu de vos réservations, Appli") for said in labels(lab))
        await press(lab, "De 22 h")
        quiet = kit.city.settings_value.quiet
        assert quiet is not None and (quiet.starts, quiet.ends) == (time(22), time(7))
        await press(lab, "Respecter des heures calmes")
        assert kit.city.settings_value.quiet is None
        assert "De 22 h" not in labels(lab)


async def test_a_setting_that_could_not_be_kept_says_so_and_goes_back(kit: PortalKit) -> None:
    async with opened(kit, route="/notifications/reglages") as lab:
        kit.city.fail_with(ErrorKind.CITY_DOWN, "save_notification_settings")
        await press(lab, "Nouveau message, Appli")
        assert lab.named("Nouveau message, Appli").checked is True
        assert any("La ville ne répond pas" in said for said in labels(lab))


async def test_large_text_breaks_nothing(kit: PortalKit) -> None:
    for route in ("/notifications", "/notifications/reglages", "/organiser", "/"):
        async with opened(kit, route=route) as lab:
            await lab.fire(lab.one(ft.Text, value="M"), "size_change", {"w": 170.0, "h": 200.0})
            assert not [said for said in labels(lab) if "inattendue" in said]


async def test_every_target_is_a_finger_wide(kit: PortalKit) -> None:
    async with opened(kit, route="/notifications") as lab:
        more = button(lab, "Plus d’actions, Nouveau message")
        assert (more.width, more.height) == (48, 48)
