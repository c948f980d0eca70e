"""Revisions of the courier's tables. A published one is never changed."""
