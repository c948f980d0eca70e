"""Reading while a question is open. First sure step wins: exact choice, steering phrase, small talk, then the parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from bot.engine.commands import (
    Absence,
    Answer,
    AskKnowledge,
    Back,
    Cancel,
    Command,
    Correct,
    Human,
    Later,
    Pause,
    Restart,
    Smalltalk,
    Status,
    Undo,
    Unknown,
)
from bot.engine.reading import Reading
from bot.engine.values import Rejection, Value

from .acts import absence, control
from .asked import read_asked
from .clauses import Clause
from .composing import compose
from .ended import answered_anew
from .evidence import proves_identifier
from .exact_option import exact_option
from .fact_reader import OPEN_KINDS, Found
from .findings import Findings, only
from .folding import folded_names
from .inquiry import is_question
from .listed import list_command, removes
from .message import squash
from .passing import in_passing, small_talk
from .plausible import words_of_question
from .polarity import EMPTY_PAIRS
from .put_off import NOT_KNOWN, RHETORICAL, put_off
from .same_as import same_as
from .scene import Scene
from .spans import NAME
from .switching import leaves, switching

#: Kinds whose own reader knows what 「没有」 means.
_KNOWS_NONE: Final = frozenset({"boolean", "choice", "multi_choice"})

#: Nearness to a known question from which words that are no answer ask it, and from which even a name is that question.
_NEAR: Final = 0.5
_SAME: Final = 0.85
#: A question that only asks for consent: 「明天给你行不」.
_TAG: Final = re.compile(r"(?:行不行?|行吗|可以吗|好吗|好不好|成不)[?。!]*$")
#: 「弄好了」 tells of something and asks nothing.
_DONE: Final = re.compile(r"(?:都|已经|早就|我)*(?:办|弄|搞|做|填|拿)?(?:好|完|掉|妥|齐|到)了?[呀啊吧哦呢的啦]*")
#: The shop is given up, not the application.
_SHOP_ENDS: Final = re.compile(
    r"不想?(?:再)?(?:开|做|干)(?:店|生意|这家|这个店)?了|关(?:店|门|掉|张)|倒闭|转行|黄了|歇业|店.{0,3}不[开做]"
)
#: Danger; without such a word nothing is an emergency by resemblance.
_DANGER: Final = re.compile(r"漏|泄|味|火|爆|烟|晕|毒|死|救|报警|受伤|流血|打人|打架|自杀|不想活|抢|砸|救护")
#: 「先放放，晚上我问我爸」: only this question is put off.
_TO_ASK: Final = re.compile(r"我?(?:去|再|要|得)?(?:问|找|翻|查)(?=[我他她老房会总])")
#: 「不对」, where no yes or no was asked.
_WRONG: Final = re.compile(r"(?:不对)+[啊呀吧]?|错了?[啊呀]?|搞错了?")
#: 「在哪一栏，看不清」.
_WHERE_IT_STANDS: Final = re.compile(r"(?:是|写)?在?哪(?:一|个)?(?:栏|行|页|里|格|块)")
#: Rejections of words that held nothing of the kind.
_UNREAD: Final = (".unreadable", ".unsure")
#: Digits that somebody types only for a value.
_NUMBER: Final = 3
#: Characters from which words tell enough to be a question without sounding like one.
_TELLING: Final = 6


def read_question(scene: Scene) -> Reading:
    """The reading of a reply to the open question (or to none, when nothing is asked)."""
    ended = answered_anew(scene)
    if ended is not None:
        return ended
    for step in _STEPS:
        reading = step(scene)
        if reading is not None:
            return reading
    return only(Unknown())


def _exact(scene: Scene) -> Reading | None:
    answer = exact_option(scene)
    if answer is None:
        return None
    findings = Findings(answers=[answer])
    findings.mention(scene.asking.address, Found(answer.value), 0, len(scene.message.text), scene.message.text)
    return findings.reading()


def _control(scene: Scene) -> Reading | None:
    command = control(scene.acts)
    if isinstance(command, Status) and _is_chosen(scene):
        return None  # 「还没办下来」
    if command is None or (isinstance(command, Later) and (_names_option(scene) or _is_chosen(scene))):
        return None
    if isinstance(command, Status) and _DONE.fullmatch(scene.message.core) is not None:
        return None
    if isinstance(command, Cancel) and _ends_shop(scene):
        return None
    return only(command)


#: Why somebody goes back: what was answered was a slip.
_SLIPPED: Final = re.compile(
    r"(?:我|刚才|刚刚|前面|上面|好像|不小心|[ ,，])*(?:看|点|选|填|按|答|写|弄|搞|手)(?:错|滑|快)了?[啊呀哦]*"
)


def _goes_back(scene: Scene) -> Reading | None:
    """「退回上一个，我看错了」: back, and why; nothing is told that could be put right at once."""
    first, *rest = scene.whole or (None,)
    if first is None or len(rest) != 1 or _SLIPPED.fullmatch(rest[0].folded.strip()) is None:
        return None
    command = control(scene.indexes.acts.find(squash(first.folded)))
    return only(command) if isinstance(command, Back) else None


def _ends_shop(scene: Scene) -> bool:
    """「不开了」 tells why, while the end of a permit is applied for; it gives up no application."""
    ending = scene.release is not None and scene.release.scenario.assume.get("application_type") == "cancel"
    return ending and _SHOP_ENDS.search(scene.message.folded) is not None


def _tells_of_matter(scene: Scene, command: Command) -> bool:
    """Whether the words that sound like steering tell of the shop itself: that it ends, or whom to take out."""
    if isinstance(command, Cancel):
        return _ends_shop(scene)
    return isinstance(command, Undo) and removes(scene.message.core)


def _is_chosen(scene: Scene) -> bool:
    """「等通知」 is a state of the licence, where that is asked."""
    fact = scene.asking.fact
    if fact is None or fact.kind != "choice":
        return False
    value = read_asked(scene, fact, scene.message.text.strip()).value
    return isinstance(value, Value) and not value.approx


def _names_option(scene: Scene) -> bool:
    """「还在办」 is a state of the licence and no putting off, where 「在办」 is one of the choices."""
    return any(
        len(name) > 1 and name in scene.message.folded
        for option in scene.asking.options
        for name in folded_names(option.label, option.names)
    )


def _absence(scene: Scene) -> Reading | None:
    """「没有」, 「不知道」 and the like; where the fact's own reader takes 「没有」 for a value, that counts."""
    fact = scene.asking.fact
    raw = scene.message.text.strip()
    answer = absence(scene.acts, raw)
    if fact is None or answer is None:
        return None
    if answer.value is Absence.NONE and (fact.kind in _KNOWS_NONE or not fact.optional):
        found = read_asked(scene, fact, raw)
        if found.taken:
            findings = Findings()
            findings.answer(None, found, raw)
            findings.mention(scene.asking.address, found, 0, len(scene.message.text), scene.message.text)
            return findings.reading()
        if fact.kind == "boolean":
            return None
    return only(answer)


