"""What a running city is told besides its town file: limits and how hard passwords are hashed."""

from __future__ import annotations

from dataclasses import dataclass, field

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PasswordCost:
    """The parameters of argon2id. `memory_kib` per hash; about 40 ms here with the default."""

    time: int = 2
    memory_kib: int = 19 * 1024
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """`public_url` starts the links of mails; `body_limit` is in bytes.

    `own_url` is where the bank finds this city; `payfip_service` and `payfip_page` are None for PayFiP's own addresses.
    Live events: changes are looked at every `look_seconds` while anybody listens; a line says that it is still there
    every `heartbeat_seconds`; an account has at most `lines_per_account` open in one process.
    """

    public_url: str = "http://127.0.0.1:8000"
    own_url: str = "http://127.0.0.1:8000"
    payfip_service: str | None = None
    payfip_page: str | None = None
    body_limit: int = 2 * MEGABYTE
    password_cost: PasswordCost = field(default_factory=PasswordCost)
    run_jobs: bool = True
    look_seconds: float = 1.0
    heartbeat_seconds: float = 15.0
    lines_per_account: int = 10
