"""The look: every control of the screens comes from here. Raw colours and bare sizes live nowhere else."""

from views.design import icons
from views.design.components.button import (
    accent_button,
    button_style,
    choice_button,
    grown,
    icon_button,
    named,
    outlined_button,
    pressed,
    primary_button,
    remove_button,
    soft_button,
    spoken,
    text_button,
)
from views.design.components.carousel import carousel
from views.design.components.child import child_colour, child_dot, child_mark, initials, shape
from views.design.components.choice import option_line, segments, tick_line
from views.design.components.field import text_field
from views.design.components.notice import empty_card, failure_card, inline_error, notice
from views.design.components.page import freshness, page_frame, refreshing_line
from views.design.components.scroll import form_scroll
from views.design.components.sheet import question, sheet
from views.design.components.slot_tile import slot_tile
from views.design.components.surface import bar_shadow, card, icon_tile, pill, separator, skeleton
from views.design.components.text import fixed, style, text
from views.design.components.undo import offer_undo
from views.design.components.words import count_badge, quoted, unread_dot
from views.design.handling import handler
from views.design.look import Surroundings, colour, drawing_with, large_text, surroundings, text_scale
from views.design.palette import Palette, derive
from views.design.states import Look, ShownState, state_look
from views.design.tokens import FOCUS_RING, ICON, ICON_SMALL, LAYOUT, MOTION, RADIUS, SPACE, TARGET, TYPE, Role

__all__ = [
    "FOCUS_RING",
    "ICON",
    "ICON_SMALL",
    "LAYOUT",
    "MOTION",
    "RADIUS",
    "SPACE",
    "TARGET",
    "TYPE",
    "Look",
    "Palette",
    "Role",
    "ShownState",
    "Surroundings",
    "accent_button",
    "bar_shadow",
    "button_style",
    "card",
    "carousel",
    "child_colour",
    "child_dot",
    "child_mark",
    "choice_button",
    "colour",
    "count_badge",
    "derive",
    "drawing_with",
    "empty_card",
    "failure_card",
    "fixed",
    "form_scroll",
    "freshness",
    "grown",
    "handler",
    "icon_button",
    "icon_tile",
    "icons",
    "initials",
    "inline_error",
    "large_text",
    "named",
    "notice",
    "offer_undo",
    "option_line",
    "outlined_button",
    "page_frame",
    "pill",
    "pressed",
    "primary_button",
    "question",
    "quoted",
    "refreshing_line",
    "remove_button",
    "segments",
    "separator",
    "shape",
    "sheet",
    "skeleton",
    "slot_tile",
    "soft_button",
    "spoken",
    "state_look",
    "style",
    "surroundings",
    "text",
    "text_button",
    "text_field",
    "text_scale",
    "tick_line",
    "unread_dot",
]
