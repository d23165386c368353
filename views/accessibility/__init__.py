"""« Accessibilité »: what is done, what is not, whom to tell. Read signed in or not."""

from views.accessibility.page import AccessibilityPage, accessibility_link

__all__ = ["AccessibilityPage", "accessibility_link"]
