"""Several of the offered choices: 1和3, 前两个, 奶茶和咖啡, 除了裱花都有, 都没有."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Json, Rejection, Value

from ..particles import without_sounds
from .counted import Counted, counted_off
from .dialect import plain, without_scorn
from .distance import by_distance
from .evasion import asks_back, is_unknown, refuses
from .options import MEANT, PART, Named, alike, by_number, named_options, names
from .phrase import ChoiceOption, Phrase, unreadable
from .together import in_single_words

_N: Final = r"[一二两三四五六七八九十\d]+"
_ALL: Final = re.compile(
    rf"(?:以上|这些|上面|那)?(?:{_N}(?:个|种|样|项|顿|餐|类|款|档)(?:平台|东西|材料|渠道|方式|品种|项目|温区|功能)?)?(?:全部|全都|所有的?|统统|全|都|什么都|啥都|样样都?)+(?:都|要|有|做|卖|选|是|会|的|可以|涉及|包括|收|带|装|上|齐|用|支持|行){{1,4}}(?:吧|啦|啊|了|的|啊)*|(?:都有|全有|都要){2}|(?:[一二两三四五六七八九十\d]+(?:个|种|样|项))全(?:部|都)?(?:要|有|做|卖|选|上)?|一(?:样|个|项|种)(?:也|都)?不(?:落|少|漏|拉)(?:[,，]?全(?:有|要|选))?|(?:[一二两三四五六七八九十\d]+(?:个|种|样|项))?(?:全权|统统|全部|全都|都|一概|一律)(?:委托|代理|代办|负责|交给他|让他办|让他弄)?|全套|全选|全要|全有|全部|所有|都(?:吧|啊)?|全都(?:吧|啊)?"
)
#: Everything is left to somebody else.
_ALL_HIS: Final = re.compile(
    r"(?:就|那|[他她]|他们|中介|代办|会计|这些|统统)*(?:可以|能)?(?:全部?|都|全都|统统|一切|一律|样样|啥都|什么都)+(?:权)?(?:可以|能)?(?:包|交|归|由|让|托|委托|授权|代|给|帮|拜托)给?[^,，不没]{0,8}"
)
_NONE: Final = re.compile(
    r"(?:(?:以上|这些|上面|目前|现在|我们|暂时|零|0|还没.{0,3}呢?|[,，\s])*(?:都|全|一个|一样|一种|什么|啥|哪个|一项)*(?:平台|东西)?(?:也|都)?(?:没有?|不)(?:在|靠|挨|沾|做|卖|要|有|是|选|涉及|用|需要|上|带|弄|装|收|搞|买|准备)*(?:的|了|吧|呢)*|(?:什么|啥)[\u3400-\u9fff]{1,5}(?:也|都)没有?(?:的|了)*|无|没|均无|零|空)"
)
_EXCEPT: Final = re.compile(
    r"除了?(?P<but>[^除]+?)(?:以外|之外|外)?[,，]?(?:我们)?(?:其他|其余|别的|剩下的?|全|都)+|^除了?(?P<only>[^,，除]+?)(?:以外|之外|外|不[要做卖])?$"
    r"|^(?P<bar>[^,，除]+?)(?:以外|之外)的?(?:我们?|其他|其余|别的|全部?|都|也)*(?:有|要|做|卖|会|的|吧|了)*$"
)
#: 「除了电，别的一概不用」 leaves only what is named.
#: 「就差停车场没装」, 「五样里头就外卖平台不上」.
_BUT_ONE: Final = re.compile(
    r"^(?:[^,，]{0,6}(?:里头|里面|当中|中)[,，]?)?(?:就|只)(?:差|缺|少|剩|有)?(?P<but>[^,，不没]{2,8}?)(?:还|也)?(?:没(?:有)?(?:装|做|弄|上|开)?|不(?:上|做|卖|要|装|用|送|开))(?:的|了|呢)*$"
)
_NOTHING_ELSE: Final = re.compile(r"(?:其他|其余|别的|剩下的?|全|都)[^,，。]{0,6}(?:不|没|勿)")
_REST: Final = re.compile(
    r"(?:其他|其它|其余|别的|剩下的?|剩余的?|余下的?|另外的?)(?:的)?(?:我们)?(?:[一二两三四五六七八九][样个种项])?(?:都|全|统统|随便|没问题|可以|[一二两三四五六七八九][样个种项])"
)
_SPLIT: Final = re.compile(r"[、,，;；\s]|和|跟|还有|以及|加上?|与|及|也(?=[做卖有要])|另外|外加|\+")
_ASKS: Final = re.compile(r"[吗?？]$|(?<!饿了)么$|什么(?!都|的)|哪些|区别|问下|问一下|多久|怎么")
_ADDS: Final = re.compile(r"(?:另外|还有|还|再|也|外加|加上?|.{0,3}再)(?:[\u3400-\u9fff]{2,})")
_HEDGE: Final = re.compile(r"应该|可能|好像|大概|估计|也许|差不多")
#: Not made here but bought.
_BOUGHT: Final = re.compile(r"进货|(?<!通)进来的|买来|别人(?:家)?|批来|厂家")
#: A part that denies adds nothing; one that ends in a place tells where something is.
_DENIES: Final = re.compile(r"[不没](?!止|光|但|限|少)")
_PLACE: Final = re.compile(r"(?:柜|台|店|厨|门口|架|箱|间|楼|边|堂)(?:上|里|下|头)?(?:面)?$")
#: What an option is called that stands for none of the others.
_DENIES_ALL: Final = re.compile(
    r"(?:以上|这些)?(?:都|全|均)(?:不|没有?|无)[\u4e00-\u9fff]{0,4}|(?:没有|无)(?:以上.*|这些)?"
    r"|不(?:卖|做|用|要|需要|涉及|上|含|加)[\u4e00-\u9fff]{0,2}(?:[、,，]不[\u4e00-\u9fff]{1,4})?"
)
#: A clause no longer than this may be one of a list.
_WORD: Final = 5
#: Words between the named options that say nothing.
_FILLER: Final = re.compile(
    r"我们?|这|店|里|主要|就|只|是|有|做|卖|要|会|上|装|用|收|都|也|还|的|了|吧|啊|呢|嘛|些|点|一|个|种|自己|现在|目前|可以|带|在|那|然后|再|以后|可能|应该|大概|嗯|呃|没有?|不"
)


#: 「不做饮料，就卖瓶装的」: none of what is asked for.
_MAKES_NONE: Final = re.compile(
    r"(?:我们?|店里|这里|都|也)*不(?:现?做|卖|弄|搞|提供)(?:任何)?(?:饮料|饮品|喝的|吃的|食品|吃食)(?:的|了)?(?:[,，]?(?:就|只|光)(?:卖|做)[^,，]*)?"
)


_NO_AT_ALL: Final = re.compile(r"(?:我们?|店里|这里|都|也|现在)*(?:不[做卖弄搞有]|没有?)(?:的|了|呀|啊)*")
#: 「整幢楼都是我们的」: nobody else is in it.
_ALL_OURS: Final = re.compile(
    r"(?:这)?(?:整[栋幢层座]|一整?[栋幢座]|全部|上上下下|楼上楼下)(?:楼|房子)?(?:就|都|全|统统)*(?:是|归|给|租给了?|包给了?)(?:我们?|咱们?|自己|阿拉)[^,，和跟还]{0,6}"
)
#: 「啥都没有就睡觉」, 「什么都没，就几间房」: none of what is asked for.
_NOTHING_BUT: Final = re.compile(
    r"(?:我们|店里|里面|这里|附近|旁边|周围)*(?:啥|什么|一样|一个)(?:也|都)(?:没有?|不[做卖有])(?:的|了)?[,，]?(?:就|只|光)[^,，]{1,12}"
)
#: 「什么都卖点，零食饮料、鸡蛋水果」: what all that is follows.
_SOME_OF_ALL: Final = re.compile(r"^(?:我们|店里)*(?:什么|啥|样样)都(?:有|卖|做|弄)(?:一?点|一些|的)?[,，\s](?=.{2})")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The values meant, in the order offered; an empty list for 「都没有」. Rough where a part of the answer was not understood."""
    labels = "、".join(option.label for option in options[:8])
    text = in_single_words(without_scorn(plain(without_sounds(phrase.text).replace("其它", "其他"))))
    if not options or _ASKS.search(text) or asks_back(text) or refuses(text):
        return unreadable("multi_choice", phrase, options=labels)
    exact = [option for option in options if phrase.text in names(option)]
    if len(exact) == 1:
        return _values(options, exact)
    text = _SOME_OF_ALL.sub("", _BUT_ONE.sub(r"除了\g<but>都有", text))
    named, clauses = named_options(text, options), re.split(r"[,，。;；]", text)
    if _ALL.fullmatch(text) or (not named and any(one.fullmatch(clauses[0]) for one in (_ALL, _ALL_HIS))):
        return _values(options, _things(options))
    shared = _shared(named) if _NO_AT_ALL.fullmatch(clauses[0]) is not None else []
    if shared and all(one in shared for one in named) and len(clauses) > 1:
        return Value([])  # 「不做，饮料都是买来的」: what follows tells of the whole kind
    if _ALL_OURS.fullmatch(text) is not None and not named:
        return Value([])
    if all(one.denied for one in named) and any(_NONE.fullmatch(one) for one in (text, clauses[0], clauses[-1])):
        # a question may offer "none" as a choice of its own
        return _values(options, [option for option in options if text in names(option)])
    if _MAKES_NONE.fullmatch(text) and all(one.strength == MEANT for one in named_options(clauses[0], options)):
        return Value([])
    if not named and _NOTHING_BUT.fullmatch(text):
        return _values(options, [option for option in options if "没有" in names(option)])
    chosen, rough = _chosen(text, options, named)
    chosen = [one for one in chosen if not _is_farther(text, one)]
    if not chosen:
        return unreadable("multi_choice", phrase, options=labels)
    found = _values(options, chosen)
    bought = _BOUGHT.search(text) is not None and not any(_BOUGHT.search(text[one.start : one.end]) for one in named)
    rough = (
        rough
        or _unexplained(text, named)
        or is_unknown(text)
        or bought
        or _lone_part(text, options, named)
        or _HEDGE.search(text) is not None
    )
    return Value(found.value, approx=rough)


