"""When work is no longer tried: somebody has to look at it first. The applicant's case stays as it is meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from .ports import NotAsked, Stuck


@dataclass(frozen=True, slots=True)
class Patience:
    """How long work is tried.

    Args:
        tries: of work that no further try will mend (a Bearer key refused, an unknown kind): with the usual waits between
            them, more than an hour. Somebody who puts it back gives it as many again.
        age: after this long any failed try is the last, if there were ``tries`` of them: what nobody answers for a week is
            not put right by asking again.
    """

    tries: int = 20
    age: timedelta = timedelta(days=7)

    def is_over(self, attempts: int, since: datetime, now: datetime, fault: BaseException) -> bool:
        """Whether the try that failed so was the last. Being kept from trying never was one."""
        if isinstance(fault, NotAsked) or attempts < self.tries:
            return False
        return isinstance(fault, Stuck) or now - since > self.age
