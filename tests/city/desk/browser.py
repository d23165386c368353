"""A browser at the desk, for tests: it keeps cookies, follows nothing, and sends forms as browsers do."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import httpx
from sqlalchemy import select

from city.accounts.passwords import hash_password
from city.agents.models import AgentRow
from city.agents.roles import Role
from city.audit.models import AuditRow
from city.database import Database
from tests.city.city import City
from tests.city.people import CHEAP

PASSWORD = "guichet-clafoutis-2026"
STAFF = {
    "nadia": ("Nadia", "Lefèvre", Role.AGENT),
    "hugo": ("Hugo", "Bernard", Role.REGISSEUR),
    "claire": ("Claire", "Dumas", Role.ADMINISTRATOR),
}
HOST = "http://ville"
_TOKEN = re.compile(r'name="jeton" value="([0-9a-f]+)"')


async def employ(database: Database) -> None:
    """Writes the staff: g_nadia (agent), g_hugo (régisseur), g_claire (administrator)."""
    password_hash = await hash_password(PASSWORD, CHEAP)
    async with database.transaction(write=True) as session:
        for key, (first_name, last_name, role) in STAFF.items():
            session.add(
                AgentRow(
                    id=f"g_{key}",
                    email=f"{key}@exemple.fr",
                    first_name=first_name,
                    last_name=last_name,
                    role=role.value,
                    password_hash=password_hash,
                    created_at=datetime(2026, 8, 1, tzinfo=UTC),
                    left_at=None,
                )
            )


class Browser:
    """One browser. `token` is what its last page with a form carried."""

    def __init__(self, city: City) -> None:
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(city.app), base_url=HOST)
        self.token = ""

    async def sign_in(self, who: str, password: str = PASSWORD) -> httpx.Response:
        answer = await self.post("/guichet/connexion", {"email": f"{who}@exemple.fr", "mot-de-passe": password})
        if answer.status_code == 303:
            await self.get("/guichet")
        return answer

    async def get(self, path: str) -> httpx.Response:
        answer = await self.client.get(path)
        found = _TOKEN.search(answer.text)
        self.token = found.group(1) if found else self.token
        return answer

    async def post(self, path: str, fields: dict[str, str] | None = None, **headers: str) -> httpx.Response:
        """Sends a form of the last page; `headers` replace those of a browser (an empty one is left out)."""
        sent = {"origin": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
        data = {"jeton": self.token} | (fields or {})
        return await self.client.post(path, data=data, headers={name: value for name, value in sent.items() if value})


def words_of(answer: httpx.Response) -> str:
    """What is read on a page: no tags, ordinary spaces and apostrophes."""
    text = unescape(re.sub(r"<[^>]+>", " ", answer.text)).replace("\u202f", " ").replace("\u00a0", " ")
    return " ".join(text.replace("’", "'").split())


async def audited(city: City) -> list[AuditRow]:
    """The audit, oldest first."""
    async with city.database.transaction() as session:
        return list((await session.scalars(select(AuditRow).order_by(AuditRow.id))).all())
