"""The gate before the web app: foreign origins and hosts stay out, answers carry their headers."""

from __future__ import annotations

import httpx
import pytest

from app.gate import CONTENT_SECURITY_POLICY, Gate

OWN = "127.0.0.1:8550"


async def inner(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        return
    headers = [(b"access-control-allow-origin", b"*"), (b"content-type", b"text/plain")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"bonjour"})


async def get(gate: Gate, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=gate)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{OWN}") as client:
        return await client.get("/", headers=headers)


async def open_socket(gate: Gate, host: str, origin: str | None) -> list[dict[str, object]]:
    headers = [(b"host", host.encode())] + ([(b"origin", origin.encode())] if origin else [])
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    await gate({"type": "websocket", "headers": headers}, receive, send)  # type: ignore[arg-type]
    return sent


async def test_pages_carry_a_policy_and_no_open_door_for_other_sites() -> None:
    answer = await get(Gate(inner, {OWN}))
    assert answer.text == "bonjour"
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "access-control-allow-origin" not in answer.headers


async def test_another_host_name_is_refused() -> None:
    assert (await get(Gate(inner, {OWN}), host="evil.example")).status_code == 403


@pytest.mark.parametrize(
    ("hosts", "host", "origin", "welcome"),
    [
        ({OWN}, OWN, f"http://{OWN}", True),
        ({OWN}, OWN, "http://evil.example", False),
        ({OWN}, OWN, None, False),
        ({OWN}, "evil.example", "http://evil.example", False),
        (set(), "portail.ville.fr", "https://portail.ville.fr", True),
        (set(), "portail.ville.fr", "https://evil.example", False),
    ],
)
async def test_a_socket_needs_the_origin_of_its_own_host(
    hosts: set[str], host: str, origin: str | None, welcome: bool
) -> None:
    sent = await open_socket(Gate(inner, hosts), host, origin)
    assert (sent[0]["type"] == "websocket.accept") is welcome
    if not welcome:
        assert sent == [{"type": "websocket.close", "code": 4403}]
