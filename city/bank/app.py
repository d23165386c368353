"""The test bank's addresses: the SOAP service and the payment page, under one path of a demonstration city."""

from __future__ import annotations

import logging
from urllib.parse import parse_qs, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from city.bank import operations, pages, soap
from city.bank.models import BankOperationRow
from city.bank.operations import Act, Fault, Notify
from city.clock import Clock
from city.database import Database
from city.towns import Town

PATH = "/banque-de-test"
SERVICE = "/tpa/services/securite"
PAGE = "/tpa/paiementws.web"

log = logging.getLogger("city.bank")


def create_bank(town: Town, database: Database, clock: Clock) -> Starlette:
    """The bank's application. It moves no money and forgets nothing by itself."""
    bank = _Bank(town, database, clock)
    return Starlette(
        routes=[
            Route(SERVICE, bank.serve, methods=["POST"]),
            Route(PAGE, bank.show, methods=["GET"]),
            Route(PAGE, bank.take, methods=["POST"]),
        ]
    )


class _Bank:
    def __init__(self, town: Town, database: Database, clock: Clock) -> None:
        self._town = town
        self._database = database
        self._clock = clock

    async def serve(self, request: Request) -> Response:
        """PayFiP's three operations."""
        try:
            operation, fields = soap.read(await request.body())
            found = await self._perform(operation, fields)
        except Fault as fault:
            return _xml(soap.fault(fault.code, str(fault)), 500)
        except (ValueError, KeyError) as error:
            log.warning("the test bank does not take a request: %s", error)
            return _xml(soap.broken(str(error)), 500)
        return _xml(soap.answer(operation, found))

    async def _perform(self, operation: str, fields: dict[str, str]) -> dict[str, str]:
        now = self._clock.now()
        if operation == "recupererDetailClient":
            return {"libelleN1": self._town.name, "libelleN2": "", "libelleN3": "", "numcli": fields["numCli"]}
        if operation == "creerPaiementSecurise":
            async with self._database.transaction(write=True) as session:
                return {"idOp": await operations.create(session, fields, now)}
        if operation == "recupererDetailPaiementSecurise":
            async with self._database.transaction() as session:
                return self._details(await operations.result_of(session, fields["idOp"], now))
        raise ValueError(f"unknown operation {operation}")

    def _details(self, row: BankOperationRow) -> dict[str, str]:
        assert row.decided_at is not None and row.result is not None
        at = row.decided_at.astimezone(self._town.time_zone)
        return {
            "dattrans": f"{at:%d%m%Y}",
            "exer": row.exer,
            "heurtrans": f"{at:%H%M}",
            "idOp": row.id,
            "mel": row.mel,
            "montant": str(row.cents),
            "numauto": row.number or "",
            "numcli": row.numcli,
            "objet": row.objet,
            "refdet": row.refdet,
            "resultrans": row.result,
            "saisie": row.saisie,
        }

    async def show(self, request: Request) -> Response:
        """The payment page."""
        try:
            async with self._database.transaction() as session:
                row = await operations.find(session, request.query_params.get("idop", ""))
        except Fault:
            return pages.over(self._town.name)
        if not operations.can_be_paid(row, self._clock.now()):
            return pages.over(self._town.name)
        return pages.ask(self._town.name, row)

    async def take(self, request: Request) -> Response:
        """What was chosen on the page; the payer is sent back to the city."""
        sent = parse_qs((await request.body()).decode("ascii", "replace"))
        try:
            chosen = Act(sent.get("resultat", [""])[0])
            notify = Notify(sent.get("avis", [Notify.AT_ONCE])[0])
            async with self._database.transaction(write=True) as session:
                row = await operations.act(
                    session, request.query_params.get("idop", ""), chosen, notify, self._clock.now()
                )
        except (Fault, ValueError):
            return pages.over(self._town.name)
        return RedirectResponse(f"{row.return_url}?{urlencode({'idop': row.id})}", 303)


def _xml(text: str, status: int = 200) -> Response:
    return Response(text, status, media_type="text/xml")