def _talk(scene: Scene) -> Reading | None:
    topics = scene.indexes.talk.find(scene.message.core)
    return only(Smalltalk(topics[0].section)) if topics else None


def _empty_words(scene: Scene) -> Reading | None:
    """An 「知道了」, or a yes, a no, 「跟执照一样」 where something else was asked."""
    fact = scene.asking.fact
    if scene.says("ack"):
        return only(Unknown())
    if _denies_the_last(scene):
        return only(Correct(None))  # there is nothing else that the words could deny
    if fact is None or fact.kind in _KNOWS_NONE or scene.message.core.isdigit():
        return None
    if scene.says("same_as", "none_of_them") or (
        fact.kind in OPEN_KINDS and scene.says("yes", "no", "no_more", "hedged")
    ):
        return only(Unknown())
    return None


def _denies_the_last(scene: Scene) -> bool:
    """「不对」 where no yes or no was asked: the answer given last was wrong."""
    fact, asking = scene.asking.fact, scene.asking
    if fact is None or fact.kind in _KNOWS_NONE or asking.mode != "question" or asking.last is None:
        return False
    return _WRONG.fullmatch(scene.message.core) is not None


def _same(scene: Scene) -> Reading | None:
    answer = same_as(scene)
    return only(answer) if answer is not None else None


def _lists(scene: Scene) -> Reading | None:
    command = list_command(scene)
    return only(command) if command is not None else None


def _switch(scene: Scene) -> Reading | None:
    fact = scene.asking.fact
    if fact is not None and fact.kind == "text":
        return None
    command = switching(scene)
    if command is None and leaves(scene):
        return only(Unknown("out_of_scope"))
    return only(command) if command is not None else None


def _known_question(scene: Scene) -> Reading | None:
    """Words that are a known question all but to the letter are that question, whatever values they name."""
    if len(scene.message.core) < _TELLING:
        return None
    search = scene.indexes.knowledge
    if not search.may_reach(scene.message.text, _SAME):
        return None
    entry, near = search.best(scene.message.text, scene.asking.today, scene.items)
    return only(AskKnowledge(scene.message.text.strip(), entry)) if entry is not None and near >= _SAME else None


