"""What a clause that does not answer the open question says of another fact, in words its author wrote for that fact alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.engine.address import Address
from bot.engine.facts import Fact
from bot.engine.values import Json, Value

from .clauses import Clause
from .cues import asks
from .fact_reader import Found, choices_of, read_fact
from .findings import Findings
from .folding import fold
from .plausible import is_hearsay, names_firm
from .relatives import near, of_a_person, of_another_person
from .said_instead import yes_or_no
from .scene import Scene
from .spans import NAME, Span
from .values.boolean import hedged
from .values.options import WRITTEN, named_options

_CALLED: Final = re.compile(
    r"(?:店|公司|我们?|我们?公司|单位|名字|就|呢|上面(?:写)?的?|执照上(?:写)?的?)*(?:叫做?|名字是|名称是)"
)
#: A clause longer than this tells a story in which the words may mean anything.
_LONGEST: Final = 24
#: The same beside a question, for which the clause may be the case in point.
_SHORT: Final = 8
#: A name of a choice of so many characters is nobody's chance words, if only one fact has it.
_TELLING: Final = 3
_ANYTHING: Final = re.compile(r"[自己都没有办好了还个几不做是的要去齐只差过无其他一两在正已经部分全老早就]")
_SUPPOSES: Final = re.compile(r"如果|要是|假如|万一|以后|将来|打算|考虑|想(?!用|走|选)|隔壁|对面那家|别人|他们家|朋友")

#: Where it is asked what lies around, what there is (「有个幼儿园」) lies there and is nothing of the shop.
_ASKS_AROUND: Final = re.compile(r"附近|周围|周边|旁边|米(?:以)?内|挨着")
_THERE_IS: Final = re.compile(r"(?:倒|是|就|只|也|旁边|对面|附近|隔壁|边上|后面|前面)*有")


def told_of(scene: Scene, clause: Clause, findings: Findings) -> bool:
    """Whether the clause gave a value to one fact that was not asked; it is then among the findings.

    Words that fit several facts say nothing; those that leave doubt are asked back.
    """
    folded = clause.folded.strip()
    asked = scene.asking.fact
    if asked is not None and asked.kind == "address":  # 「静安区」 alone is half of it, and refused as that
        return False
    if asked is not None and _ASKS_AROUND.search(asked.wording.ask) and _THERE_IS.match(folded):
        return False
    longest = _LONGEST if not any(asks(one.whole) for one in scene.whole) else _SHORT
    if len(folded) > longest or asks(folded) or _SUPPOSES.search(folded) is not None or is_hearsay(folded):
        return False
    if _CALLED.match(folded) is not None and names_firm(folded):
        return _name_of_shop(scene, clause, findings)
    told = list(_told(scene, folded))
    if len(told) != 1:
        return False
    address, value = told[0]
    words = scene.message.text[clause.start : clause.end].strip()
    found = Found(Value(value))
    if hedged(folded):
        findings.propose(address, found, words)
    else:
        findings.answer(address, found, words)
    findings.mention(address, found, clause.start, clause.end, words)
    return True


def _name_of_shop(scene: Scene, clause: Clause, findings: Findings) -> bool:
    """「执照办好了，叫上海阿婆餐饮有限公司」: the name of the shop, which says nothing of its kind."""
    asked = scene.asking.fact
    lead = _CALLED.match(clause.folded.strip())
    words = scene.message.text[clause.start : clause.end].strip()[lead.end() if lead is not None else 0 :]
    called = [one for one in scene.named(scene.indexes.names.names.get("店名", ())) if one != scene.asking.address]
    if (
        len(called) != 1
        or called[0].key in scene.asking.answered
        or (asked is not None and asked.kind == "company_name")
    ):
        return False
    fact = scene.fact_at(called[0])
    found = read_fact(fact, words, scene.asking.today) if fact is not None else None
    if found is None or not found.taken:
        return False
    findings.answer(called[0], found, words)
    findings.mention(called[0], found, clause.start, clause.end, words)
    return True


def _told(scene: Scene, folded: str) -> Iterator[tuple[Address, Json]]:
    telling = scene.indexes.names.telling
    pairs = {folded[at : at + 2] for at in range(len(folded) - 1)}
    said = {fact for pair in pairs for phrase, facts in telling.get(pair, ()) if phrase in folded for fact in facts}
    asked = scene.asking.fact
    settled = asked.when.facts() if asked is not None and asked.when is not None else ()
    names = [one for one in scene.indexes.spotter.find(folded) if one.label == NAME]
    spans = [(one.start, one.end) for one in names]
    if names:
        said = {fact for fact in said if _is_named(scene, fact, names)}
    for address in scene.named(said - set(settled)):
        fact = scene.fact_at(address)
        if fact is None or address == scene.asking.address or address.key in scene.asking.answered:
            continue
        if of_a_person(scene, fact) and (address not in near(scene) or of_another_person(scene, address, fact)):
            continue  # 「收银的小姑娘」 is not the owner
        value = _value(fact, folded, spans)
        if value is not None:
            yield address, value


def _value(fact: Fact, folded: str, spans: list[tuple[int, int]]) -> Json:
    """The one answer of the fact that the words hold; a choice's name that is part of a fact's name (身份证号) is none."""
    if fact.kind == "boolean":
        return yes_or_no(fact, folded, _TELLING) if fact.limits.must_be is None else None  # nobody consents in passing
    if fact.kind != "choice":
        return None
    options = choices_of(fact.options)
    shares = _shares(fact, folded)
    named = [
        one
        for one in named_options(folded, options)
        if one.strength == WRITTEN
        and not one.denied
        and not any(start <= one.start and one.end < end for start, end in spans)
        and (shares or tells(folded[one.start : one.end]))
    ]
    chosen = {one.option.value for one in named}
    return chosen.pop() if len(chosen) == 1 else None


def _is_named(scene: Scene, id: str, names: Sequence[Span]) -> bool:
    """Whether one of the names found is the fact's, or a part of what it is called: 健康证 in 健康证办理情况."""
    fact = scene.facts.get(id)
    called = " ".join(map(fold, (fact.label, *fact.names, fact.wording.ask))) if fact is not None else ""
    return any(id in scene.indexes.names.names.get(one.text, ()) or one.text in called for one in names)


def tells(name: str) -> bool:
    """Whether a name of a choice says by itself what it is about: 「都没有」 and 「办好了」 may be said of anything."""
    return len(name) >= _TELLING and len(_ANYTHING.sub("", name)) >= _TELLING - 1


def _shares(fact: Fact, folded: str) -> bool:
    """Whether the words share three characters in a row, not all of them empty, with what the fact is called."""
    called = " ".join(map(fold, (fact.label, *fact.names)))
    return any(folded[at : at + 3] in called and tells(folded[at : at + 3]) for at in range(len(folded) - 2))
