"""PayFiP through eopayment's own code: the one module that imports it (docs/payment.md, decision 0006).

eopayment is synchronous: it runs in threads of its own, so that a slow bank keeps nothing else waiting. What PayFiP's
answers mean over time (is an order still waiting, or over?) is decided by the city with its own clock; eopayment's
`payment_status` reads the machine's, and is not used.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import urlencode

from city.payments.bank import BankSilent, Means, Opened, Outcome, Wanted, Word
from city.towns import Till

log = logging.getLogger("city.payments")

_SECONDS = 10
_THREADS = 8
_MODES = {"test": "T", "activation": "X", "production": "W"}
_OUTCOMES: dict[str, tuple[Outcome, Means | None]] = {
    "P": (Outcome.PAID, "card"),
    "V": (Outcome.PAID, "debit"),
    "R": (Outcome.REFUSED, "card"),
    "Z": (Outcome.REFUSED, "debit"),
    "A": (Outcome.CANCELLED, None),
}
_FAULTS = {"P1": Outcome.UNKNOWN, "P5": Outcome.WAITING}
T = TypeVar("T")


class PayFip:
    """The till at PayFiP, or at what speaks like it. Addresses None = PayFiP's own.

    `direct`: past the proxy that the machine's environment may name, for a bank on this machine.
    """

    def __init__(
        self, till: Till, *, service_url: str | None = None, page_url: str | None = None, direct: bool = False
    ) -> None:
        self._till = till
        self._service_url = service_url
        self._page_url = page_url
        self._direct = direct
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="payfip")
        self._local = threading.local()

    async def open(self, wanted: Wanted) -> Opened:
        return await self._in_thread(lambda: self._open(wanted))

    async def ask(self, bank_id: str) -> Word:
        return await self._in_thread(lambda: self._ask(bank_id))

    async def _in_thread(self, call: Callable[[], T]) -> T:
        running = asyncio.get_running_loop().run_in_executor(self._threads, call)
        try:
            return await asyncio.wait_for(running, 2 * _SECONDS)
        except TimeoutError as error:
            raise BankSilent("timeout") from error

    def _open(self, wanted: Wanted) -> Opened:
        from eopayment.common import PaymentException
        from eopayment.payfip_ws import PAYMENT_URL, Payment

        payment = Payment(
            {
                "numcli": self._till.numcli,
                "saisie": _MODES[self._till.mode],
                "normal_return_url": wanted.return_url,
                "automatic_return_url": wanted.notify_url,
            }
        )
        payment.payfip = self._client()
        try:
            idop, _kind, _url = payment.request(
                amount=Decimal(wanted.cents) / 100,
                email=wanted.email,
                refdet=wanted.reference,
                exer=str(wanted.year),
                subject=wanted.subject,
                timeout=_SECONDS,
            )
        except (PaymentException, ValueError) as error:
            log.warning("the bank took no order: %s", getattr(error, "code", type(error).__name__))
            raise BankSilent(str(error)) from error
        return Opened(idop, f"{self._page_url or PAYMENT_URL}?{urlencode({'idop': idop})}")

    def _ask(self, bank_id: str) -> Word:
        from eopayment.common import PaymentException
        from eopayment.payfip_ws import PayFiPError, Payment

        try:
            answer = self._client().get_info_paiement(bank_id, timeout=_SECONDS)
            read = Payment.payfip_response_to_eopayment_response(bank_id, answer)
        except PayFiPError as error:
            if error.code in _FAULTS:
                return Word(_FAULTS[error.code])
            log.warning("the bank does not say what became of an order: %s", error.code)
            raise BankSilent(str(error)) from error
        except PaymentException as error:
            raise BankSilent(str(error)) from error
        found = _OUTCOMES.get(read.bank_data.get("resultrans") or "")
        if found is None:
            raise BankSilent("no known result")
        return Word(*found, number=read.bank_data.get("numauto"))

    def _client(self) -> Any:
        """eopayment's client of this thread, at the address of our bank: neither is to be shared by threads."""
        if not hasattr(self._local, "client"):
            from eopayment.payfip_ws import PayFiP

            made = PayFiP()
            made.client.transport.session.trust_env = not self._direct
            if self._service_url:
                made._client = _elsewhere(made.client, self._service_url)
            self._local.client = made
        return self._local.client


def _elsewhere(client: Any, address: str) -> Any:
    """The SOAP client with another address than its description's; the description is the wheel's own file."""
    (service,) = client.wsdl.services.values()
    (port,) = service.ports.values()
    client._default_service = client.create_service(port.binding.name.text, address)
    return client