def _is_farther(text: str, option: ChoiceOption) -> bool:
    """Whether what the option says is near (200米内) is told to lie farther off."""
    near = by_distance(option.label, "".join(names(option)), text)
    return near is not None and not near.within


def _unexplained(text: str, named: Sequence[Named]) -> bool:
    """Whether a clause denies, leaves out or puts off something that it does not call by a choice's name: 「头三个都送，那块没接」."""
    clauses = list(re.finditer(r"[^,，。;；]+", text))
    if (
        len(clauses) > 1
        and _ON_TOP.match(clauses[1].group())
        and not any(one.start < clauses[0].end() for one in named)
    ):
        return True
    return len(clauses) > 1 and any(
        len(one.group()) > _WORD - 1
        and _LEAVES_OUT.search(one.group()) is not None
        and not any(one.start() <= found.start < one.end() for found in named)
        and not _NO_OTHERS.fullmatch(one.group())
        for one in clauses
    )


def _chosen(
    text: str, options: Sequence[ChoiceOption], named: Sequence[Named] | None = None
) -> tuple[list[ChoiceOption], bool]:
    """The options picked, and whether a part of the words was left over.

    Args:
        named: the options named in the text; None where nobody has looked for them yet.
    """
    named = _sure_ones(text, named_options(text, options) if named is None else named)
    shared = _shared(named)
    no = [one.option for one in named if one.denied]
    split = [one.option for one in named if not one.denied and one.option in no and one.strength <= MEANT]
    no = [one for one in no if one not in split]
    yes = [one.option for one in named if one.option not in no and one not in shared]
    but = _EXCEPT.search(text)
    if but is not None:
        left_out, rough = _chosen(but["but"] or but["only"] or but["bar"], options)
        if _NOTHING_ELSE.search(text, but.start()):
            return left_out, rough
        return ([one for one in _things(options) if one not in left_out] if left_out else []), rough
    if _REST.search(text) and no:
        return [one for one in _things(options) if one not in no], False
    numbered = _numbered(text, options)
    if numbered:
        return numbered, False
    counted = counted_off(text, options)
    if counted is not None:
        return _counted(counted, options, no)
    if yes:
        more, rough = _listed_too(text, options)
        return yes + more, rough or bool(shared or split) or _adds_more(text, options)
    return ([], False) if no or shared else (_parts_of_labels(text, options), False)


