import asyncio
import errno
import logging
import socket
from datetime import timedelta

import httpx
import pytest

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.session import Credentials
from services.transport import Transport, naming_errors
from tests.fakes.builders import NOW
from tests.fakes.portal import FixedTime
from tests.fakes.wire import Answer, Wires, answer, problem

URL = "http://127.0.0.1:1"


class Line:
    """A transport over prepared answers, with its pauses written down instead of waited."""

    def __init__(self, *answers: Answer) -> None:
        self.wires = Wires(*answers)
        self.credentials = Credentials()
        self.time = FixedTime()
        self.clock: CityClock = self.time.clock()
        self.pauses: list[float] = []
        self.transport = Transport(
            URL,
            credentials=self.credentials,
            clock=self.clock,
            inner=self.wires,
            wait=self.pause,
            dice=lambda: 0.5,
        )

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def kind(self, method: str = "POST") -> ErrorKind:
        return (await self.error(method)).kind

    async def error(self, method: str = "POST") -> ServiceError:
        with pytest.raises(ServiceError) as caught:
            if method == "GET":
                await self.transport.read("/x")
            else:
                await self.transport.write(method, "/x", {})
        return caught.value


def caused(error: httpx.TransportError, *below: BaseException) -> httpx.TransportError:
    upper: BaseException = error
    for one in below:
        upper.__cause__ = one
        upper = one
    return error


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (problem(401, "INVALID_CREDENTIALS"), ErrorKind.INVALID_CREDENTIALS),
        (problem(401, "SESSION_EXPIRED"), ErrorKind.SESSION_EXPIRED),
        (httpx.Response(401), ErrorKind.SESSION_EXPIRED),
        (problem(403, "FORBIDDEN"), ErrorKind.NOT_ALLOWED),
        (problem(404, "NOT_FOUND"), ErrorKind.NOT_FOUND),
        (problem(400, "KEY_REQUIRED"), ErrorKind.INVALID),
        (problem(409, "IDEMPOTENCY_KEY_REUSED"), ErrorKind.INVALID),
        (problem(410, "LINK_EXPIRED"), ErrorKind.LINK_EXPIRED),
        (problem(413, "TOO_MANY_LINES", max=5000), ErrorKind.TOO_BIG),
        (httpx.Response(413), ErrorKind.TOO_BIG),
        (problem(422, "WEAK_PASSWORD"), ErrorKind.WEAK_PASSWORD),
        (problem(422, "SLOT_TWICE", lines=[0, 3]), ErrorKind.INVALID),
        (problem(429, "SLOW_DOWN", retry_after=30), ErrorKind.SLOW_DOWN),
        (problem(503, "OPENING_RUSH"), ErrorKind.OPENING_RUSH),
        (httpx.Response(500), ErrorKind.CITY_DOWN),
        (httpx.Response(502, content=b"<html>"), ErrorKind.CITY_DOWN),
        (httpx.Response(408), ErrorKind.CITY_DOWN),
    ],
)
async def test_each_refusal_has_its_kind(refusal: httpx.Response, kind: ErrorKind) -> None:
    assert await Line(refusal).kind() is kind


@pytest.mark.parametrize("status", [302, 400, 404, 405, 409, 418, 422])
async def test_a_refusal_that_is_not_of_the_city_is_no_verdict(status: int) -> None:
    error = await Line(httpx.Response(status, content=b"<html>a proxy</html>")).error()
    assert error.kind is ErrorKind.UNEXPECTED


async def test_parameters_fill_the_sentences() -> None:
    assert (await Line(problem(413, "TOO_MANY_LINES", max=5000)).error()).params["max"] == "5000"
    assert (await Line(problem(429, "SLOW_DOWN", retry_after=30)).error()).params["retry_after"] == "30"
    by_header = httpx.Response(429, headers={"Retry-After": "12"})
    assert (await Line(by_header).error()).params["retry_after"] == "12"
    twice = await Line(problem(422, "SLOT_TWICE", lines=[0, 3], none=None)).error()
    assert twice.params == {"lines": "0,3", "code": "SLOT_TWICE"}


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (caused(httpx.ConnectError("x"), OSError("x"), socket.gaierror(-2, "no name")), ErrorKind.OFFLINE),
        (caused(httpx.ConnectError("x"), OSError(errno.ENETUNREACH, "x")), ErrorKind.OFFLINE),
        (
            caused(httpx.ConnectError("x"), ExceptionGroup("all", [OSError(errno.EHOSTUNREACH, "x")])),
            ErrorKind.OFFLINE,
        ),
        (caused(httpx.ConnectError("x"), ConnectionRefusedError(errno.ECONNREFUSED, "x")), ErrorKind.CITY_DOWN),
        (httpx.ConnectTimeout("x"), ErrorKind.CITY_DOWN),
        (httpx.ReadTimeout("x"), ErrorKind.CITY_DOWN),
        (httpx.PoolTimeout("x"), ErrorKind.CITY_DOWN),
        (httpx.ReadError("x"), ErrorKind.CITY_DOWN),
        (caused(httpx.ReadError("x"), OSError(errno.ENETDOWN, "x")), ErrorKind.OFFLINE),
        (httpx.RemoteProtocolError("x"), ErrorKind.CITY_DOWN),
        (httpx.DecodingError("x"), ErrorKind.UNEXPECTED),
        (httpx.UnsupportedProtocol("x"), ErrorKind.UNEXPECTED),
    ],
)
async def test_each_failure_of_the_network_has_its_kind_and_keeps_its_cause(
    failure: httpx.HTTPError, kind: ErrorKind
) -> None:
    error = await Line(failure).error()
    assert error.kind is kind
    assert error.__cause__ is failure


