"""Lines of one group, and services the rules link, stand or fall together."""

from __future__ import annotations

from tests.city.bookings.essai import TUE, WED, book, cancel, outcome, send, slot
from tests.city.city import City


async def test_a_swap_takes_the_place_that_its_own_cancel_frees(city: City) -> None:
    camille, samia, jules = [await city.sign_in(name) for name in ("camille", "samia", "jules")]
    await send(camille, book("c_alice", "demi-journee", WED))
    await send(samia, book("c_yanis", "demi-journee", WED, price=1050))
    assert await outcome(jules, book("c_zoe", "demi-journee", WED, price=1050, wait=True)) == ["WAITLISTED"]
    swap = [cancel("c_alice", "demi-journee", WED, group="g"), book("c_alice", "journee", WED, group="g")]
    receipt = await send(camille, *swap)
    assert [line["code"] for line in receipt["lines"]] == ["CANCELLED", "BOOKED"]
    assert receipt["total_cents"] == 1220 - 740
    assert (await slot(jules, "c_zoe", "demi-journee", WED))["state"] == "waitlisted"


async def test_a_swap_for_a_full_service_loses_nothing(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await send(samia, book("c_yanis", "journee", WED, price=1720))
    await send(camille, book("c_alice", "demi-journee", WED))
    swap = [cancel("c_alice", "demi-journee", WED, group="g"), book("c_alice", "journee", WED, group="g", wait=True)]
    receipt = await send(camille, *swap)
    assert [line["code"] for line in receipt["lines"]] == ["GROUP_REFUSED", "FULL"]
    assert receipt["total_cents"] == 0
    assert (await slot(camille, "c_alice", "demi-journee", WED))["state"] == "booked"


async def test_a_refused_line_takes_its_group_down_and_nothing_else(city: City) -> None:
    camille = await city.sign_in("camille")
    codes = await outcome(
        camille,
        book("c_alice", "cantine", group="a"),
        book("c_alice", "cantine", TUE, price=1, group="a"),
        book("c_alice", "matin"),
        book("c_lila", "cantine", group="b"),
    )
    assert codes == ["GROUP_REFUSED", "PRICE_CHANGED", "BOOKED", "BOOKED"]
    assert (await slot(camille, "c_alice", "cantine"))["state"] == "free"


async def test_what_changes_nothing_does_not_fall_with_its_group(city: City) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "cantine"))
    codes = await outcome(
        camille, book("c_alice", "cantine", group="a"), book("c_alice", "cantine", TUE, price=1, group="a")
    )
    assert codes == ["UNCHANGED", "PRICE_CHANGED"]


async def test_cancels_come_first_wherever_they_were_sent(city: City) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "atelier"))
    assert await outcome(camille, book("c_lila", "atelier"), cancel("c_alice", "atelier")) == ["BOOKED", "CANCELLED"]


async def test_cancels_of_a_group_come_before_what_only_books(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await send(samia, book("c_yanis", "cantine", price=520))
    await send(camille, book("c_noe", "cantine"))
    receipt = await send(
        camille,
        book("c_alice", "cantine"),
        cancel("c_noe", "cantine", group="g"),
        book("c_noe", "matin", group="g"),
    )
    assert [line["verdict"] for line in receipt["lines"]] == ["booked", "cancelled", "booked"]


async def test_bookings_are_decided_in_the_order_sent(city: City) -> None:
    camille = await city.sign_in("camille")
    assert await outcome(camille, book("c_lila", "atelier"), book("c_alice", "atelier")) == ["BOOKED", "FULL"]


async def test_a_freed_place_goes_to_the_waiting_list_before_another_line_of_the_same_submission(city: City) -> None:
    camille, jules = await city.sign_in("camille"), await city.sign_in("jules")
    await send(camille, book("c_alice", "cantine"), book("c_noe", "cantine"))
    await send(jules, book("c_zoe", "cantine", price=520, wait=True))
    await send(camille, cancel("c_noe", "cantine"))
    assert (await slot(jules, "c_zoe", "cantine"))["state"] == "booked"
    codes = await outcome(camille, cancel("c_alice", "cantine"), book("c_noe", "cantine"))
    assert codes == ["CANCELLED", "BOOKED"]


async def test_linked_services_are_booked_and_cancelled_together_only(city: City) -> None:
    camille = await city.sign_in("camille")
    alone = await send(camille, book("c_alice", "gouter"))
    assert (alone["lines"][0]["code"], alone["lines"][0]["params"]) == ("REQUIRES", {"service": "etude"})
    assert await outcome(camille, book("c_alice", "gouter"), book("c_alice", "etude")) == ["BOOKED", "BOOKED"]
    assert await outcome(camille, cancel("c_alice", "etude")) == ["REQUIRES"]
    assert await outcome(camille, cancel("c_alice", "etude"), cancel("c_alice", "gouter")) == ["CANCELLED"] * 2


async def test_linked_services_fall_together_when_one_is_full(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await send(samia, book("c_yanis", "gouter"), book("c_yanis", "etude"))
    assert await outcome(camille, book("c_alice", "gouter"), book("c_alice", "etude")) == ["GROUP_REFUSED", "FULL"]
    waiting = await send(camille, book("c_alice", "gouter", wait=True), book("c_alice", "etude", wait=True))
    assert [line["code"] for line in waiting["lines"]] == ["WAITLISTED", "WAITLISTED"]
    assert waiting["total_cents"] == 0
