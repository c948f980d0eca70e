"""Offered choices named in a text: by label, by part of it, by another name, by a word that means the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ..lexicon_reader import lexicon
from ..normalise import normalise
from .concepts import words_of_sort
from .denial import denied_places
from .gaps import spans as places_of
from .phrase import ChoiceOption

#: How sure a word is: what the author wrote, a part of a label, a word that means the same.
WRITTEN: Final = 3
PART: Final = 2
MEANT: Final = 1
#: What begins a word of a sort that decides between options which share their other words.
DECISIVE: Final = "!"
_GROUPS: Final = tuple(frozenset(line.split()) for line in lexicon("choices")["same"])
_BRACKETS: Final = re.compile(r"[（(].*?[)）]")
_SPLIT_LABEL: Final = re.compile(r"[、/（）()，,；;：:]|和|及|与|或")
_BARE_DENIAL: Final = re.compile(r"(?:都|全)?(?:不|没有?|无)(?:卖|做|要|用|有|装|弄)?的?")
#: As much of a label that negates (非处方药) as people say, in characters.
_NEGATED: Final = 3
#: Words around a name of one character: 「用电的」 but not 「电磁炉」.
_SMALL: Final = "用的等型吧了啊是有要选做全都就只也卖汉族性"
#: Words whose parts name nothing: the company above this one, and what coffee is made with.
_WHOLE_WORDS: Final = (("总公司", "公司"), ("咖啡机", "咖啡"))
#: What stands beside a name of one character: nothing, a sign or a conjunction.
_EDGE: Final = re.compile(r"[^\u3400-\u9fff]?|[和跟与及加用个不]")
_PAUSE: Final = re.compile(r"[,，。;；]")
#: Characters with which a name denies what another is called.
_NO: Final = frozenset("没不未无")
_HAN: Final = dict(zip("一二三四五六七八九十两", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2), strict=True))
_ORDINAL: Final = re.compile(
    r"(?:我?选|要|就|只有|只要|填|是|应该是)*(?:第\s*(?P<a>[0-9一二三四五六七八九十两]{1,3})\s*(?:个|项|种|条|样)?|(?P<b>[0-9]{1,2})(?:号|\.|、|个)?|(?P<c>[A-Za-z])项?|(?P<last>最后)[一那这]?(?:个|项|种|样|条)|(?P<middle>中间)(?:那|的|这)?一?(?:个|项|种|样)|(?P<d>[一二三四五六七八九十]))(?:选项)?(?:吧|的|有)*"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An option with the place of its word in the text; ``denied``: the words around deny it."""

    option: ChoiceOption
    start: int
    end: int
    strength: int
    denied: bool


def named_options(text: str, options: Sequence[ChoiceOption]) -> list[Named]:
    """The options named in the text, from left to right; of words that overlap the longer and surer one counts."""
    found: dict[tuple[int, int, int, ChoiceOption], None] = {}
    for option in options:
        for name, strength in _words(option):
            if name in text:
                found.update(dict.fromkeys((len(name), strength, at, option) for at in _places(text, name)))
            elif "~" in name:
                found.update(dict.fromkeys((end - at, strength, at, option) for at, end in places_of(name, text)))
    spots = _without_denied(text, [*found])
    taken = _told_once(text, _affirmed(text, sorted(_surest(_as_sure(_apart(spots), spots)), key=lambda one: one[0])))
    denied = denied_places(text, sorted({(start, end) for start, end, *_ in taken}))
    return [Named(option, start, end, strength, (start, end) in denied) for start, end, strength, option in taken]


def by_number(text: str, options: Sequence[ChoiceOption]) -> ChoiceOption | None:
    """第二个, 2, B, 三, 最后一个."""
    match = _ORDINAL.fullmatch(text.strip())
    if match is None:
        return None
    if match["last"]:
        return options[-1]
    if match["middle"]:
        return options[len(options) // 2] if len(options) % 2 else None
    number = match["a"] or match["b"] or match["d"]
    if match["c"]:
        index = ord(match["c"].upper()) - ord("A") + 1
    else:
        index = int(number) if number.isdigit() else _HAN.get(number, 0)
    return options[index - 1] if 1 <= index <= len(options) else None


def alike(part: str, options: Sequence[ChoiceOption]) -> ChoiceOption | None:
    """The one option whose label has all characters of the part in their order: 「平面图」 is 平面布局图."""
    if len(part) < 2:
        return None
    pattern = re.compile(".*?".join(map(re.escape, part)))
    fitting = [option for option in options if any(pattern.search(name) for name in names(option))]
    return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=4096)
def names(option: ChoiceOption) -> tuple[str, ...]:
    """What the author calls the option, normalised; a label's bracketed remark may be left out."""
    label = normalise(option.label)
    found = (label, _BRACKETS.sub("", label), *(normalise(name) for name in option.names))
    return tuple(dict.fromkeys(name for name in found if name))


