"""Answers that tell parts, shares, what is left, or several clauses where one thing was asked for.

``("~", value)`` is a value to be asked back, None a rejection.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine.values import Value
from bot.nlu.values import read_value

from .reading import TODAY, offered, told

KITCHEN = "厨房和操作间一共多少平方米？"
ROOM = "店面总面积多少平方米？"
STAFF = "店里一共多少人？"
SEATS = "一共多少个座位？"
END = "许可证有效期到哪一天？"
MONEY = "打算投资多少钱？"
ROAD = "店在什么路上？"
FLOOR = "店在几楼？"
JOB = "他担任什么职务？"

SAID: list[tuple[str, str, str, Any]] = [
    ("area", KITCHEN, "厨房18，洗碗间4平", 22),
    ("area", KITCHEN, "厨房18，大堂40", None),
    ("area", ROOM, "一楼40，二楼35", 75),
    ("area", ROOM, "一间30一间22", 52),
    ("area", ROOM, "厨房18，大堂40", None),
    ("area", ROOM, "带阁楼六十平，不带阁楼四十五", None),
    ("area", KITCHEN, "店六十平，厨房占三分之一", ("~", 20)),
    ("area", "客人用餐的地方多少平方米？", "总共90，去掉厨房20，剩下的都是", ("~", 70)),
    ("area", KITCHEN, "两边对半", None),
    ("area", ROOM, "8平米，够不够？", 8),
    ("integer", STAFF, "我、我老婆、两个服务员", 4),
    ("integer", STAFF, "夫妻两个，再加一个小妹", 3),
    ("integer", STAFF, "我跟我弟，还有三个伙计", 5),
    ("integer", STAFF, "两个厨师，还有一个洗碗的", None),
    ("integer", STAFF, "七个，下个月再招两个", 7),
    ("integer", "一共有几个包厢？", "大包两个，小包六个", 8),
    ("integer", "一共几张床？", "大床房六间，双床房九间", 24),
    ("integer", "一共几间客房？", "楼上六间，楼下四间", 10),
    ("integer", SEATS, "三张四人桌，两张六人桌", 24),
    ("integer", STAFF, "三个人，我自己加俩伙计", 3),
    ("integer", STAFF, "四个人，我自己加俩伙计", None),
    ("integer", SEATS, "六把椅子一条长凳，长凳坐四个", 10),
    ("integer", SEATS, "本来三十，今年拆了八个", 22),
    ("integer", SEATS, "没得座位", 0),
    ("integer", "许可证副本要几份？", "要两份，一份要放仓库", 2),
    ("integer", "其中多少人接触食品？", "一共六个，收银不碰，剩下都碰", 5),
    ("integer", SEATS, "五张台子，一张坐四个", 20),
    ("integer", SEATS, "八张四人的，两张六人的", 44),
    ("integer", SEATS, "门口一排五个高脚凳，里面还有八个", 13),
    ("integer", SEATS, "大概五张台子，一张坐四个", None),
    ("integer", "一共几间客房？", "每层五间，四层，顶楼再加两间", 22),
    ("integer", "一共几间客房？", "一层五间，有的一层四间", None),
    ("integer", "有几个淋浴？", "男女各四个", 8),
    ("integer", "一共几张床？", "上下铺六组，十二张", 12),
    ("integer", "其中多少人接触食品？", "除了会计，其他四个都碰", 4),
    ("integer", "其中多少人接触食品？", "一共八个，收银和保洁不碰，剩下都碰", 6),
    ("integer", "其中多少人接触食品？", "后厨三人+前台一人", 4),
    ("integer", "楼是哪一年建成的？", "零五年造的", 2005),
    ("integer", "楼是哪一年建成的？", "八几年的", None),
    ("integer", "适合多大年龄的人玩？", "满十六周岁", 16),
    ("money", MONEY, "装修八万，设备四万五", 125000),
    ("money", MONEY, "装修八万，上次那家四万五", 80000),
    ("money", MONEY, "最少二十万，最多三十万", (200000, 300000)),
    ("percentage", "", "每十单里有六单", 60),
    ("percentage", "", "四个人平分", 25),
    ("percentage", "", "五十五对四十五，我是小头", 45),
    ("number", "冰柜温度设在几度？", "零下十八到二十二", (-22, -18)),
    ("number", "冰柜温度设在几度？", "零下五度到零上五度", None),
    ("date", END, "还剩三个月零五天", ("~", "2027-03-01")),
    ("date", "打算哪天开业？", "还有两年", None),
    ("date", END, "明年最后一天", "2027-12-31"),
    ("date", END, "贰零贰捌年叁月拾伍日", "2028-03-15"),
    ("duration", "", "十天半个月", ("P10D", "P15D")),
    ("duration", "", "一个钟头三刻", "PT1H45M"),
    ("duration", "", "一刻钟到半个小时", ("PT15M", "PT30M")),
    ("time_range", "", "九点开门，开十个钟头", ["09:00", "19:00"]),
    ("time_range", "", "凌晨三点到上午九点", ["03:00", "09:00"]),
    ("time_range", "", "晚上八点到后半夜两点", ["20:00", "02:00"]),
    ("time_range", "", "早上六点一刻到晚上十点廿五分", ["06:15", "22:25"]),
    ("business_hours", "", "周一到周日 0830—2030", {"days": [1, 2, 3, 4, 5, 6, 7], "slots": [["08:30", "20:30"]]}),
    ("email", "", "扣扣邮箱，28301945", "28301945@qq.com"),
    ("person_name", "", "李李，李建国", "李建国"),
    ("company_name", "", "洁净布草，就叫上海洁净布草服务社", "上海洁净布草服务社"),
    ("text", ROAD, "老早在延安路，现在是华山路", "华山路"),
    ("text", ROAD, "打错了，是胶州路，不是交州路", "胶州路"),
    ("text", ROAD, "延平路上头，靠近新闸路", "延平路"),
    ("text", FLOOR, "临街的，就底楼", "底楼"),
    ("text", FLOOR, "1到3层都是，楼上办公", "1到3层"),
    ("text", "门牌号是多少？", "18弄，说反了，81弄2号", "81弄2号"),
    ("text", JOB, "老板娘，开玩笑的，收银员", "收银员"),
    ("text", JOB, "切菜的，什么都干", "切菜的"),
    ("text", "房东叫什么？", "都喊他阿根，大名李根宝", "李根宝"),
    ("text", "网上的店铺叫什么名字？", "跟门店一个名，弄堂小面", "弄堂小面"),
    ("text", "总部的评审编码是什么？", "那边还没发我，明天去问", None),
    ("text", "室号或铺位号是多少？", "没室号，独栋的", None),
    ("text", "为什么要变更？", "老板换了，店名也换", "老板换了，店名也换"),
    ("text", "楼是哪一年建成的？", "九八年造好的", "九八年"),
    ("text", FLOOR, "不是三楼，三楼是隔壁的，我们四楼", "四楼"),
    ("text", FLOOR, "三楼美食街最里面", "三楼美食街最里面"),
    ("text", ROAD, "地铁曲阳路站出来，密云路上", "密云路"),
    ("text", ROAD, "马路叫啥我忘了", None),
    ("text", ROAD, "上南路", "上南路"),
    ("text", ROAD, "就在成山路上，靠近上南路", "成山路"),
    ("text", ROAD, "店开在开鲁路", "开鲁路"),
    ("text", "店在哪个街道或镇？", "派出所归曲阳路街道管", "曲阳路街道"),
    ("text", "健康证是哪个单位发的？", "上面写的是长宁区疾控中心", "长宁区疾控中心"),
    ("text", "门口招牌上写什么名字？", "本来叫阿大，改叫阿大葱油饼了", "阿大葱油饼"),
    ("boolean", "卖中小学教科书（课本）吗？", "练习册有，课本没有", False),
    ("boolean", "凌晨2点到早上8点都停业吗？", "做到四点", False),
    ("boolean", "凌晨2点到早上8点都停业吗？", "开到十二点半", True),
    ("boolean", "包厢没有内锁和隔断，门窗能看见里面吗？", "锁早拆掉了", True),
    ("boolean", "店里卖烟吗？", "就卖点饮料", ("~", False)),
    ("boolean", "您同意吗？", "同意个鬼", False),
    ("date", END, "2027年4月底到期", "2027-04-30"),
    ("date", END, "大概2027年4月底到期", ("~", "2027-04-30")),
    # in the proportions of real talk
    ("integer", SEATS, "四张六人桌，吧台还有4个高脚凳", 28),
    ("integer", STAFF, "后厨两个前面三个，还有我", 6),
    ("integer", STAFF, "就我跟我老公", 2),
    ("integer", STAFF, "全职的5个，兼职2个", 7),
    ("integer", "其中多少人接触食品？", "厨师三个帮工两个", 5),
    ("integer", "有几台（个）？", "2台大的1台小的", 3),
    ("integer", "有几台（个）？", "大的两台小的三台", 5),
    ("integer", SEATS, "还没买桌椅，不好说", None),
    ("area", ROOM, "上下两层各40", 80),
    ("area", ROOM, "四十多不到五十", (40, 50)),
    ("area", KITCHEN, "30多点", ("~", 30)),
    ("area", KITCHEN, "三个在厨房要碰吃的", None),
    ("duration", "装修要多久？", "三个礼拜差不多了", ("~", "P21D")),
    ("money", "注册资本是多少？", "100万，实缴20万", 1000000),
    ("date", "打算哪天开业？", "明年五一过后，5月8号", "2027-05-08"),
    ("boolean", "店的地址和执照上登记的一样吗？", "我得查一下合同，现在不在手边", None),
    ("boolean", "有代办人替您办吗？", "要是忙不过来我再找人", None),
    ("boolean", "除了店里，别处还有仓库吗？", "目前没有，以后生意好可能再租", False),
    ("person_name", "员工叫什么名字？", "一个叫张敏一个叫张慧", None),
    ("text", "店在哪个街道或镇？", "江湾那边的", "江湾"),
    ("text", "店在哪个街道或镇？", "我们这里是九亭", "九亭"),
    ("text", "健康证的编号是多少？", "健康证号沪0812345678", "沪0812345678"),
    ("text", "考核证明的编号是多少？", "还没去考", None),
    ("text", FLOOR, "二三两层都是我们的", "二三两层"),
    ("address", "店开在哪个区、什么路多少号？", "普陀区武宁路100号2楼 临街的", "普陀区武宁路100号2楼"),
]


@pytest.mark.parametrize(("kind", "ask", "text", "expected"), SAID)
def test_the_parts_come_to_what_was_asked_for_or_it_is_asked_back(
    kind: str, ask: str, text: str, expected: Any
) -> None:
    found = read_value(kind, text, today=TODAY, ask=ask)
    got = found.range if isinstance(found, Value) and found.range is not None else told(found)
    assert got == expected, got


MEAT = offered("pork=猪肉", "beef=牛羊肉", "none=都不卖/不卖")


@pytest.mark.parametrize(
    ("text", "expected"), [("除了猪肉都有", ["beef"]), ("都有", ["pork", "beef"]), ("都不卖", ["none"])]
)
def test_all_of_them_are_not_the_one_that_denies_the_others(text: str, expected: list[str]) -> None:
    assert told(read_value("multi_choice", text, today=TODAY, options=MEAT)) == expected
