"""A provider of invented people that speaks OpenID Connect as a real one does. It is never there in production."""

from .app import PREFIX, demo_provider, open_demo_provider, router

__all__ = ["PREFIX", "demo_provider", "open_demo_provider", "router"]