def _passing(scene: Scene) -> Reading | None:
    """What somebody does with the conversation in the middle of other words; where they give a value, that counts."""
    command = in_passing(scene.message.folded)
    if command is None or _tells_of_matter(scene, command):
        return None
    if (
        isinstance(command, Pause)
        and _TO_ASK.search(scene.message.folded)
        and isinstance(later := put_off(scene), Later)
    ):
        return only(later)  # 「先放放，晚上我问我爸」
    if not isinstance(command, (Smalltalk, Human)):
        known = scene.indexes.knowledge.is_known(scene.message.text, scene.asking.today, _SAME)
        steered = (
            not isinstance(command, Cancel)
            and len(scene.whole) > 1
            and any(control(scene.indexes.acts.find(squash(one.folded))) is not None for one in scene.whole)
        )
        if known or steered or _gives_value(scene):
            return None
        if isinstance(command, (Restart, Undo, Back)) and _names_fact(scene):
            return None
    return only(command)


def _names_fact(scene: Scene) -> bool:
    return any(one.label == NAME for one in scene.indexes.spotter.find(scene.message.folded))


def _gives_value(scene: Scene) -> bool:
    """Whether the message gives a value of a kind that not just any words are."""
    fact = scene.asking.fact
    if (
        fact is not None
        and fact.kind in ("date", "boolean", "choice", "duration")
        and (len(scene.whole) > 1 or len(scene.message.core) > _TELLING)
    ):
        return False
    findings = Findings()
    compose(scene, findings)
    open_kind = fact is not None and fact.kind in OPEN_KINDS
    return any(
        isinstance(one, (Answer, Correct))
        and isinstance(one.value, Value)
        and not one.value.approx
        and not (open_kind and one.address is None)
        for one in (*findings.answers, *findings.corrections)
    )


def _put_off(scene: Scene) -> Reading | None:
    if proves_identifier(scene.message.folded):  # 「电话你记一下139…，证号我等会儿问」
        return None
    if any(
        is_question(scene, one)
        and not _wonders(scene, one)
        and _TAG.search(one.folded) is None
        and RHETORICAL.search(one.folded) is None
        for one in scene.whole
    ):
        return None
    command = put_off(scene)
    if command is None or scene.indexes.knowledge.is_known(scene.message.text, scene.asking.today, _SAME):
        return None
    return only(command)


def _wonders(scene: Scene, clause: Clause) -> bool:
    """「楼上住不住人啊，我没注意过」 says the question over, and then that nobody knows."""
    fact = scene.asking.fact
    if fact is None or len(scene.whole) < 2 or clause.start == scene.whole[-1].start:
        return False
    asked = words_of_question(fact)
    said = clause.folded
    if _WHERE_IT_STANDS.match(said) is not None and NOT_KNOWN.search(scene.whole[-1].folded) is not None:
        return True
    return NOT_KNOWN.search(scene.whole[-1].folded) is not None and any(
        said[at : at + 2] in asked and said[at : at + 2] not in EMPTY_PAIRS for at in range(len(said) - 1)
    )


def _parts(scene: Scene) -> Reading | None:
    findings = Findings()
    compose(scene, findings)
    if not findings or findings.only_refuses:
        entry, near = scene.indexes.knowledge.best(scene.message.text, scene.asking.today, scene.items)
        if entry is not None and near >= (_NEAR if len(scene.message.core) >= _TELLING else _SAME):
            return only(AskKnowledge(scene.message.text.strip(), entry))
    if not findings or findings.only_refuses or findings.only_asks:
        talk = small_talk(scene.message.folded)
        if talk is not None:
            return only(talk)
        guessed = _guess(scene, findings)
        if guessed is not None:
            return only(guessed)
    return findings.reading() if findings else None


def _guess(scene: Scene, findings: Findings) -> Command | None:
    """What the whole message resembles, where it holds no number that was meant for the question and cannot be its value."""
    refused = [one.value for one in findings.answers if isinstance(one, Answer)]
    meant = any(isinstance(one, Rejection) and not one.code.endswith(_UNREAD) for one in refused)
    if meant or sum(map(str.isdigit, scene.message.core)) >= _NUMBER:
        return None
    command = scene.indexes.heard.command(
        scene.message.core,
        scene.message.text.strip(),
        scene.asking,
        question=findings.only_asks,
        elsewhere=_names_fact(scene),
    )
    if command is not None and _tells_of_matter(scene, command):
        return None
    alarmed = isinstance(command, Smalltalk) and command.topic == "emergency"
    told = isinstance(command, Status) and _DONE.fullmatch(scene.message.core) is not None
    return None if told or (alarmed and _DANGER.search(scene.message.core) is None) else command


_STEPS: Final[tuple[Callable[[Scene], Reading | None], ...]] = (
    _exact,
    _control,
    _absence,
    _talk,
    _same,
    _empty_words,
    _lists,
    _switch,
    _known_question,
    _goes_back,
    _passing,
    _put_off,
    _parts,
)
