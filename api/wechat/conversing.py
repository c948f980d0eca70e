"""What somebody in WeChat is answered, by the conversation that is theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, NamedTuple

from actions.consent import AGREED, DECLINED, ConsentNeeded
from actions.earlier_matters import Earlier
from actions.followers import Follower, Followers
from actions.inbound import Inbound
from bot.engine import Case

from ..followups import with_followups
from ..routes.conversations import new_conversation
from ..security import hashed, new_token
from ..services import Services
from .allowance import Allowance, after
from .going_on import AWAY, BACK, GoingOn, Refusal, asked_code, moved, returned
from .inbound import Push, Text, Unfollowed, Voice
from .meaning import MENU, Begin, Choice, Code, Elsewhere, Meaning, Nothing, Photo, Say, Words, meaning
from .pictures import NONE_OF_THEM, Pictures
from .rendering import ONE_OF, plain
from .reviewing import asked_part
from .showing import Reply, Showing
from .voices import Voices

#: What did not fit into the last answer is asked for with this.
MORE: Final = "继续"
#: What is said under the notice, without marks: all of it means one thing there, and only there.
AGREES: Final = frozenset(
    {"同意", "我同意", "同意了", "同意的", "好的同意", "好同意", "同意同意", "可以", "好的", "好", "行"}
)
DECLINES: Final = frozenset({"不同意", "我不同意", "不同意的", "不可以", "不行"})
_MARKS: Final = re.compile(r"[\s，。！？、；：…~,.!?;:～]")
#: What is asked about one's own data.
_RIGHTS: Final = re.compile(
    r"(?:删除|删掉|清除|导出|下载|注销|查看?|看看).{0,3}(?:我的|自己的|个人)(?:信息|数据|资料|账号|账户|隐私)|存了我(?:的)?(?:什么|哪些)|^注销$"
)
ANEW: Final = frozenset({"新的申请", "新申请"})
_OWN: Final = (
    frozenset({MORE, "同意", "不同意", "我同意", "我不同意"})
    | ANEW
    | AWAY
    | BACK
    | NONE_OF_THEM
    | frozenset(MENU.values())
)
_ENDS: Final = re.compile(r"[\s。.!！~～]+$")
_NUMBER: Final = re.compile(r"\d{1,2}")
_OVER: Final = ("submitted", "closed")


def is_alone(words: str) -> bool:
    """Whether the words are no part of a sentence: the channel answers them itself, or they stand in the account's menu."""
    return _MARKS.sub("", words) in _OWN or asked_code(words) is not None or asked_part(words) is not None


class Seen(NamedTuple):
    """What somebody had seen when they sent something.

    Args:
        question: its instance; empty: there was none. noticed: the notice on personal data.
        numbered: choices by number, last of all.
    """

    question: str
    noticed: bool
    numbered: bool


class EarlierNews(NamedTuple):
    """News of a matter before the present one.

    Args:
        text: empty where there is none. there: the follower as if they were still in it. after: as they are, once told.
    """

    text: str
    there: Follower
    after: Follower


