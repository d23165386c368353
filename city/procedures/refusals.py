"""What a procedure can be refused for."""

from __future__ import annotations

from city.errors import Refusal


class ChangedElsewhere(Refusal):
    """It was typed on another device since (`params.revision`)."""

    status = 409
    code = "CHANGED_ELSEWHERE"


class AlreadySent(Refusal):
    """It has been sent: it is no draft any more (`params.state`)."""

    status = 409
    code = "ALREADY_SENT"


class NotSent(Refusal):
    """It has not been sent: a draft is deleted, not withdrawn; only a rejected one is corrected (`params.state`)."""

    status = 409
    code = "NOT_SENT"


class AlreadyDecided(Refusal):
    """The city has decided, or the family has taken it back (`params.state`, `params.by`)."""

    status = 409
    code = "ALREADY_DECIDED"


class NotOpen(Refusal):
    """The town does not take it at the moment (`params.opens`, `params.closes`, or nothing)."""

    status = 409
    code = "NOT_OPEN"


class TooManyDrafts(Refusal):
    """The household has as many procedures in progress as it may (`params.max`)."""

    status = 409
    code = "TOO_MANY_DRAFTS"


class Incomplete(Refusal):
    """Something is missing or wrong (`params.problems`)."""

    status = 422
    code = "INCOMPLETE"


class WordsRequired(Refusal):
    """A rejection, and whatever is asked back, is explained to the family."""

    status = 422
    code = "WORDS_REQUIRED"


class EffectImpossible(Refusal):
    """What it asks for cannot be done as it was answered (`params.reason`)."""

    status = 409
    code = "EFFECT_IMPOSSIBLE"
