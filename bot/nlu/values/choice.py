"""One of several offered choices: by number, by label, by part of it, by another name for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from ..particles import without_sounds
from .address_order import DISTRICTS
from .bounds import by_bounds
from .denied_option import denied_option
from .dialect import plain, without_scorn
from .evasion import asks_back, is_unknown, refuses
from .options import MEANT, Named, by_number, named_options, names
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .plain_yes import plain_yes
from .speech import STORY
from .streets import FORMER_DISTRICTS, street_in, street_meant
from .together import in_single_words

_AROUND: Final = re.compile(
    r"^(?:嗯+|呃|那个|就是|应该是|算是|我们?的?是?|我|是|选|就|要|属于|属|为|打算|准备|想|用的?是?|走|填|[\s,，])+|(?:吧|啊|呢|的|哈|了|那种|那个|这个|类|这种|[\s,，。.])+$"
)
_NEGATIVE: Final = re.compile(r"^(?:不是|不要|不用|别|除了|没有?|非|不)")
#: Names that mean an option only when nothing else is said: 「没有」 is, 「没有第二家」 and 「办了一半」 are not.
_ALONE: Final = re.compile(r"[还都没有无不了是的未]{1,3}|.了")
#: 「我跟我老婆都有了」: who they all are, around such a name.
_ALL: Final = re.compile(
    r"(?:我们?|咱们?|他们?|大家|自己|老婆|老公|爱人|爸|妈|儿子|女儿|员工|伙计|师傅|阿姨|店里|夫妻|俩|仨|[一两二三四五六七八九十几]个?|口子|位|人|的|跟|和|与|、)+"
)
_CLOSED: Final = re.compile(r"(?:的|了|啊|呀|呢|哈|嘛|啦)*(?:$|[,，。;；!！\s])")
_ASKS: Final = re.compile(r"[吗?？]$|(?<!饿了)么$|什么|哪个|哪种|区别")
_BOTH: Final = re.compile(
    r"一半.*一半|有的.*有的|既.+[也又]|又.+又|都[有用要选]|也.+[,，].*也|有.{1,6}[也又]有|两个都|随便(?![用住拿])|都行|都可以|各一"
)
#: 「顺丰到付都可以」: the one that is named will do.
_WILL_DO: Final = re.compile(
    r"(?<=[\u3400-\u9fff]{2})(?<!随便)(?<!哪个)(?<!怎么)(?<!哪种)(?:都|就|也)(?:行|可以)[的吧了]*$"
)
_OR: Final = re.compile(r"或|还是|[和跟与、]")
#: What turns to the other side.
_AGAINST: Final = re.compile(r"但|不过|可是|只是|后来|现在|其实|还是|改|也|还|再|又|另外|新来|有[一的]个?")
_HEDGE: Final = re.compile(r"应该|可能|好像|大概|估计|也许")
#: What is so only later is asked back.
_LATER: Final = re.compile(r"明天|后天|下周|下个?月|过[几两]天|月底|年底|明年|暂时.+(?:以后|将来|回头)")
#: An option that is itself about what will be.
_PLANNED: Final = re.compile(r"预约|准备|打算|正在|计划|将来|待")
#: An option that stands for two others.
_FOR_BOTH: Final = re.compile(r"都有|两种|混合|兼")
#: 「交上去了」 goes nowhere.
_WENT: Final = re.compile(r"[上下出进回过]去了")
#: 「搬家的时候证掉了」: when it happened is not what is meant.
_MEANWHILE: Final = re.compile(r"^[^,，。;；]{2,8}(?:的时候|那阵子?|那会儿?|那天|时)[,，]?(?=[^,，]{2})")
#: 「没有门面就在家里做」: what is not, before what is instead.
_NOT_SO: Final = re.compile(r"^(?:没有?|不)[^,，就]{1,6}(?=就(?:在|放|用|是|靠))")
#: 「办是办了，还没拿到手」: what is granted, before what counts.
_CONCEDED: Final = re.compile(r"^(?P<verb>[\u3400-\u9fff]{1,2})是(?P=verb)(?:[了的]|好了|过了?)?[,，\s]+(?=.*[没不未])")
#: Some have it and others have not: 「我有，小工没有」.
_WHO: Final = r"我|我?老[公婆]|老板娘?|[\u3400-\u9fff]{0,3}(?:工|员|师傅|师|徒|厨|阿姨|妹|弟|哥|姐|人|位|个)"
_HAS: Final = re.compile(rf"(?P<who>{_WHO})(?:是|都|已经)?(?:有|办|办好|办过|领)(?:了|的|过)?")
_HAS_NOT: Final = re.compile(rf"(?P<who>{_WHO})(?:还|都|也)?(?:没有?|未)(?:办|去|领|弄|有)?(?:的|呢|过)?")
_PAUSE: Final = re.compile(r"[,，。;；]")
_THREE: Final = 3
#: A denial no longer than this, 「不卖」, is narrowed by what follows it.
_SHORT: Final = 3
#: Only some have it, or have it not.
_SOME: Final = re.compile(
    r"就(?:我|他|她)(?!管|做|干)|只有(?=[我他她一两几0-9])|就差|有一个|一个人(?!都|也)|有人(?=没|还|不|办|去)|个别"
)
#: An option that is itself about some of them.
_PARTLY: Final = re.compile(r"部分|有的")
#: A name that denies something, 「不卖」, and what may follow it; 「不卖鸡尾酒」 denies less than 「不卖」.
_DENIES: Final = re.compile(r"(?:还|都|也)?[不没无]")
_NO_MORE: Final = re.compile(
    r"(?:的|了|吧|啊|呀|呢|哈|哦|过|我们?|这|那|任何|其他|只|就|光|但|也|都|还|全|一律|(?:去|来)?(?:弄|搞|装|办|做|接|来|去)(?=$|[,，。的了])|[,，。;；!！\s])|$"
)


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption], ask: str = "") -> Value | Rejection:
    """The value of the one option that the words mean; two that fit as well are ambiguous.

    Args:
        ask: the question's words: a plain yes means the option that it names.
    """
    labels = "、".join(option.label for option in options[:8])
    text = in_single_words(without_scorn(plain(without_sounds(phrase.text).replace("其它", "其他"))))
    text = _NOT_SO.sub(r"\g<0>,", _MEANWHILE.sub("", _CONCEDED.sub("", text)))
    exact = _exact(text, options)
    if not options or (exact is None and (_ASKS.search(text) or asks_back(text) or refuses(text))):
        return unreadable("choice", phrase, options=labels)
    exact = exact or by_number(text, options)
    agreed = plain_yes(text, options, ask) if exact is None else None
    if agreed is not None:
        return agreed
    if exact is not None:
        some = _SOME.search(text) is not None and not _in_names(_SOME, exact)
        return Value(exact.value, approx=some)
    stretch = by_bounds(text, options, today)
    if stretch is not None:
        workdays = "工作日" in labels and "工作日" not in text  # counted by the calendar: to be confirmed
        return Value(stretch[0].value, approx=workdays or _HEDGE.search(text) is not None)
    denied = denied_option(text, options)
    if denied is not None:
        return Value(denied.value, approx=_HEDGE.search(text) is not None)
    found = best(text, options)
    bare = _bare_answer(text, options)
    if bare is not None:
        return bare
    mixed = _mixed(text, options) if found else None
    if mixed is not None:
        return Value(mixed.value, approx=_HEDGE.search(text) is not None)
    divided = _divided(text, options)
    if divided is not None:
        return Value(divided.value)
    if len(found) == 1 and not _tells_of_both(text, found[0]):
        return Value(found[0].value, approx=_doubtful(text, found[0]) or _told_otherwise(text, found[0], options))
    both = _both(text, options)
    if both is not None:
        return Value(both.value, approx=_HEDGE.search(text) is not None)
    first = _of_first_clause(text, options) if len(found) > 1 else None
    if first is not None:
        return Value(first.value, approx=True)
    place = _by_street(phrase.original) if not found and _are_districts(options) else None
    if place is not None:
        return place
    return (
        refused("choice.ambiguous", phrase, options=labels) if found else unreadable("choice", phrase, options=labels)
    )


def _tells_of_both(text: str, option: ChoiceOption) -> bool:
    """Whether the words take two options at once; 「都有」 does not where the option itself is called so."""
    told = text if _OR.search(text) else _WILL_DO.sub("", text)
    own = [name for name in names(option) if name in told and _BOTH.search(name) is not None]
    for name in own:
        told = told.replace(name, "")
    return _BOTH.search(told) is not None


def _bare_answer(text: str, options: Sequence[ChoiceOption]) -> Value | None:
    """「还没呢，想先问问清楚」: the first clause is the whole answer, and the rest tells of none of the options."""
    first, pause, rest = re.sub(_PAUSE, "，", text, count=1).partition("，")
    exact = _exact(first, options) if pause and len(first) <= _SHORT else None
    if exact is None or named_options(rest, options) or _AGAINST.match(rest) or _ASKS.search(rest):
        return None
    return Value(exact.value, approx=_doubtful(rest, exact))


def _are_districts(options: Sequence[ChoiceOption]) -> bool:
    codes = set(DISTRICTS.values())
    return all(one.value in codes for one in options)


def _by_street(words: str) -> Value | None:
    """「徐家汇这一块」: the district in which the street lies that the words name; roughly, for people call wide areas so."""
    named = street_in(words)
    if named is not None:
        return Value(named.district_code)
    former = [code for name, code in FORMER_DISTRICTS.items() if name in words]
    if len(former) == 1:
        return Value(former[0])
    meant = street_meant(words)
    return Value(meant[0].district_code, approx=True) if meant is not None else None


def _of_first_clause(text: str, options: Sequence[ChoiceOption]) -> ChoiceOption | None:
    """The option of the first clause, where more than one are named by all of them: to be confirmed, for the rest may tell why.

    Example: 「酒水不卖，我隔壁是卖酒的」. What stands for two options, or compares them, is left.
    """
    first, pause, rest = re.sub(_PAUSE, "，", text, count=1).partition("，")
    if (
        not pause
        or _BOTH.search(text) is not None
        or _ASKS.search(rest) is not None
        or _AGAINST.match(rest) is not None
    ):
        return None
    found = best(first, options)
    return found[0] if len(found) == 1 else None


def _doubtful(text: str, option: ChoiceOption) -> bool:
    """Whether the words say that it will be so only later, that it is so for some, or that nobody knows."""
    planned = any(_PLANNED.search(name) for name in names(option))
    later = _LATER.search(text) is not None and not planned and not _in_names(_LATER, option)
    some = _SOME.search(text) is not None and not _in_names(_SOME, option) and not _in_names(_PARTLY, option)
    return later or some or _HEDGE.search(text) is not None or is_unknown(text)


def _told_otherwise(text: str, option: ChoiceOption, options: Sequence[ChoiceOption]) -> bool:
    """Whether another clause tells of another option, in weaker words: 「两个办好了，新来那个还没去」."""
    named = [one for one in named_options(text, options) if not one.denied]
    if _narrowed(text, option, options, named):
        return True
    own = [one for one in named if one.option is option]
    return any(
        one.option is not option
        and one.strength > (MEANT if _ON_PAPER.search(text) else 0)
        and not any(one.start == mine.start for mine in own)
        and own
        and _PAUSE.search(text, min(one.end, own[0].end), max(one.start, own[0].start)) is not None
        for one in named
    )


def _both(text: str, options: Sequence[ChoiceOption]) -> ChoiceOption | None:
    """The option that stands for two others, where the text names both of them: 「午市保温送，晚市冷藏送」."""
    standing = [one for one in options if any(_FOR_BOTH.search(name) for name in names(one))]
    if len(standing) != 1 or len(options) != _THREE:
        return None
    told = {one.option.value for one in named_options(text, options) if not one.denied}
    return standing[0] if all(one.value in told for one in options if one is not standing[0]) else None


#: The label of an option that stands for two others.
_MIXED: Final = re.compile(r"(?:[和与跟].{1,4}|^|长租短住)都[有卖做要]|两种都|混合")


#: What stands on a paper goes before what the place is like: 「创意园里面，房本上写的是工业」.
_ON_PAPER: Final = re.compile(r"(?:房本|产证|产权证|房产证|合同|证书?|执照)上?[^,，]{0,3}(?:写|登记|是)")


def _divided(text: str, options: Sequence[ChoiceOption]) -> ChoiceOption | None:
    """The option for some of them, where one is told to have it and another not to."""
    partly = [one for one in options if any(_PARTLY.search(name) for name in names(one))]
    told = [one.strip() for one in re.split(r"[,，;；\s]+", text) if one.strip()]
    has = {match["who"] for one in told if _HAS_NOT.fullmatch(one) is None and (match := _HAS.fullmatch(one))}
    lacks = {match["who"] for one in told if (match := _HAS_NOT.fullmatch(one))}
    return partly[0] if len(partly) == 1 and len(told) > 1 and has and lacks and not has & lacks else None


def _narrowed(text: str, option: ChoiceOption, options: Sequence[ChoiceOption], named: Sequence[Named]) -> bool:
    """Whether a clause of its own is a part of what others are called and this one is not: 「有执业药师证，中药的」."""
    at = 0
    for clause in _PAUSE.split(text):
        start, at = at, at + len(clause) + 1
        core = _AROUND.sub("", clause)
        if len(core) < 2 or any(start <= one.start < at for one in named):
            continue
        fitting = [one for one in options if any(core in name for name in names(one))]
        if fitting and option not in fitting:
            return True
    return False


def _mixed(text: str, options: Sequence[ChoiceOption]) -> ChoiceOption | None:
    """The option for two others at once, where it is named beside one of them: 「主要零售，偶尔也批给小店」."""
    standing = [one for one in options if _MIXED.search(one.label)]
    told = {one.option.value for one in named_options(text, options) if not one.denied}
    return standing[0] if len(standing) == 1 and standing[0].value in told and len(told) > 1 else None


def best(text: str, options: Sequence[ChoiceOption]) -> list[ChoiceOption]:
    """The options that the words name and do not deny, by the surest words; else those with a label of which they are a part."""
    core = _AROUND.sub("", text)
    told = named_options(text, options)
    begins = text.find(core)
    if (
        _NEGATIVE.match(core)
        and not re.search(r"[,，;；]", core)
        and not any(core.startswith(name) for option in options for name in names(option))
        and not any(one.start <= begins < one.end for one in told)
    ):
        return []
    named = [
        one
        for one in told
        if not one.denied
        and (not _ALONE.fullmatch(text[one.start : one.end]) or _is_said_of_all(text, one))
        and _is_whole(text, one)
    ]
    story = STORY.search(_WENT.sub("", text)) is not None
    if story:
        named = [one for one in named if one.strength > 1]
    if named:
        top = max(one.strength for one in named)
        chosen = list(dict.fromkeys(one.option for one in named if one.strength == top))
        surest = [one for one in named if one.strength == top]
        told_of = chosen if len(chosen) == 1 else _told_more_of(chosen, surest)
        return told_of if len(told_of) == 1 else _told_more_of(chosen, named)
    left = _left_over(text, options)
    if left is not None:
        return [left]
    if len(core) < 2 or story:
        return []
    return [option for option in options if any(core in name for name in names(option))]


def _told_more_of(chosen: list[ChoiceOption], named: Sequence[Named]) -> list[ChoiceOption]:
    """Of options that share the surest word the one of which a word of its own tells too: 「商住楼，烟道单独有一根」."""
    places: dict[tuple[int, int], set[str]] = {}
    for one in named:
        places.setdefault((one.start, one.end), set()).add(one.option.value)
    if not any(len(values) > 1 for values in places.values()):
        return chosen
    own = {next(iter(values)) for values in places.values() if len(values) == 1}
    told = [one for one in chosen if one.value in own]
    return told if len(told) == 1 and len(own) == 1 else chosen


def _left_over(text: str, options: Sequence[ChoiceOption]) -> ChoiceOption | None:
    """The one option that is left where all the others, two or more, are denied: 「不要寄，也不去窗口拿」."""
    named = named_options(text, options)
    denied = {one.option.value for one in named if one.denied}
    left = [one for one in options if one.value not in denied]
    return left[0] if len(denied) > 1 and len(left) == 1 and all(one.denied for one in named) else None


def _in_names(doubt: re.Pattern[str], option: ChoiceOption) -> bool:
    return any(doubt.search(name) for name in names(option))


def _is_whole(text: str, one: Named) -> bool:
    """Whether a name that denies is not the beginning of a narrower denial."""
    return (
        one.end - one.start > _SHORT
        or _DENIES.match(text, one.start) is None
        or _NO_MORE.match(text, one.end) is not None
    )


def _is_said_of_all(text: str, one: Named) -> bool:
    """Whether a name that means the option only alone is said of persons, all of them: 都有."""
    return text[one.start] == "都" and bool(_ALL.fullmatch(text[: one.start])) and bool(_CLOSED.match(text, one.end))


def _exact(text: str, options: Sequence[ChoiceOption]) -> ChoiceOption | None:
    core = _AROUND.sub("", text)
    fitting = [option for option in options if text in names(option) or core in names(option) or text == option.value]
    return fitting[0] if len(fitting) == 1 else None
