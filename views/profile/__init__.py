"""« Mes données personnelles »: the way in, the devices signed in, a copy of the data, leaving."""

from views.profile.link import EmailLinkPage
from views.profile.page import ProfilePage

__all__ = ["EmailLinkPage", "ProfilePage"]
