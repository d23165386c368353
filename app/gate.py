"""What stands before the web app: who may open it, and what its pages may load."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "img-src 'self' data: blob:",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
    )
)
SECURITY_HEADERS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


class Gate:
    """Refuses WebSockets of foreign origins (Flet checks none) and foreign host names; adds security headers.

    `hosts` are the `Host` values accepted ("127.0.0.1:8550"); an empty set accepts any host, and then an origin is
    accepted when it is the host's own.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            if not self._welcome(scope, origin_required=True):
                await receive()
                await send({"type": "websocket.close", "code": 4403})
                return
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            if not self._welcome(scope, origin_required=False):
                await send({"type": "http.response.start", "status": 403, "headers": list(SECURITY_HEADERS)})
                await send({"type": "http.response.body", "body": b""})
                return
            await self._app(scope, receive, _with_headers(send))
        else:
            await self._app(scope, receive, send)

    def _welcome(self, scope: Scope, *, origin_required: bool) -> bool:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host, origin = headers.get(b"host", ""), headers.get(b"origin")
        if self._hosts and host not in self._hosts:
            return False
        if origin is None:
            return not origin_required
        return origin in (f"http://{host}", f"https://{host}")


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message["headers"] if pair[0].lower() != b"access-control-allow-origin"]
            message = {**message, "headers": [*kept, *SECURITY_HEADERS]}
        await send(message)

    return send_with_headers