def _things(options: Sequence[ChoiceOption]) -> list[ChoiceOption]:
    """The options without the one that denies all the others: 「都有」 picks no 「都不卖」."""
    return [one for one in options if _DENIES_ALL.fullmatch(one.label) is None]


def _counted(
    counted: Counted, options: Sequence[ChoiceOption], no: Sequence[ChoiceOption]
) -> tuple[list[ChoiceOption], bool]:
    """Those counted off, without those excepted or denied, with those named beside them."""
    without, _ = _chosen(counted.without, options) if counted.without else ([], False)
    beside, rough = _chosen(counted.left, options) if counted.left else ([], False)
    if (counted.without and not without) or (counted.left and not beside and not no):
        return [], False
    picked = [one for one in counted.options if one not in (*without, *no)]
    return [one for one in options if one in picked or one in beside], rough


def _lone_part(text: str, options: Sequence[ChoiceOption], named: Sequence[Named]) -> bool:
    """Whether the one word said is only a part of what one option is called and of what another is: 「面包」."""
    if len(named) != 1 or named[0].strength > PART:
        return False
    word = text[named[0].start : named[0].end]
    return any(word in name for option in options if option is not named[0].option for name in names(option))


def _shared(named: Sequence[Named]) -> list[Named]:
    """Words that only mean something like several options, none of which is named besides: 「蛋糕」."""
    sure = [one.option for one in named if one.strength > MEANT]
    open_ones = [one for one in named if one.option not in sure]
    starts = [one.start for one in open_ones]
    return [one for one in open_ones if one.strength == MEANT and starts.count(one.start) > 1]


