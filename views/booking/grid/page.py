"""Réservations on tablet and desktop: toolbar, week grid, and the bar or the panel « Votre choix »."""

from __future__ import annotations

from datetime import date

import flet as ft

from services.models import SlotKey
from views.booking.actions import BookingActions, Panel
from views.booking.bar import SummaryBar
from views.booking.grid.board import child_groups, day_heads, label_width
from views.booking.grid.cursor import GridCursor
from views.booking.grid.layout import groups_of, heads_of, places_in_order, shown_days
from views.booking.grid.panel import ChoicePanel
from views.booking.grid.sweep import CellSweep
from views.booking.grid.swipe import FINGER, MOUSE, WeekDrag
from views.booking.grid.toolbar import activities_filter, children_filter, segmented, week_arrows, week_tools
from views.booking.pages import toggle_shown
from views.booking.phone import no_registration, receipts_button
from views.booking.planning import Planning
from views.booking.presenter import BookingState
from views.booking.sheets.deadlines import AskDeadlines
from views.design import SPACE, failure_card, handler, skeleton, text
from views.headed import tools_with_bell
from views.state import Failed, Ready, navigate, screen, use_layout
from views.state.navigation import RECEIPTS
from views.text import _
from views.text.errors import told

#: From this width on, the days beside the panel are wide enough for whole words.
_ROOMY_FROM = 1240


@screen
def GridPage(state: BookingState, actions: BookingActions) -> ft.Control:
    """The grid of one week."""
    layout = use_layout()
    unset: tuple[str, ...] = ()
    shown, set_shown = ft.use_state(unset)
    cursor, drag, sweep = _use_hands(actions)
    planning = state.planning.value if isinstance(state.planning, Ready) else None
    everyone = tuple(child.id for child in planning.household.children) if planning else ()
    children = tuple(child for child in shown if child in everyone) or everyone
    hidden = actions.filter.hidden
    if planning is None:
        back = [week_arrows(state.week, actions.turn)] if isinstance(state.planning, Failed) else []
        return _frame([grid_top(0, actions), *back, _not_yet(state)], None, None)
    if not any(child.registrations for child in planning.household.children):
        return _frame([grid_top(0, actions), no_registration()], None, None)
    desktop = layout.desktop
    roomy = desktop and layout.width >= _ROOMY_FROM
    days = shown_days(planning, state.week)
    tools = _tools(
        planning,
        state,
        actions,
        children,
        AskDeadlines(planning, actions, days, children, state.now, short=True, key="deadlines"),
        lambda who: set_shown(toggle_shown(children, who)),
        desktop=desktop,
        roomy=roomy,
    )
    groups = groups_of(planning, days, children, hidden)
    cursor.lay(places_in_order(groups))
    heads = day_heads(
        heads_of(planning, days),
        state.now,
        roomy=roomy,
        on_column=lambda day: _take_column(planning, actions, cursor, children, day),
    )
    rows = child_groups(groups, planning, actions, state.now, state.week, sweep, roomy=roomy)
    measured = handler(lambda event: sweep.measured(event.width - label_width(roomy) - SPACE.small))
    keyed = _keyed(ft.Column(rows, spacing=SPACE.small, tight=True, on_size_change=measured), cursor, actions)
    body = ft.Column([keyed], expand=True, scroll=ft.ScrollMode.HIDDEN)
    summary, focus = actions.store.summary, actions.submit_focus
    panel = ChoicePanel(summary, focus, actions, planning, hidden, children, state.now) if desktop else None
    bar = None if desktop else SummaryBar(summary, focus, actions)
    grid = ft.Column(
        [drag.over(in_turn(heads), MOUSE, expand=False), body],
        spacing=SPACE.tiny,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        expand=True,
    )
    return _frame([*map(in_turn, tools), drag.over(grid, FINGER, expand=True)], panel, bar)


def _use_hands(actions: BookingActions) -> tuple[GridCursor, WeekDrag, CellSweep]:
    """What keyboard, finger and mouse do in the grid, for as long as the page lasts. A hook."""
    cursor = ft.use_memo(lambda: GridCursor(actions.store), [id(actions)])
    ft.use_effect(lambda: None, [id(cursor)], cleanup=cursor.lift)
    drag = ft.use_memo(lambda: WeekDrag(actions.turn), [id(actions)])
    sweep = ft.use_memo(lambda: CellSweep(actions), [id(actions)])
    return cursor, drag, sweep


