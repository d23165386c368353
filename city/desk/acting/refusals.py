"""What the desk's forms may be refused for."""

from __future__ import annotations

from city.errors import Refusal


class FormNotOurs(Refusal):
    """The form does not come from a page of this session."""

    status = 403
    code = "FORM_NOT_OURS"


class BadForm(Refusal):
    """A field of the form is missing or cannot be read (`params.field`)."""

    status = 422
    code = "BAD_FORM"


class SignedInAlready(Refusal):
    """The guardian has a password already: no invitation is needed."""

    status = 409
    code = "SIGNED_IN_ALREADY"


class ChangedMeanwhile(Refusal):
    """Somebody else changed it since the page was shown."""

    status = 409
    code = "CHANGED_MEANWHILE"