@lru_cache(maxsize=4096)
def _words(option: ChoiceOption) -> tuple[tuple[str, int], ...]:
    """All words that may name the option, with how sure each is."""
    found = dict.fromkeys(names(option), WRITTEN)
    for part in _SPLIT_LABEL.split(normalise(option.label).removesuffix("等")):
        if len(part) > 1:
            found.setdefault(part.removesuffix("等"), PART)
    label = normalise(option.label)
    if label.startswith("非") and len(label) > _NEGATED:
        found.setdefault(label[:_NEGATED], PART)  # 非处方药 is called 非处方, and that is no 处方
    for group in _GROUPS:
        if any(word in found or (len(word) > 1 and word in label) for word in group):
            for word in group:
                found.setdefault(word, PART if label.startswith(word) else MEANT)
    for word in words_of_sort(names(option)):
        found.setdefault(word.removeprefix(DECISIVE), PART if word.startswith(DECISIVE) else MEANT)
    return tuple((name, strength) for name, strength in found.items() if name)


def _places(text: str, name: str) -> Iterator[int]:
    """Where the name stands; one of a single character only where it is the whole of a part of the text."""
    at = text.find(name)
    while at >= 0:
        if len(name) > 1:
            stands = not any(
                name.startswith(part) and text.startswith(whole, max(at - whole.index(part), 0))
                for whole, part in _WHOLE_WORDS
                if not name.startswith(whole)
            )
        else:
            alone = len(text) <= 3 and not (text[:at] + text[at + 1 :]).strip(_SMALL)
            stands = alone or bool(
                _EDGE.fullmatch(text[max(at - 1, 0) : at]) and _EDGE.fullmatch(text[at + 1 : at + 2])
            )
        if stands:
            yield at
        at = text.find(name, at + 1)


def _apart(spots: list[tuple[int, int, int, ChoiceOption]]) -> list[tuple[int, int, int, ChoiceOption]]:
    """Of words that overlap those that together explain most of the text, the fewest and surest: 微信 and 支付宝 in 「微信支付宝」."""
    sure: dict[tuple[int, int], int] = {}
    for length, strength, at, _ in spots:
        sure[at, at + length] = max(strength, sure.get((at, at + length), 0))
    places = sorted(sure, key=lambda one: one[1])
    best: list[tuple[tuple[int, int, int], tuple[tuple[int, int], ...]]] = [((0, 0, 0), ())]
    ends: list[int] = []
    for start, end in places:
        before = best[sum(1 for one in ends if one <= start)]
        covered, words, strength = before[0]
        score = (covered + end - start, words - 1, strength + sure[start, end])
        with_it = score, (*before[1], (start, end))
        best.append(max(best[-1], with_it, key=lambda one: one[0]))
        ends.append(end)
    kept = set(best[-1][1])
    return [(at, at + length, strength, option) for length, strength, at, option in spots if (at, at + length) in kept]


def _without_denied(
    text: str, spots: list[tuple[int, int, int, ChoiceOption]]
) -> list[tuple[int, int, int, ChoiceOption]]:
    """Without words that overlap one which denies them: 批下来 in 「还没批下来」, 拿到手 in 「没拿到手」 where 没拿到 is a name."""
    denying: dict[int, int] = {}
    for length, _, at, _ in spots:
        if text[at] in _NO:
            denying[at] = max(denying.get(at, 0), at + length)
    return [one for one in spots if denying.get(one[2] - 1, 0) <= one[2] + 1]


def _as_sure(
    taken: list[tuple[int, int, int, ChoiceOption]], found: list[tuple[int, int, int, ChoiceOption]]
) -> list[tuple[int, int, int, ChoiceOption]]:
    """Words as sure as the surest word for their option that is most of them: 「电子的好」 is what the author calls 电子的."""
    return [
        (
            start,
            end,
            max(
                strength,
                *(
                    other[1]
                    for other in found
                    if other[3] is option
                    and start <= other[2]
                    and other[2] + other[0] <= end
                    and 2 * other[0] > end - start
                ),
            ),
            option,
        )
        for start, end, strength, option in taken
    ]


def _affirmed(text: str, taken: list[tuple[int, int, int, ChoiceOption]]) -> list[tuple[int, int, int, ChoiceOption]]:
    """Without a bare denial (「不卖」) that is said of another option named: 「鸡鸭不卖，猪肉卖」."""
    bare = [one for one in taken if _BARE_DENIAL.fullmatch(text[one[0] : one[1]])]
    others = {id(one[3]) for one in taken if one not in bare}
    return [one for one in taken if one not in bare or others <= {id(one[3])}]


def _told_once(text: str, taken: list[tuple[int, int, int, ChoiceOption]]) -> list[tuple[int, int, int, ChoiceOption]]:
    """Without words that only mean something like an option named before in their clause: 「合同在房东那里」."""
    return [
        one
        for at, one in enumerate(taken)
        if one[2] > MEANT
        or not any(
            other[3] is one[3] and other[1] < one[0] and not _PAUSE.search(text, other[1], one[0])
            for other in taken[:at]
        )
    ]


def _surest(taken: list[tuple[int, int, int, ChoiceOption]]) -> list[tuple[int, int, int, ChoiceOption]]:
    """Of several options at one place those whose word is surest."""
    return [
        one
        for one in taken
        if not any(other[:2] == one[:2] and other[2] > one[2] and other[3] is not one[3] for other in taken)
    ]
