"""Dates: written, spoken, relative to a reference day, lunar. ISO text comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.engine.values import Rejection, Value

from .asides import clauses, is_aside, meant, without_remarks
from .calendars import add_months
from .clock import TIME
from .days import Day, days, mark_last
from .ending import UNTIL, ending
from .gone_by import asks_what_was, last_such
from .lengths import lengths
from .numerals import close_up
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .selection import answering, words_around
from .speech import FILLER, QUESTION, ROUGH_AFTER, ROUGH_BEFORE, STORY, UNCERTAIN, longest_first

_ACCEPTED: Final = "2027年3月8日、下个月一号"
_ACCEPTED_PAST: Final = "2024年3月8日、去年六月一号"
_FIELD: Final = (
    r"开业|开张|开门|试营业|正式|营业|日期|时间|成立|注册|登记|租期|租约|租到|租|签到|签|合同|截止|到期|期满|届满|有效期|营业执照|执照|证|健康证|身份证|委托|代办|"
    r"从|自|起|至|到|止|为止|于|定在|定于|日子|那天|这天|当天|这[一]?天|刚刚?|才|已经|肯定|一定|验收|提交|递|交|完成?|弄好|前(?![天一两二三半])|上午|下午|中午|早上|晚上|盖章|审批|下来|批的?|交房|黄历|吉日|好日子|找人|算过|生效|发的?|办的?|领的?|拿的?|生日|出生|那会儿?|左边|农历|阴历|阳历|公历|新历|"
    r"想|要|等|就|再|初步|之前|以前|最晚|最迟|最早|一早|\([^()]*\)"
)
_AROUND: Final = re.compile("(?:" + longest_first(f"{_FIELD}|{FILLER}") + f"|{ROUGH_BEFORE}|{ROUGH_AFTER}|{TIME})+")
_ROUGH: Final = re.compile(
    r"大概|大约|差不多|左右|前后|估计|可能|也许|好像|应该|(?<=.)(?:之前|以前|前)|最晚|最迟|最早|不超过|样子|不晚于"
)
_ASKS: Final = re.compile(r"什么时候|几号|哪天|何时|几月|多久")
#: Money, areas, telephone numbers: the digits are no date.
_OTHERS: Final = re.compile(r"\d{7,}|平米|平方|万元|块钱|[一二三四五六七八九十]年")
#: Days that open a story as often as they are an answer: 「今天下雨了」.
#: Some day after the one named.
_AFTER: Final = re.compile(r"(?:那天)?(?:之?后|以后|过后|过完|完了)(?!天)")
_BEFORE: Final = re.compile(r" ?前(?![天一两二三半几])")
_HEDGED: Final = re.compile(r"[,，](?:大概|差不多|应该|可能|估计|好像)(?:吧|是|的样子|这样)?$")
_PASSED: Final = re.compile(r"(?:过了|过完|等过|跨完)$")
_TALK_DAY: Final = re.compile(r"(?:今|昨|前|大前|当|本)[天日儿]个?|春节|过年|国庆节?")
_LEFT: Final = re.compile(
    r"(?:[我们证它]|许可证|合同|租约)*(?:还|只|就|大概)*(?:有|剩下?|差|(?=.*(?:够|行|可以)))(?P<length>[0-9一二两三四五六七八九十半零个天日周月年星期礼拜]{2,12})(?:整|左右|的样子|就?到期|了|吧|多|就?(?:足够|够)|就?(?:行|可以))*"
)
#: Numbers as they stand on notes and cheques.
_CAPITALS: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_WRITTEN_OUT: Final = re.compile(r"[零壹贰叁肆伍陆柒捌玖]{4}年[零壹贰叁肆伍陆柒捌玖拾]+月[零壹贰叁肆伍陆柒捌玖拾]+日?")
_ZERO_MONTH: Final = re.compile(r"(?<=[年月])零(?=[一二三四五六七八九](?:月|[日号]|$))")
_YEARS_LAST: Final = re.compile(r"(?P<year>今年|明年|后年|\d{4}年|[零一二三四五六七八九]{4}年)的?最后一天")
#: 元月六号, 12月头上.
_FIRST_MONTH: Final = re.compile(r"(?<![公纪0-9一二三四五六七八九十])元月份?")
_MONTH_HEAD: Final = re.compile(r"(?<=[0-9一二三四五六七八九十个下])月(?:份)?头(?:上|里|浪|几天)?(?!年)")
#: 「…，具体要翻合同，先别填」, 「除了周一都有空」.
_NOT_YET: Final = re.compile(r"先(?:别|不|不要)(?:填|写)|先空着")
_ALL_BUT: Final = re.compile(r"除了?[^,，]{1,8}(?:以外|之外)?[,，]?(?:都|其他|别的|哪天|天天)")
#: What is asked for -> what stands behind its day.
_VERBS: Final = (
    (re.compile(r"开业|开张|营业|开门"), re.compile(r"(?:就|再|才|正式|要|准备|打算|试)*(?:开|营业)")),
    (re.compile(r"起始|开始|起租"), re.compile(r"(?:就|再|才|正式)*(?:起租|起算|开始|生效|起(?![来床]))")),
    (re.compile(r"成立|注册|登记"), re.compile(r"(?:就|才|刚)*(?:成立|注册|登记|批)")),
)
_MOST_WORDS: Final = 14


#: 「明年元旦过后，1月5号」: about when, before the day itself.
_ABOUT_THEN: Final = re.compile(
    r"^(?!.*后年)[^,，。0-9]{2,8}(?:过后|以后|之后|过了)[,，\s]*(?=[0-9一二三四五六七八九十]{1,2}月[0-9一二三四五六七八九十]{1,3}[号日])"
)


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption], ask: str = "") -> Value | Rejection:
    """ISO date, or first and last day of a stretch. A year not said is the next one in which the day has not passed."""
    found = _read(phrase, today, ask)
    left = _LEFT.fullmatch(phrase.text) if isinstance(found, Rejection) and UNTIL.search(ask) is not None else None
    if left is not None:  # 「就剩一个月零三天了」, of a permit
        return _after(left["length"], today) or found
    return ending(found, phrase.text, ask) if isinstance(found, Value) else found


def _after(length: str, today: date) -> Value | None:
    """The day on which so much time is over, to be confirmed; None where the words are no one length of days or more."""
    told = lengths(length)
    if len(told) != 1 or told[0].bounds is not None or told[0].months % 1 or not (told[0].months or told[0].seconds):
        return None
    day = add_months(today, int(told[0].months)) + timedelta(seconds=int(told[0].seconds))
    return Value(day.isoformat(), approx=True)


def _read(phrase: Phrase, today: date, ask: str) -> Value | Rejection:
    words = _ZERO_MONTH.sub("", _WRITTEN_OUT.sub(lambda match: match[0].translate(_CAPITALS), close_up(phrase.text)))
    words = _MONTH_HEAD.sub("月初", _FIRST_MONTH.sub("1月", words))
    words = _ABOUT_THEN.sub("", words)
    text, doubt = without_remarks(mark_last(_YEARS_LAST.sub(r"\g<year>12月31日", words)))
    said, impossible = days(text, today)
    if QUESTION.search(text) or _ASKS.search(text) or _NOT_YET.search(text) or _ALL_BUT.search(text):
        return unreadable("date", phrase, accepted=_ACCEPTED)
    if impossible:
        return refused("date.impossible", phrase, accepted=_ACCEPTED)
    if not said:
        return unreadable("date", phrase, accepted=_ACCEPTED)
    if asks_what_was(ask):
        said = last_such(text, said, today)
        if all(one.first > today for one in said):
            return refused("date.ahead", phrase, accepted=_ACCEPTED_PAST)
    text = _by_the_day(text, said)
    counted = _of_the_verb(text, said, ask) or answering(text, meant(text, said, days=True))
    if any(_AFTER.match(text, one.end) or _PASSED.search(text, 0, one.start) for one in counted):
        return unreadable("date", phrase, accepted=_ACCEPTED)
    near = _near(text, counted)
    around = words_around(near, said)
    rest = _AROUND.sub("", around).replace(" ", "")
    if (
        STORY.search(around)
        or is_aside(_blanked(text, said), counted)
        or _OTHERS.search(around)
        or len(rest) > _MOST_WORDS
        or any(map(str.isdigit, rest))
    ):
        return unreadable("date", phrase, accepted=_ACCEPTED)
    told = any(_BEFORE.match(text, one.end) for one in counted)
    if rest and not told and all(_TALK_DAY.fullmatch(text, one.start, one.end) for one in counted):
        return unreadable("date", phrase, accepted=_ACCEPTED)
    found = _value(text, near, counted, phrase)
    doubt = doubt or _HEDGED.search(text) is not None
    return replace(found, approx=True) if doubt and isinstance(found, Value) and found.range is None else found


def _of_the_verb(text: str, said: Sequence[Day], ask: str) -> list[Day]:
    """「今天装修完明天就开」: of several days the one that is told of what was asked for; none where none or several are."""
    verb = next((verb for asked, verb in _VERBS if asked.search(ask) is not None), None) if len(said) > 1 else None
    own = [one for one in said if verb is not None and verb.match(text, one.end)]
    return own if len(own) == 1 else []


def _by_the_day(text: str, said: Sequence[Day]) -> str:
    """The text with 之前 and 以前 behind a day as 前: they are no time past there."""
    for one in reversed(said):
        if text.startswith(("之前", "以前"), one.end):
            text = text[: one.end] + " 前" + text[one.end + 2 :]
    return text


def _blanked(text: str, said: Sequence[Day]) -> str:
    """The text with every day blanked: 昨天 is one, and no word of a story."""
    for one in said:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _near(text: str, counted: Sequence[Day]) -> str:
    """The text with the clauses blanked that hold none of the days."""
    near = ""
    for start, end in clauses(text):
        holds = any(start <= one.start < end for one in counted)
        near += (text[start:end] if holds else " " * (end - start)) + text[end : end + 1]
    return near


def _value(text: str, context: str, counted: Sequence[Day], phrase: Phrase) -> Value | Rejection:
    if len({(one.first, one.last) for one in counted}) > 1:
        return refused("date.ambiguous", phrase, accepted=_ACCEPTED)
    day = counted[0]
    if day.last is not None:
        return Value(None, range=(day.first.isoformat(), day.last.isoformat()))
    rough = all(one.approx for one in counted) or _ROUGH.search(words_around(context, counted))
    return Value(day.first.isoformat(), approx=bool(rough or UNCERTAIN.search(text)))
