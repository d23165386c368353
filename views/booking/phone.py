"""The phone page: which day, who, what and until when, what it costs, send. Plain functions of state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import flet as ft
from babel.dates import format_date

from services.models import DayKind, Slot, SlotKey
from views.booking.actions import BookingActions, Panel
from views.booking.children import child_pills
from views.booking.names import joined
from views.booking.planning import Planning
from views.booking.presenter import BookingState
from views.booking.service_card import ServiceView, service_card
from views.booking.sheets.deadlines import AskDeadlines
from views.booking.store import ChoiceStore
from views.booking.week_strip import WeekStrip
from views.design import (
    SPACE,
    button_style,
    card,
    choice_button,
    colour,
    empty_card,
    failure_card,
    freshness,
    handler,
    icon_button,
    icon_tile,
    icons,
    initials,
    refreshing_line,
    skeleton,
    soft_button,
    text,
)
from views.state import Failed, Loading, Ready
from views.text import _, typeset
from views.text.dates import age, day_name, day_without_weekday, weekday_and_number
from views.text.errors import told
from views.text.typography import capital


def phone_body(state: BookingState, actions: BookingActions, store: ChoiceStore) -> ft.Control:
    """Everything under the title."""
    planning = state.planning.value if isinstance(state.planning, Ready) else None
    head = [
        _week_row(state, actions),
        WeekStrip(actions, planning, state.week, state.days, state.today),
    ]
    return ft.Column(
        [*head, _below(state, planning, actions, store)],
        spacing=SPACE.snug,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _week_row(state: BookingState, actions: BookingActions) -> ft.Control:
    """« Semaine du 23 novembre ⌄ » and the arrows."""
    label = _week_label(state.week, short=state.narrow)
    turn = [
        icon_button(icons.PREVIOUS, _("Semaine précédente"), lambda: actions.turn(-1)),
        icon_button(icons.NEXT, _("Semaine suivante"), lambda: actions.turn(1)),
    ]
    month = ft.TextButton(
        content=ft.Row(
            [text(label, "h2"), ft.Icon(icons.DOWN, size=18, color=colour("ink_soft"))], spacing=SPACE.tiny, tight=True
        ),
        style=button_style(padding=ft.Padding.symmetric(horizontal=SPACE.tiny)),
        height=48,
        on_click=handler(lambda: actions.open(Panel.MONTH)),
    )
    return ft.Row([ft.Row([month], expand=True), *turn], spacing=0)


def _week_label(monday: date, *, short: bool) -> str:
    if not short:
        return typeset(_("Semaine du {day}").format(day=day_without_weekday(monday)))
    friday = monday + timedelta(days=4)
    return typeset(f"{monday.day} – {friday.day} {format_date(friday, 'MMM', 'fr')}")


def _below(state: BookingState, planning: Planning | None, actions: BookingActions, store: ChoiceStore) -> ft.Control:
    if isinstance(state.planning, Failed):
        failure = told(state.planning.kind, state.planning.params)
        return failure_card(failure.sentence, failure.action or _("Réessayer"), state.planning.retry)
    if planning is None or isinstance(state.planning, Loading) or not state.opened:
        return _waiting()
    if not any(child.registrations for child in planning.household.children):
        return no_registration()
    rows: list[ft.Control] = [
        ft.Container(
            child_pills(planning.household.children, state.children, actions.toggle_child),
            padding=ft.Padding.symmetric(vertical=SPACE.small),
        )
    ]
    if len(state.days) == 1 and not state.several_days and planning.is_closed(state.days[0]):
        rows.append(closed_day(planning, state.days[0], actions))
    else:
        rows.append(_title_row(state, actions))
        rows.extend(_services(state, planning, actions, store))
    return ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _waiting() -> ft.Control:
    """The page's own shape while the first answer is awaited."""
    bars: list[ft.Control] = [
        ft.Row([skeleton(116, 48, radius=SPACE.wider) for _pill in range(2)], spacing=SPACE.snug),
        text(_("Nous cherchons les nouvelles de la ville…"), "small", "ink_soft"),
    ]
    bars += [
        card(
            ft.Column([skeleton(180, 16), skeleton(120, 12), skeleton(None, 48)], spacing=SPACE.cosy),
            padding=ft.Padding.all(SPACE.gap),
        )
        for _card in range(3)
    ]
    return ft.Column(bars, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def no_registration() -> ft.Control:
    return empty_card(
        icons.BOOKING,
        _(
            "Vos enfants ne sont encore inscrits à aucune activité. "
            "L'inscription se fait une fois par an ; les réservations s'ouvrent ensuite."
        ),
    )


def days_title(days: tuple[date, ...]) -> str:
    """« Jeudi 26 novembre », « Mardi 24 et jeudi 26 novembre »."""
    if not days:
        return ""
    named = [weekday_and_number(day) if day.month == days[-1].month else day_name(day) for day in days[:-1]]
    return capital(joined([*named, day_name(days[-1])]))


def _title_row(state: BookingState, actions: BookingActions) -> ft.Control:
    title = text(days_title(state.days), "h2", heading=2, expand=not state.narrow)
    several = choice_button(
        _("Plusieurs jours"),
        selected=state.several_days,
        on_tap=actions.toggle_several,
        height=48,
        content=ft.Row(
            [
                ft.Icon(icons.MULTIPLE if not state.several_days else icons.CHECK, size=20, color=colour("primary")),
                text(_("Plusieurs jours"), "strong", "primary", no_wrap=True),
            ],
            spacing=SPACE.snug,
            tight=True,
        ),
        style=button_style(
            fill="primary_soft" if state.several_days else "none",
            ink="primary",
            padding=ft.Padding.symmetric(horizontal=SPACE.snug),
        ),
    )
    tools: list[ft.Control] = [several]
    if len(state.days) == 1 and state.children:
        name = _("Copier le {day}").format(day=day_name(state.days[0]))
        tools.append(icon_button(icons.COPY, name, lambda: actions.open(Panel.COPY_DAY), color="primary"))
    if state.narrow or len(state.days) > 1:
        return ft.Column([title, ft.Row(tools, spacing=0, wrap=True)], spacing=0)
    return ft.Row([title, *tools], spacing=0)


def _services(state: BookingState, planning: Planning, actions: BookingActions, store: ChoiceStore) -> list[ft.Control]:
    if not state.children:
        return [text(_("Pour qui ? Choisissez un ou plusieurs enfants."), "body", "ink_soft")]
    views = service_views(state, planning)
    if not views:
        names = joined([c.first_name for c in planning.household.children if c.id in state.children])
        return [text(_("Aucun service ce jour-là pour {names}.").format(names=names), "body", "ink_soft")]
    reminded = AskDeadlines(planning, actions, state.days, state.children, state.now, key="deadlines")
    return [*(service_card(view, actions, store) for view in views), reminded]


def service_views(state: BookingState, planning: Planning) -> list[ServiceView]:
    """A view per service that runs on one of the days for one of the children, in the order of the day."""
    letters = initials(planning.household.children)
    found = []
    for service in planning.services_on(state.days, state.children):
        slots = []
        for child in planning.household.children:
            if child.id in state.children and (own := _slots_of(planning, child.id, service.id, state.days)):
                slots.append((child, letters[child.id], own))
        named = planning.days.get(state.days[0])
        closed_for = named.name if named else None
        alone = len(state.children) == 1
        found.append(ServiceView(service, tuple(slots), state.now, closed_for, alone, state.narrow))
    return found


def _slots_of(planning: Planning, child: str, service: str, days: tuple[date, ...]) -> tuple[Slot, ...]:
    return tuple(slot for day in days if (slot := planning.slot(SlotKey(child, service, day))) is not None)


def closed_day(planning: Planning, day: date, actions: BookingActions) -> ft.Control:
    """One card that says why, and the way to the next open day."""
    known = planning.days.get(day)
    name = known.name if known and known.name else None
    kind = planning.kind(day)
    title = capital(day_name(day)) + (f" : {name}" if name else "")
    rows: list[ft.Control] = [
        icon_tile(ft.Icons.EVENT_BUSY_ROUNDED, fill="sunken", ink="ink_soft", size=56),
        text(typeset(title), "h2", heading=2, text_align=ft.TextAlign.CENTER),
        text(_why_closed(kind), "body", "ink_soft", text_align=ft.TextAlign.CENTER),
    ]
    after = planning.next_open(day)
    if after is not None:
        rows.append(_go_on(after, actions.go_to_day))
    column = ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.CENTER, tight=True)
    return card(column, padding=ft.Padding.all(SPACE.wider), alignment=ft.Alignment.CENTER)


