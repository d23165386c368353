"""Keeps what is typed, and saves it at the city."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping

from services.drafts.kept import KeptDraft
from services.drafts.merging import merged
from services.drafts.shelf import Shelf
from services.errors import ErrorKind, ServiceError
from services.exchange import Exchange
from services.models.procedure import Answer, Definition, Draft, ProcedureFile
from services.outbox import PASSING
from services.ports import Procedures
from services.query import Topic

_log = logging.getLogger(__name__)
QUIET = 0.8
"""Seconds without a stroke after which what was typed is sent."""
LONGEST_TYPING = 6
"""How many times in a row new strokes may put the sending off."""
_MERGES = 3


class DraftKeeper:
    """The drafts of one account. `wait` makes the pauses, in seconds."""

    def __init__(
        self, shelf: Shelf, exchange: Exchange, port: Procedures, wait: Callable[[float], Awaitable[None]]
    ) -> None:
        self.shelf = shelf
        self._exchange = exchange
        self._port = port
        self._wait = wait
        self._strokes: Counter[str] = Counter()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._timers: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def begin(
        self, draft_id: str, definition: Definition, child: str | None, answers: Mapping[str, Answer]
    ) -> KeptDraft:
        """A new form, with `answers` filled in; the city hears of it with the first answer of the parent's own."""
        draft = Draft(id=draft_id, key=definition.key, version=definition.version, child=child, answers=answers)
        return await self._put(KeptDraft(draft=draft))

    async def take(self, file: ProcedureFile) -> KeptDraft:
        """The city's copy has come: what is typed here and not sent yet is laid over it."""
        known = self.shelf.find(file.procedure.id)
        if known is not None and (known.draft.revision, known.waiting) >= (file.revision, True):
            return known
        kept = _over(known, file)
        if known is None or kept != known:
            await self._put(kept)
        if kept.waiting and not kept.theirs:
            self._send_when_quiet(kept.draft.id)
        return kept

    async def write(self, draft_id: str, changes: Mapping[str, Answer | None]) -> None:
        """These fields are answered so (None = emptied). On the device when it returns; sent when typing pauses."""
        kept = self._known(draft_id)
        answers = {key: value for key, value in (dict(kept.draft.answers) | dict(changes)).items() if value is not None}
        await self._typed(kept, kept.draft.model_copy(update={"answers": answers}))

    async def choose_child(self, draft_id: str, child: str | None) -> None:
        """Whom it is about."""
        kept = self._known(draft_id)
        await self._typed(kept, kept.draft.model_copy(update={"child": child}))

    async def resolve(self, draft_id: str, *, mine: bool) -> None:
        """Where both devices typed: what was typed here stands, or what was typed there."""
        kept = self._known(draft_id)
        if not mine:
            answers = {**kept.draft.answers, **kept.theirs}
            answered = {key: value for key, value in answers.items() if value is not None}
            draft = kept.draft.model_copy(update={"answers": answered})
            kept = kept.model_copy(update={"draft": draft, "waiting": _differs(draft, kept)})
        await self._put(kept.model_copy(update={"theirs": {}, "trouble": None}))
        self._send_when_quiet(draft_id)

    async def flush(self, draft_id: str) -> KeptDraft:
        """Sends what waits now; a form the city has not heard of is sent as it is. Raises ServiceError."""
        self._stop_timer(draft_id)
        kept = await self._send(draft_id, always=self._known(draft_id).draft.revision == 0)
        if kept.waiting or kept.draft.revision == 0:
            raise ServiceError(kept.trouble or ErrorKind.UNEXPECTED)
        return kept

    async def discard(self, draft_id: str) -> None:
        """It is over: sent, deleted, or decided."""
        self._stop_timer(draft_id)
        if self.shelf.find(draft_id) is not None:
            await self.shelf.remove(draft_id)
            self._exchange.announce(Topic.DRAFTS)

    async def close(self, draft_id: str) -> None:
        """It was sent elsewhere: over, unless words typed here did not go with it (`trouble` ALREADY_SENT tells)."""
        kept = self.shelf.find(draft_id)
        if kept is None or not kept.waiting:
            await self.discard(draft_id)
        elif kept.trouble is not ErrorKind.ALREADY_SENT:
            self._stop_timer(draft_id)
            await self._put(kept.model_copy(update={"trouble": ErrorKind.ALREADY_SENT, "theirs": {}}))

    @property
    def sendable(self) -> bool:
        """Whether something waits that going back to the city may bring there."""
        return any(_sendable(kept) for kept in self.shelf.drafts)

    @property
    def stuck(self) -> bool:
        """Whether something waits because the city could not be asked."""
        return any(_sendable(kept) and kept.trouble is not None for kept in self.shelf.drafts)

    async def send_all(self) -> None:
        """Sends what waits. Never raises ServiceError."""
        for kept in self.shelf.drafts:
            if _sendable(kept):
                await self._send(kept.draft.id)

    async def stop(self) -> None:
        """No more pauses; what waits is on the device."""
        self._timers.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # inside

    def _known(self, draft_id: str) -> KeptDraft:
        kept = self.shelf.find(draft_id)
        if kept is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return kept

    async def _typed(self, kept: KeptDraft, draft: Draft) -> None:
        self._strokes[draft.id] += 1
        theirs = {key: value for key, value in kept.theirs.items() if draft.answers.get(key) != value}
        changes = {"draft": draft, "waiting": _differs(draft, kept), "theirs": theirs}
        await self._put(kept.model_copy(update=changes))
        self._send_when_quiet(draft.id)

    async def _put(self, kept: KeptDraft) -> KeptDraft:
        await self.shelf.put(kept)
        self._exchange.announce(Topic.DRAFTS)
        return kept

    def _send_when_quiet(self, draft_id: str) -> None:
        if draft_id not in self._timers:
            task = asyncio.get_running_loop().create_task(self._quiet_then_send(draft_id))
            self._timers[draft_id] = task
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _stop_timer(self, draft_id: str) -> None:
        timer = self._timers.pop(draft_id, None)
        if timer is not None:
            timer.cancel()

    async def _quiet_then_send(self, draft_id: str) -> None:
        for _ in range(LONGEST_TYPING):
            seen = self._strokes[draft_id]
            await self._wait(QUIET)
            if self._strokes[draft_id] == seen:
                break
        self._timers.pop(draft_id, None)
        try:
            await self._send(draft_id)
        except ServiceError as error:
            _log.info("a draft was over before it was sent: %s", error.kind)
        except Exception:
            _log.exception("a draft could not be sent")

    async def _send(self, draft_id: str, *, always: bool = False) -> KeptDraft:
        """Until the city has what is typed, or something stands in the way (`trouble`)."""
        async with self._turns[draft_id]:
            kept = self._known(draft_id)
            for _ in range(_MERGES):
                if kept.theirs or not (kept.waiting or always):
                    return kept
                kept, always = await self._save(kept), False
                if kept.trouble is not ErrorKind.CHANGED_ELSEWHERE or kept.theirs:
                    return kept
            return kept

    async def _save(self, sent: KeptDraft) -> KeptDraft:
        draft_id = sent.draft.id
        try:
            saved = await self._exchange.ask(lambda: self._port.save_draft(sent.draft))
        except ServiceError as error:
            if error.kind is ErrorKind.CHANGED_ELSEWHERE:
                return await self._merge(draft_id)
            return await self._note(draft_id, error.kind)
        version = saved.version or sent.draft.version
        now = self.shelf.find(draft_id) or sent
        draft = now.draft.model_copy(update={"revision": saved.revision, "version": version})
        base = {"base": sent.draft.answers, "base_child": sent.draft.child}
        told = {"saved_at": saved.saved_at, "problems": saved.problems, "trouble": None}
        kept = now.model_copy(update={"draft": draft, **base, **told})
        kept = await self._put(kept.model_copy(update={"waiting": _differs(draft, kept)}))
        if version != sent.draft.version or sent.draft.revision == 0:
            self._exchange.announce(Topic.PROCEDURES)
        if kept.waiting:
            self._send_when_quiet(draft_id)
        return kept

    async def _merge(self, draft_id: str) -> KeptDraft:
        """It was typed on another device: both are laid together."""
        try:
            file = await self._exchange.ask(lambda: self._port.procedure(draft_id))
        except ServiceError as error:
            return await self._note(draft_id, error.kind)
        kept = _over(self.shelf.find(draft_id), file)
        return await self._put(
            kept.model_copy(update={"trouble": ErrorKind.CHANGED_ELSEWHERE if kept.waiting else None})
        )

    async def _note(self, draft_id: str, kind: ErrorKind) -> KeptDraft:
        kept = await self._put(self._known(draft_id).model_copy(update={"trouble": kind}))
        if kind is ErrorKind.ALREADY_SENT:
            self._exchange.announce(Topic.PROCEDURES)
        return kept


def _sendable(kept: KeptDraft) -> bool:
    return kept.waiting and not kept.theirs and (kept.trouble is None or kept.trouble in PASSING)


def _differs(draft: Draft, kept: KeptDraft) -> bool:
    """Whether the city has something else."""
    return draft.answers != kept.base or draft.child != kept.base_child


def _over(known: KeptDraft | None, file: ProcedureFile) -> KeptDraft:
    """What is known here laid over the city's copy."""
    procedure = file.procedure
    answers: Mapping[str, Answer] = file.answers
    child, theirs = procedure.child, dict[str, Answer | None]()
    if known is not None:
        answers, theirs = merged(known.base, known.draft.answers, file.answers)
        child = known.draft.child if known.draft.child != known.base_child else procedure.child
    draft = Draft(
        id=procedure.id,
        key=procedure.key,
        version=file.definition.version,
        child=child,
        answers=answers,
        revision=file.revision,
    )
    return KeptDraft(
        draft=draft,
        base=file.answers,
        base_child=procedure.child,
        waiting=answers != file.answers or child != procedure.child,
        saved_at=procedure.saved_at,
        problems=file.problems,
        trouble=ErrorKind.CHANGED_ELSEWHERE if theirs else None,
        theirs=theirs,
    )
