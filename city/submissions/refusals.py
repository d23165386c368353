"""What a submission as a whole can be refused for. A line that is refused is no refusal: the receipt says so."""

from __future__ import annotations

from city.errors import Refusal


class KeyRequired(Refusal):
    """The header Idempotency-Key is missing."""

    status = 400
    code = "KEY_REQUIRED"


class BadKey(Refusal):
    """The header Idempotency-Key is not 1 to 64 visible ASCII characters."""

    status = 400
    code = "BAD_KEY"


class KeyReused(Refusal):
    """The same key came before with other lines."""

    status = 409
    code = "IDEMPOTENCY_KEY_REUSED"


class TooManyLines(Refusal):
    """There are more lines than one submission may have (`params.max`)."""

    status = 413
    code = "TOO_MANY_LINES"


class SlotTwice(Refusal):
    """A slot is named by more than one line (`params.lines`: their indexes)."""

    status = 422
    code = "SLOT_TWICE"