def _go_on(day: date, go: Callable[[date], None]) -> ft.Control:
    label = _("Voir le {day}").format(day=day_name(day))
    return soft_button(label, lambda: go(day), ft.Icons.ARROW_FORWARD_ROUNDED)


def _why_closed(kind: DayKind) -> str:
    match kind:
        case DayKind.PUBLIC_HOLIDAY:
            return _(
                "C'est un jour férié : tous les accueils sont fermés. "
                "Rien n'est à réserver ni à annuler, et rien n'est facturé."
            )
        case DayKind.SCHOOL_HOLIDAY:
            return _("Ce sont les vacances scolaires : les accueils de l'école sont fermés.")
        case DayKind.WEEKEND:
            return _("C'est le week-end : tous les accueils sont fermés.")
        case DayKind.UNKNOWN:
            return _("Le calendrier de cette période n'est pas encore connu.")
        case _:
            return _("Les accueils sont fermés ce jour-là. Rien n'est à réserver ni à annuler.")


def more_button(actions: BookingActions) -> ft.Control:
    return icon_button(icons.MORE, _("Plus d'actions"), lambda: actions.open(Panel.MENU))


def receipts_button(on_click: Callable[[], None]) -> ft.Control:
    return icon_button(icons.RECEIPTS, _("Mes reçus"), on_click)


def freshness_line(state: BookingState, actions: BookingActions) -> ft.Control:
    """« Copie de 7 h 40 » while the city did not confirm what is shown; a thin line while it is asked."""
    if not isinstance(state.planning, Ready):
        return refreshing_line(running=False)
    if state.planning.stale and not state.planning.refreshing:
        copy = typeset(_("Copie de {age}").format(age=age(state.planning.as_of, state.now)))
        return freshness(copy, actions.refresh)
    return refreshing_line(running=state.planning.refreshing)
