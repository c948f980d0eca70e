"""What somebody in WeChat is answered, by the conversation that is theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from actions.consent import AGREED, DECLINED, ConsentNeeded
from actions.followers import Follower, Followers
from actions.inbound import Inbound
from actions.speech.speaker import fill
from bot.engine import Case

from ..followups import PROMPTS, with_followups
from ..routes.conversations import new_conversation
from ..security import hashed, new_token
from ..services import Services
from .allowance import Allowance, after
from .going_on import AWAY, BACK, GoingOn, Refusal, asked_code, moved, returned
from .inbound import Push, Text, Unfollowed, Voice
from .meaning import MENU, Choice, Code, Meaning, Nothing, Photo, Say, Words, meaning
from .pictures import NONE_OF_THEM, Fetch, chosen, keep, offered, wanted, with_photo
from .rendering import plain, render
from .reviewing import asked_part, brief, check_of, whole
from .reviewing import one as one_part
from .tapping import Taps

#: What the next page is asked for with.
MORE: Final = "继续"
AGREES: Final = frozenset({"同意", "我同意", "同意了"})
DECLINES: Final = frozenset({"不同意", "我不同意"})
ANEW: Final = frozenset({"新的申请", "新申请"})
_OWN: Final = frozenset({MORE}) | AGREES | DECLINES | ANEW | AWAY | BACK | NONE_OF_THEM
#: Turns among which the check is looked for.
_LATELY: Final = 20
_OVER: Final = ("submitted", "closed")


def is_alone(words: str) -> bool:
    """Whether the words are no part of a sentence: the channel answers them itself, or they stand in the account's menu."""
    if words in MENU.values():
        return True
    return words in _OWN or asked_code(words) is not None or asked_part(words) is not None


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said, and what is known of the follower then. ``shown``: instance of the question in it; empty: there is none."""

    text: str
    after: Follower
    shown: str = ""


@dataclass
class Conversing:
    """Answers what followers send.

    Args:
        account: the account's id, under which they are known.
        url: where the pages are that a text leads to, without a slash at its end.
        fetch: gets pictures; None: nothing can be fetched.
        now: seconds since 1970.
    """

    services: Services
    followers: Followers
    taps: Taps
    going_on: GoingOn
    account: str
    url: str
    fetch: Fetch | None
    now: Callable[[], float]

    def follower(self, person: str) -> Follower:
        """The person, with a new conversation where they have none yet."""
        found = self.followers.of(self.account, person)
        if found is not None:
            return found
        conversation, holder = self._begin()
        return self.followers.begin(self.account, person, conversation, holder)

    def _begin(self) -> tuple[str, str]:
        conversation, holder = new_conversation(), hashed(new_token())
        case = Case(conversation)
        self.services.store.create(conversation, channel="wechat", token_hash=holder, case=case, consent=True)
        return conversation, holder

    async def answer(self, follower: Follower, push: Push, shown: str) -> Reply:
        """The answer to a push that was sent when its sender had seen the question ``shown``."""
        before = Allowance(follower.left, follower.until)
        allowed = after(push.content, push.at, before)
        known = replace(follower, taken=max(follower.taken, push.at), left=allowed.left, until=allowed.until)
        if isinstance(push.content, Unfollowed):
            return Reply("", known)
        words = _spoken(push).strip()
        if words == MORE and follower.pages:
            page, *rest = follower.pages
            return Reply(page, replace(known, pages=tuple(rest)), follower.shown)
        # Whatever is said now comes in place of the pages that were not looked at.
        try:
            reply = await self._said(push, replace(known, pages=()), words, shown)
        except Refusal as refusal:
            return Reply(self.say(refusal.key), replace(known, pages=()))
        return reply if reply.text else replace(reply, after=replace(reply.after, pages=known.pages))

    async def _said(self, push: Push, follower: Follower, words: str, shown: str) -> Reply:
        code = asked_code(words)
        if words in BACK:
            return self._arrived(returned(follower))
        if code:
            return self._arrived(self.going_on.by_digits(follower, code))
        meant = self._meant(push, follower, shown)
        if isinstance(meant, Code):
            return self._arrived(self.going_on.by_token(follower, meant.token))
        if code is not None or follower.opened:
            follower = self._here_again(follower)
            if code is not None:
                return self._arrived(follower)
        if isinstance(meant, Say):
            return Reply(self.say(meant.key), follower)
        return (
            Reply("", follower)
            if isinstance(meant, Nothing)
            else await self._written(push, follower, meant, words, shown)
        )

    async def _written(self, push: Push, follower: Follower, meant: Meaning, words: str, shown: str) -> Reply:
        """What may be said by whoever writes in the conversation alone."""
        row = self.services.store.find(follower.conversation)
        if row is None or not self.going_on.may_read(follower, row):
            raise Refusal("wechat.sign_in")
        if words in AWAY:
            return self._away(follower)
        if not self.going_on.writes(follower, row):
            raise Refusal("wechat.elsewhere")
        if isinstance(meant, Photo):
            return self._photo(follower, meant.media)
        if follower.photos and (reply := await self._sorted(follower, words)) is not None:
            return reply
        if follower.held is not None and words in AGREES | DECLINES:
            return await self._decided(push, follower, agrees=words in AGREES)
        number = asked_part(words)
        if number is not None and (part := self._part(follower, number)) is not None:
            return part
        if words in ANEW and self.state(follower)["case"]["stage"] in _OVER:
            return Reply(self.say("wechat.welcome"), moved(follower, *self._begin()))
        return await self._taken(push, follower, meant, shown)

    def _meant(self, push: Push, follower: Follower, shown: str) -> Meaning:
        read = partial(self.taps.read, follower.conversation)
        return meaning(push.content, self.state(follower), read, shown=shown)

    def state(self, follower: Follower) -> dict[str, Any]:
        """Where their conversation stands, with what was said last."""
        return self.services.conversations.state(follower.conversation)

    async def _taken(self, push: Push, follower: Follower, meant: Meaning, shown: str) -> Reply:
        store, conversation = self.services.store, follower.conversation
        known = store.turn(conversation, push.key)
        try:
            # A process that ended before it kept the answer took the turn: where it left off, its words may mean something else.
            outcome = (
                known.outcome
                if known is not None
                else await self.services.dialogue.take(conversation, _inbound(push, meant, shown))
            )
        except ConsentNeeded as needed:
            asked = replace(follower, held=_words(push, meant), asked=needed.scopes, notice=self._notice_version())
            return Reply(self._notice(needed.scopes), asked)
        told = await with_followups(self.services, store.find(conversation), conversation, outcome)
        return self._shown(replace(follower, held=None, asked=()), told)

    async def _decided(self, push: Push, follower: Follower, *, agrees: bool) -> Reply:
        if follower.notice != self._notice_version():
            return Reply(self._notice(follower.asked), replace(follower, notice=self._notice_version()))
        consents, decision = self.services.rights.consents, AGREED if agrees else DECLINED
        consents.decide(follower.conversation, follower.asked, decision, follower.notice)
        if not agrees:
            return Reply(self.say("wechat.declined"), follower)
        if follower.held:
            return await self._taken(push, follower, Words(follower.held), "")
        return self._shown(replace(follower, held=None, asked=()), self.state(follower))

    def _photo(self, follower: Follower, media: str) -> Reply:
        materials = wanted(self.state(follower))
        if self.fetch is None or not materials:
            return Reply(self.say("wechat.picture" if self.fetch is None else "wechat.photo_early"), follower)
        after = with_photo(follower, media)
        params = {"count": str(len(after.photos)), "materials": offered(materials, plain)}
        return Reply(self.say("wechat.photo_of", **params), after)

    async def _sorted(self, follower: Follower, words: str) -> Reply | None:
        """The answer to which material the pictures are; None where the words say something else."""
        if words in NONE_OF_THEM:
            return Reply(self.say("wechat.photo_gone"), replace(follower, photos=()))
        material = chosen(wanted(self.state(follower)), words)
        if material is None or self.fetch is None:
            return None
        kept = await keep(self.services.uploads, self.fetch, follower, material[0])
        told = [self.say("wechat.photo_kept", count=str(kept.count), material=material[1])] if kept.count else []
        told += [plain(why) or self.say("wechat.photo_lost") for why in kept.refused]
        return Reply("\n".join(told), replace(follower, photos=()))

    def _here_again(self, follower: Follower) -> Follower:
        """They write in their conversation, wherever it went on since. Raises Refusal."""
        row = self.services.store.find(follower.conversation)
        return follower if row is None or self.going_on.writes(follower, row) else self.going_on.back(follower)

    def _arrived(self, follower: Follower) -> Reply:
        """They see where the conversation stands that is theirs now. Raises Refusal."""
        row = self.services.store.find(follower.conversation)
        if row is None:
            raise Refusal("wechat.no_before")
        if not self.going_on.may_read(follower, row):
            raise Refusal("wechat.sign_in")
        state = self.state(follower)
        told = replace(follower, told=state["seq"])
        reply = self._shown(told, state)
        return Reply("\n\n".join(filter(None, (self.say("wechat.here"), reply.text))), reply.after, reply.shown)

    def _away(self, follower: Follower) -> Reply:
        row = self.services.store.find(follower.conversation)
        if row is None or not self.going_on.writes(follower, row):
            raise Refusal("wechat.elsewhere")
        digits = self.going_on.away(row, new_token()).digits
        return Reply(self.say("wechat.away", code=f"{digits[:4]} {digits[4:]}"), replace(follower, opened=False))

    def news(self, follower: Follower) -> Reply:
        """What happened in their conversation without their doing and they were not told yet; without a word where nothing did."""
        row = self.services.store.find(follower.conversation)
        if row is None:
            return Reply("", follower)
        state = self.state(follower)
        lines = self._untold(follower, state["seq"] + 1) if self.going_on.may_read(follower, row) else ""
        seen = row.version if row.case.seq == state["seq"] else follower.seen
        return Reply(lines, replace(follower, told=max(follower.told, state["seq"]), seen=seen))

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

    def _shown(self, follower: Follower, outcome: Mapping[str, Any]) -> Reply:
        """What the outcome says, after what happened before it and was not told yet."""
        untold = self._untold(follower, outcome.get("first", outcome["seq"])) if follower.told else ""
        text = render(outcome, self._id_of(follower), self.say("wechat.several"), self._short)
        row = self.services.store.find(follower.conversation)
        seen = row.version if row is not None and row.case.seq == outcome["seq"] else follower.seen
        asking = outcome.get("asking") or {}
        after = replace(follower, told=outcome["seq"], seen=seen)
        return Reply("\n\n".join(filter(None, (untold, text))), after, asking.get("instance", ""))

    def _short(self, text: str) -> str:
        check = check_of(text)
        return brief(check, f"{self.url}/wechat/open") if check is not None else plain(text)

    def _part(self, follower: Follower, number: int) -> Reply | None:
        """The part of the check that they ask for; None where they are not shown any, or it has none of that number."""
        state = self.state(follower)
        if (state.get("asking") or {}).get("kind") != "review":
            return None
        turns = self.services.store.turns_before(follower.conversation, state["seq"] + 1, _LATELY)
        told = [one["text"] for turn in turns for one in turn.outcome["messages"] if one["kind"] == "review"]
        check = check_of(told[-1]) if told else None
        text = None if check is None else whole(check) if number == 0 else one_part(check, number)
        return None if text is None else Reply(text, follower, state["asking"]["instance"])

    def _id_of(self, follower: Follower) -> Callable[[Any], str]:
        return partial(self.taps.id_of, follower.conversation)

    def _notice_version(self) -> str:
        return self.services.rights.notice.version

    def _notice(self, scopes: tuple[str, ...]) -> str:
        short: Mapping[str, list[str]] = self.services.rights.notice.short
        return self.say("wechat.consent", notice="\n".join(line for scope in scopes for line in short[scope]))

    def say(self, key: str, **params: str) -> str:
        """A text of the channel's own."""
        return fill(self.services.conversations.catalog.texts[key], {"url": self.url, **params})


def _inbound(push: Push, meant: Meaning, shown: str) -> Inbound:
    if isinstance(meant, Choice):
        return Inbound(push.key, choice=(meant.question, meant.value))
    return Inbound(push.key, text=_words(push, meant), question=shown or None)


def _words(push: Push, meant: Meaning) -> str:
    if isinstance(meant, Words):
        return meant.text
    return _spoken(push)


def _spoken(push: Push) -> str:
    """The words that were typed, or that WeChat understood."""
    content = push.content
    if isinstance(content, Text):
        return content.words
    return content.heard if isinstance(content, Voice) else ""
