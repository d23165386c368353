"""Lines that stay open, files that go and come: the edge beyond plain questions."""

from collections.abc import AsyncIterator
from contextlib import aclosing

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.backends.reference.events import ServerEvent, server_events
from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.session import Credentials
from services.transport import Transport
from tests.fakes.builders import NOW
from tests.fakes.wire import Answer, Wires, answer, problem


class Pieces(httpx.AsyncByteStream):
    """A body that comes piece by piece, and may break."""

    def __init__(self, *pieces: bytes, breaks: Exception | None = None) -> None:
        self._pieces = pieces
        self._breaks = breaks
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece
        if self._breaks is not None:
            raise self._breaks

    async def aclose(self) -> None:
        self.closed = True


class Streams(httpx.AsyncBaseTransport):
    """Answers with a body that stays open."""

    def __init__(self, body: Pieces, status: int = 200) -> None:
        self.body = body
        self.status = status
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(self.status, headers={"Portail-Now": NOW.isoformat()}, stream=self.body)


def opened(inner: httpx.AsyncBaseTransport, clock: CityClock | None = None) -> Transport:
    credentials = Credentials()
    credentials.token = "secret"
    return Transport("http://127.0.0.1:1", credentials=credentials, clock=clock or CityClock(), inner=inner)


def wired(*answers: Answer) -> tuple[Transport, Wires]:
    wires = Wires(*answers)
    return opened(wires), wires


async def test_lines_come_as_they_are_written_and_the_clock_hears_the_city() -> None:
    streams, clock = Streams(Pieces(b"id: 1\nda", b"ta: x\n", b"\n")), CityClock()
    async with aclosing(opened(streams, clock).lines("/events", {"Last-Event-ID": "0"})) as lines:
        assert [line async for line in lines] == ["id: 1", "data: x", ""]
    assert clock.heard
    (request,) = streams.requests
    assert request.headers["accept"] == "text/event-stream"
    assert request.headers["last-event-id"] == "0"
    assert request.headers["authorization"] == "Bearer secret"


@pytest.mark.parametrize("broken", [httpx.ReadError("reset"), httpx.RemoteProtocolError("cut"), httpx.ReadTimeout("")])
async def test_a_line_that_breaks_is_a_city_that_does_not_answer(broken: Exception) -> None:
    lines = opened(Streams(Pieces(b"a\n", breaks=broken))).lines("/events")
    assert await anext(lines) == "a"
    with pytest.raises(ServiceError) as caught:
        await anext(lines)
    assert caught.value.kind is ErrorKind.CITY_DOWN


async def test_a_line_nobody_listens_to_any_more_is_closed() -> None:
    body = Pieces(b"a\n", b"b\n")
    async with aclosing(opened(Streams(body)).lines("/events")) as lines:
        await anext(lines)
    assert body.closed


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (401, "SESSION_EXPIRED", ErrorKind.SESSION_EXPIRED),
        (404, "NOT_FOUND", ErrorKind.NOT_FOUND),
        (429, "TOO_MANY_STREAMS", ErrorKind.SLOW_DOWN),
        (503, "DOWN", ErrorKind.CITY_DOWN),
    ],
)
async def test_a_line_refused_is_named(status: int, code: str, kind: ErrorKind) -> None:
    transport, _ = wired(problem(status, code))
    with pytest.raises(ServiceError) as caught:
        await anext(transport.lines("/events"))
    assert caught.value.kind is kind


async def test_a_file_goes_in_pieces_and_each_is_told() -> None:
    transport, wires = wired(answer({"id": "d"}))
    content, parts = b"x" * 150_000, list[float]()
    await transport.upload("/d", content, "application/pdf", {"field": "a b"}, parts.append)
    (request,) = wires.requests
    assert request.content == content
    assert request.headers["content-length"] == "150000"
    assert request.headers["content-type"] == "application/pdf"
    assert "transfer-encoding" not in request.headers
    assert request.url.params["field"] == "a b"
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert len(parts) == 3


async def test_an_empty_file_goes_too_for_the_city_to_refuse() -> None:
    transport, wires = wired(problem(422, "EMPTY_FILE"))
    with pytest.raises(ServiceError) as caught:
        await transport.upload("/d", b"", "image/jpeg", {}, lambda _part: None)
    assert caught.value.kind is ErrorKind.EMPTY_FILE
    assert wires.requests[0].content == b""


REFUSALS = [
    (problem(413, "TOO_BIG", max_bytes=5_000_000), ErrorKind.FILE_TOO_BIG, "5000000"),
    (problem(413, "TOO_BIG"), ErrorKind.TOO_BIG, None),
    (problem(415, "BAD_TYPE", accepts=["pdf", "jpg"]), ErrorKind.BAD_TYPE, "pdf,jpg"),
    (problem(409, "NOT_SENT"), ErrorKind.CHANGED_ELSEWHERE, None),
    (problem(409, "SOMETHING_NEW"), ErrorKind.INVALID, None),
    (problem(503, "BANK_DOWN"), ErrorKind.BANK_DOWN, None),
]


@pytest.mark.parametrize(("refused", "kind", "param"), REFUSALS)
async def test_refusals_of_the_blocks_are_kinds_of_ours(
    refused: httpx.Response, kind: ErrorKind, param: str | None
) -> None:
    transport, _ = wired(refused)
    with pytest.raises(ServiceError) as caught:
        await transport.write("POST", "/x", {})
    assert caught.value.kind is kind
    if param is not None:
        assert param in caught.value.params.values()


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="facture 12.pdf"', "facture 12.pdf"),
        ("attachment; filename=facture.pdf; x=y", "facture.pdf"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\Users\\a.pdf"', "a.pdf"),
        ("inline", ""),
    ],
)
async def test_a_paper_is_saved_under_a_name_without_any_folder(disposition: str, name: str) -> None:
    transport, _ = wired(
        answer("x", **{"Content-Disposition": disposition, "Content-Type": "application/pdf; charset=x"})
    )
    downloaded = await transport.download("/pdf")
    assert (downloaded.name, downloaded.media_type) == (name, "application/pdf")


async def told(text: str) -> list[ServerEvent]:
    async def lines() -> AsyncIterator[str]:
        for line in text.split("\n"):
            yield line

    return [event async for event in server_events(lines())]


async def test_events_are_read_as_the_standard_frames_them() -> None:
    text = ": hello\n\nid: 7\nevent: changed\ndata: a\ndata:b\nretry: 10\n\ndata: last\n\nevent: changed\n\ndata: cut"
    assert await told(text) == [ServerEvent("7", "changed", "a\nb"), ServerEvent("7", "message", "last")]


WORDS = st.text(st.characters(blacklist_characters="\r\n\0", blacklist_categories=["Cs"]), max_size=20)


@given(st.lists(st.tuples(st.integers(0, 10**6), WORDS)))
async def test_what_is_framed_comes_back(events: list[tuple[int, str]]) -> None:
    text = "".join(f": beat\nid: {number}\nevent: changed\ndata: {data}\n\n" for number, data in events)
    assert await told(text) == [ServerEvent(str(number), "changed", data) for number, data in events]


@given(st.text(max_size=200))
async def test_noise_on_the_line_raises_nothing(text: str) -> None:
    await told(text)
