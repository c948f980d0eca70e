"""Yes and no as pharmacies, hotels, halls, baths and bookshops say them: 「跟楼里住户走同一个门」, 「五三那种有的」.

``None`` is a refusal, ``("~", value)`` a value said roughly.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.values import read_value

from .reading import TODAY, told

#: Question -> what is said, and what it is.
TABLE: dict[str, list[tuple[str, Any]]] = {
    "药店是开在超市、便利店这样的店里吗？": [
        ("独立门面", False),
        ("沿街的", False),
        ("隔壁有个超市", ("~", True)),
        ("就在大润发里面租了一块", True),
    ],
    "卖药的地方和别的货分开了吗？": [
        ("用玻璃隔开了", True),
        ("保健品跟药混着放", False),
        ("还没隔", False),
    ],
    "停电了，冷藏药有地方放吗？": [
        ("有个备用冰箱", True),
        ("没想过这事", False),
        ("有冰排和保温箱", True),
    ],
    "奖品有现金、购物卡，或者能换回钱吗？": [
        ("怎么可能", False),
        ("没有现金 就毛绒玩具", False),
    ],
    "里面有公务员，或文化、公安人员的近亲吗？": [
        ("我老婆在文旅局", True),
        ("都是老百姓", False),
        ("我表哥当辅警 这个算不算啊", None),
    ],
    "剧本都自己审过、版权合法吗？": [
        ("发行那买的 有合同", True),
        ("店长一本一本看过的", True),
    ],
    "客房有独立的楼层或区域、单独的出入口吗？": [
        ("跟楼里住户走同一个门", False),
        ("有自己的门", True),
        ("二楼三楼整层都是客房", True),
    ],
    "接待外国和港澳台的客人吗？": [
        ("有老外来", True),
        ("想接 但是不知道要啥手续", None),
        ("暂时不接", False),
    ],
    "给客人提供上网吗？": [
        ("这年头没wifi谁来住啊", True),
        ("每个房间都有路由器", True),
        ("没有网", False),
    ],
    "消防安全检查通过了吗？": [
        ("上个礼拜刚过", True),
        ("没过 让整改", False),
        ("前天拿到意见书了", True),
    ],
    "卫生间、淋浴是客人公用的吗？": [
        ("每间都有独卫", False),
        ("走廊尽头有两个公用的", True),
        ("房间里没有卫生间", ("~", True)),
    ],
    "有单独的消毒间吗？": [
        ("有个小间", True),
        ("小店哪有单独的呀，就一个消毒柜", False),
        ("没有 就个消毒柜", False),
    ],
    "包厢没有内锁和隔断，门窗能看见里面吗？": [
        ("没有", None),
        ("没有锁", True),
        ("有锁", False),
        ("装了锁", False),
        ("没有内锁，门上都有玻璃窗", True),
    ],
    "凌晨2点到早上8点都停业吗？": [
        ("我们只开到一点", True),
        ("周末可能要通宵", None),
        ("通宵的", False),
    ],
    "卖教辅、练习册吗？": [
        ("五三那种有的", True),
        ("只有小说", False),
    ],
    "卖二手书、旧书吗？": [
        ("旧书为主", True),
        ("新书为主", ("~", False)),
    ],
    "有外商或港澳台投资吗？": [
        ("有个台湾的股东占两成", True),
        ("都是本地人", False),
    ],
    "要放自动售药机吗？": [
        ("暂不考虑", False),
        ("没打算", False),
        ("还在考虑", None),
    ],
    "法人代表和药店的人，有被禁止卖药的吗？": [
        ("都没有这个情况", False),
        ("没有没有", False),
    ],
    "食堂卖酒吗？": [
        ("食堂怎么会卖酒", False),
        ("哪敢卖酒", False),
    ],
    "有自动售货机、无人咖啡机这类设备吗？": [
        ("以后可能会放一台 现在还没有", False),
    ],
    "附近100米内有学校或幼儿园吗？": [
        ("我们厂周围全是厂", False),
    ],
}


@pytest.mark.parametrize(("ask", "text", "expected"), [(ask, *row) for ask, rows in TABLE.items() for row in rows])
def test_a_trade_says_yes_and_no_in_its_own_words(ask: str, text: str, expected: Any) -> None:
    assert told(read_value("boolean", text, today=TODAY, ask=ask)) == expected
