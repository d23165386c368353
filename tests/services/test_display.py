"""What is chosen of the display is the device's: kept through restarts and whoever signs in."""

from __future__ import annotations

from services.display import Display, DisplayKeeper, TextSize, Theme
from tests.fakes.portal import fake_portal
from tests.fakes.storages import FailingStorage

CHOSEN = Display(theme=Theme.DARK, text_size=TextSize.LARGE)


async def test_the_choice_outlives_the_session_and_the_app() -> None:
    kit = fake_portal()
    await kit.sign_in()
    await kit.portal.display.choose(CHOSEN)
    await kit.portal.sign_out()
    again = kit.restart()
    await again.portal.restore()
    assert again.portal.display.chosen == CHOSEN


async def test_a_device_that_cannot_write_or_kept_nonsense_still_shows_the_app() -> None:
    storage = FailingStorage()
    for nonsense in (b"{", b'{"theme": "plaid"}', b"\xff"):
        await storage.set("device/note/display", nonsense)
        keeper = DisplayKeeper(storage)
        await keeper.take_up()
        assert keeper.chosen == Display()
    storage.full = True
    await keeper.choose(CHOSEN)
    assert keeper.chosen == CHOSEN
