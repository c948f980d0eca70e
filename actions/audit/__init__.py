"""The audit trail: who of the staff did what, saw what and why; only ever added to, and every entry bound to the one before."""

from .entries import ACTS, Actor, Entry
from .trail import Narrowed, Trail
from .verifying import Broken, Verdict, read_known, verify

__all__ = ["ACTS", "Actor", "Broken", "Entry", "Narrowed", "Trail", "Verdict", "read_known", "verify"]
