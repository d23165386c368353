"""What a file can be refused for."""

from __future__ import annotations

from city.errors import Refusal


class EmptyFile(Refusal):
    """The file has no bytes."""

    status = 422
    code = "EMPTY_FILE"


class BadType(Refusal):
    """The file is of none of the kinds that are accepted here (`params.accepts`); its bytes decide, not its name."""

    status = 415
    code = "BAD_TYPE"


class BrokenFile(Refusal):
    """The file cannot be read: cut off, damaged, protected by a password, or absurdly large when unfolded."""

    status = 422
    code = "BROKEN_FILE"


class TooManyFiles(Refusal):
    """There is no room for one more file here (`params.max`)."""

    status = 409
    code = "TOO_MANY_FILES"
