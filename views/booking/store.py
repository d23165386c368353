"""Where the choice lives: one value, observed entry by entry, so that a tick redraws one cell and the bar."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date
from typing import Any, Protocol
from weakref import WeakKeyDictionary, WeakSet, ref

import flet as ft

from services.models import SlotKey
from services.portal import Portal
from services.query import Topic
from views.booking.choice import Choice, Pick, Summary, from_json, summary, to_json

NOTE = "choice"

Spawn = Callable[[Callable[[], Coroutine[Any, Any, None]]], object]


class Notes(Protocol):
    """What the store needs of a portal: small notes kept on the device."""

    async def recall(self, name: str) -> str | None: ...

    async def remember(self, name: str, value: str | None) -> None: ...


class AccountNotes:
    """The notes of one account: silent once another one is signed in, so that no choice goes from one to another."""

    def __init__(self, portal: Portal, account: str | None) -> None:
        self._portal = ref(portal)
        self._account = account

    def _there(self) -> Portal | None:
        portal = self._portal()
        if portal is None or portal.account is None or portal.account.id != self._account:
            return None
        return portal

    async def recall(self, name: str) -> str | None:
        portal = self._there()
        return await portal.recall(name) if portal else None

    async def remember(self, name: str, value: str | None) -> None:
        portal = self._there()
        if portal:
            await portal.remember(name, value)


class PickEntry(ft.Observable):
    """What is ticked for one slot. A component that receives it as an argument is redrawn when it changes.

    `active`: the keyboard's cursor of the grid is on it; `asked` counts the times it was asked to take the focus.
    """

    def __init__(self, pick: Pick | None) -> None:
        self.pick = pick
        self.active = False
        self.asked = 0


class SummaryEntry(ft.Observable):
    """The sums of the whole choice."""

    def __init__(self, value: Summary) -> None:
        self.value = value


class PagesEntry(ft.Observable):
    """The days and children the phone page shows, and whether days are toggles."""

    def __init__(self, choice: Choice) -> None:
        self.week: date | None = choice.week
        self.days: tuple[date, ...] = choice.days
        self.children = choice.children
        self.several_days = choice.several_days


class PendingEntry(ft.Observable):
    """Whether anything is ticked and not sent."""

    def __init__(self, value: bool) -> None:
        self.value = value


class ChoiceStore:
    """Holds the choice of one account; `replace` is the only way it changes.

    Kept on the device after every change by at most one writer, the latest value winning.
    """

    def __init__(self, notes: Notes, spawn: Spawn) -> None:
        self._notes = notes
        self._spawn = spawn
        self._choice = Choice()
        self._entries: dict[SlotKey, PickEntry] = {}
        self._writing = False
        self._telling = False
        self._kept = to_json(self._choice)
        self.loaded = False
        self.summary = SummaryEntry(summary(self._choice))
        self.pages = PagesEntry(self._choice)
        self.pending = PendingEntry(False)

    @property
    def choice(self) -> Choice:
        return self._choice

    def entry(self, key: SlotKey) -> PickEntry:
        """The same object for the same slot, as long as the store lives."""
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = PickEntry(self._choice.picks.get(key))
        return found

    async def load(self) -> None:
        """Takes up the choice kept on this device; once. What the parent did meanwhile wins."""
        if self.loaded:
            return
        kept = from_json(await self._notes.recall(NOTE))
        if self.loaded:
            return
        self.loaded = True
        if not self._choice.pending and not self._choice.children:
            self._kept = to_json(kept)
            now = self._choice
            self.replace(replace(kept, week=now.week, days=now.days, several_days=now.several_days))

    def replace(self, choice: Choice) -> None:
        """Makes `choice` the current one; only what observes a changed part of it is redrawn."""
        before, self._choice = self._choice, choice
        if before.picks is not choice.picks:
            for key in before.picks.keys() | choice.picks.keys():
                if key in self._entries:
                    self._entries[key].pick = choice.picks.get(key)
            self._tell_sums_after_cells()
        self.pages.week = choice.week
        self.pages.days = choice.days
        self.pages.children = choice.children
        self.pages.several_days = choice.several_days
        self._keep()

    def _tell_sums_after_cells(self) -> None:
        """Flet draws what changed in one turn in any order: told a turn later, the sums never hold up a tick."""
        if self._telling:
            return
        self._telling = True
        try:
            asyncio.get_running_loop().call_soon(self._tell_sums)
        except RuntimeError:
            self._tell_sums()

    def _tell_sums(self) -> None:
        self._telling = False
        self.summary.value = summary(self._choice)
        self.pending.value = self._choice.pending

    def sent(self, sent: Choice) -> None:
        """Forgets what was sent; what was ticked or changed since then stays."""
        now = self._choice.picks
        self.replace(self._choice.without([key for key, pick in sent.picks.items() if now.get(key) == pick]))

    def _keep(self) -> None:
        if not self._writing and to_json(self._choice) != self._kept:
            self._writing = True
            self._spawn(self._write)

    async def _write(self) -> None:
        try:
            while (text := to_json(self._choice)) != self._kept:
                empty = not self._choice.picks and not self._choice.children
                await self._notes.remember(NOTE, None if empty else text)
                self._kept = text
        finally:
            self._writing = False


# Nothing here may hold a portal, or its session would never end.
_stores: WeakKeyDictionary[Portal, tuple[str | None, ChoiceStore]] = WeakKeyDictionary()
_watched: WeakSet[Portal] = WeakSet()


def store_of(portal: Portal, spawn: Spawn) -> ChoiceStore:
    """The choice of the account signed in on this portal; signing out forgets it. `spawn` must not hold the portal."""
    _forget_at_sign_out(portal)
    account = portal.account.id if portal.account else None
    known = _stores.get(portal)
    if known is None or known[0] != account:
        known = (account, ChoiceStore(AccountNotes(portal, account), spawn))
        _stores[portal] = known
    return known[1]


def _forget_at_sign_out(portal: Portal) -> None:
    if portal in _watched:
        return
    _watched.add(portal)
    watched = ref(portal)

    def heard(topic: Topic) -> None:
        there = watched()
        if topic is Topic.SESSION and there is not None and there.account is None:
            _stores.pop(there, None)

    portal.subscribe(heard)
