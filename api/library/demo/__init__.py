"""Invented holders and their licences, for demonstrations and tests; no installation in production has them."""
