"""The page: plain lines, each with what changes it at its right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import flet as ft

from services.models.profile import DeviceSession, Profile
from services.query import Topic
from views.agenda import agenda_entry
from views.design import sheet
from views.frame import around_cards, fate, in_cards, stale_line
from views.frame.papers import use_saving
from views.headed import headed_page
from views.profile.display import DisplayCard
from views.profile.sections import devices_card, entry_card, file_card, leaving_card
from views.profile.sheets import DeletionSheet, EmailSheet, PasswordSheet
from views.state import Layout, navigate, screen, use_layout, use_mutation, use_portal_state, use_query
from views.state.navigation import HOME
from views.text import _
from views.text.errors import told_error

FILE_NAME = "portail-famille.json"


class Opened(StrEnum):
    """What is being changed, in a sheet over the page."""

    NOTHING = ""
    EMAIL = "email"
    PASSWORD = "password"  # noqa: S105 - the name of a sheet
    DELETION = "deletion"


@dataclass(frozen=True, slots=True)
class ProfileActions:
    """`sign_out` is given a device, `open` what to change."""

    open: Callable[[Opened], None]
    sign_out: Callable[[DeviceSession], Any]
    download: Callable[[], Any]
    print: Callable[[], Any]
    keep_account: Callable[[], Any]
    busy: bool
    downloading: bool
    printing: bool
    error: str | None


@screen
def ProfilePage() -> ft.Control:
    portal = use_portal_state(Topic.SESSION)
    layout = use_layout()
    answer, refresh = use_query(portal.profile.read(), [])
    opened, set_opened = ft.use_state(Opened.NOTHING)
    picker = ft.use_memo(ft.FilePicker, [])

    def close() -> None:
        set_opened(Opened.NOTHING)

    async def save() -> None:
        content = await portal.profile.export()
        await picker.save_file(file_name=FILE_NAME, src_bytes=content)

    async def sign_out(device: DeviceSession) -> None:
        await portal.profile.sign_out_device(device.id)

    changing = use_mutation(sign_out)
    keeping = use_mutation(portal.profile.keep_account)
    saving, printing = use_mutation(save), use_saving()
    failed = next((one.error for one in (changing, keeping, saving, printing) if one.error is not None), None)
    ft.use_dialog(_sheet(opened, layout, close))
    actions = ProfileActions(
        open=set_opened,
        sign_out=changing.run,
        download=saving.run,
        print=lambda: printing.run(portal.profile.export_paper),
        keep_account=keeping.run,
        busy=changing.busy or keeping.busy,
        downloading=saving.busy,
        printing=printing.busy,
        error=told_error(failed).sentence if failed is not None else None,
    )

    def draw(profile: Profile) -> ft.Control:
        return in_cards(profile_screen(profile, actions, agenda=portal.feed.offered), layout)

    return headed_page(
        _("Mes données personnelles"),
        around_cards(fate(answer, draw, bones=4), layout),
        on_back=lambda: navigate(HOME),
        under_title=stale_line(answer, portal.now(), refresh),
    )


def profile_screen(profile: Profile, act: ProfileActions, *, agenda: bool = False) -> list[ft.Control]:
    """The cards. `agenda`: the city gives bookings to calendars."""
    return [
        entry_card(profile, lambda: act.open(Opened.EMAIL), lambda: act.open(Opened.PASSWORD)),
        devices_card(profile, act.sign_out, busy=act.busy, error=act.error),
        DisplayCard(key="display"),
        *([agenda_entry()] if agenda else []),
        file_card(act.print, act.download, making=act.printing, busy=act.downloading),
        leaving_card(profile, lambda: act.open(Opened.DELETION), act.keep_account, busy=act.busy),
    ]


def _sheet(opened: Opened, layout: Layout, close: Callable[[], None]) -> ft.DialogControl | None:
    contents = {
        Opened.EMAIL: (_("Changer d'adresse e-mail"), EmailSheet),
        Opened.PASSWORD: (_("Changer de mot de passe"), PasswordSheet),
        Opened.DELETION: (_("Supprimer mon compte"), DeletionSheet),
    }
    if opened not in contents:
        return None
    title, content = contents[opened]
    return sheet(title, content(close, key=opened.value), close, phone=layout.phone, height=layout.height)