def _sure_ones(text: str, named: Sequence[Named]) -> list[Named]:
    """Without a word that several options share right behind one that picks an option: 「奶油裱花的小蛋糕」."""
    starts = [one.start for one in named]
    sure = {one.end for one in named if starts.count(one.start) == 1}
    return [
        one
        for one in named
        if starts.count(one.start) == 1
        or not any(text[end : one.start] in ("的", "的小", "的大") for end in sure if end < one.start)
    ]


def _numbered(text: str, options: Sequence[ChoiceOption]) -> list[ChoiceOption]:
    """1和3, 一、三、五, ABD, 二三: numbers and nothing else."""
    core = re.sub(r"^(?:我?选|要|就|只有|只要)+|(?:吧|的|有|都有)+$", "", text.strip())
    if re.fullmatch(r"[A-Za-z]{2,8}|[一二三四五六七八九]{2,6}", core) and len(set(core)) == len(core):
        parts = list(core)
    else:
        parts = [part for part in _SPLIT.split(core) if part]
    found = [by_number(part, options) for part in parts]
    return [one for one in found if one is not None] if parts and all(one is not None for one in found) else []


def _listed_too(text: str, options: Sequence[ChoiceOption]) -> tuple[list[ChoiceOption], bool]:
    """Options that only resemble a part of a list (平面图), and whether a part is none of them (银行卡跟现金)."""
    found: list[ChoiceOption] = []
    rough = False
    clauses = [one for one in re.split(r"[,，。;；]", text) if one]
    listed = len(clauses) > 1 and all(len(one) <= _WORD for one in clauses)
    for clause in clauses:
        parts = re.split(r"[、\s]|和|跟|还有|以及|加上?", clause)
        parts = clauses if listed and len(parts) == 1 else parts
        for said in parts if len(parts) > 1 else ():
            part = _FILLER.sub("", said)
            if len(part) == 1 and said.startswith(part) and not _DENIES.search(said):  # 「牛羊跟鸡都有」
                found.extend(one.option for one in named_options(said, options) if not one.denied)
            if (
                len(part) < 2
                or _DENIES.search(said)
                or _PLACE.search(said)
                or named_options(said, options)
                or by_number(said, options)
            ):
                continue
            one = alike(part, options)
            rough = rough or one is None
            found.extend([one] if one is not None else [])
    return found, rough


def _adds_more(text: str, options: Sequence[ChoiceOption]) -> bool:
    """Whether a clause adds something (「夏天再榨点西瓜汁」) that names none of the options."""
    return any(
        _ADDS.match(clause) is not None and _DENIES.search(clause) is None and not named_options(clause, options)
        for clause in re.split(r"[,，。;；]", text)
    )


def _parts_of_labels(text: str, options: Sequence[ChoiceOption]) -> list[ChoiceOption]:
    """Options of which every part of the answer is a piece of exactly one label."""
    found = []
    for part in (one for one in _SPLIT.split(text) if one):
        fitting = [option for option in options if len(part) >= 2 and any(part in name for name in names(option))]
        if len(fitting) != 1:
            return []
        found.append(fitting[0])
    return found


#: 「就微信，别的都不收」 says what is meant once more.
_NO_OTHERS: Final = re.compile(
    r"(?:其他|其它|其余|别的|剩下|另外)的?(?:一概|一律|都|全|就|也|我们)*(?:不|没)[^,，]{0,4}|(?:就|都|也)?没(?:有)?(?:别的|其他|其它|其余)(?:的|了|东西)*"
)
#: 「必须的四项，加上培训」: to what, is told in the clause before.
_ON_TOP: Final = re.compile(r"再?加上|外加|另加")
_LEAVES_OUT: Final = re.compile(
    r"没(?!问题|错|关系|啥|什么)|(?<!再)不(?!到|用说|好意思|少|止|过|贵|难|让|许|准|给)|以后再|再说|除|差|缺|头[一二两三四]个|前[一二两三四]个"
)


def _values(options: Sequence[ChoiceOption], chosen: Sequence[ChoiceOption]) -> Value:
    values: list[Json] = [option.value for option in options if option in chosen]
    return Value(values)
