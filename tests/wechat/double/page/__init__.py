"""The page that shows one phone, and the addresses it talks to."""

from .routes import page_routes

__all__ = ["page_routes"]
