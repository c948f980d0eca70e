"""``Submission`` at a city's own platform, by the mapping of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from actions.local_time import now
from bot.catalog.platforms import FormThere, Platform
from bot.engine import StatusReported
from bot.engine.values import Json

from ...ports import Receipt, Refused, Standing, Stuck, Unavailable
from ..asking import TIMEOUT, Answered, ask
from ..http_submission import header_key
from .answers import moment_of, outcome_of, receipt_of, standing_of
from .signing import Signed
from .telling import events_of
from .wire import materials_of, place_in, request_of

#: A part of a bundle: form and values by name.
_Parts = dict[str, dict[str, Any]]


def platform_client(url: str, signed: Signed, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """A client for the platform at this address only: each request signed, no redirects, no proxy that the environment names."""
    return httpx.AsyncClient(
        base_url=url, auth=signed, headers={"Accept": "application/json"}, timeout=TIMEOUT, transport=transport,
        trust_env=False, follow_redirects=False,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlatformSubmission:
    """The desk of a platform. What its file has nothing for is Stuck: somebody mends the file, and it is tried again."""

    client: httpx.AsyncClient
    platform: Platform
    clock: Callable[[], datetime] = now

    async def submit(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
        scenario: str | None = None,
    ) -> tuple[Receipt, ...]:
        """See ``Submission.submit``. A bundle is checked as a whole first where the platform can, and taken back whole where it is refused."""
        bundle = self._parts(key, applications, materials, provenance, scenario)
        taken: dict[str, Receipt] = {}
        try:
            if "check" in self.platform.calls and len(bundle) > 1:
                for form, values in bundle.items():
                    outcome_of(self.platform, await self._call("check", values["key"], values), form)
            for form, values in bundle.items():
                taken[form] = await self._submit(form, values)
        except Refused as refusal:
            if refusal.decided:
                await self._take_back(key, bundle, taken)
            raise
        return tuple(taken[form] for form in bundle)

    async def held(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
        scenario: str | None = None,
    ) -> tuple[Receipt, ...]:
        """See ``Submission.held``."""
        bundle = self._parts(key, applications, materials, provenance, scenario)
        found = [await self._find(form, values) for form, values in bundle.items()]
        return tuple(one for one in found if one is not None)

    async def supplement(
        self,
        key: str,
        reference: str,
        correction: str,
        application: Mapping[str, Any],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Json]],
    ) -> Receipt:
        """See ``Submission.supplement``."""
        values: dict[str, Any] = {
            "key": header_key(key, correction),
            "reference": reference,
            "correction": correction,
            "application": application,
            "materials": materials_of(self.platform, materials),
            "provenance": provenance,
        }
        answered = await self._call("supplement", values["key"], values)
        if outcome_of(self.platform, answered) == "ok":
            at = place_in(answered.body, self.platform.calls["supplement"].answer.received_at)
            received = moment_of(self.platform, at, "no_receipt")
        else:
            # A former try was taken, whose answer nobody heard.
            received = await self._corrected(reference)
        # Which form it is of is known to whoever asked, and here to nobody.
        return Receipt("", reference, received)

    async def withdraw(self, reference: str, key: str, reason: str) -> Standing:
        """See ``Submission.withdraw``."""
        await self._withdraw(key, reference, reason)
        now = self.clock()
        try:
            found = await self.look_up(reference)
        except Unavailable:
            # It is withdrawn, as they said; how it came there can be asked for later.
            found = None
        return standing_of(reference, "withdrawn", found.received_at if found is not None else now, now)

    async def rate(self, key: str, reference: str, grade: int, words: str, reasons: Sequence[str]) -> None:
        """See ``Submission.rate``. A platform has ratings of its own, elsewhere: who runs this finds the bad one among what was refused."""
        raise Refused("ratings_elsewhere")

    async def answer_to_rating(self, reference: str) -> Mapping[str, Any] | None:
        """See ``Submission.answer_to_rating``. Nobody answers here what was not taken."""
        return None

    async def paper(self, reference: str, seq: int) -> bytes:
        """See ``Submission.paper``. Papers are the platform's own, and not fetched."""
        raise Refused("unknown_paper")

    async def look_up(self, reference: str) -> Standing | None:
        """See ``Submission.look_up``. It stands where the last of its steps that can be told says."""
        try:
            steps = await self.events(reference, 0)
        except Refused:
            return None
        if not steps:
            raise Unavailable("no_standing")
        first, last = steps[0].event, steps[-1].event
        return standing_of(reference, last.status, datetime.fromisoformat(first.at), datetime.fromisoformat(last.at))

    async def events(self, reference: str, after: int) -> tuple[StatusReported, ...]:
        """See ``Submission.events``."""
        key = header_key("events", reference)
        answered = await self._call("events", key, {"reference": reference})
        try:
            went = outcome_of(self.platform, answered)
        except Refused as refusal:
            if refusal.code == "unknown_reference":
                raise
            raise Unavailable(refusal.code) from refusal
        if went != "ok":
            raise Unavailable("no_events")
        return events_of(self.platform, answered.body, reference, after)

    def _parts(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
        scenario: str | None,
    ) -> _Parts:
        """Form -> the values of its request. Raises Stuck where the file has no item for a form."""
        several = len(applications) > 1 and scenario is not None
        listed = materials_of(self.platform, materials)
        parts: _Parts = {}
        for form, application in applications.items():
            if form not in self.platform.forms:
                raise Stuck("no_item")
            there = self.platform.forms[form]
            parts[form] = {
                "key": header_key(key, form),
                "item": there.item,
                "item_version": there.version,
                "form": form,
                "application": application,
                "materials": listed,
                "provenance": provenance.get(form, {}),
                "bundle": key if several else None,
                "bundle_forms": list(applications) if several else None,
                "scenario": scenario,
            }
        return parts

    async def _submit(self, form: str, values: dict[str, Any]) -> Receipt:
        answered = await self._call("submit", values["key"], values)
        if outcome_of(self.platform, answered, form) == "ok":
            return receipt_of(self.platform, self.platform.calls["submit"].answer, answered.body, form)
        found = await self._find(form, values)
        if found is None:
            raise Unavailable("held_nowhere")
        return found

    async def _find(self, form: str, values: dict[str, Any]) -> Receipt | None:
        """What they hold under the part's key; None for nothing. Raises Stuck where they cannot be asked."""
        if "find" not in self.platform.calls:
            raise Stuck("cannot_be_asked")
        answered = await self._call("find", values["key"], values)
        try:
            outcome_of(self.platform, answered, form)
        except Refused as refusal:
            if refusal.code == "unknown_reference":
                return None
            raise
        return receipt_of(self.platform, self.platform.calls["find"].answer, answered.body, form)

    async def _take_back(self, key: str, bundle: _Parts, taken: Mapping[str, Receipt]) -> None:
        """They hold no part of a bundle that was refused, whichever try handed it in. Raises Unavailable to do it all again."""
        for form, values in bundle.items():
            receipt = taken.get(form)
            if receipt is None and "find" in self.platform.calls and len(bundle) > 1:
                try:
                    receipt = await self._find(form, values)
                except Refused:
                    continue
            if receipt is not None:
                try:
                    await self._withdraw(key, receipt.reference, "")
                except Refused as refusal:
                    raise Unavailable(f"withdrawal_{refusal.code}") from refusal

    async def _withdraw(self, key: str, reference: str, reason: str) -> None:
        own = header_key(key, reference)
        values = {"key": own, "reference": reference, "reason": reason}
        try:
            outcome_of(self.platform, await self._call("withdraw", own, values))
        except Refused as refusal:
            if refusal.code != "withdrawn":
                raise

    async def _corrected(self, reference: str) -> datetime:
        """When the correction that was answered last was."""
        steps = [one.event for one in await self.events(reference, 0)]
        ended = [datetime.fromisoformat(one.at) for one in steps if one.status == "correction_ended"]
        if not ended:
            raise Unavailable("no_receipt")
        return ended[-1]

    async def _call(self, name: str, key: str, values: dict[str, Any]) -> Answered:
        form = self.platform.forms.get(str(values.get("form")))
        # What a form has of its own is asked for with the application alone.
        there = form if form is not None and name in ("submit", "check") else FormThere("", "", {})
        made = request_of(self.platform, self.platform.calls[name], key, values, there)
        return await ask(self.client, made.method, made.path, made.content, made.headers)