@dataclass(frozen=True, slots=True)
class Conversing:
    """Answers what followers send.

    Args:
        account: the account's id, under which they are known.
        now: seconds since 1970.
    """

    services: Services
    followers: Followers
    showing: Showing
    going_on: GoingOn
    pictures: Pictures
    voices: Voices
    account: str
    now: Callable[[], float]

    def follower(self, person: str) -> Follower:
        """The person, with a new conversation where they have none yet."""
        found = self.followers.of(self.account, person)
        return found or self.followers.begin(self.account, person, *self._begin())

    def _begin(self) -> tuple[str, str]:
        conversation, holder = new_conversation(), hashed(new_token())
        case = Case(conversation)
        self.services.store.create(conversation, channel="wechat", token_hash=holder, case=case, consent=True)
        return conversation, holder

    async def answer(self, follower: Follower, push: Push, seen: Seen) -> Reply:
        """The answer to a push that was sent when its sender had seen that."""
        allowed = after(push.content, push.at, Allowance(follower.left, follower.until))
        known = replace(follower, left=allowed.left, until=allowed.until)
        if isinstance(push.content, Voice):
            return await self._heard(known, push, push.content, seen)
        return await self._answered(known, push, seen)

    async def _heard(self, follower: Follower, push: Push, voice: Voice, seen: Seen) -> Reply:
        """The answer to what was said aloud, with what was heard: its speaker can tell whether that was it."""
        heard = await self.voices.words(voice)
        reply = await self._answered(follower, replace(push, content=replace(voice, heard=heard)), seen)
        told = self.showing.say("wechat.heard", words=plain(heard)) if heard else ""
        return replace(reply, text="\n\n".join(filter(None, (told, reply.text))))

    async def _answered(self, known: Follower, push: Push, seen: Seen) -> Reply:
        # What is spoken ends with a full stop, and what is typed may.
        words = _ENDS.sub("", _spoken(push).strip())
        if isinstance(push.content, Unfollowed):
            return Reply("", known)
        if words == MORE and (known.rest or known.pending):
            # What waits for them is told with every answer, and comes before this one.
            text, numbered = "" if known.pending else known.rest, bool(known.waits_shown)
            return Reply(text, replace(known, rest=""), known.waits_shown, known.waits_asks, numbered)
        try:
            reply = await self._said(push, replace(known, rest=""), words, seen)
        except Refusal as refusal:
            return Reply(self.showing.say(refusal.key), replace(known, rest=""))
        # Whatever is said comes in place of what was not looked at.
        return reply if reply.text else replace(reply, after=replace(reply.after, rest=known.rest))

    def news(self, follower: Follower) -> Reply:
        """What happened in their conversation without their doing, as far as it may be told to them."""
        row = self.services.store.find(follower.conversation)
        if row is None:
            return Reply("", follower)
        return self.showing.news(follower, told=self.going_on.may_read(follower, row))

    def earlier_news(self, follower: Follower, matter: Earlier) -> EarlierNews:
        """What happened in a matter that they left for another, and how they get back to it."""
        there = moved(follower, matter.conversation, matter.holder)
        row = self.services.store.find(matter.conversation)
        if row is None:  # erased meanwhile
            return EarlierNews("", there, follower)
        there = replace(there, told=matter.told, seen=matter.seen)
        news = self.showing.happened(there, told=self.going_on.may_read(follower, row))
        if not news.text:
            return EarlierNews("", news.after, follower)
        text = self.showing.say("wechat.earlier", news=news.text)
        return EarlierNews(text, news.after, replace(follower, before=(matter.conversation, matter.holder)))

    async def _said(self, push: Push, follower: Follower, words: str, seen: Seen) -> Reply:
        code = asked_code(words)
        if words in BACK:
            return self._arrived(returned(follower))
        if code:
            return self._arrived(self.going_on.by_digits(follower, code))
        read = partial(self.showing.taps.read, follower.conversation)
        meant = meaning(push.content, self.showing.state(follower), read, shown=seen.question)
        if isinstance(meant, Code):
            return self._arrived(self.going_on.by_token(follower, meant.token))
        if code is not None or follower.opened:
            follower = self._here_again(follower)
        if code is not None:
            return self._arrived(follower)
        if isinstance(meant, Say):
            return Reply(self.showing.say(meant.key), follower)
        if _RIGHTS.search(words):
            return Reply(self.showing.say("wechat.rights"), follower)
        return (
            Reply("", follower)
            if isinstance(meant, Nothing)
            else await self._written(push, follower, meant, words, seen)
        )

    async def _written(self, push: Push, follower: Follower, meant: Meaning, words: str, seen: Seen) -> Reply:
        """What may be said by whoever writes in the conversation alone. Raises Refusal."""
        row = self.services.store.find(follower.conversation)
        if row is None or not self.going_on.may_read(follower, row):
            raise Refusal("wechat.sign_in")
        if not self.going_on.writes(follower, row):
            raise Refusal("wechat.elsewhere")
        if words in AWAY:
            digits = self.going_on.away(row, new_token()).digits
            told = self.showing.say("wechat.away", code=f"{digits[:4]} {digits[4:]}")
            return Reply(told, replace(follower, opened=False))
        if isinstance(meant, Begin):
            return self._begun(follower)
        if isinstance(meant, Photo):
            return self.pictures.came(follower, meant.media)
        if isinstance(meant, Elsewhere):
            return self._asked_again(follower, "wechat.old_tap")
        if follower.photos and (kept := await self.pictures.told(follower, words)) is not None:
            return kept
        bare = _MARKS.sub("", words)
        if follower.held is not None and (bare in AGREES | DECLINES if seen.noticed else bare in ("同意", "不同意")):
            return await self._decided(push, follower, agrees=bare in AGREES, noticed=seen.noticed)
        if _NUMBER.fullmatch(bare) and not _is_tap(push) and self._unnumbered(follower, seen):
            return self._asked_again(follower, "wechat.no_number")
        number = asked_part(words)
        if number is not None and (part := self.showing.part(follower, number)) is not None:
            return part
        if words in ANEW:
            return self._anew(follower)
        return await self._taken(push, follower, meant, seen.question)

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
            # What waits for the agreement already is not lost over what is said now.
            held = "，".join(dict.fromkeys(filter(None, (follower.held, _words(push, meant)))))
            return self._notice(replace(follower, held=held, asked=needed.scopes))
        told = await with_followups(self.services, store.find(conversation), conversation, outcome)
        return self.showing.turn(follower, told)

    async def _decided(self, push: Push, follower: Follower, *, agrees: bool, noticed: bool) -> Reply:
        # Nobody agrees to what they have not seen.
        if not noticed or follower.notice != self.services.rights.notice.version:
            return self._notice(follower)
        decision = AGREED if agrees else DECLINED
        self.services.rights.consents.decide(follower.conversation, follower.asked, decision, follower.notice)
        after = replace(follower, held=None, asked=())
        if not agrees:
            return Reply(self.showing.say("wechat.declined"), after)
        return await self._taken(push, after, Words(follower.held or ""), "")

    def _notice(self, follower: Follower) -> Reply:
        notice = self.services.rights.notice
        short: Mapping[str, list[str]] = notice.short
        lines = "\n".join(line for scope in follower.asked for line in short[scope])
        after = replace(follower, notice=notice.version)
        return Reply(self.showing.say("wechat.consent", notice=lines), after, notice=True)

    def _unnumbered(self, follower: Follower, seen: Seen) -> bool:
        """Whether a bare number would choose among choices that they were not shown last."""
        asking = self.showing.state(follower).get("asking") or {}
        return not seen.numbered and asking.get("kind") in ONE_OF

    def _asked_again(self, follower: Follower, key: str) -> Reply:
        """Why nothing was done, and the open question once more."""
        reply = self.showing.question(follower)
        return replace(reply, text="\n\n".join(filter(None, (self.showing.say(key), reply.text))))

    def _begun(self, follower: Follower) -> Reply:
        """The welcome; of a matter that is under way, what is asked in it."""
        case = self.showing.state(follower)["case"]
        if case["stage"] in _OVER:
            return self._anew(follower)
        if case["scenario"] is None:
            return Reply(self.showing.say("wechat.welcome"), follower)
        return self._asked_again(follower, "wechat.under_way")

    def _anew(self, follower: Follower) -> Reply:
        """A conversation of its own for another matter, once this one was handed in or is over."""
        case = self.showing.state(follower)["case"]
        if case["stage"] in _OVER or "receipt" in case:
            return Reply(self.showing.say("wechat.welcome"), moved(follower, *self._begin()))
        return self._asked_again(follower, "wechat.not_over")

    def _here_again(self, follower: Follower) -> Follower:
        """They write in their conversation, wherever it went on since. Raises Refusal."""
        row = self.services.store.find(follower.conversation)
        return follower if row is None or self.going_on.writes(follower, row) else self.going_on.back(follower)

    def _arrived(self, follower: Follower) -> Reply:
        """They see what is asked in the conversation that is theirs now. Raises Refusal."""
        row = self.services.store.find(follower.conversation)
        if row is None:
            raise Refusal("wechat.no_before")
        if not self.going_on.may_read(follower, row):
            raise Refusal("wechat.sign_in")
        reply = self.showing.question(follower)
        here = self.showing.say("wechat.here")
        return replace(reply, text="\n\n".join(filter(None, (here, reply.text))))


def _inbound(push: Push, meant: Meaning, shown: str) -> Inbound:
    if isinstance(meant, Choice):
        return Inbound(push.key, choice=(meant.question, meant.value))
    return Inbound(push.key, text=_words(push, meant), question=shown or None)


def _words(push: Push, meant: Meaning) -> str:
    return meant.text if isinstance(meant, Words) else _spoken(push)


def _is_tap(push: Push) -> bool:
    return isinstance(push.content, Text) and bool(push.content.menu)


def _spoken(push: Push) -> str:
    """The words that were typed, or that WeChat understood."""
    content: Any = push.content
    if isinstance(content, Text):
        return content.words
    return content.heard if isinstance(content, Voice) else ""
