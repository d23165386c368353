"""The hooks the screens stand on. `use_query` and `use_mutation` hold every try/except of the screens."""

from views.design.handling import handler
from views.state.contexts import (
    BottomStore,
    Demonstration,
    Installation,
    Layout,
    LayoutKind,
    LayoutStore,
    RouteStore,
    Session,
    SessionContext,
    SurroundingsStore,
    use_bottom_bar,
    use_bottom_taken,
    use_installation,
    use_layout,
    use_palette,
    use_portal,
    use_session,
    use_surroundings,
    use_text_scale,
)
from views.state.guard import screen
from views.state.loadable import Failed, Loadable, Loading, Ready
from views.state.memo import memo
from views.state.mutation import Mutation, answering, use_mutation
from views.state.navigation import (
    current_route,
    navigate,
    path_of,
    query_of,
    use_leave_question,
)
from views.state.query import use_portal_state, use_query, use_query_if, use_topics
from views.state.towns import Town, Towns
from views.state.typed import Typed, use_typed

__all__ = [
    "BottomStore",
    "Demonstration",
    "Failed",
    "Installation",
    "Layout",
    "LayoutKind",
    "LayoutStore",
    "Loadable",
    "Loading",
    "Mutation",
    "Ready",
    "RouteStore",
    "Session",
    "SessionContext",
    "SurroundingsStore",
    "Town",
    "Towns",
    "Typed",
    "answering",
    "current_route",
    "handler",
    "memo",
    "navigate",
    "path_of",
    "query_of",
    "screen",
    "use_bottom_bar",
    "use_bottom_taken",
    "use_installation",
    "use_layout",
    "use_leave_question",
    "use_mutation",
    "use_palette",
    "use_portal",
    "use_portal_state",
    "use_query",
    "use_query_if",
    "use_session",
    "use_surroundings",
    "use_text_scale",
    "use_topics",
    "use_typed",
]
