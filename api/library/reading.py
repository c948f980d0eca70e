"""A holder's licences: listed and fetched by the holder's consent, listed for the holder, checked by officers. Each use is in the log before anything is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from actions.database import Database
from actions.local_time import ZONE
from actions.moments import micros

from ..problems import Problem
from .consents import Consents
from .identifier import read_identifier
from .licences import VALID, Held, Licences
from .uses import CHECKED, FETCHED, LISTED, Uses

#: What the holder reads of their own look.
OWN_LOOK: Final = "持证人本人查看"
#: Why a licence that is not valid is not handed out, and what helps.
_REMEDIES: Final = {
    "not_yet": "这张证照还没有生效，从 {first} 起才能用。",
    "expired": "这张证照已过有效期，不能再用。请持证人先办延续或者换证。",
    "superseded": "这张证照已经换发新版本，请用新的那一张。",
    "recalled": "这张证照已被撤回，不能再用。请持证人和颁发机构联系。",
    "revoked": "这张证照已被撤销，不能再用。请持证人和颁发机构联系。",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads licences by consents, and writes down each time."""

    database: Database
    licences: Licences
    consents: Consents
    uses: Uses
    clock: Callable[[], datetime]

    def listed(self, client: str, number: str, purpose: str, types: Sequence[str] = ()) -> Sequence[Held]:
        """The holder's licences of these types, or of all that the consent covers; ended ones too.

        Raises:
            Problem: 403 there is no consent that covers it.
        """
        found = self.licences.of_holder(number)
        with self.database.write() as cursor:
            consent = self.consents.needed(cursor, client, number, purpose, types)
            wanted = set(types or consent.agreed.types)
            told = [one for one in found if read_identifier(one.identifier).type in wanted]
            named: Sequence[str | None] = [one.identifier for one in told] or [None]
            self.uses.add(cursor, consent, number, LISTED, self.clock(), "", named)
        return told

    def own(self, client: str, number: str) -> Sequence[Held]:
        """All that the holder has, for themselves: asking for it is the consent. The client is in the log all the same."""
        found = self.licences.of_holder(number)
        named: Sequence[str | None] = [one.identifier for one in found] or [None]
        self._note(client, number, LISTED, (OWN_LOOK, ""), named)
        return found

    def checked(self, client: str, identifier: str, purpose: str, by: str) -> Held:
        """The licence, for who has its identifier and may verify: it is told as to everybody, and the holder reads who looked.

        Raises:
            Problem: 404 no such licence.
        """
        held = self.licences.find(identifier)
        self._note(client, held.holder_number, CHECKED, (purpose, by), [identifier])
        return held

    def usable(self, client: str, identifier: str, purpose: str) -> Held:
        """The licence, which the client may fetch now and is valid.

        Raises:
            Problem: 403 there is no consent that covers it; 404 no such licence; 409 it is not valid.
        """
        held = self.licences.find(identifier)
        with self.database.write() as cursor:
            self.consents.needed(cursor, client, held.holder_number, purpose, [read_identifier(identifier).type])
        status = held.status_on(self._today())
        if status != VALID:
            newest = {"superseded_by": held.newest} if held.newest != identifier else {}
            detail = _REMEDIES[status].format(first=held.body.get("valid_from"))
            raise Problem(409, "not-valid", detail, more={"licence_status": status, **newest})
        return held

    def fetched(self, client: str, held: Held, purpose: str, cause: str, sha256: str) -> None:
        """The fetching is in the log, now that the document is made. Raises Problem as ``usable`` does."""
        kind = read_identifier(held.identifier).type
        self.usable(client, held.identifier, purpose)
        with self.database.write() as cursor:
            consent = self.consents.needed(cursor, client, held.holder_number, purpose, [kind])
            self.uses.add(cursor, consent, held.holder_number, FETCHED, self.clock(), cause, [held.identifier], sha256)

    def _note(self, client: str, number: str, kind: str, said: tuple[str, str], licences: Sequence[str | None]) -> None:
        holder, at = self.uses.mark(number), micros(self.clock())
        with self.database.write() as cursor:
            self.uses.add_without_consent(cursor, client, holder, kind, at, said, licences)

    def _today(self) -> date:
        return self.clock().astimezone(ZONE).date()
