"""A network in memory: answers prepared in order, requests kept."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx

Answer = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


class Wires(httpx.AsyncBaseTransport):
    """Gives the prepared answers one after the other; the last one again and again."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
        return answer(request)


def problem(status: int, code: str, **params: object) -> httpx.Response:
    """A refusal of the reference city."""
    body = {"type": "about:blank", "title": code, "status": status, "code": code, "params": params}
    return httpx.Response(status, content=json.dumps(body), headers={"Content-Type": "application/problem+json"})


def answer(body: object, status: int = 200, **headers: str) -> httpx.Response:
    return httpx.Response(status, content=json.dumps(body), headers=headers)
