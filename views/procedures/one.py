"""One démarche: its form while it can be filled in, else what became of it."""

from __future__ import annotations

import flet as ft

from services.models.procedure import EDITABLE
from services.query import Topic
from views.design import SPACE
from views.frame import fate
from views.headed import headed_page
from views.procedures.detail import ProcedureDetail
from views.procedures.form import FormPage
from views.state import Ready, navigate, screen, use_portal_state, use_query, use_query_if
from views.state.navigation import PROCEDURES
from views.text import _


@screen
def ProcedureView(procedure: str, beside: bool) -> ft.Control:
    """`beside`: the list stands at its left. A form begun here is shown before the city has heard of it."""
    portal = use_portal_state(Topic.SESSION)
    answer, refresh = use_query(portal.procedures.file(procedure), [])
    file = answer.value if isinstance(answer, Ready) else None
    kept = portal.procedures.typed(procedure)
    unknown = kept is not None and file is None
    form, _again = use_query_if(portal.procedures.definition(kept.draft.key) if kept and unknown else None, [])
    if file is not None and file.procedure.state not in EDITABLE:
        return ProcedureDetail(answer, refresh, beside, key=f"detail-{procedure}")
    definition = file.definition if file is not None else form.value if isinstance(form, Ready) else None
    if kept is not None and definition is not None:
        return FormPage(kept, definition, file, beside, key=f"form-{procedure}")
    body = fate(answer, _nothing) if kept is None else fate(form, _nothing)
    return _waiting(body, beside)


def _nothing(_value: object) -> ft.Control:
    """A file without a draft beside it is on its way to have one."""
    return ft.Container()


def _waiting(body: ft.Control, beside: bool) -> ft.Control:
    back = None if beside else lambda: navigate(PROCEDURES)
    return headed_page(_("Démarche"), ft.Container(body, padding=SPACE.hair), beside=beside, on_back=back)
