"""Requests generated from the city's own description: none is answered as a failure of ours."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.schemas import APIOperation

from tests.city.city import City

EXAMPLES = 3
ENDLESS = {"GET /api/v1/events"}
"""Answers that go on until the device leaves: tests/city/events."""
BOUNDED = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
Send = Callable[[schemathesis.Case], Awaitable[httpx.Response]]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
async def test_no_generated_request_is_a_failure_of_the_city(city: City, mode: GenerationMode) -> None:
    described = schemathesis.openapi.from_dict(city.app.openapi())
    asked: set[str] = set()
    for found in described.get_all_operations():
        operation = found.ok()
        if operation.label in ENDLESS:
            continue
        client = await city.sign_in("camille")
        await asyncio.to_thread(_try, operation, mode, asyncio.get_running_loop(), _through(client))
        asked.add(operation.label)
    assert {"POST /api/v1/sessions", "POST /api/v1/submissions", "GET /api/v1/calendar"} <= asked


def _try(
    operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, loop: asyncio.AbstractEventLoop, send: Send
) -> None:
    """Sends the examples of one operation from a thread of its own, since they are drawn one by one."""

    @BOUNDED
    @given(operation.as_strategy(mode))
    def answered(case: schemathesis.Case) -> None:
        answer = asyncio.run_coroutine_threadsafe(send(case), loop).result()
        assert answer.status_code < 500, (operation.label, case.as_curl_command(), answer.text)

    with contextlib.suppress(Unsatisfiable):  # nothing of it can be said wrongly
        answered()


def _through(client: httpx.AsyncClient) -> Send:
    async def send(case: schemathesis.Case) -> httpx.Response:
        asked = case.as_transport_kwargs(base_url="http://ville")
        headers = {name: str(value).encode("utf-8") for name, value in (asked.get("headers") or {}).items()}
        headers["Authorization"] = client.headers["Authorization"].encode()
        content = asked.get("data")
        return await client.request(
            asked["method"],
            asked["url"],
            params=asked.get("params"),
            headers=headers,
            json=asked.get("json"),
            content=content if isinstance(content, str | bytes) else None,
        )

    return send
