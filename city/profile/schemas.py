"""The JSON of « Mes données personnelles » (docs/wire-blocks.md)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, StringConstraints

from city.accounts.schemas import DeviceOut, Password

_ADDRESS = r"^[^\s@\x00]+@[^\s@\x00]+\.[^\s@\x00.]+$"
NewEmail = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, min_length=6, max_length=80, pattern=_ADDRESS),
]


class DeletionOut(BaseModel):
    """A deletion that was asked for and is not done yet."""

    asked_at: datetime


class ProfileOut(BaseModel):
    """`pending_email`: the new address whose link has not been opened yet."""

    now: datetime
    email: str
    pending_email: str | None
    first_name: str
    last_name: str
    devices: list[DeviceOut]
    deletion: DeletionOut | None


class EmailChangeIn(BaseModel):
    """The new address, and the password that proves who asks."""

    email: NewEmail
    password: Password


class PasswordChangeIn(BaseModel):
    """`sign_out_others`: every other device must sign in again."""

    password: Password
    new_password: Password
    sign_out_others: bool = False


class DeletionIn(BaseModel):
    """The password proves who asks."""

    password: Password
