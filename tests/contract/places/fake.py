"""The fake city as a place."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.models.invoice import PaymentState
from services.models.notification import NotificationKind, Page, Target
from services.models.procedure import ProcedureState
from services.session import Credentials
from tests.contract.places.place import Phone
from tests.fakes import builders
from tests.fakes.city import FakeCity
from tests.fakes.portal import FixedTime


@dataclass
class FakePlace:
    email: str = builders.EMAIL
    password: str = builders.PASSWORD
    time: FixedTime = field(default_factory=FixedTime)
    city: FakeCity | None = None

    def phone(self) -> Phone:
        clock, credentials = self.time.clock(), Credentials()
        if self.city is None:
            self.city = FakeCity(clock, credentials, self.time.city)
        else:
            self.city = self.city.beside(clock, credentials)
        return Phone(self.city.backend, credentials, clock)

    async def end_sessions(self) -> None:
        assert self.city is not None
        self.city.end_sessions()

    async def reset_link(self) -> str:
        return self._link()

    async def invitation_link(self) -> str:
        return self._link()

    def _link(self) -> str:
        assert self.city is not None
        link = f"link-{len(self.city.links)}"
        self.city.links[link] = builders.account()
        return link

    async def tell_news(self, key: str) -> None:
        params = {"title": f"Actualité {key}"}
        to = Target(page=Page.NEWS, id=key)
        told = builders.notification(key, kind=NotificationKind.NEWS, params=params, to=to, at=self.time.at)
        self._fake.notify(told)

    async def owe(self, cents: int) -> str:
        number = f"2026-{900 + len(self._fake.kept_invoices):06d}"
        self._fake.kept_invoices.insert(0, builders.invoice(number, total_cents=cents, left_cents=cents))
        return number

    async def bank_says(self, payment_id: str, state: PaymentState) -> None:
        self._fake.bank_says(payment_id, state)

    async def ask_back(self, procedure_id: str, fields: tuple[str, ...], words: str) -> None:
        self._fake.ask_back(procedure_id, fields, words)

    async def reject(self, procedure_id: str, words: str) -> None:
        self._fake.decide(procedure_id, ProcedureState.REJECTED, words)

    async def answer(self, thread_id: str, text: str) -> None:
        self._fake.answer(thread_id, text)

    async def publish(self, title: str) -> None:
        self._fake.kept_news.insert(0, builders.news_item(f"a_{title}", title=title, at=self.time.at))

    @property
    def _fake(self) -> FakeCity:
        assert self.city is not None
        return self.city
