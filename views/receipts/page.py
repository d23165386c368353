"""One receipt, whole: on the phone a page of its own, elsewhere a column of its width."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import flet as ft

from services.models import Child, Household, Receipt, ReceiptLine, SlotKey, Verdict
from services.query import Topic
from views.booking.choice import Pick
from views.booking.presenter import use_store
from views.booking.store import ChoiceStore
from views.design import (
    LAYOUT,
    MOTION,
    SPACE,
    accent_button,
    colour,
    failure_card,
    icon_button,
    icons,
    initials,
    notice,
    skeleton,
    soft_button,
    text,
)
from views.frame import column_width
from views.receipts.keeping import use_keeping
from views.receipts.paper import paper
from views.receipts.sentences import explanation, followed, receipt_title, refused_count
from views.state import (
    Failed,
    Ready,
    current_route,
    navigate,
    screen,
    use_bottom_bar,
    use_layout,
    use_portal_state,
    use_query,
)
from views.state.navigation import BOOKING, RECEIPTS, query_of
from views.text import _
from views.text.dates import day_name
from views.text.errors import told_elsewhere
from views.text.money import money

_DAYS_OFFERED = 3


@screen
def ReceiptPage(number: str) -> ft.Control:
    """The receipt of that number. `?nouveau=1` = it has just come."""
    portal = use_portal_state(Topic.SESSION)
    store = use_store()
    width = column_width(use_layout(), LAYOUT.sheet)
    use_bottom_bar(True)
    answer, _refresh = use_query(portal.receipt(number), [])
    household, _again = use_query(portal.household(), [])
    new = query_of(current_route(), "nouveau") is not None
    home = household.value if isinstance(household, Ready) else None
    back = BOOKING if new else RECEIPTS
    keep = use_keeping(number)
    if isinstance(answer, Ready):
        return receipt_screen(answer.value, home, portal.now(), store, back, width, new=new, keep=keep)
    inside: ft.Control = skeleton(None, 280, radius=SPACE.wide)
    if isinstance(answer, Failed):
        failure = told_elsewhere(answer.kind, answer.params)
        inside = failure_card(failure.sentence, failure.action or _("Réessayer"), answer.retry)
    return _frame([_close_row(back), inside], "ground", None, width)


def receipt_screen(
    receipt: Receipt,
    household: Household | None,
    now: datetime,
    store: ChoiceStore,
    back: str,
    width: float | None,
    *,
    new: bool,
    keep: Sequence[ft.Control] = (),
) -> ft.Control:
    """Title, paper, why a line differs, what can be done about a refused one, `keep`, « Terminé »."""
    nothing = refused_count(receipt) == len(receipt.lines)
    ground = "ground" if nothing else "band"
    marks = _marks(household)
    rows: list[ft.Control] = [
        _close_row(back, "ink" if nothing else "on_band"),
        _title(receipt, nothing=nothing, new=new),
        paper(receipt, marks, now, ground=ground),
        *_notes(receipt, household),
        *_next_steps(receipt, store),
        *keep,
    ]
    done = accent_button(_("Terminé"), lambda: navigate(back))
    return _frame(rows, ground, done, width)


def _frame(rows: Sequence[ft.Control], ground: str, done: ft.Control | None, width: float | None) -> ft.Control:
    """A column that scrolls and the button that stays; `width` None = all there is."""
    column = ft.Column(
        list(rows),
        spacing=SPACE.gap,
        expand=True,
        scroll=ft.ScrollMode.HIDDEN,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    parts: list[ft.Control] = [column]
    if done is not None:
        parts.append(ft.Container(done, padding=ft.Padding.symmetric(vertical=SPACE.gap)))
    inside = ft.Column(parts, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Container(
        ft.Row(
            [ft.Container(inside, expand=width is None, width=width)],
            alignment=ft.MainAxisAlignment.CENTER,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        bgcolor=colour(ground),
        expand=True,
        padding=ft.Padding.symmetric(horizontal=SPACE.roomy),
        alignment=ft.Alignment.TOP_CENTER,
    )


def _close_row(back: str, ink: str = "ink") -> ft.Control:
    return ft.Row(
        [icon_button(icons.CLOSE, _("Fermer"), lambda: navigate(back), color=ink)],
        alignment=ft.MainAxisAlignment.END,
    )


def _title(receipt: Receipt, *, nothing: bool, new: bool) -> ft.Control:
    title = text(receipt_title(receipt), "h1", "ink" if nothing else "on_band", heading=1)
    if nothing:
        return title
    tick = ft.Container(
        ft.Icon(icons.CHECK, size=26, color=colour("on_accent")),
        width=52,
        height=52,
        border_radius=26,
        bgcolor=colour("accent"),
        alignment=ft.Alignment.CENTER,
        animate_scale=ft.Animation(MOTION.receipt, MOTION.curve) if new else None,
    )
    kept = text(_("Gardé dans « Mes reçus »."), "small", "on_band_soft")
    return ft.Semantics(
        content=ft.Row(
            [tick, ft.Column([title, kept], spacing=SPACE.hair, tight=True, expand=True)], spacing=SPACE.gap
        ),
        live_region=new,
    )


def _marks(household: Household | None) -> dict[str, tuple[Child, str]]:
    if household is None:
        return {}
    letters = initials(household.children)
    return {child.id: (child, letters[child.id]) for child in household.children}


def _notes(receipt: Receipt, household: Household | None) -> list[ft.Control]:
    """Why a line differs from what was asked; what happened since."""
    services = {service.id: service.name for service in household.services} if household else {}
    waiting = [said for line in receipt.lines if (said := explanation(line, services)) is not None]
    names = {(line.child, line.service): (line.child_name, line.service_name) for line in receipt.lines}
    since = [
        followed(follow_up, *names.get((follow_up.child, follow_up.service), ("", follow_up.service)), follow_up.params)
        for follow_up in receipt.follow_ups
    ]
    icon = ft.Icons.HOURGLASS_TOP_ROUNDED
    return [
        *(notice("plum", said, icon=icon) for said in waiting),
        *(notice("blue", said) for said in since),
    ]


def _next_steps(receipt: Receipt, store: ChoiceStore) -> list[ft.Control]:
    """For refused lines: take the new price, or look at the day again."""
    refused = [line for line in receipt.lines if line.verdict is Verdict.REFUSED]
    changed = [line for line in refused if line.code == "PRICE_CHANGED"]
    days = sorted({line.day for line in refused if line.code != "PRICE_CHANGED"})
    steps = [_keep(line, store) for line in changed] + [_see(day) for day in days[:_DAYS_OFFERED]]
    return [ft.Row(steps, spacing=SPACE.snug, run_spacing=SPACE.snug, wrap=True)] if steps else []


def _keep(line: ReceiptLine, store: ChoiceStore) -> ft.Control:
    """The slot at its new price goes back into the choice; nothing is sent."""

    def keep() -> None:
        key = SlotKey(line.child, line.service, line.day)
        store.replace(store.choice.with_picks({key: Pick(line.op, line.price_cents)}))
        navigate(f"{BOOKING}?jour={line.day.isoformat()}")

    label = _("Garder {service} à {price}").format(service=line.service_name, price=money(line.price_cents))
    return soft_button(label, keep)


def _see(day: date) -> ft.Control:
    label = _("Revoir le {day}").format(day=day_name(day))
    return soft_button(label, lambda: navigate(f"{BOOKING}?jour={day.isoformat()}"))
