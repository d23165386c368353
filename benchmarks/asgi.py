"""Calling the city as its server calls it, with a request already read: no HTTP client is measured with it."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

Headers = dict[str, str]


async def call(
    app: FastAPI, method: str, path: str, headers: Headers, *, query: str = "", body: bytes = b""
) -> tuple[int, bytes]:
    """The status and the body of the answer, as sent."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [
            *((name.encode(), value.encode()) for name, value in headers.items()),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ],
        "client": ("127.0.0.1", 1),
        "server": ("ville", 80),
    }
    told: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    await app(scope, receive, send)
    return told[0]["status"], b"".join(message.get("body", b"") for message in told)