async def test_a_closed_door_and_a_missing_name_are_told_apart_for_real() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    refused = Transport(f"http://127.0.0.1:{port}", credentials=Credentials(), clock=CityClock())
    with pytest.raises(ServiceError) as caught:
        await refused.write("POST", "/x")
    assert caught.value.kind is ErrorKind.CITY_DOWN
    await refused.close()


def test_cancellation_passes_through() -> None:
    with pytest.raises(asyncio.CancelledError), naming_errors():
        raise asyncio.CancelledError


def test_a_named_error_passes_through() -> None:
    with pytest.raises(ServiceError) as caught, naming_errors():
        raise ServiceError(ErrorKind.FULL)
    assert caught.value.kind is ErrorKind.FULL


async def test_a_read_is_repeated_after_longer_and_longer_pauses() -> None:
    line = Line(httpx.ConnectError("x"), httpx.Response(503), answer({"ok": True}))
    assert await line.transport.read("/x") == b'{"ok": true}'
    assert line.pauses == [0.3, 0.6]


async def test_the_pause_the_city_asks_for_is_granted_within_reason() -> None:
    line = Line(
        httpx.Response(503, headers={"Retry-After": "2"}),
        httpx.Response(503, headers={"Retry-After": "600"}),
        answer({}),
    )
    await line.transport.read("/x")
    assert line.pauses == [2.0, 3.0]


async def test_a_read_gives_up_after_three() -> None:
    line = Line(httpx.Response(502))
    assert await line.kind("GET") is ErrorKind.CITY_DOWN
    assert len(line.wires.requests) == 3


@pytest.mark.parametrize("failure", [httpx.ReadTimeout("x"), httpx.ConnectTimeout("x"), httpx.Response(500)])
async def test_other_failures_of_a_read_are_told_at_once(failure: Answer) -> None:
    line = Line(failure)
    await line.kind("GET")
    assert len(line.wires.requests) == 1


async def test_without_network_a_read_does_not_insist() -> None:
    line = Line(caused(httpx.ConnectError("x"), socket.gaierror(-2, "x")))
    assert await line.kind("GET") is ErrorKind.OFFLINE
    assert len(line.wires.requests) == 1


@pytest.mark.parametrize("failure", [httpx.ConnectError("x"), httpx.Response(503), httpx.Response(502)])
async def test_a_write_is_sent_once(failure: Answer) -> None:
    line = Line(failure)
    await line.kind()
    assert len(line.wires.requests) == 1


@pytest.mark.parametrize("failure", [httpx.ReadError("x"), httpx.RemoteProtocolError("x"), httpx.ConnectError("x")])
async def test_what_may_be_repeated_is_sent_again_at_once_over_a_new_line(failure: httpx.TransportError) -> None:
    line = Line(failure, answer({}))
    assert await line.transport.write("POST", "/x", {}, repeatable=True) == b"{}"
    assert line.pauses == []
    again = Line(failure)
    with pytest.raises(ServiceError):
        await again.transport.write("POST", "/x", {}, repeatable=True)
    assert len(again.wires.requests) == 2


@pytest.mark.parametrize(
    "failure", [httpx.ReadTimeout("x"), httpx.Response(503), caused(httpx.ReadError("x"), OSError(errno.ENETDOWN, "x"))]
)
async def test_what_may_be_repeated_is_not_when_that_cannot_help(failure: Answer) -> None:
    line = Line(failure)
    with pytest.raises(ServiceError):
        await line.transport.write("POST", "/x", {}, repeatable=True)
    assert len(line.wires.requests) == 1


async def test_the_clock_hears_every_answer_errors_included() -> None:
    told = (NOW + timedelta(hours=1)).isoformat()
    line = Line(httpx.Response(500, headers={"Portail-Now": told}))
    await line.kind()
    assert line.clock.now() == NOW + timedelta(hours=1)


@pytest.mark.parametrize("told", ["yesterday", "2026-11-23T09:00:00"])
async def test_an_instant_that_cannot_be_read_is_not_heard(told: str) -> None:
    line = Line(httpx.Response(200, headers={"Portail-Now": told}))
    await line.transport.read("/x")
    assert not line.clock.heard


async def test_the_token_of_the_moment_is_sent() -> None:
    line = Line(answer({}))
    await line.transport.read("/x")
    line.credentials.token = "secret"
    await line.transport.write("POST", "/x", {"a": 1}, {"Idempotency-Key": "k"})
    first, second = line.wires.requests
    assert "authorization" not in first.headers
    assert second.headers["authorization"] == "Bearer secret"
    assert second.headers["idempotency-key"] == "k"
    assert second.headers["content-type"] == "application/json"


async def test_no_log_holds_an_address_or_a_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    line = Line(answer({}))
    line.credentials.token = "secret-token"
    await line.transport.write("POST", "/invitations/secret-link", {})
    assert "secret" not in caplog.text


async def test_a_city_in_https_can_be_opened() -> None:
    await Transport("https://ville.exemple.fr", credentials=Credentials(), clock=CityClock()).close()
