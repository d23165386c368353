"""Two devices, one form, a network that comes and goes, apps that are killed: what is typed arrives."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from services.errors import ErrorKind, ServiceError
from tests.fakes.portal import PortalKit, fake_portal

ID = "d_quotient"
FIELDS = ("doctor", "phone", "note")
DEVICES = (0, 1)

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.sampled_from(DEVICES), st.sampled_from(FIELDS), st.sampled_from(["x", "y", ""])),
        st.tuples(st.just("save"), st.sampled_from(DEVICES)),
        st.tuples(st.just("look"), st.sampled_from(DEVICES)),
        st.tuples(st.just("offline"), st.sampled_from(DEVICES)),
        st.tuples(st.just("lossy"), st.sampled_from(DEVICES)),
        st.tuples(st.just("online"), st.sampled_from(DEVICES)),
        st.tuples(st.just("kill"), st.sampled_from(DEVICES)),
    ),
    max_size=14,
)


@dataclass
class World:
    """`typed`: by device and field, the last that was typed there (None = emptied)."""

    kits: list[PortalKit]
    typed: dict[tuple[int, str], str | None] = field(default_factory=dict)

    async def step(self, what: str, device: int, *more: str) -> None:
        kit = self.kits[device]
        if what == "type":
            name, value = more
            self.typed[device, name] = value or None
            await kit.portal.procedures.write(ID, name, value or None)
        elif what == "save":
            await quietly(kit.portal.procedures.save(ID))
        elif what == "look":
            await quietly(kit.portal.procedures.file(ID).fetch())
        elif what == "kill":
            await kit.portal.close()
            self.kits[device] = kit.restart()
            await self.kits[device].portal.restore()
            await self.kits[device].portal.settled()
        else:
            kit.city.saves_lost = what == "lossy"
            kit.city.fail_with(ErrorKind.OFFLINE if what == "offline" else None)

    async def settle(self) -> None:
        """Everybody is online, looks, and keeps their own answers where both typed."""
        for device in DEVICES:
            await self.step("online", device)
        for device in (*DEVICES, *DEVICES):
            portal = self.kits[device].portal
            await portal.procedures.file(ID).fetch()
            kept = portal.procedures.typed(ID)
            if kept is not None and kept.clashes:
                await portal.procedures.resolve(ID, mine=True)
            await portal.procedures.save(ID)


async def quietly(work: object) -> None:
    """A failure is told to the parent; here it is only part of the story."""
    try:
        await work  # type: ignore[misc]
    except ServiceError:
        return


async def begun() -> World:
    first = fake_portal()
    second = fake_portal(city=first.city.beside(first.city.clock, first.city.credentials))
    for kit in (first, second):
        kit.city.calls, kit.city._failures = [], {}
        await kit.sign_in()
        await kit.portal.procedures.file(ID).fetch()
    return World([first, second])


@settings(max_examples=150, deadline=None)
@given(STEPS)
async def test_whatever_happens_both_devices_and_the_city_end_with_what_was_typed(
    steps: list[tuple[str, int] | tuple[str, int, str, str]],
) -> None:
    world = await begun()
    before = dict(world.kits[0].city.kept_procedures[ID].answers)
    for step in steps:
        await world.step(*step)
    await world.settle()
    known = dict(world.kits[0].city.kept_procedures[ID].answers)
    for kit in world.kits:
        kept = kit.portal.procedures.typed(ID)
        assert kept is not None
        assert (dict(kept.draft.answers), kept.waiting, kept.clashes) == (known, False, ())
    for name in FIELDS:
        here = [world.typed[device, name] for device in DEVICES if (device, name) in world.typed]
        assert known.get(name) in (here or [before.get(name)])
    for kit in world.kits:
        await kit.portal.close()
