"""Revisions of the intake's tables. A published one is never changed."""
