"""« Semaine type »: the pattern, what it changes, line by line. On the phone three parts of one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

import flet as ft
from babel.dates import format_date

from views.booking.children import child_pills
from views.booking.grid.toolbar import field_button, segmented
from views.booking.planning import Planning
from views.design import (
    SPACE,
    card,
    icon_button,
    icons,
    large_text,
    notice,
    question,
    sheet,
    soft_button,
    text,
    text_button,
    text_field,
)
from views.state import screen, use_layout
from views.text import _, ngettext, typeset
from views.text.dates import day_name, day_of_month
from views.text.errors import told_error
from views.typical_week.board import pattern_card
from views.typical_week.difference import weeks_between
from views.typical_week.panel import PatternLines, bottom_bar, day_lines, side_panel
from views.typical_week.presenter import LENGTHS, TypicalPage, use_typical_week
from views.typical_week.weeks import difference_card


@screen
def TypicalWeekPage(planning: Planning, now: datetime, top: Sequence[ft.Control]) -> ft.Control:
    """`top` is the head of the page, the same as for the « Semaine réelle »."""
    layout = use_layout()
    page = use_typical_week(planning, now.date())
    period_open, open_period = ft.use_state(False)
    asking, ask = ft.use_state(False)
    nothing: date | None = None
    day, open_day = ft.use_state(nothing)
    phone = layout.phone
    dialog: ft.DialogControl | None = None
    if period_open:
        dialog = _period_sheet(page, lambda: open_period(False), phone=phone, height=layout.height)
    elif asking:
        dialog = _deletion(page, lambda: ask(False))
    elif day is not None:
        of_day = day_lines(page, planning, day, now)
        dialog = sheet(day_name(day), of_day, lambda: open_day(None), phone=phone, height=layout.height)
    ft.use_dialog(dialog)
    body: list[ft.Control] = [
        _tools(page, planning, lambda: open_period(True), lambda: ask(True), phone=phone),
        pattern_card(page, planning, now.date(), phone=phone, roomy=layout.desktop),
        difference_card(page, planning, open_day, phone=phone),
    ]
    if not layout.desktop and page.state.shown is not None and page.state.shown.lines:
        lines = [text(_("Ligne par ligne"), "h2", heading=2), PatternLines(page, planning, now, key="lines")]
        body.append(card(ft.Column(lines, spacing=SPACE.snug, tight=True)))
    main = _scrolled(top, body, SPACE.gap if phone else SPACE.wider)
    if layout.desktop:
        return ft.Row(
            [main, side_panel(page, planning, now)],
            spacing=0,
            expand=True,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        )
    bar = bottom_bar(page)
    return ft.Column(
        [main, *([bar] if bar else [])],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _scrolled(top: Sequence[ft.Control], body: Sequence[ft.Control], margin: float) -> ft.Control:
    """The head of the page, and under it what scrolls."""
    scrolled = ft.Column(
        [*body, ft.Container(height=SPACE.roomy)],
        spacing=SPACE.medium,
        expand=True,
        scroll=ft.ScrollMode.HIDDEN,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.Container(
        ft.Column(
            [*top, scrolled], spacing=SPACE.medium, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, expand=True
        ),
        padding=ft.Padding.only(left=margin, right=margin, top=SPACE.medium),
        expand=True,
    )


def _tools(
    page: TypicalPage,
    planning: Planning,
    on_period: Callable[[], None],
    on_delete: Callable[[], None],
    *,
    phone: bool,
) -> ft.Control:
    """« Période », whose week, and which of their named weeks."""
    state, actions = page.state, page.actions
    span = period_said(state.first, state.last)
    period: list[ft.Control] = [field_button(_("Période"), span, ft.Icons.CALENDAR_TODAY_ROUNDED, on_period)]
    arrows = ft.Row(
        [
            icon_button(icons.PREVIOUS, _("Une semaine plus tôt"), lambda: actions.turn(state.first, -1)),
            icon_button(icons.NEXT, _("Une semaine plus tard"), lambda: actions.turn(state.first, 1)),
        ],
        spacing=SPACE.hair,
        tight=True,
    )
    pills = child_pills(planning.household.children, [state.child.id], actions.choose_child, tick=False)
    if not (large_text() and phone):
        period = [ft.Row([*period, arrows], spacing=SPACE.hair, tight=True)]
    else:
        period.append(arrows)
    tools: list[ft.Control] = [*period, pills]
    if len(state.named) > 1:
        at = next((n for n, week in enumerate(state.named) if week.id == state.week.id), 0)
        tools.append(
            segmented(
                [week.name for week in state.named], at, lambda number: actions.choose_week(state.named[number].id)
            )
        )

    def rename(name: str) -> None:
        actions.draw(state.week.model_copy(update={"name": name[:60]}))

    field = text_field(_("Nom de cette semaine"), state.week.name, rename)
    named = ft.Container(field, width=None if phone else 240, padding=ft.Padding.only(top=SPACE.snug))
    tools.append(named)
    if state.named:
        tools.append(text_button(_("Ajouter une semaine"), page.add, icons.ADD))
        delete = _("Supprimer la semaine {name}").format(name=state.week.name)
        tools.append(icon_button(ft.Icons.DELETE_OUTLINE_ROUNDED, delete, on_delete))
    if page.delete.error is not None:
        tools.append(notice("amber", told_error(page.delete.error).sentence))
    return ft.Row(tools, spacing=SPACE.snug, run_spacing=SPACE.snug, wrap=True)


def _deletion(page: TypicalPage, close: Callable[[], None]) -> ft.DialogControl:
    """Keeping is the default."""

    async def delete() -> None:
        close()
        await page.delete.run()

    return question(
        typeset(_("Supprimer la semaine « {name} » ?").format(name=page.state.week.name)),
        _("Ce qui est déjà réservé le reste."),
        [soft_button(_("Garder"), close), text_button(_("Supprimer"), delete)],
        close,
    )


def period_said(first: date, last: date) -> str:
    """« 30 nov. – 18 déc. 2026 »: to the Friday of the last week."""
    friday = last - timedelta(days=2)
    return typeset(f"{short_day(first)} – {short_day(friday)} {friday.year}")


def short_day(day: date) -> str:
    """« 30 nov. »."""
    return f"{day_of_month(day)} {format_date(day, 'MMM', 'fr')}"


def _period_sheet(page: TypicalPage, close: Callable[[], None], *, phone: bool, height: float) -> ft.DialogControl:
    """How many weeks, from the first one shown."""
    state = page.state

    def choose(weeks: int) -> Callable[[], None]:
        def chosen() -> None:
            page.actions.period(state.first, weeks)
            close()

        return chosen

    rows: list[ft.Control] = []
    for weeks in LENGTHS:
        label = ngettext("{count} semaine", "{count} semaines", weeks)
        span = period_said(*weeks_between(state.first, weeks))
        icon = icons.CHECK if weeks == state.weeks else ft.Icons.DATE_RANGE_ROUNDED
        rows.append(text_button(f"{label}, {span}", choose(weeks), icon))
    content = ft.Column(rows, spacing=SPACE.tiny, tight=True, horizontal_alignment=ft.CrossAxisAlignment.START)
    return sheet(_("Période"), content, close, phone=phone, height=height)
