"""What a tap on a slot does to the choice, and what must be asked of the parent first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.models import Op, Slot, SlotKey, SlotState
from views.booking.choice import Choice, Pick, pick_for, will_be_held
from views.booking.planning import Planning


@dataclass(frozen=True, slots=True)
class Locked:
    """The slot cannot be changed: its reason is told."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class AskLeave:
    """The slot is on a waiting list or before the city: `choice` is the choice once the parent gives it up."""

    slot: Slot
    choice: Choice


@dataclass(frozen=True, slots=True)
class AskReplace:
    """Other services stand in the way; `choice` has them replaced, None where one of them cannot be given up."""

    slot: Slot
    others: tuple[str, ...]
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class AskTogether:
    """Services this one needs are not held; `choice` has all of them, None where one cannot be booked."""

    slot: Slot
    needed: tuple[str, ...]
    choice: Choice | None


Answer = Choice | Locked | AskLeave | AskReplace | AskTogether


def tap(choice: Choice, planning: Planning, key: SlotKey) -> Answer:
    """The choice after a tap on this slot, or what to tell or ask first. An unknown slot changes nothing."""
    slot = planning.slot(key)
    service = planning.service(key.service)
    if key in choice.picks:
        return _untick(choice, planning, key)
    if slot is None or service is None:
        return choice
    pick = pick_for(slot, service)
    if pick is None:
        return Locked(slot)
    if pick.op is Op.CANCEL:
        cancelled = _cancel(choice, planning, slot, pick)
        leaving = slot.state in (SlotState.WAITLISTED, SlotState.AWAITING_VALIDATION)
        return AskLeave(slot, cancelled) if leaving else cancelled
    return _book(choice, planning, slot, pick)


def tick_all(choice: Choice, planning: Planning, keys: tuple[SlotKey, ...]) -> Choice:
    """Takes every slot that can be booked without a question; the same again gives them all back."""
    bookable = [key for key in keys if _bookable(planning, key)]
    if bookable and all(key in choice.picks for key in bookable):
        return choice.without(bookable)
    for key in bookable:
        if key not in choice.picks:
            answer = tap(choice, planning, key)
            choice = answer if isinstance(answer, Choice) else choice
    return choice


def held_after(choice: Choice, planning: Planning, key: SlotKey) -> bool:
    return will_be_held(planning.slot(key), choice.picks.get(key))


def _bookable(planning: Planning, key: SlotKey) -> bool:
    slot, service = planning.slot(key), planning.service(key.service)
    if slot is None or service is None or slot.state is SlotState.FULL:
        return False
    pick = pick_for(slot, service)
    return pick is not None and pick.op is Op.BOOK


def _sibling(key: SlotKey, service: str) -> SlotKey:
    return SlotKey(key.child, service, key.day)


def _untick(choice: Choice, planning: Planning, key: SlotKey) -> Choice:
    """Gives a pick back; bookings of this choice that needed it go with it."""
    undone = choice.without([key])
    for dependent in planning.required_by(key.service):
        other = _sibling(key, dependent)
        pick = undone.picks.get(other)
        if pick and pick.op is Op.BOOK and not held_after(undone, planning, key):
            undone = _untick(undone, planning, other)
    return undone


def _cancel(choice: Choice, planning: Planning, slot: Slot, pick: Pick) -> Choice:
    """Marks the slot to cancel, with the services linked to it and those that cannot stand without it."""
    also = (*planning.linked_to(slot.service), *planning.required_by(slot.service))
    picks: dict[SlotKey, Pick] = {slot.key: pick}
    unticked: list[SlotKey] = []
    for service_id in also:
        key = _sibling(slot.key, service_id)
        other, service = planning.slot(key), planning.service(service_id)
        if not held_after(choice, planning, key) or other is None or service is None:
            continue
        if key in choice.picks:
            unticked.append(key)
        elif (more := pick_for(other, service)) is not None and more.op is Op.CANCEL:
            picks[key] = more
    return choice.without(unticked).with_picks(_grouped(choice, picks))


def _book(choice: Choice, planning: Planning, slot: Slot, pick: Pick) -> Answer:
    in_the_way = tuple(
        other for other in planning.excluded_by(slot.service) if held_after(choice, planning, _sibling(slot.key, other))
    )
    if in_the_way:
        return AskReplace(slot, in_the_way, _replacing(choice, planning, slot, pick, in_the_way))
    service = planning.service(slot.service)
    needed = tuple(
        other
        for other in (service.requires if service else ())
        if not held_after(choice, planning, _sibling(slot.key, other))
    )
    if needed:
        return AskTogether(slot, needed, _together(choice, planning, slot, pick, needed))
    return choice.with_picks(_grouped(choice, {slot.key: pick, **_linked(choice, planning, slot)}))


def _linked(choice: Choice, planning: Planning, slot: Slot) -> dict[SlotKey, Pick]:
    """Picks of the services booked together with this one that are not held yet."""
    found: dict[SlotKey, Pick] = {}
    for service_id in planning.linked_to(slot.service):
        key = _sibling(slot.key, service_id)
        other, service = planning.slot(key), planning.service(service_id)
        if other is None or service is None or held_after(choice, planning, key):
            continue
        pick = pick_for(other, service)
        if pick is not None and pick.op is Op.BOOK:
            found[key] = pick
    return found


def _replacing(choice: Choice, planning: Planning, slot: Slot, pick: Pick, others: tuple[str, ...]) -> Choice | None:
    """The swap as one group: the others given up, this one booked; never both lost."""
    unticked: list[SlotKey] = []
    cancels: dict[SlotKey, Pick] = {}
    for service_id in others:
        key = _sibling(slot.key, service_id)
        if key in choice.picks:
            unticked.append(key)
            continue
        other, service = planning.slot(key), planning.service(service_id)
        cancel = pick_for(other, service) if other and service else None
        if cancel is None or cancel.op is not Op.CANCEL:
            return None
        cancels[key] = cancel
    freed = choice.without(unticked)
    picks = {**cancels, slot.key: pick, **_linked(freed, planning, slot)}
    return freed.with_picks(_grouped(freed, picks))


def _together(choice: Choice, planning: Planning, slot: Slot, pick: Pick, needed: tuple[str, ...]) -> Choice | None:
    with_needed = choice
    for service_id in needed:
        key = _sibling(slot.key, service_id)
        if planning.slot(key) is None:
            return None
        if key in with_needed.picks:  # marked to cancel: keeping it is enough
            with_needed = with_needed.without([key])
            continue
        answer = tap(with_needed, planning, key)
        if not isinstance(answer, Choice) or not held_after(answer, planning, key):
            return None
        with_needed = answer
    return with_needed.with_picks(_grouped(with_needed, {slot.key: pick, **_linked(with_needed, planning, slot)}))


def _grouped(choice: Choice, picks: Mapping[SlotKey, Pick]) -> dict[SlotKey, Pick]:
    """Several picks made by one tap stand or fall together."""
    if len(picks) < 2:
        return dict(picks)
    group = choice.new_group()
    return {key: replace(pick, group=group) for key, pick in picks.items()}
