"""The first screen in one answer: the same as what its pages say."""

from datetime import timedelta

from services.models.dashboard import BLOCKS, Dashboard
from services.models.procedure import Draft, ProcedureGroup
from tests.contract.conftest import signed_in
from tests.contract.places import Phone, Place


async def shown(phone: Phone) -> Dashboard:
    assert phone.backend.dashboards is not None
    return await phone.backend.dashboards.dashboard()


async def test_every_block_the_city_has_is_given(phone: Phone) -> None:
    dashboard = await shown(phone)
    given = {name: getattr(dashboard, name) for name in BLOCKS if getattr(dashboard, name) is not None}
    assert {"bookings", "invoices", "to_do", "sent", "catalogue", "registrations", "profile"} <= set(given)
    for name, block in given.items():
        assert block.failed is None, name
        assert block.value is not None, name
        assert block.as_of == dashboard.now


async def test_the_bookings_are_those_of_their_own_pages(phone: Phone) -> None:
    block = (await shown(phone)).bookings
    assert block is not None
    assert block.value is not None
    calendar = block.value.calendar
    assert calendar.last_day - calendar.first_day == timedelta(days=13)
    assert calendar.first_day.isoweekday() == 1
    household = await phone.backend.households.household()
    assert block.value.household == household.model_copy(update={"now": block.value.household.now})
    again = await phone.bookings.calendar(calendar.first_day, calendar.last_day)
    assert calendar == again.model_copy(update={"now": calendar.now})


async def test_what_happens_elsewhere_shows_in_its_block(place: Place) -> None:
    phone = await signed_in(place)
    before = await shown(phone)
    await place.tell_news("w_1")
    await place.owe(8640)
    key = next(item.key for item in await phone.procedures.catalogue() if item.open)
    definition = await phone.procedures.definition(key)
    draft = Draft(id="d-dashboard", key=key, version=definition.version, child=None, answers={})
    await phone.procedures.save_draft(draft)
    after = await shown(phone)
    assert after.unread == before.unread + 1
    assert before.invoices is not None
    assert before.invoices.value is not None
    assert after.invoices is not None
    assert after.invoices.value is not None
    assert after.invoices.value.due_cents == (await phone.invoices.invoices()).due_cents
    assert after.invoices.value.due_count == before.invoices.value.due_count + 1
    assert after.to_do is not None
    assert after.to_do.value is not None
    current = await phone.procedures.procedures(ProcedureGroup.CURRENT)
    assert after.to_do.value.items == current.items[:3]
    assert after.to_do.value.drafts + after.to_do.value.to_complete == current.current
    await phone.close()
