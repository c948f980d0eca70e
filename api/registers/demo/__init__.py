"""Invented persons, firms, houses and properties, for demonstrations and tests; no installation in production has them."""
