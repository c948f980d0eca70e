"""Somebody corrects the own words while speaking: 「八十，哦不对，九十」 says ninety, 「不是80是90」 too."""

from __future__ import annotations

import re
from typing import Final

from .clock import TIME
from .phrase import Phrase

_SOUND: Final = r"(?:哦|噢|喔|啊|呃|额|嗯|诶|哎呀?|唉|呀)*"
_GAP: Final = r"[\s,，。.、;；:：!！…~]*"
_SLIP: Final = re.compile(
    rf"{_GAP}{_SOUND}{_GAP}(?:不对(?!外)|不不+|(?:我?(?:说|讲|写|打|记|搞|弄|算|看)?错了(?:错了)?|(?:语音)?[打写记念听]错了?(?=[,，。…\s])|(?:我?(?:说|讲|写|打|念|记|报)(?:反|岔|颠倒)了)|[^,，。;；]{{0,4}}(?:说着玩|开玩笑|瞎说|乱说|逗你|骗你)的?)|口误|改一下|更正一下|更正|纠正一下|纠正|重新说|重说|等等|等一下|等下|讲错|慢着|呸)"
    rf"{_GAP}(?:不对)?{_GAP}{_SOUND}{_GAP}(?:应该|改成|改为|而)?(?:是)?{_GAP}"
    rf"|{_GAP}[,，。.、;；…\s]{_SOUND}{_GAP}(?:(?:不是|不)[,，。.、;；…\s]+{_SOUND}(?:应该)?是?|(?:还是)?改(?:成|为)?(?=.)){_GAP}"
)
_SET_OFF: Final = re.compile(r"[\s,，。.、;；!！…~]")
#: 「…100号不对，200号」: no road and no name begins like this behind the number of a house.
_WRONG_NUMBER: Final = re.compile(r"(?:不对|(?:说|讲|写|打|记|弄|看)?错了)[,，。;；\s]")
_TO: Final = re.compile(r"[到至] ?(?=\S)")
_TAIL: Final = re.compile(
    r"(?:最后|末尾|后面|尾号|尾数|后)(?:[一二三四两1-4]?位)?(?:应该)?是?(?P<new>[0-9xX]{1,6})[吧啊的]?"
)
#: 「…325号，不对，是335号」 mends only the number of the house.
_HOUSE: Final = re.compile(r"[0-9一二三四五六七八九十百零]+(?:号|弄|室|楼|层)")
_HOUSE_OLD: Final = re.compile(r"(?<=[路街道弄号])[0-9一二三四五六七八九十百零]+(?:号|弄|室|楼|层)")
#: 「…锦绣路888号，不对，是锦绣路868号」 mends from the road on.
_ROAD: Final = re.compile(r"[\u3400-\u9fff]{1,8}(?:路|街|大道|公路)(?=[0-9一二三四五六七八九十百零])")
#: 「三月八号，不对，是十八号」 mends only the day, 「十点到八点，哦不，九点」 only the closing.
_DAY: Final = re.compile(r"(?:是)?[0-9一二三四五六七八九十廿]+[号日](?!楼)")
_DAY_OLD: Final = re.compile(r"(?<=月)[0-9一二三四五六七八九十廿]+[号日]?")
#: 「2023年1月10日，写错了，是1月18日」 keeps the year, 「2023年5月8号，不对，是2022年」 the day.
_OF_YEAR: Final = r"(?P<year>[0-9]{2,4}年|[零〇一二三四五六七八九]{2,4}年|(?:大前|前|去|今|明|后)年)的?"
_MONTH_DAY: Final = (
    r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})[号日]?"
)
_FULL_DAY: Final = re.compile(rf"{_OF_YEAR}(?P<day>{_MONTH_DAY})")
_DAY_ALONE: Final = re.compile(rf"是?(?={_MONTH_DAY})")
_YEAR_ALONE: Final = re.compile(rf"是?{_OF_YEAR}$")
_TIME: Final = re.compile(rf"{TIME}(?:关门|打烊|收摊|关|结束)?$")
_DAYPART: Final = re.compile(r"凌晨|早上|上午|中午|下午|傍晚|晚上|夜里|晚|早")
_DIGITS: Final = re.compile(r"[0-9]{6,17}[0-9xX](?=\D*$)")
_NOT_BUT: Final = re.compile(
    r"[^,，。;；]{0,6}?(?:不是|不叫|并非|别写|不要写)(?!不|没|的)(?P<wrong>[^,，。;；是]{1,30})(?<!不)[,，。;；\s]*(?:而是|应该是|应该|是|叫|写|改成)(?P<right>.+)$"
)

