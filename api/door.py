"""Where staff come in: one door for the authors' page, one for the departments' desk; a session of one opens no other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final, Generic, TypeVar

from fastapi import Request, Response

from actions.local_time import now
from actions.sessions import Sessions
from actions.tries import Tries

from .factor import step_of
from .people import Person, proves
from .problems import Problem
from .security import MakeRates, Rates, hashed, new_token, same_origin

#: A working day.
LASTS: Final = timedelta(hours=8)
#: What a page asks by itself, every few seconds, says so by this header: nobody sits there for that.
UNATTENDED: Final = "x-daoban-unattended"
_LONGEST_TOKEN: Final = 100

P = TypeVar("P", bound=Person)


@dataclass(frozen=True)
class Door(Generic[P]):
    """Who may come in, and who is in.

    Args:
        place: the page behind it is ``/<place>``; its cookie is sent there alone.
        role: stands before the id in the table of sessions, so that no applicant's session is one of staff.
        tries: counts tries to come in, and which codes were used; None: nobody needs a code here. factor_of: the secret of a person's codes.
        idle: without use a session is over after this, and after ``LASTS`` in any case; None: only then.
        rates: makes what counts requests. people: by id. demo: they are made up, and chosen without a password.
    """

    place: str
    role: str
    people: Mapping[str, P]
    demo: bool
    sessions: Sessions
    rates: MakeRates = Rates
    tries: Tries | None = None
    factor_of: Callable[[P], bytes | None] = lambda _: None
    idle: timedelta | None = None
    clock: Callable[[], datetime] = now

    @cached_property
    def _requests(self) -> Rates:
        return self.rates(1200, f"{self.place}.requests")

    @property
    def cookie(self) -> str:
        """The session's cookie."""
        return f"daoban_{self.place}"

    def signed_in(self, request: Request) -> P:
        """Whose session the request holds.

        Raises:
            Problem: 403 when a page of another origin asks, 401 without a session of this door, 429 for too many requests.
        """
        same_origin(request)
        token = request.cookies.get(self.cookie, "")
        identity = (
            self._identity(token, UNATTENDED not in request.headers) if 0 < len(token) <= _LONGEST_TOKEN else None
        )
        before = f"{self.role}:"
        found = self.people.get(identity.removeprefix(before)) if identity and identity.startswith(before) else None
        if found is None:
            raise Problem(401, "not-signed-in", "还没有登录，或者登录已经过期，请重新登录。")
        self._requests.spend(found.id)
        return found

    def _identity(self, token: str, used: bool) -> str | None:
        return self.sessions.identity(self._hash(token), idle=self.idle or LASTS, used=used)

    def proves(self, person: P | None, password: str, code: str) -> bool:
        """Whether who tries is the person: the password is right, the code is one of now that was not used yet, and they are not locked.

        It takes as long where there is no such person. A try counts as a wrong one before it is looked at, so that many at once are no more than many.
        """
        tries, who = self.tries, f"{self.place}:{person.id}" if person is not None else ""
        free = tries.begin(who) if tries is not None and person is not None else True
        right = proves(person, password)
        if not free or not right or person is None:
            return False
        if tries is None:
            return True
        secret = self.factor_of(person)
        step = step_of(secret, code, self.clock()) if secret is not None else None
        return step is not None and tries.came(who, step)

    def let_in(self, person: P, request: Request, response: Response) -> None:
        """The person is signed in, by the cookie that the response sets."""
        token = new_token()
        lasts, at_most = (LASTS, None) if self.idle is None else (self.idle, LASTS)
        # Made-up people are shared by whoever tries the demonstration; real ones are at one place at a time.
        alone = not self.demo and self.tries is not None
        self.sessions.open(self._hash(token), f"{self.role}:{person.id}", lasts, at_most, alone=alone)
        response.set_cookie(
            self.cookie, token, max_age=int(LASTS.total_seconds()), httponly=True, samesite="strict",
            secure=request.url.scheme == "https", path=f"/{self.place}",
        )  # fmt: skip

    def let_out(self, request: Request, response: Response) -> None:
        """The session that the request holds is over."""
        self.sessions.close(self._hash(request.cookies[self.cookie]))
        response.delete_cookie(self.cookie, path=f"/{self.place}", httponly=True, samesite="strict")

    def _hash(self, token: str) -> str:
        """What is stored of a token; an applicant's token, stored otherwise, never has the same."""
        return hashed(f"{self.place}:{token}")
