"""Cases found by what a clerk is told at the counter: a blind index, in which nothing can be read without its own key."""

from .index import SearchIndex, index_waiting
from .terms import asked_terms, case_terms, kinds_of

__all__ = ["SearchIndex", "asked_terms", "case_terms", "index_waiting", "kinds_of"]
