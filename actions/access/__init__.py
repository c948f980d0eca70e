"""Who may do what at the desk: by role, by where they sit, and by whose the matter is. What no rule allows is refused."""

from .deciding import Decision, Matter, Person, may
from .organisations import Organisation, Organisations
from .rules import ROLES, RULES

__all__ = ["ROLES", "RULES", "Decision", "Matter", "Organisation", "Organisations", "Person", "may"]
