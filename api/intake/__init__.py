"""The reference intake (受理): receives finished applications, with its own tables and its own validation.

It can be mounted beside the applicant's API or run by itself; it shares no data with the conversations.
"""

from __future__ import annotations

from .app import IntakeServices, create_intake, open_intake, router
from .clients import Client, Clients, new_client_key, own_key
from .migrating import INTAKE
from .offices import offices_of
from .published import PublishedForm, earlier_forms, published_forms

__all__ = [
    "INTAKE",
    "Client",
    "Clients",
    "IntakeServices",
    "PublishedForm",
    "create_intake",
    "earlier_forms",
    "new_client_key",
    "offices_of",
    "open_intake",
    "own_key",
    "published_forms",
    "router",
]
