"""HTTP to the reference city: paths, bodies, and answers read straight from the bytes."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar
from urllib.parse import quote

from services.backends.reference import wire
from services.transport import Transport, naming_errors

W = TypeVar("W", bound=wire.Wire)

API = "/api/v1"


def _path(*parts: str) -> str:
    return "/".join((API, *(quote(part, safe="") for part in parts)))


class ReferenceClient:
    """One method per address. Raises ServiceError only."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def town(self) -> wire.TownWire:
        return await self._get(wire.TownWire, _path("town"))

    async def sign_in(self, email: str, password: str, device: str, device_name: str) -> wire.SessionWire:
        body = {"email": email, "password": password, "device": device, "device_name": device_name}
        return await self._send(wire.SessionWire, "POST", _path("sessions"), body)

    async def sign_out(self) -> None:
        await self._transport.write("DELETE", _path("sessions", "current"))

    async def ask_password_reset(self, email: str) -> None:
        await self._transport.write("POST", _path("password-resets"), {"email": email})

    async def reset_password(self, link_token: str, password: str) -> None:
        await self._transport.write("POST", _path("password-resets", link_token), {"password": password})

    async def accept_invitation(
        self, link_token: str, password: str, device: str, device_name: str
    ) -> wire.SessionWire:
        body = {"password": password, "device": device, "device_name": device_name}
        return await self._send(wire.SessionWire, "POST", _path("invitations", link_token), body)

    async def household(self) -> wire.HouseholdWire:
        return await self._get(wire.HouseholdWire, _path("household"))

    async def calendar(self, first_day: date, last_day: date) -> wire.CalendarWire:
        period = {"from": first_day.isoformat(), "to": last_day.isoformat()}
        return await self._get(wire.CalendarWire, _path("calendar"), period)

    async def preview(self, lines: list[dict[str, Any]]) -> wire.PreviewWire:
        path = _path("submissions", "preview")
        return await self._send(wire.PreviewWire, "POST", path, {"lines": lines}, repeatable=True)

    async def submit(self, key: str, lines: list[dict[str, Any]]) -> wire.ReceiptWire:
        path, headers = _path("submissions"), {"Idempotency-Key": key}
        return await self._send(wire.ReceiptWire, "POST", path, {"lines": lines}, headers, repeatable=True)

    async def receipts(self, cursor: str | None, search: str) -> wire.ReceiptPageWire:
        asked = {"cursor": cursor or "", "q": search}
        params = {name: value for name, value in asked.items() if value}
        return await self._get(wire.ReceiptPageWire, _path("submissions"), params)

    async def receipt(self, number: str) -> wire.ReceiptWire:
        return await self._get(wire.ReceiptWire, _path("submissions", number))

    async def typical_weeks(self) -> wire.TypicalWeeksWire:
        return await self._get(wire.TypicalWeeksWire, _path("typical-weeks"))

    async def save_typical_week(self, week_id: str, body: dict[str, Any]) -> None:
        await self._transport.write("PUT", _path("typical-weeks", week_id), body, repeatable=True)

    async def delete_typical_week(self, week_id: str) -> None:
        await self._transport.write("DELETE", _path("typical-weeks", week_id), repeatable=True)

    async def preview_typical_week(
        self, week_id: str, first_day: date, last_day: date, cancel_others: bool
    ) -> wire.PatternPreviewWire:
        body = {"from": first_day.isoformat(), "to": last_day.isoformat(), "cancel_others": cancel_others}
        path = _path("typical-weeks", week_id, "preview")
        return await self._send(wire.PatternPreviewWire, "POST", path, body, repeatable=True)

    async def close(self) -> None:
        await self._transport.close()

    async def _get(self, shape: type[W], path: str, params: dict[str, str] | None = None) -> W:
        body = await self._transport.read(path, params)
        with naming_errors():
            return shape.model_validate_json(body)

    async def _send(
        self,
        shape: type[W],
        method: str,
        path: str,
        body: object,
        headers: dict[str, str] | None = None,
        *,
        repeatable: bool = False,
    ) -> W:
        answer = await self._transport.write(method, path, body, headers, repeatable=repeatable)
        with naming_errors():
            return shape.model_validate_json(answer)
