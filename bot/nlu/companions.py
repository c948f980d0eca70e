"""Values beside the answer for facts near it, in words that can mean nothing else: 「张秀兰，女的，汉族」, 「租的，到2028年7月15日」."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.address import Address
from bot.engine.commands import Answer
from bot.engine.facts import Fact
from bot.engine.values import Rejection, Value

from .clauses import Clause
from .fact_reader import Found, read_fact
from .findings import Findings
from .folding import fold
from .plausible import names_firm, words_of_question
from .relatives import hanging_on, hangs_on_question, near, of_another_person
from .scene import Scene
from .share_of import asks_for_share, tells_share
from .told_of import tells
from .values.firm_name import firm_in
from .values.options import by_number
from .values.person_name import name_in
from .values.phrase import ChoiceOption

#: Words that may stand around the name of a choice.
_AROUND: Final = re.compile(
    r"^(?:嗯|呃|还|也|都|就|只|是|有|做|要|用|走|我们?|他|她|它|的|性别|民族|人|这|那|算|属于|性质|自己|店|里)+|(?:的|了|吧|啊|呀|呢|哦|人|族|性质|就行|好了)+$"
)
_UNTIL: Final = re.compile(r"到|至|截止|为止|止|期|开业|开张")
#: How long it is let for, before the day on which that ends: 「签了5年到2031年3月15」.
_BEFORE_END: Final = re.compile(r"^[^,，]*?(?:年|月)(?=到|至)")
_PERSON: Final = re.compile(
    r"(?<![不没别])(?:委托|让|由|叫|请|找|托|归|是)(?P<name>[\u3400-\u9fff·]{2,10}?)(?:代?办|来|弄|负责|管|去|跑|$)"
)
_HELPS: Final = re.compile(r"(?:帮|替)(?:我|忙)")
_FIRM: Final = re.compile(r"(?:总部|公司|品牌方|单位)(?:是|叫|为)?(?P<name>[\u3400-\u9fff（）()A-Za-z]{4,40})$")
#: 「放在操作间进门右手边」, 「靠后墙」: where a thing stands.
_PLACED: Final = re.compile(
    r"(?:就|都|是|也)*(?:放|摆|装|挂|搁)(?:在|勒)?(?P<place>[^,，0-9]{2,20}?)(?:的|了|呀|那里|着)*|(?P<side>靠[^,，0-9]{1,12}?)(?:摆着|放着|的|了)*"
)
#: Said of anything; only what is asked next may be meant.
_OF_ANYTHING: Final = re.compile(r"(?:都|也|还|一?个)*(?:没有?|不(?:卖|做|要|用|是|会|办|设)|有|是|好)")
#: 「1936年造的」.
_BUILT: Final = re.compile(r"(?P<year>(?:1[89]|20)[0-9]{2}年?)(?:[造建盖竣完修]|落成)")
#: Until when a place is let: 「租到2029年3月底」, 「合同到27年9月」.
_LET_UNTIL: Final = re.compile(r"(?:租|合同|租约|租期)[^,，]{0,4}(?:到|至)")
_SHARE: Final = re.compile(r"%|百分之|成(?:股份)?$|占")
_ALL_OF: Final = r"(?:一共|总共|共)?[0-9一二两三四五六七八九十百]+"
_FIGURED: Final = frozenset({"percentage", "mobile", "phone", "integer", "area"})
_SPOKEN_DIGITS: Final = re.compile(r"(?:电话|手机)?[0-9零一二三四五六七八九幺洞 ]{11,}")
#: 「另外啤酒也卖」: the thing before what is done with it.
_TURNED: Final = re.compile(
    r"(?:另外|还有|还|再|也|我们|,| )*(?P<thing>[\u3400-\u9fff]{2,4}?)(?:也|都|还|是)?(?P<verb>卖|做)(?:一点|点|的|了)*"
)
_COUNTED: Final = re.compile(r"[0-9一二两三四五六七八九十]")


def companions_in(scene: Scene, clause: Clause, findings: Findings, *, exactly: bool = True) -> bool:
    """Whether the clause gave a value to a fact near the open question; it is then among the findings.

    Args:
        exactly: whether it may also be the name of a choice of any fact.
    """
    words = scene.message.text[clause.start : clause.end]
    taken = {one.address for one in findings.answers if isinstance(one, Answer) and one.address is not None}
    for address in [*near(scene), *hanging_on(scene, taken)]:
        fact = scene.fact_at(address)
        if fact is None or address in taken or address.key in scene.asking.answered:
            continue
        hangs = hangs_on_question(scene, address) or address in hanging_on(scene, taken)
        if not hangs and fact.kind == "choice" and of_another_person(scene, address, fact):
            continue
        found = _value(scene, fact, words, hangs=hangs)
        if found is not None:
            _note(scene, address, found, clause, findings)
            return True
    return let_until(scene, clause, findings) or (exactly and _called_exactly(scene, clause, findings))


def _note(scene: Scene, address: Address, found: Found, clause: Clause, findings: Findings) -> None:
    words = scene.message.text[clause.start : clause.end]
    findings.answer(address, found, words)
    findings.mention(address, found, clause.start, clause.end, words)


def let_until(scene: Scene, clause: Clause, findings: Findings) -> bool:
    """Whether the clause tells how long the place is let, beside whatever was asked: 「65平，租到2029年3月底」."""
    if _LET_UNTIL.search(clause.folded) is None:
        return False
    dates = [
        one
        for one in scene.of_kind("date")
        if (fact := scene.fact_at(one)) is not None and one.key not in scene.asking.answered and "租" in fact.label
    ]
    fact = scene.fact_at(dates[0]) if len(dates) == 1 and dates[0] != scene.asking.address else None
    found = _taken(fact, scene.message.text[clause.start : clause.end], scene) if fact is not None else None
    if found is None:
        return False
    _note(scene, dates[0], found, clause, findings)
    return True


def _called_exactly(scene: Scene, clause: Clause, findings: Findings) -> bool:
    """「我们不卖酒」: the whole clause is a name of a choice, and of one fact only."""
    core = _AROUND.sub("", _AROUND.sub("", clause.folded.strip()))
    turned = _TURNED.fullmatch(clause.folded.strip())
    core = f"{turned['verb']}{turned['thing']}" if turned is not None else core
    core = turned["thing"] if turned is not None and core not in scene.indexes.names.choices else core
    core = core if tells(core) or turned is not None else clause.folded.strip().lstrip("是就也都还")
    sure = tells(core) or turned is not None
    places = scene.indexes.names.choices.get(core, ()) if sure or _may_tell(scene, core) else ()
    if not sure:  # 「租的」 of the place that is asked about, and of no other
        places = tuple(one for one in places if _same_subject(scene, one.fact))
    called = [
        (address, place.value)
        for place in places
        for address in scene.named([place.fact])
        if address != scene.asking.address
        and not ((fact := scene.fact_at(address)) is not None and of_another_person(scene, address, fact))
    ]
    if len(called) != 1 or called[0][0].key in scene.asking.answered or _may_be_part(scene, called[0][0].fact):
        return False
    _note(scene, called[0][0], Found(Value(called[0][1])), clause, findings)
    return True


def _may_be_part(scene: Scene, fact: str) -> bool:
    """Whether the words may belong to the address that is asked for: its district does, how one has the place does not."""
    asked = scene.asking.fact
    if asked is None or asked.kind != "address":
        return False
    return fact in asked.parts.values() or not _same_subject(scene, fact)


def _may_tell(scene: Scene, core: str) -> bool:
    asked = scene.asking.address
    return len(core) > 1 and not _OF_ANYTHING.fullmatch(core) and asked is not None and "." in asked.fact


def _same_subject(scene: Scene, fact: str) -> bool:
    asked = scene.asking.address
    return asked is not None and fact.partition(".")[0] == asked.fact.partition(".")[0]


def _value(scene: Scene, fact: Fact, words: str, *, hangs: bool) -> Found | None:
    """The words as a value of the fact, where nothing else can be meant; None otherwise.

    Args:
        hangs: whether the fact matters only because of the open question, or of what the same message has told.
    """
    folded = fold(words)
    if fact.kind in ("choice", "multi_choice"):
        return _choice(fact, words, hangs=hangs) if fact.kind == "choice" or hangs else None
    if fact.kind == "date":
        if _UNTIL.search(folded) is None or not (hangs or _named(fact, folded)):
            return None
        return _taken(fact, words, scene) or _taken(fact, _BEFORE_END.sub("", words), scene)
    if asks_for_share(fact) and tells_share(folded):
        return _taken(fact, words, scene)
    if fact.kind in _FIGURED:
        return _figure(scene, fact, words, folded, hangs=hangs)
    if fact.kind == "person_name" and hangs:
        match = _PERSON.search(words)
        name = name_in(match["name"]) if match is not None else None
        if name is None and _HELPS.search(words) is not None:
            name = name_in(words)
        return Found(Value(name)) if name is not None else None
    if fact.kind == "text" and "位置" in fact.label:
        placed = _PLACED.fullmatch(words.strip())
        return Found(Value(placed["place"] or placed["side"])) if placed is not None else None
    if fact.kind == "text" and "年份" in fact.label:
        built = _BUILT.search(folded)
        return Found(Value(built["year"])) if built is not None else None
    if fact.kind == "company_name" and hangs:
        match = _FIRM.search(words)
        name = match["name"] if match is not None else firm_in(words)
        return Found(Value(name)) if name is not None and names_firm(name) else None
    return None


def _figure(scene: Scene, fact: Fact, words: str, folded: str, *, hangs: bool) -> Found | None:
    """The words as a share, a telephone number said in figures, a count in the fact's own measure."""
    told = folded.strip()
    if fact.kind == "percentage":
        meant = _SHARE.search(told) is not None
    elif fact.kind in ("mobile", "phone"):
        meant = _SPOKEN_DIGITS.fullmatch(told) is not None
    else:
        bare = (
            fact.kind == "integer"
            and fact.unit is not None
            and re.fullmatch(_ALL_OF + fact.unit, told.rstrip("的吧了"))
        )
        meant = bool(bare) or (
            hangs and _COUNTED.search(told) is not None and (fact.kind == "area" or _named(fact, told))
        )
    return _taken(fact, words, scene) if meant else None


def _choice(fact: Fact, words: str, *, hangs: bool) -> Found | None:
    """One choice, called by its label or one of its names, with nothing else said."""
    core = _AROUND.sub("", _AROUND.sub("", fold(words).strip()))
    for option in fact.options:
        called = {fold(name) for name in (option.label, *option.names)}
        called |= {name.removesuffix("性").removesuffix("族") for name in called if len(name) <= 3}
        if (
            core
            and (core in called or fold(words).strip() in called)
            and (hangs or not _OF_ANYTHING.fullmatch(core))
            and by_number(core, (ChoiceOption(option.value, option.label),)) is None
        ):
            return Found(Value([option.value] if fact.kind == "multi_choice" else option.value))
    return None


def _taken(fact: Fact, words: str, scene: Scene) -> Found | None:
    found = read_fact(fact, words, scene.asking.today)
    return found if found.taken and not isinstance(found.value, Rejection) else None


def _named(fact: Fact, folded: str) -> bool:
    """Whether a character of the clause, digits and small words aside, is one of the fact's own words."""
    own = words_of_question(fact)
    return any(char in own for char in re.sub(r"[0-9一二两三四五六七八九十百个有的是，, ]", "", folded))
