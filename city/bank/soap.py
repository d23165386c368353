"""PayFiP's three operations as SOAP 1.1, document/literal, as its WSDL describes them (shipped with eopayment)."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from defusedxml.ElementTree import ParseError, fromstring

_ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
_SERVICE = (
    "http://securite.service.tpa.cp.finances.gouv.fr/services/mas_securite/"
    "contrat_paiement_securise/PaiementSecuriseService"
)
_FAULT = "fr.gouv.finances.cp.tpa.webservice.exceptions.FonctionnelleErreur"


def read(body: bytes) -> tuple[str, dict[str, str]]:
    """The operation's name and its fields. Raises ValueError."""
    try:
        envelope = fromstring(body, forbid_dtd=True)
        operation = envelope.find(f"{{{_ENVELOPE}}}Body")[0]
    except (ParseError, ValueError, TypeError, IndexError) as error:
        raise ValueError("no SOAP request") from error
    fields = {_local(field.tag): field.text or "" for argument in operation for field in argument}
    return _local(operation.tag), fields


def answer(operation: str, fields: Mapping[str, str]) -> str:
    """The answer of an operation."""
    inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items())
    return _envelope(f'<ns:{operation}Response xmlns:ns="{_SERVICE}"><return>{inner}</return></ns:{operation}Response>')


def fault(code: str, words: str) -> str:
    """PayFiP's functional fault."""
    detail = (
        f'<ns:FonctionnelleErreur xmlns:ns="{_SERVICE}"><code>{escape(code)}</code><descriptif></descriptif>'
        f"<libelle>{escape(words)}</libelle><severite>2</severite></ns:FonctionnelleErreur>"
    )
    return _envelope(
        f"<S:Fault><faultcode>S:Server</faultcode><faultstring>{_FAULT}</faultstring>"
        f"<detail>{detail}</detail></S:Fault>"
    )


def broken(words: str) -> str:
    """A fault of the request itself."""
    return _envelope(f"<S:Fault><faultcode>S:Client</faultcode><faultstring>{escape(words)}</faultstring></S:Fault>")


def _envelope(body: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="{_ENVELOPE}"><S:Body>{body}</S:Body></S:Envelope>'
    )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
