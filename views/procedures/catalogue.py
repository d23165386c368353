"""« Faire une démarche »: what can be begun, and for which child."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date

import flet as ft

from services.models import Child
from services.models.procedure import About, CatalogueItem
from services.query import Topic
from views.design import (
    SPACE,
    child_mark,
    empty_card,
    icons,
    initials,
    inline_error,
    option_line,
    sheet,
)
from views.frame import around_cards, fate, in_cards, least_height, search_field, stale_line
from views.frame.lines import opening_line
from views.headed import headed_page
from views.procedures.beginning import use_beginning
from views.state import (
    Loading,
    Ready,
    current_route,
    navigate,
    screen,
    use_layout,
    use_portal_state,
    use_query,
    use_typed,
)
from views.state.navigation import PROCEDURES, day_of, query_of
from views.text import _, ngettext, typeset
from views.text.dates import day_name
from views.text.errors import told_error

_SEARCH_FROM = 8
Begin = Callable[[CatalogueItem, str | None], Awaitable[object]]


@screen
def CataloguePage(asked: str | None) -> ft.Control:
    """`asked`: the key of the démarche to begin at once (for the child of `?enfant=`, or the one asked for).

    `?jour=`: the day of the absence to declare.
    """
    portal = use_portal_state(Topic.SESSION)
    layout = use_layout()
    answer, refresh = use_query(portal.procedures.catalogue(), [])
    household, _again = use_query(portal.household(), [])
    typed = use_typed()
    chosen, choose = ft.use_state(asked)
    beginning = use_beginning()
    children = household.value.children if isinstance(household, Ready) else ()
    offered = answer.value if isinstance(answer, Ready) else ()
    wanted = next((one for one in offered if one.key == chosen and one.open), None)
    given = query_of(current_route(), "enfant")
    about = tuple(child for child in children if child.id == given) or children
    day = day_of(current_route())
    at_once = _use_begin(wanted, about, lambda item, child: beginning.run(item, child, day), lambda: choose(None))

    def draw(items: Sequence[CatalogueItem]) -> ft.Control:
        if not items:
            return empty_card(icons.ONLINE, _("La ville n'offre pas encore de démarche en ligne."))
        rows: list[ft.Control] = []
        if beginning.error is not None:
            rows.append(inline_error(told_error(beginning.error).sentence))
        if len(items) >= _SEARCH_FROM:
            rows.append(search_field(_("Chercher"), typed))
        rows.append(in_cards(_lines(items, typed.value.strip(), portal.now().date(), choose), layout))
        return ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return headed_page(
        _("Faire une démarche"),
        around_cards(fate(Loading() if at_once and beginning.error is None else answer, draw, bones=5), layout),
        on_back=lambda: navigate(PROCEDURES),
        under_title=stale_line(answer, portal.now(), refresh),
        least=least_height(layout),
    )


def _lines(items: Sequence[CatalogueItem], sought: str, today: date, choose: Callable[[str], None]) -> list[ft.Control]:
    """Those that can be begun first."""
    found = [one for one in items if sought.casefold() in f"{one.title} {one.summary}".casefold()]
    if not found:
        return [empty_card(icons.SEARCH, typeset(_("Rien ne contient « {search} ».").format(search=sought)))]
    return [_line(one, today, choose) for one in sorted(found, key=lambda one: not one.open)]


def _line(item: CatalogueItem, today: date, choose: Callable[[str], None]) -> ft.Control:
    lines = [typeset(item.summary), _note(item, today)]
    open_it = (lambda: choose(item.key)) if item.open else None
    line = opening_line(icons.procedure_icon(item.icon), typeset(item.title), lines, open_it)
    return ft.Container(line, key=f"item-{item.key}")


def _note(item: CatalogueItem, today: date) -> str:
    """When it opens, or in how many days the city usually answers."""
    if not item.open and item.opens is not None and item.opens > today:
        return typeset(_("S'ouvre le {day}").format(day=day_name(item.opens)))
    if not item.open:
        return _("Fermée en ce moment")
    if item.reply_days is None:
        return ""
    return ngettext("Réponse habituelle en {count} jour", "Réponse habituelle en {count} jours", item.reply_days)


def _use_begin(
    wanted: CatalogueItem | None, children: Sequence[Child], begin: Begin, close: Callable[[], None]
) -> bool:
    """Begins at once what needs no child, or where there is only one (True); else asks for whom."""
    layout = use_layout()
    about_child = wanted is not None and wanted.about is About.CHILD
    at_once = wanted is not None and (not about_child or len(children) == 1)

    async def start() -> None:
        if wanted is not None and at_once:
            # Not before: another choice ends this effect, and what it is waiting for.
            await begin(wanted, children[0].id if about_child else None)
            close()

    ft.use_effect(start, [wanted.key if wanted is not None and at_once else None])
    shown = None
    if wanted is not None and about_child and len(children) > 1:
        title = typeset(_("{title} : pour qui ?").format(title=wanted.title))
        content = _children(wanted, children, begin, close)
        shown = sheet(title, content, close, phone=layout.phone, height=layout.height)
    ft.use_dialog(shown)
    return at_once


def _children(item: CatalogueItem, children: Sequence[Child], begin: Begin, close: Callable[[], None]) -> ft.Control:
    letters = initials(children)

    def chosen(child: str) -> Callable[[], Awaitable[None]]:
        async def start() -> None:
            close()
            await begin(item, child)

        return start

    lines = [
        option_line(
            child.first_name,
            selected=False,
            on_tap=chosen(child.id),
            sign=child_mark(child, 32, letters[child.id]),
        )
        for child in children
    ]
    return ft.Column(lines, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
