"""« Nous contacter »: the town's school service, by phone, by mail, or by a message to the right service."""

from views.contact.page import ContactPage
from views.contact.reaching import Reaching, use_reaching

__all__ = ["ContactPage", "Reaching", "use_reaching"]
