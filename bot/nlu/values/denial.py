"""Which of the things named in a text its words deny or put off: 「没有裱花和水果」, 「果汁不做奶茶做」, 「冲泡，不现榨」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

Place = tuple[int, int]

_CLAUSE: Final = re.compile(r"[,，。;；!！]|但是?|不过(?!如此)|可是")
_DENIED_BEFORE: Final = re.compile(
    r"(?:(?:懒得|不想|不高兴|不愿意?|不必|用不着|不打算|不肯)(?:再|去|跑)*|不(?:在|做|卖|要|用|是|收|上|装|放|算|能|含|会|搞|弄|开|加|碰|沾|进|让|准|许|给|包括|打算|准备|需要|改|换|变|动)?|没有?(?:做|卖|装|放|用|通|接|开通|办|弄|买|带)?|没(?:有)?人(?:在|来)?|别|无|非|除了?|哪(?:里)?(?:来|有)的?|勿|(?:(?<![点半])以后|将来|明年|下半年|过阵子|回头)(?:再|才|可能|想|打算|准备|要|会)*(?:做|卖|上|弄|加|开|通|装)?|只差|就差|还差|差|缺)(?:了|做|卖|用|要|那个|一个|个|什么)?$"
)
_DENIED_AFTER: Final = re.compile(
    r"^(?:店|那个|这个|那块|那边|嘛|的话|方面|的事情?|的|了)*(?:我们?|就|都|也|还|倒是|是|先|暂时|目前|现在|这次|老早|早就)*(?:[弄搞玩学]不[来会懂]|没(?!问题|错)|不(?!错|止|但|光)|丢|坏|过期|失效|退|拆|缺|算了|(?:已经|早就?)?(?:关|停|撤|退|拆)(?:掉)?了|免|除外|过阵子|过段时间|过几天|再说|下个月|下周|以后|将来|明年|回头|(?:在.{1,4})?还?没拿|在(?:房东|老板|别人|总部|家).{0,3}(?:那|手)?|(?:已经|全)?(?:换|改)(?!的|装|造|改|错)(?:成|为|了|用)?)|^[^,，。;；]{1,5}?(?:坏了|还没|不(?:做|卖|上|弄|开|装|用)|没(?:买|装|开))"
)
#: What somebody does himself is nothing for another to do; said of a shop's wares it denies nothing.
_OWN_HANDS: Final = re.compile(
    r"^[^,，。;；他她让叫]{0,6}?(?:(?:自己|亲自|本人)(?:来|弄|办|去|拿|领|做|跑|改|交|搞|取|负责)|我(?:来|弄|办|去|拿|领|跑|改|交|取|管|负责))"
)
_ANOTHERS: Final = re.compile(r"[他她]|代|让|叫|归|交给|托|中介|材料|[领拿取]证|改错|文书")
_PAST: Final = re.compile(r"^(?:本来|以前|原来|之前|原先|过去|早先)")
#: Between two names that are denied or meant together.
_JOINED: Final = re.compile(r"[、\s]*(?:和|跟|与|及|或者?|以及|还有)?[、\s]*")
#: Characters of a denial between two names at most.
_NEAR: Final = 5
#: What is said of the name before it: 「果汁不做，奶茶做」.
_SAID_AFTER: Final = re.compile(r"(?:也|都|就|是|还|倒)*(?:没有?|不)?(?:做|卖|有|要|弄|搞)(?:的|了|吧|啊|呢)*$")
#: An affirmation behind a name: 「没有裱花 水果有」.
_IS_MEANT: Final = re.compile(r"(?:也|都|就|是|还|倒)*(?:做|卖|有|要|弄|搞)")


def denied_places(text: str, places: Sequence[Place]) -> frozenset[Place]:
    """The places (start, end) of names, left to right, that the words around them deny; names joined by 和 share it."""
    denied: set[Place] = set()
    behind, anothers = _said_behind(text, places), _ANOTHERS.search(text) is not None
    for index, (start, end) in enumerate(places):
        limit = places[index + 1][0] if index + 1 < len(places) else len(text)
        after = _CLAUSE.split(text[end:limit])[0]
        before = not (behind and index and start - places[index - 1][1] < _NEAR) and denied_before(text, start)
        said = after if behind or not _abuts_next(text, end, limit) else ""
        if before or _DENIED_AFTER.search(said) is not None or (anothers and _OWN_HANDS.search(said) is not None):
            denied.add((start, end))
    return frozenset(denied | _joined_to(text, places, denied))


def _said_behind(text: str, places: Sequence[Place]) -> bool:
    """Whether each name is followed by what is said of it: the last one is, and there are several."""
    if len(places) < 2:
        return False
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(places)]
    last = _CLAUSE.split(text[places[-1][1] :])[0]
    return (
        all(gaps)
        and _SAID_AFTER.fullmatch(last) is not None
        and all(
            _JOINED.fullmatch(gap) is not None or _SAID_AFTER.search(_CLAUSE.split(gap)[0]) is not None for gap in gaps
        )
    )


def _abuts_next(text: str, end: int, start: int) -> bool:
    """Whether a denial between two names leads to the second: 「只冲泡不现榨」."""
    return start < len(text) and _DENIED_BEFORE.fullmatch(text[end:start]) is not None


def _joined_to(text: str, places: Sequence[Place], denied: set[Place]) -> set[Place]:
    """Names joined to a denied one: those after it where the denial stands before, those before it where it stands after."""
    found: set[Place] = set()
    for forward in (True, False):
        ordered = places if forward else places[::-1]
        carried = False
        for index, place in enumerate(ordered):
            if index:
                other = ordered[index - 1]
                first, second = (other, place) if forward else (place, other)
                carried = carried and _JOINED.fullmatch(text[first[1] : second[0]]) is not None
            if carried and not (forward and _IS_MEANT.match(text, place[1])):
                found.add(place)
            if place in denied:
                near = denied_before(text, place[0])
                carried = near if forward else not near
    return found


def denied_before(text: str, start: int) -> bool:
    """Whether the words before ``start``, in the same clause, deny what stands there or put it in the past."""
    return denies(text, start) or _PAST.match(_CLAUSE.split(text[:start])[-1]) is not None


def denies(text: str, start: int) -> bool:
    """Whether the words before ``start``, in the same clause, deny what stands there."""
    return _DENIED_BEFORE.search(_CLAUSE.split(text[:start])[-1]) is not None
