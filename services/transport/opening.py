"""How connections to a city are made."""

from __future__ import annotations

import importlib.util
import ipaddress
import logging
import ssl

import httpx

READ_TIMEOUT = httpx.Timeout(15.0, connect=5.0)
_IDLE_SECONDS = 3.0
"""An idle connection is let go before a server does (many wait 5 s): a write on one just closed would look lost."""

# At INFO these write addresses, and an invitation's address is its secret.
for _chatty in ("httpx", "httpcore", "hpack", "h2"):
    logging.getLogger(_chatty).setLevel(logging.WARNING)


def make_client(url: str, inner: httpx.AsyncBaseTransport | None) -> httpx.AsyncClient:
    parsed = httpx.URL(url)
    secure = parsed.scheme == "https"
    # Reading the authorities takes a tenth of a second of the start; a plain address needs none.
    context = httpx.create_ssl_context() if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.AsyncClient(
        base_url=url,
        timeout=READ_TIMEOUT,
        verify=context,
        http2=secure and importlib.util.find_spec("h2") is not None,
        trust_env=not _is_loopback(parsed.host),
        limits=httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=_IDLE_SECONDS),
        transport=inner,
        headers={"Accept": "application/json"},
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
