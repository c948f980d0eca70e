"""Revisions of the payments' tables. A published one is never changed."""