#: 「前面写的22点作废」.
_RETRACTED: Final = re.compile(
    r"(?:^|[,，。;；])(?:(?:前面|刚才|刚刚|方才|之前|先前|上面|上次)(?:我)?(?:写|说|填|讲|报|发)的?[^,，。;；]{0,12}(?:作废|不算数?|不作数|不要|别管|取消|划掉|删掉|忽略|错了?)了?的?)(?=$|[,，。;；])"
)
#: 「说错了，是五十三平」: what was wrong was said in a message before.
_FIRST_SLIP: Final = re.compile(
    r"^(?:刚才|刚刚|前面|之前|上面|哎呀?|哦|不好意思|抱歉|[,，\s])*我?(?:说|讲|写|打|记|搞|弄|算|看|填)错了?[,，。!！\s]+(?=.)"
)
#: A sound of surprise between two numbers: the second is meant.
_SOUNDED: Final = re.compile(
    r"[,，。…\s](?:哦|噢|喔|唉|哎呀?|诶)[,，…\s]*(?:应该|其实)?是?(?=[0-9零一二两三四五六七八九十百半廿]|加上我)"
)
#: 「…，不是两米三」, but not 「…，不是很准」, 「…不是吗」.
_DENIED_AFTER: Final = re.compile(
    r"(?:[,，。;；]|(?<=[\u3400-\u9fff0-9])(?=不是[0-9零一二两三四五六七八九十百千万半廿]))(?:可|并)?不是(?![很太特挺]|一(?:定|直)|吗|么|嘛|准|精|确|多|蛮|完全)[^,，。;；]{1,16}$"
)
#: 「不是三千，三千五」.
_NOT_BUT_BARE: Final = re.compile(
    r"(?P<head>[^,，。;；]{0,4}?)(?:不是|不叫|别写)(?=[^,，。;；]*[0-9零一二两三四五六七八九十百千万半廿])[^,，。;；是]{1,14}[,，]\s*(?=[0-9零一二两三四五六七八九十百千万半廿])"
)
_NUMERAL: Final = re.compile(r"[0-9零一二两三四五六七八九十百千万半廿俩仨]")
_NUMERALS: Final = re.compile(r"[0-9零一二两三四五六七八九十百千万半廿俩仨.:]+")
_MARK: Final = re.compile(r"[,，。;；]")


def mended(phrase: Phrase, *, open_kind: bool = False) -> Phrase:
    """The phrase from behind its last self-correction on; the phrase itself when it has none or nothing follows.

    Args:
        open_kind: whether nearly any words may be a value; then a slip must be set off by punctuation, or stand behind the number of a house.
    """
    text = phrase.text
    slips = [
        match
        for match in _SLIP.finditer(text)
        if match.start() > 0
        and match.end() < len(text)
        and (not open_kind or _SET_OFF.match(match[0]) or _behind_number(match))
    ]
    if slips:
        return _mended(phrase, slips[-1])
    if open_kind:
        return phrase
    match = _NOT_BUT.match(text)
    return _from(phrase, match.start("right")) if match is not None else phrase


def _behind_number(slip: re.Match[str]) -> bool:
    return slip.string[slip.start() - 1] in "号弄室楼层" and _WRONG_NUMBER.match(slip[0]) is not None


def told_right(phrase: Phrase) -> Phrase:
    """The same for numbers and times, without what is taken back or denied beside them.

    Example: 「80，喔，85」 says 85, 「三米二，不是两米三」 三米二, 「七点到八点，刚才写的九点作废」 七点到八点.
    """
    bare = _NOT_BUT_BARE.match(phrase.text)
    if bare is not None:
        told = bare["head"] + phrase.text[bare.end() :]  # what it is about stays
        phrase = Phrase(told, told)
    text = _RETRACTED.sub(",", _FIRST_SLIP.sub("", phrase.text)).strip(",")
    if text != phrase.text and _NUMERAL.search(text):
        phrase = Phrase(text, text)
    old = phrase.text
    phrase = mended(phrase)
    if phrase.text != old:
        phrase = _without_the_wrong(phrase, old[: -len(phrase.text)] if old.endswith(phrase.text) else "")
        match = _NOT_BUT.match(phrase.text)
        phrase = _from(phrase, match.start("right")) if match is not None else phrase
    sound = [*_SOUNDED.finditer(phrase.text)]
    if sound and _NUMERAL.search(phrase.text, 0, sound[-1].start()):
        phrase = _from(phrase, sound[-1].end())
    denial = _DENIED_AFTER.search(phrase.text)
    if denial is not None and _NUMERAL.search(phrase.text, 0, denial.start()):
        return Phrase(phrase.text[: denial.start()], phrase.text[: denial.start()])
    return phrase


