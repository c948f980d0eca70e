"""Answers given before that the words tell anew, without saying that anything was wrong.

「房子性质我翻了下 是商住的」, 「酒的话我们晚上会调鸡尾酒」 take up an earlier question; 「仓库退租了」, where the store's address is
asked, takes away what that question stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.engine.address import Address
from bot.engine.facts import Fact
from bot.engine.values import Json, Value

from .clauses import Clause
from .correction_target import pointed_at
from .cues import asks
from .fact_reader import OPEN_KINDS, Found, choices_of
from .findings import Findings
from .folding import fold
from .patching import patched
from .plausible import words_of_question
from .polarity import EMPTY_PAIRS
from .scene import Scene
from .spans import NAME
from .values.options import WRITTEN, named_options
from .worded import read_as

#: Kinds of which a few words tell the value, whatever stands around them.
CHOSEN: Final = frozenset({"choice", "multi_choice", "boolean"})
#: What is taken up again: 「酒的话」, 「保健品那题」.
_TOPIC: Final = re.compile(
    r"^(?:[哦噢啊嗯欸诶]|对了|等下|等等|等一下|那个|还有|前面|刚才|上面|[ ,，])*(?P<topic>[^,，;；。 ]{1,8}?)"
    r"(?:的话|那(?:道|个)?(?:题|问题)|那(?:一?项|一?块|一?条)|那个(?=我?(?:改主意|改了?主意|不|没|搞错|弄错|选错|点错|填错))|这(?:题|一?项|一?块)|的事|方面)[ ,，]*"
)
#: What a paper or an inspection has come to: 「执照弄好了」.
_COME_ABOUT: Final = re.compile(
    r"^(?:[哦噢啊嗯欸诶]|对了|那个|还有|我们?的?|店里的?|[ ,，])*(?P<topic>[\u3400-\u9fff]{2,6}?)(?:已经|刚刚?|终于|今天|昨天|[上下]午|也|都|就)*"
    r"(?:[办弄搞拿批发领出测考装接整]|下来|到手|通过|齐|定)[^,，;；不没]{0,3}(?:了|的)[ 啊呀哈]*$"
)
_TAKEN_BACK: Final = re.compile(r"不(?:做|卖|要|弄|搞|上|用)了|去掉|算了|拿掉")
_FORGOT: Final = re.compile(r"[忘漏]了?(?:勾|选|填|写|说|加|点)")
#: What there was is no more.
_ENDED: Final = re.compile(r"退(?:租|掉)?了|不租了|转(?:租|让)?掉?了|撤(?:掉)?了|拆(?:掉)?了|取消了|不要了|关(?:掉)?了")
#: It is otherwise now.
_OTHERWISE: Final = re.compile(
    r"没有?[^,，;。]{0,6}了|不[^,，;。]{1,6}了|退(?:租|掉)?了|取消了|(?:换|改)(?:成|为)|其实(?:没|不)|[^,，]不是|^不是|不算"
)


def told_again(scene: Scene, clauses: Sequence[Clause], findings: Findings) -> bool:
    """Whether the words give an earlier question that they take up another answer; it is then among the findings."""
    if scene.asking.mode == "confirm" or not clauses or any(asks(one.whole) for one in clauses):
        return False
    return _noted(scene, findings, list(_taken_up(scene, clauses)))


def settled_again(scene: Scene, clauses: Sequence[Clause], findings: Findings) -> bool:
    """The same of the answer for which the open question is asked at all: 「今年换成自营了」 where the contractor is asked for."""
    fact = scene.asking.fact
    if fact is None or fact.when is None or not clauses or any(asks(one.whole) for one in clauses):
        return False
    told = []
    for name in fact.when.facts():
        address = Address(name)
        before = scene.fact_at(address)
        if before is None or before.kind not in ("choice", "boolean") or address.key not in scene.asking.held:
            continue
        own = words_of_question(before)
        for clause in clauses:
            about = before.kind == "choice" or _shares(clause.folded, own)
            if about and _OTHERWISE.search(clause.folded) is not None:
                told.append((address, before, scene.message.text[clause.start : clause.end].strip()))
    return _noted(scene, findings, told)


def starred(scene: Scene, findings: Findings) -> bool:
    """「*12」: what was typed last, typed once more and right this time, as people do in chats."""
    last, text = scene.asking.last, scene.message.text.strip()
    fact = scene.fact_at(last) if last is not None else None
    if fact is None or last is None or not text.startswith("*") or fact.kind in OPEN_KINDS:
        return False
    found = read_as(scene, fact, text.lstrip("* "))
    if not isinstance(found.value, Value) or found.value.approx:
        return False
    findings.correct(last, found, text)
    findings.mention(last, found, 0, len(scene.message.text), text)
    return True


def _noted(scene: Scene, findings: Findings, told: Sequence[tuple[Address, Fact, str]]) -> bool:
    """Whether the words told of one answer are surely another value of it."""
    new: dict[Address, Json] = {}
    for address, fact, words in told:
        value = another_value(scene, fact, scene.asking.held.get(address.key), words)
        if value is not None:
            new.setdefault(address, value)
    if len(new) != 1:
        return False
    [(address, value)] = new.items()
    found, said = Found(Value(value)), scene.message.text.strip()
    findings.answers.clear()
    findings.correct(address, found, said)
    findings.mention(address, found, 0, len(scene.message.text), said)
    return True


def _taken_up(scene: Scene, clauses: Sequence[Clause]) -> Iterator[tuple[Address, Fact, str]]:
    """The earlier questions that the words take up, with what is said of them."""
    text = scene.message.text.strip()
    pointed = pointed_at(scene)
    topic, come = _TOPIC.match(scene.message.folded), _COME_ABOUT.match(scene.message.folded.strip())
    named = [one.text for one in scene.indexes.spotter.find(scene.message.folded) if one.label == NAME]
    for address, fact, held in scene.given():
        if fact.kind not in CHOSEN or address == scene.asking.address:
            continue
        if any(fact.id in scene.indexes.names.names.get(name, ()) for name in named):
            yield from ((address, fact, scene.message.text[one.start : one.end].strip()) for one in reversed(clauses))
        elif address == pointed or (fact.kind == "multi_choice" and _of_the_chosen(fact, held, scene.message.folded)):
            yield address, fact, text
        elif topic is not None and is_topic(scene, topic["topic"], fact):
            yield address, fact, scene.message.text[topic.end() :].strip()
        elif come is not None and fact.kind == "choice" and _is_thing(scene, come["topic"], fact):
            yield address, fact, text


def _of_the_chosen(fact: Fact, held: Json, folded: str) -> bool:
    """「果切还是不做了」, 「还有期刊，前面忘勾了」: what was chosen is taken back, or what was left out is told."""
    if not isinstance(held, list):
        return False
    named = [one for one in named_options(folded, choices_of(fact.options)) if one.strength == WRITTEN]
    back = _TAKEN_BACK.search(folded) is not None and any(one.option.value in held for one in named)
    return back or (_FORGOT.search(folded) is not None and any(one.option.value not in held for one in named))


def is_topic(scene: Scene, topic: str, fact: Fact) -> bool:
    """Whether the thing taken up is what the fact asks for, and not what the open question does."""
    own = words_of_question(fact) + "".join(name for one in fact.options for name in (one.label, *one.names))
    asked = words_of_question(scene.asking.fact) if scene.asking.fact is not None else ""
    if len(topic) == 1:
        return topic in fact.label and topic not in asked
    return _shares(topic, own) and not _shares(topic, asked)


def _is_thing(scene: Scene, topic: str, fact: Fact) -> bool:
    """Whether the thing is the one that the fact's question is about, and the open question's is another."""
    asked = words_of_question(scene.asking.fact) if scene.asking.fact is not None else ""
    return topic in words_of_question(fact) and not _shares(topic, asked)


def _shares(words: str, asked: str) -> bool:
    return any(words[at : at + 2] in asked and words[at : at + 2] not in EMPTY_PAIRS for at in range(len(words) - 1))


def another_value(scene: Scene, fact: Fact, held: Json, words: str) -> Json:
    """Another value of the fact than it has, where the words surely tell one; None otherwise."""
    if fact.kind == "multi_choice":
        return patched(fact, held, fold(words))
    if fact.kind == "boolean" and held is True and _ENDED.search(words) is not None:
        return False
    found = read_as(scene, fact, words)
    sure = isinstance(found.value, Value) and not found.value.approx and found.value.value != held
    return found.value.value if sure else None  # type: ignore[union-attr]
