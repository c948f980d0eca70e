"""What somebody in WeChat is shown of their conversation: the turn that they took, what happened without them, parts of the check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from actions.followers import Follower
from actions.speech.speaker import fill
from actions.window.desk import CAUSE

from ..followups import PROMPTS
from ..services import Services
from .rendering import ONE_OF, plain, render
from .reviewing import brief, check_of, one, overview, whole
from .tapping import Taps

#: Turns among which the check is looked for.
_LATELY: Final = 40


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said, and what is known of the follower then.

    Args:
        shown: instance of the question in it; empty: there is none. ``asks``: its words.
        numbered: its choices are told by number. notice: it is the notice on personal data.
    """

    text: str
    after: Follower
    shown: str = ""
    asks: str = ""
    numbered: bool = False
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Showing:
    """Puts conversations into words.

    Args:
        url: where the pages are that a text leads to, without a slash at its end.
    """

    services: Services
    taps: Taps
    url: str

    def state(self, follower: Follower) -> dict[str, Any]:
        """Where their conversation stands, with what was said last."""
        return self.services.conversations.state(follower.conversation)

    def turn(self, follower: Follower, outcome: Mapping[str, Any]) -> Reply:
        """What a turn says, after what happened before it and was not told yet."""
        untold = self._untold(follower, outcome.get("first", outcome["seq"])) if follower.told else ""
        text = render(outcome, self._id_of(follower), self.say("wechat.several"), self._short)
        asking = outcome.get("asking") or {}
        after = replace(follower, told=outcome["seq"], seen=self._seen(follower, outcome["seq"]))
        instance = asking.get("instance", "")
        asked = [one for one in outcome["messages"] if one.get("question") == instance and instance]
        words = self._short(asked[-1].get("kind", ""), asked[-1]["text"]).split("\n")[0] if asked else ""
        numbered = bool(asked) and asking.get("kind") in ONE_OF and bool(asked[-1].get("choices"))
        return Reply("\n\n".join(filter(None, (untold, text))), after, instance, words, numbered)

    def question(self, follower: Follower) -> Reply:
        """What is asked now: whatever was said about it elsewhere need not be said again."""
        state = self.state(follower)
        instance = (state.get("asking") or {}).get("instance")
        asked = [one for one in state["messages"] if one.get("question") == instance]
        return self.turn(replace(follower, told=state["seq"]), {**state, "messages": asked or state["messages"]})

    def news(self, follower: Follower, *, told: bool) -> Reply:
        """What happened without their doing and they do not know yet; without a word where nothing did, or it may not be ``told``."""
        state, news = self.state(follower), self.happened(follower, told=told)
        if news.text and state["case"].get("correction") and state.get("asking") is not None and "said" not in state:
            # What an office wants put right ends with a question, which is theirs to answer as it stands.
            return self.turn(follower, state)
        if told and follower.told < state["seq"] and self._put_up_by_a_clerk(follower, state):
            # A question that was never shown would be answered by whatever they write next.
            return self.turn(follower, state)
        return news

    def _put_up_by_a_clerk(self, follower: Follower, state: Mapping[str, Any]) -> bool:
        """Whether the latest turn is a clerk's and asks something: to look at what was filled in, or to go on with the guide."""
        latest = self.services.store.turns_after(follower.conversation, state["seq"] - 1)
        if not latest or not (latest[-1].cause or "").startswith(CAUSE):
            return False
        instance = (state.get("asking") or {}).get("instance")
        return any(message.get("question") == instance for message in state["messages"])

    def happened(self, follower: Follower, *, told: bool) -> Reply:
        """The same without any question."""
        state = self.state(follower)
        text = self._untold(follower, state["seq"] + 1) if told else ""
        seen = self._seen(follower, state["seq"])
        return Reply(text, replace(follower, told=max(follower.told, state["seq"]), seen=seen))

    def part(self, follower: Follower, number: int) -> Reply | None:
        """The part of the check with that number, 0 for all of it; None where they are not shown any, or it has no such part."""
        state = self.state(follower)
        # What was handed in can still be looked at.
        if (state.get("asking") or {}).get("kind") != "review" and state["case"]["stage"] != "submitted":
            return None
        turns = self.services.store.turns_before(follower.conversation, state["seq"] + 1, _LATELY)
        told = [
            message["text"] for turn in turns for message in turn.outcome["messages"] if message["kind"] == "review"
        ]
        check = check_of(told[-1]) if told else None
        text = None if check is None else whole(check) if number == 0 else one(check, number)
        return None if text is None else Reply(text, follower)

    def say(self, key: str, **params: str) -> str:
        """A text of the channel's own."""
        return fill(self.services.conversations.catalog.texts[key], {"url": self.url, **params})

    def _seen(self, follower: Follower, seq: int) -> int:
        """The version of the conversation up to that turn; what it was, where it moved on meanwhile."""
        row = self.services.store.find(follower.conversation)
        return row.version if row is not None and row.case.seq == seq else follower.seen

    def _untold(self, follower: Follower, before: int) -> str:
        turns = self.services.store.turns_after(follower.conversation, follower.told)
        messages = [
            message
            for turn in turns
            if turn.cause is not None and turn.seq < before
            for message in turn.outcome["messages"]
            if message["kind"] not in PROMPTS
        ]
        return render({"messages": messages}, self._id_of(follower), "")

    def _short(self, kind: str, text: str) -> str:
        url = f"{self.url}/wechat/open"
        if kind == "summary":
            return overview(text, url)
        check = check_of(text) if kind == "review" else None
        return brief(check, url) if check is not None else plain(text)

    def _id_of(self, follower: Follower) -> Callable[[Any], str]:
        return partial(self.taps.id_of, follower.conversation)
