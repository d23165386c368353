"""« Attestation fiscale »: what was paid for child care, year by year."""

from __future__ import annotations

import flet as ft

from services.models.invoice import TaxStatement, TaxStatements
from services.query import Topic
from views.design import SPACE, card, empty_card, icons, inline_error, outlined_button, text
from views.frame import fate, in_column, stale_line
from views.frame.papers import use_saving
from views.headed import headed_page
from views.state import navigate, screen, use_layout, use_portal_state, use_query
from views.state.mutation import Mutation
from views.state.navigation import INVOICES
from views.text import _, typeset
from views.text.errors import told_error
from views.text.money import money


@screen
def StatementsPage() -> ft.Control:
    """A card per year, with its paper once it is ready."""
    portal = use_portal_state(Topic.SESSION)
    answer, refresh = use_query(portal.invoices.tax_statements(), [])
    saving = use_saving()

    async def save(year: int) -> None:
        await saving.run(lambda: portal.invoices.tax_statement(year))

    def draw(value: TaxStatements) -> ft.Control:
        if not value.items:
            return empty_card(icons.DOCUMENT, _("Votre première attestation arrivera au début de l'année prochaine."))
        rows: list[ft.Control] = [_card(one, lambda year=one.year: save(year), saving) for one in value.items]
        if saving.error is not None:
            rows.insert(0, inline_error(told_error(saving.error).sentence))
        return ft.Column(rows, spacing=SPACE.gap, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return headed_page(
        _("Attestations fiscales"),
        in_column(fate(answer, draw), use_layout()),
        on_back=lambda: navigate(INVOICES),
        under_title=stale_line(answer, portal.now(), refresh),
    )


def _card(one: TaxStatement, save: object, saving: Mutation[str | None]) -> ft.Control:
    rows: list[ft.Control] = [text(str(one.year), "h2", heading=2), text(money(one.total_cents), "money")]
    for child in one.children:
        said = _("{child} : {total}").format(child=child.child_name, total=money(child.cents))
        rows.append(text(typeset(said), "small", "ink_soft"))
    if one.ready and callable(save):
        name = _("Enregistrer l'attestation {year}").format(year=one.year)
        rows.append(outlined_button(_("Enregistrer l'attestation"), save, icons.DOWNLOAD, saving.busy, name=name))
    else:
        rows.append(text(_("Elle sera prête au début de l'année suivante."), "small", "ink_soft"))
    column = ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return card(column, key=f"year-{one.year}")
