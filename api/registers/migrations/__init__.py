"""Revisions of the registers' tables."""
