"""What a payment can be refused for."""

from __future__ import annotations

from city.errors import Refusal


class AlreadyPaying(Refusal):
    """One of the invoices is being paid (`params.id`, `params.by`, `params.since`)."""

    status = 409
    code = "ALREADY_PAYING"


class NotPayable(Refusal):
    """One of the invoices is not to be paid (`params.number`, `params.state`)."""

    status = 409
    code = "NOT_PAYABLE"


class TotalChanged(Refusal):
    """The sum is another one now (`params.total_cents`)."""

    status = 409
    code = "TOTAL_CHANGED"


class NoTill(Refusal):
    """The town takes no payment online."""

    status = 409
    code = "NO_TILL"


class TooLittle(Refusal):
    """The sum is below the least that the bank takes (`params.min_cents`)."""

    status = 422
    code = "TOO_LITTLE"


class TooMuch(Refusal):
    """The sum is above what the bank takes at once (`params.max_cents`)."""

    status = 422
    code = "TOO_MUCH"


class OneAtATime(Refusal):
    """The till takes one invoice at a time."""

    status = 422
    code = "ONE_AT_A_TIME"


class EmailTooLong(Refusal):
    """The bank takes no e-mail address as long as those of this household (`params.max`)."""

    status = 409
    code = "EMAIL_TOO_LONG"


class BankDown(Refusal):
    """The bank does not answer: nothing was begun, try again."""

    status = 503
    code = "BANK_DOWN"


class NothingOwed(Refusal):
    """The town owes this household nothing, or no longer."""

    status = 409
    code = "NOTHING_OWED"


class OwedChanged(Refusal):
    """What the town owes the household is another sum now."""

    status = 409
    code = "OWED_CHANGED"
