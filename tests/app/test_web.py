"""What serving browsers costs beside what is shown."""

from __future__ import annotations

import asyncio
import socket

import flet as ft
from flet.messaging.protocol import Message, MessageAction

from app.web import open_socket, web_application


async def _nothing(_page: ft.Page) -> None:
    """An app that shows nothing."""


class _Page:
    def __repr__(self) -> str:
        raise AssertionError("a whole page was put in words")


def test_a_message_is_never_put_in_words_on_its_way_out() -> None:
    web_application(_nothing, "127.0.0.1", 1)
    assert f"send_message: {Message(MessageAction.PATCH_CONTROL, _Page())}" == "send_message: PATCH_CONTROL"


async def test_no_answer_waits_for_another() -> None:
    delayed: list[bool] = []

    async def look(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        accepted = writer.get_extra_info("socket")
        delayed.append(not accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    listener = open_socket("127.0.0.1", 0)
    async with await asyncio.start_server(look, sock=listener):
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        await reader.read()
        writer.close()
    assert delayed == [False]
