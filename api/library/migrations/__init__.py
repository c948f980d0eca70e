"""Revisions of the library's tables. A published one is never changed."""
