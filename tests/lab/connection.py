"""The client's end of the wire: packs every message for real and answers what a device would answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import msgpack
from flet.controls.base_control import BaseControl
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    Message,
    MessageAction,
    configure_encode_object_for_msgpack,
    decode_ext_from_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

Reply = Any | Callable[[dict[str, Any]], Any]
ACCESSIBILITY = dict.fromkeys(
    (
        "accessible_navigation",
        "bold_text",
        "disable_animations",
        "high_contrast",
        "invert_colors",
        "reduce_motion",
        "on_off_switch_labels",
        "supports_announcements",
    ),
    False,
)


_TWO_BYTES = 0xFFFF


@dataclass(frozen=True, slots=True)
class Frame:
    """One message sent to the client: its kind, its size in bytes with ids of two, its decoded body."""

    action: MessageAction
    size: int
    body: Any


def _width_of_ids(body: Any) -> int:
    """Bytes that ids take beyond two each: how many controls other pages made before is not this page's doing."""
    if isinstance(body, dict):
        own = sum(2 for name in ("_i", "id") if isinstance(body.get(name), int) and body[name] > _TWO_BYTES)
        return own + sum(_width_of_ids(part) for part in body.values())
    if isinstance(body, list):
        return sum(_width_of_ids(part) for part in body)
    return 0


class LabConnection(Connection):
    """Records frames; answers `INVOKE_METHOD` from `replies` (method name -> value or callable of its arguments)."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.loop = loop
        self.executor = ThreadPoolExecutor(max_workers=2)
        self.pubsubhub = PubSubHub(loop=loop, executor=self.executor)
        self.page_name, self.page_url = "", "lab://"
        self.session: Session | None = None
        self.frames: list[Frame] = []
        self.crashes: list[str] = []
        self.invoked: list[tuple[int, str, dict[str, Any]]] = []
        self.replies: dict[str, Reply] = {"get_accessibility_features": ACCESSIBILITY}
        self._encode = configure_encode_object_for_msgpack(BaseControl)

    def send_message(self, message: Message) -> None:
        # Packing is not optional: the encoder also takes the snapshots that the differ compares with.
        packed = msgpack.packb([message.action, message.body], default=self._encode)
        body = msgpack.unpackb(packed, ext_hook=decode_ext_from_msgpack, strict_map_key=False)[1]
        self.frames.append(Frame(message.action, len(packed) - _width_of_ids(body), body))
        if message.action is MessageAction.SESSION_CRASHED:
            self.crashes.append(body["message"])
        elif message.action is MessageAction.INVOKE_METHOD:
            self.invoked.append((body["control_id"], body["name"], (body.get("args") or {})))
            loop = asyncio.get_running_loop()
            loop.call_soon(lambda: loop.create_task(self._answer(body)))

    async def _answer(self, call: dict[str, Any]) -> None:
        session = self.session
        assert session is not None
        if call["name"] == "push_route":
            route = call["args"]["route"]
            session.apply_page_patch({"route": route})
            session.handle_invoke_method_results(call["control_id"], call["call_id"], None, None)
            await session.dispatch_event(1, "route_change", {"route": route})
            return
        reply = self.replies.get(call["name"])
        result = reply(call["args"]) if callable(reply) else reply
        session.handle_invoke_method_results(call["control_id"], call["call_id"], result, None)
