"""What a message can be refused for."""

from __future__ import annotations

from city.errors import Refusal


class UnknownService(Refusal):
    """The town has no such service to write to."""

    status = 422
    code = "UNKNOWN_SERVICE"


class UnknownAttachment(Refusal):
    """An attachment was not uploaded, or went with another message (`params.ids`)."""

    status = 422
    code = "UNKNOWN_ATTACHMENT"


class IdUsed(Refusal):
    """Another message of the thread has this id."""

    status = 409
    code = "ID_USED"


class AttachmentSent(Refusal):
    """The file of this id has been sent: it changes no more."""

    status = 409
    code = "ALREADY_SENT"


class TooManyMessages(Refusal):
    """The household has written very many messages: try again after `params.retry_after` seconds."""

    status = 429
    code = "TOO_MANY_MESSAGES"

    def __init__(self, retry_after: int) -> None:
        super().__init__({"retry_after": retry_after}, headers={"Retry-After": str(retry_after)})


class WroteMeanwhile(Refusal):
    """Somebody has written in the thread since the agent read it."""

    status = 409
    code = "WROTE_MEANWHILE"
