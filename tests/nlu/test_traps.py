"""The golden rule: never a value nobody said. Talk that is no answer fills nothing, whatever is asked."""

from __future__ import annotations

import pytest

from bot.engine.commands import Answer, Correct, Propose
from bot.engine.values import Value

from .shop import read

TALK = """
我今年35岁了|我家孩子3岁|昨天跑了三趟窗口|等了两个小时|隔壁老王开店罚了5万|我有个朋友也开奶茶店|你们窗口电话是不是62551234
网上说150平以下不用核查|听说要5个工作日|今天下雨了|店在装修|我先去吃饭|孩子哭了等一下|这个好麻烦|你们真慢|能不能快点
我12点要去接孩子|现在是下午3点|上次填到一半断网了|手机快没电了|我老婆在旁边|前面那个人办了多久|2024年的时候我来过|疫情之后生意不好做
房租涨了20%|员工都走了|我妈说不用办|我是外地人|普通话不好|不好意思刚才在忙|你说慢一点|字太小看不清|图片发不出去|系统卡了
我用的是苹果手机|怎么这么多问题|还有多少题|烦死了|这样填对不对|我怕填错|给我点时间|老板不在|我就是个打工的|问这么细干嘛|网上查不到
你看着办吧|跟去年一样吗|我打了12345|我女儿帮我填的|商场物业说不让装|我同学在市场监管局|开业要放鞭炮吗|楼上漏水|马上春节了|快递到了
你好像没听懂|换个人跟我说|哦哦哦|那怎么办呢|所以呢|然后呢|是这样啊|原来如此|我知道了|没听说过|太复杂了|跟我想的不一样|这个不用填吧
80平以下要不要核查|罚款5万是真的吗|3天能办好吗|2楼能开吗|我朋友的店120平|听说隔壁店名叫阿公奶茶
"""  # a value in a question or about somebody else is nobody's answer

KEYS = [
    "area", "seats", "name", "uscc", "opened", "address", "tenure", "licence", "dine_in", "machines", "dirty", "truthful", "drinks",
    "foods", "boss.name", "boss.id_no", "contact.mobile", "email", "phone",
]  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_talk_fills_nothing(key: str) -> None:
    lines = [text for line in TALK.strip().splitlines() for text in line.split("|")]
    filled = [
        (text, command)
        for text in lines
        for command in read(text, key, last="licence").commands
        if isinstance(command, (Answer, Propose, Correct)) and isinstance(command.value, Value)
    ]
    assert filled == []
