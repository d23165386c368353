"""The JSON of signing in (docs/wire.md). Secrets are `SecretStr`: they never show in a log or a representation."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, SecretStr, StringConstraints

Email = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254, pattern=r"^[^\x00]+$")]
DeviceId = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[!-~]+$")]
DeviceName = Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00-\x1f]*$")]


def _writable(password: SecretStr) -> SecretStr:
    password.get_secret_value().encode()
    return password


Password = Annotated[SecretStr, StringConstraints(min_length=1, max_length=1000), AfterValidator(_writable)]
"""Half a character (a lone surrogate, which JSON can write) is no text: UnicodeEncodeError is a ValueError."""


class SignIn(BaseModel):
    """Body of `POST /sessions`."""

    email: Email
    password: Password
    device: DeviceId
    device_name: DeviceName = ""


class Acceptance(BaseModel):
    """Body of `POST /invitations/{token}`."""

    password: Password
    device: DeviceId
    device_name: DeviceName = ""


class ResetRequest(BaseModel):
    """Body of `POST /password-resets`."""

    email: Email


class NewPassword(BaseModel):
    """Body of `POST /password-resets/{token}`."""

    password: Password


class AccountOut(BaseModel):
    """The signed-in guardian's own identity."""

    id: str
    email: str
    first_name: str
    last_name: str


class SessionOut(BaseModel):
    """A session just opened; `token` is given this once."""

    token: str
    expires_at: datetime
    now: datetime
    account: AccountOut


class DeviceOut(BaseModel):
    """A device signed in."""

    id: str
    device_name: str
    created_at: datetime
    last_used_at: datetime
    current: bool


class DevicesOut(BaseModel):
    """All of them: there is no further page."""

    items: list[DeviceOut]
    next: None = None


class InvitationOut(BaseModel):
    """Who an invitation is for."""

    email: str
    first_name: str
    town_name: str
