"""`use_query`: a value of the city on the screen, its copy first. Never raises."""

from __future__ import annotations

import asyncio
import contextvars
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import flet as ft

from services.errors import ErrorKind, ServiceError
from services.query import Connection, Topic
from views.state.contexts import use_portal
from views.state.loadable import Failed, Loadable, Loading, Ready

if TYPE_CHECKING:
    from services.portal import Portal
    from services.query import Query

log = logging.getLogger("portail.views")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Held(Generic[T]):
    key: str
    loadable: Loadable[T]


def use_query(query: Query[T], dependencies: Sequence[object]) -> tuple[Loadable[T], Callable[[], None]]:
    """The query's value and a `refresh`.

    The last known copy shows at once (in the very first frame if it is in memory), then the city's answer; asked
    again when `dependencies` or the query's key change, on the portal's topics of the query, when the city is back
    after it failed, and by `refresh`. Another key starts from its own copy, or from Loading.
    """
    portal = use_portal()
    first = ft.use_memo(lambda: _Held(query.key, _at_once(query)), [query.key])
    held, set_held = ft.use_state(first)
    turn, set_turn = ft.use_state(0)
    latest = ft.use_ref(held)
    latest.current = held

    def refresh() -> None:
        set_turn(lambda count: count + 1)

    def hold(loadable: Loadable[T]) -> None:
        latest.current = _Held(query.key, loadable)
        set_held(latest.current)

    async def load() -> None:
        known = latest.current or held
        if known.key != query.key:
            known = first
            hold(known.loadable)
        await _load(query, known.loadable, hold, refresh)

    ft.use_effect(load, [query.key, turn, *dependencies], cleanup=_nothing)

    def came_back() -> None:
        now = latest.current.loadable if latest.current is not None else None
        failed = isinstance(now, Failed) or (isinstance(now, Ready) and now.trouble is not None)
        if failed and portal.connection is Connection.ONLINE:
            refresh()

    use_topics(portal, query.topics, refresh)
    use_topics(portal, frozenset({Topic.CONNECTION}), came_back)
    return (held if held.key == query.key else first).loadable, refresh


def use_query_if(query: Query[T] | None, dependencies: Sequence[object]) -> tuple[Loadable[T], Callable[[], None]]:
    """As `use_query`; nothing is asked, and it is Loading, while there is no query yet."""
    asked: Query[T] = _Never() if query is None else query
    return use_query(asked, dependencies)


class _Never:
    """A question that is not asked."""

    key = ""
    topics: frozenset[Topic] = frozenset()

    def held(self) -> None:
        return None

    async def copy(self) -> None:
        return None

    async def fetch(self) -> Any:
        await asyncio.Event().wait()


def _at_once(query: Query[T]) -> Loadable[T]:
    """What can be drawn before anything is waited for."""
    copy = query.held()
    return Loading() if copy is None else Ready(copy.value, copy.as_of, refreshing=True)


async def _load(
    query: Query[T], known: Loadable[T], hold: Callable[[Loadable[T]], None], retry: Callable[[], None]
) -> None:
    current: Loadable[T] = known
    try:
        if isinstance(known, Ready):
            if not known.refreshing:
                current = replace(known, refreshing=True)
                hold(current)
        else:
            copy = await query.copy()
            if copy is not None:
                current = Ready(copy.value, copy.as_of, refreshing=True)
                hold(current)
        fresh = await query.fetch()
        hold(Ready(fresh.value, fresh.as_of))
    except ServiceError as error:
        hold(_after(current, error.kind, error.params, retry))
    except asyncio.CancelledError:
        raise
    except Exception:
        log.exception("query %s failed", query.key)
        hold(_after(current, ErrorKind.UNEXPECTED, {}, retry))


def _after(current: Loadable[T], kind: ErrorKind, params: dict[str, str], retry: Callable[[], None]) -> Loadable[T]:
    if isinstance(current, Ready):
        return replace(current, stale=True, refreshing=False, trouble=kind)
    return Failed(kind, params, retry)


def use_topics(portal: Portal, topics: frozenset[Topic], on_change: Callable[[], None]) -> None:
    """Calls `on_change` when the portal tells one of `topics`, as long as the component is mounted."""
    unsubscribe: ft.MutableRef[Callable[[], None]] = ft.use_ref()
    wanted: ft.MutableRef[Callable[[], None]] = ft.use_ref()
    wanted.current = on_change

    def subscribe() -> None:
        session = contextvars.copy_context()

        def heard(topic: Topic) -> None:
            if topic in topics and wanted.current is not None:
                session.copy().run(wanted.current)

        unsubscribe.current = portal.subscribe(heard)

    def leave() -> None:
        if unsubscribe.current is not None:
            unsubscribe.current()
            unsubscribe.current = None

    ft.use_effect(subscribe, [id(portal), tuple(sorted(topics))], cleanup=leave)


def use_portal_state(*topics: Topic) -> Portal:
    """The portal; the component is drawn again when one of `topics` is told."""
    portal = use_portal()
    _turn, set_turn = ft.use_state(0)
    use_topics(portal, frozenset(topics), lambda: set_turn(lambda count: count + 1))
    return portal


def _nothing() -> None:
    """A cleanup must be there for a running load to be cancelled."""