def _without_the_wrong(phrase: Phrase, wrong: str) -> Phrase:
    """The mended words without a clause that tells again of the value taken back: 「十年，哦不，八年，十年是房东的」."""
    numbers = _NUMERALS.findall(wrong)
    first, *others = _MARK.split(phrase.text)
    kept = [one for one in others if not numbers or (told := _NUMERALS.match(one)) is None or told[0] != numbers[-1]]
    if len(kept) == len(others):
        return phrase
    text = ",".join((first, *kept))
    return Phrase(text, text)


def _mended(phrase: Phrase, slip: re.Match[str]) -> Phrase:
    """What follows the slip; 「9点到20点，写错了，到21点」 mends only the end, 「…640，错了，最后是641」 only the last digits."""
    tail = _TAIL.fullmatch(phrase.text, slip.end())
    number = _DIGITS.search(phrase.text, 0, slip.start())
    if tail is not None and number is not None and len(tail["new"]) < len(number[0]):
        mended = phrase.text[: number.end() - len(tail["new"])] + tail["new"]
        return Phrase(mended, mended)
    if _HOUSE.match(phrase.text, slip.end()) is not None:
        old = [*_HOUSE_OLD.finditer(phrase.text, 0, slip.start())]
        if old:
            rest = _from(phrase, slip.end())
            at = old[-1].start()
            return Phrase(phrase.original[:at] + rest.original, phrase.text[:at] + rest.text)
    road = _ROAD.match(phrase.text, slip.end())
    if road is not None and (at := phrase.text.rfind(road[0], 0, slip.start())) > 0:
        rest = _from(phrase, slip.end())
        return Phrase(phrase.original[:at] + rest.original, phrase.text[:at] + rest.text)
    day = _DAY.match(phrase.text, slip.end())
    old_day = [*_DAY_OLD.finditer(phrase.text, 0, slip.start())]
    if day is not None and old_day:
        return _replaced(phrase, old_day[-1], slip.end(), "")
    of_year = [*_FULL_DAY.finditer(phrase.text, 0, slip.start())]
    if of_year and _DAY_ALONE.match(phrase.text, slip.end()) is not None:
        text = of_year[-1]["year"] + phrase.text[slip.end() :].removeprefix("是")
        return Phrase(text, text)
    year = _YEAR_ALONE.match(phrase.text, slip.end())
    if of_year and year is not None:
        text = year["year"] + of_year[-1]["day"]
        return Phrase(text, text)
    time = _TIME.match(phrase.text, slip.end())
    times = [*re.finditer(TIME, phrase.text[: slip.start()])]
    if time is not None and len(times) > 1:
        part = _DAYPART.match(times[-1][0]) if _DAYPART.match(time[0]) is None else None
        return _replaced(phrase, times[-1], slip.end(), part[0] if part is not None else "")
    begun = _TO.search(phrase.text, 0, slip.start())
    if begun is None or not _TO.match(phrase.text, slip.end()):
        return _from(phrase, slip.end())
    head, rest = Phrase(phrase.original[: begun.start()], phrase.text[: begun.start()]), _from(phrase, slip.end())
    return Phrase(head.original + rest.original, head.text + rest.text)


def _replaced(phrase: Phrase, old: re.Match[str], start: int, lead: str) -> Phrase:
    """The phrase with what was said in place of the old piece; ``lead``: what the new piece leaves unsaid."""
    rest = phrase.text[start:]
    text = phrase.text[: old.start()] + lead + rest
    return Phrase(text, text)


def _from(phrase: Phrase, start: int) -> Phrase:
    """The rest of the phrase; its words as they were spoken keep their form where both texts have one length."""
    aligned = len(phrase.original) == len(phrase.text)
    return Phrase(phrase.original[start:] if aligned else phrase.text[start:], phrase.text[start:])
