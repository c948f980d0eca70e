"""Where staff come in: one door for the authors' page, one for the departments' desk; a session of one opens no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Final, Generic, TypeVar

from fastapi import Request, Response

from actions.sessions import Sessions

from .people import Person
from .problems import Problem
from .security import MakeRates, Rates, hashed, new_token, same_origin

#: A working day.
LASTS: Final = timedelta(hours=9)
_LONGEST_TOKEN: Final = 100

P = TypeVar("P", bound=Person)


@dataclass(frozen=True)
class Door(Generic[P]):
    """Who may come in, and who is in.

    Args:
        place: the page behind it is ``/<place>``; its cookie is sent there alone.
        role: stands before the id in the table of sessions, so that no applicant's session is one of staff.
        rates: makes what counts requests. people: by id. demo: they are made up, and chosen without a password.
    """

    place: str
    role: str
    people: Mapping[str, P]
    demo: bool
    sessions: Sessions
    rates: MakeRates = Rates

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
        identity = self.sessions.identity(self._hash(token)) if 0 < len(token) <= _LONGEST_TOKEN else None
        before = f"{self.role}:"
        found = self.people.get(identity.removeprefix(before)) if identity and identity.startswith(before) else None
        if found is None:
            raise Problem(401, "not-signed-in", "还没有登录，或者登录已经过期，请重新登录。")
        self._requests.spend(found.id)
        return found

    def let_in(self, person: P, request: Request, response: Response) -> None:
        """The person is signed in, by the cookie that the response sets."""
        token = new_token()
        self.sessions.open(self._hash(token), f"{self.role}:{person.id}", LASTS)
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