def grid_top(chosen: int, actions: BookingActions, *more: ft.Control) -> ft.Control:
    """Title, « Semaine réelle | Semaine type », `more`, receipts, the bell."""
    kinds = [_("Semaine réelle"), _("Semaine type")]
    return ft.Row(
        [
            text(_("Réservations"), "h1", heading=1),
            segmented(kinds, chosen, lambda number: actions.show_typical(number == 1)),
            ft.Container(expand=True),
            *more,
            ft.Row(tools_with_bell(receipts_button(lambda: navigate(RECEIPTS))), spacing=0, tight=True),
        ],
        spacing=SPACE.wider,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def in_turn(part: ft.Control, expand: bool = False) -> ft.Control:
    """Readers finish this part before the next one: without it they go across parts, line by line."""
    return ft.Semantics(content=part, container=True, expand=expand)


def _tools(
    planning: Planning,
    state: BookingState,
    actions: BookingActions,
    children: tuple[str, ...],
    reminding: ft.Control,
    on_child: object,
    *,
    desktop: bool,
    roomy: bool,
) -> list[ft.Control]:
    """The head of the page and the tools under it; between tablet and wide desktop the filter goes up to the head."""
    week = week_tools(state.week, actions.turn, lambda: actions.open(Panel.PERIOD))
    pills = children_filter(planning.household.children, children, on_child, two_lines=desktop)  # type: ignore[arg-type]
    menu = activities_filter(planning.household.services, actions.filter.hidden, lambda: actions.open(Panel.ACTIVITIES))
    if desktop:
        return [
            grid_top(0, actions, *([] if roomy else [menu]), reminding),
            ft.Row(
                [week, pills, *([menu] if roomy else [])],
                spacing=SPACE.hair,
                alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                wrap=True,
                run_spacing=SPACE.snug,
            ),
        ]
    return [
        grid_top(0, actions, reminding),
        ft.Row([week, menu], alignment=ft.MainAxisAlignment.SPACE_BETWEEN, wrap=True, run_spacing=SPACE.snug),
        pills,
    ]


def _keyed(body: ft.Control, cursor: GridCursor, actions: BookingActions) -> ft.Control:
    def submit() -> None:
        actions.submit_focus.asked += 1

    def down(event: ft.KeyDownEvent) -> None:
        cursor.pressed(event.key, actions.turn, submit)

    def repeated(event: ft.KeyRepeatEvent) -> None:
        cursor.pressed(event.key, actions.turn, submit)

    listening = ft.KeyboardListener(
        body,
        on_key_down=handler(down),
        on_key_repeat=handler(repeated),
        on_key_up=handler(lambda event: cursor.released(event.key)),
    )
    # It can have the keyboard itself, before anything in it: so it has a name.
    return ft.Semantics(content=listening, label=_("Grille de la semaine"))


def _take_column(
    planning: Planning, actions: BookingActions, cursor: GridCursor, children: tuple[str, ...], day: date
) -> None:
    """The column of the child whose group has the cursor."""
    child = cursor.at.child if cursor.at and cursor.at.child in children else children[0]
    keys = [SlotKey(child, slot.service, day) for slot in planning.slots_on(day, [child])]
    actions.take_all(*keys)


def _not_yet(state: BookingState) -> ft.Control:
    if isinstance(state.planning, Failed):
        failure = told(state.planning.kind, state.planning.params)
        return failure_card(failure.sentence, failure.action or _("Réessayer"), state.planning.retry)
    rows: list[ft.Control] = [text(_("Nous cherchons les nouvelles de la ville…"), "small", "ink_soft")]
    for _row in range(6):
        rows.append(ft.Row([skeleton(None, 48, expand=True) for _cell in range(6)], spacing=SPACE.small))
    return ft.Column(rows, spacing=SPACE.small)


def _frame(rows: list[ft.Control], panel: ft.Control | None, bar: ft.Control | None) -> ft.Control:
    column = ft.Column(rows, spacing=SPACE.snug, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, expand=True)
    margins = ft.Padding.only(left=SPACE.wider, right=SPACE.wider, top=SPACE.small)
    main = in_turn(ft.Container(column, padding=margins), True)
    if panel is not None:
        return ft.Row([main, panel], spacing=0, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Column(
        [main, *([bar] if bar else [])], spacing=0, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
