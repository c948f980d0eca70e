"""Several choices picked by what is of their sort, by what is left out, by who does it.

``None`` is a refusal, ``("~", value)`` a value said roughly.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.values import ChoiceOption, read_value

from .reading import TODAY, offered, told

#: What is offered; what is said, and what it is.
TABLE: list[tuple[tuple[ChoiceOption, ...], list[tuple[str, Any]]]] = [
    (
        offered("school=200米内有学校/学校,初中", "hospital=附近有医院/医院", "desk=前台有人值守/有人值班,值班"),
        [
            ("都不在", []),
            ("都不靠", []),
            ("啥都没有就一排店面", []),
            ("什么都没有，就几间房", []),
            ("马路斜对面有个初中 两百米不到", ["school"]),
            ("夜里没人值班", None),
            ("就一个医院 没别的", ["hospital"]),
            ("什么都有点 学校，医院", ["school", "hospital"]),
        ],
    ),
    (
        offered(
            "own_site=自建网站或小程序/小程序,自己网站",
            "platform_takeout=外卖平台/外卖,美团",
            "platform_ecommerce=电商平台/电商,淘宝",
            "live_stream=直播/带货",
            "community_group_buy=社区团购/团购",
        ),
        [
            ("京东开了旗舰店，也在快手播", ["platform_ecommerce", "live_stream"]),
            ("饿了么", ["platform_takeout"]),
            ("就小区群里接龙", ["community_group_buy"]),
            ("外卖、小程序都有，直播不弄", ["own_site", "platform_takeout"]),
            ("除了直播都做", ["own_site", "platform_takeout", "platform_ecommerce", "community_group_buy"]),
            ("自建网站是啥意思", None),
            ("五个全有", ["own_site", "platform_takeout", "platform_ecommerce", "live_stream", "community_group_buy"]),
            ("美团、饿了么", ["platform_takeout"]),
            ("天猫店加直播间", ["platform_ecommerce", "live_stream"]),
            ("自己做的微信小程序", ["own_site"]),
            ("外卖不做，只团购", ["community_group_buy"]),
            ("不想说", None),
        ],
    ),
    (
        offered("submit=提交材料/交材料", "correct=更正填写错误/改错,更正", "receive=领取文书/领文书,拿证"),
        [
            ("统统交给他", ["submit", "correct", "receive"]),
            ("他只管递材料", ["submit"]),
            ("材料他去交，证我自己领", ("~", ["submit"])),
            ("除了领证都让她办", ["submit", "correct"]),
            ("写错的地方让他改", ["correct"]),
            ("交材料和领证", ["submit", "receive"]),
            ("只让他拿证", ["receive"]),
        ],
    ),
    (
        offered(
            "pipeline_gas=管道燃气/管道煤气,天然气",
            "bottled_lpg=瓶装液化气/罐装气,液化气",
            "electric=电/用电",
            "other=其他/别的",
        ),
        [
            ("电磁炉跟电饭煲", ["electric"]),
            ("天然气，另外有个炭烤炉", ["pipeline_gas", "other"]),
            ("两罐煤气", ["bottled_lpg"]),
            ("管道还没通，先用钢瓶", ["bottled_lpg"]),
            ("煤气罐和电蒸箱", ["bottled_lpg", "electric"]),
            ("烧柴火", ["other"]),
            ("都用电", ["electric"]),
            ("燃气是管道的", ["pipeline_gas"]),
        ],
    ),
    (
        offered(
            "brew=冲泡、调配、分装（奶茶、咖啡、茶饮、豆浆）/冲泡,奶茶,咖啡",
            "juice=现榨果汁、冰沙、刨冰/果汁",
            "machine=全封闭自动机器出品/自动机",
            "ice_cream=现制冰淇淋/冰淇淋",
            "home_brew=自己酿的酒/自酿酒",
            "fresh_milk=用生鲜乳现做（现制酸奶等）/现制酸奶",
        ),
        [
            ("拿铁美式，夏天做冰沙", ["brew", "juice"]),
            ("甜筒和圣代", ["ice_cream"]),
            ("自己酿的梅子酒", ["home_brew"]),
            ("鲜榨甘蔗汁跟杨枝甘露", ["brew", "juice"]),
            ("冰淇淋不做，其他都做", ["brew", "juice", "machine", "home_brew", "fresh_milk"]),
        ],
    ),
    (
        offered(
            "heated=加热厂家成品（面包、热狗等）/加热成品",
            "fried=现炸现烤小食/油炸小吃",
            "baked=现烤面包、饼干、蛋挞/烘焙",
            "open_package=厂家蛋糕、冰淇淋拆开分切摆盘/拆包分切",
            "cut_fruit=鲜切水果、水果捞/鲜切水果",
            "cream_cake=裱花、慕斯、奶油冷装饰、冷加工三明治/裱花蛋糕",
        ),
        [
            ("可颂吐司现烤，还裱生日蛋糕", ["baked", "cream_cake"]),
            ("鸡翅薯条", ["fried"]),
            ("热狗叮一下", ["heated"]),
            ("果切", ["cut_fruit"]),
            ("慕斯不做，做提拉米苏", ("~", ["cream_cake"])),
        ],
    ),
    (
        offered(
            "prepackaged=厂家包装好的食品/预包装",
            "bulk=散装、称重、拆零的食品/散装",
            "produce=蔬菜水果鸡蛋水产等农产品/农产品",
        ),
        [
            ("饼干饮料方便面", ["prepackaged"]),
            ("土豆洋葱西红柿", ["produce"]),
            ("蜜饯是称的，饮料是瓶的", ["prepackaged", "bulk"]),
            ("活鱼活虾", ["produce"]),
            ("只有袋装的，不拆", ["prepackaged"]),
            ("瓜子论斤卖，水果也有", ["bulk", "produce"]),
            ("就卖瓶装水跟香烟", ["prepackaged"]),
            ("青菜萝卜", ["produce"]),
            ("香蕉苹果", ["produce"]),
            ("坚果散称，饮料整瓶", ["prepackaged", "bulk"]),
            ("三样都卖", ["prepackaged", "bulk", "produce"]),
        ],
    ),
    (
        offered(
            "own_chain_stores=本单位连锁门店/自家门店",
            "school=学校和托幼机构/学校",
            "enterprise=企业和工地/企业",
            "elderly=老年助餐点/助餐点",
            "event=会议和活动/会议",
        ),
        [
            ("几个工地跟写字楼", ["enterprise"]),
            ("附近小学，还有敬老院", ["school", "elderly"]),
            ("只供自己的分店", ["own_chain_stores"]),
            ("工地不送，老人饭堂送", ["elderly"]),
        ],
    ),
    (
        offered("pork=生猪产品/猪肉", "beef_mutton=牛羊肉/牛肉,羊肉", "poultry=禽/鸡鸭", "none=都不卖/不卖肉"),
        [
            ("排骨五花肉", ["pork"]),
            ("牛腩羊排", ["beef_mutton"]),
            ("老母鸡、鸽子", ["poultry"]),
            ("一样都不卖", ["none"]),
            ("猪肉有，牛羊没有", ["pork"]),
            ("猪肉牛肉", ["pork", "beef_mutton"]),
            ("不卖肉的", ["none"]),
            ("冻鸡翅", ["poultry"]),
            ("就羊肉卷", ["beef_mutton"]),
        ],
    ),
    (
        offered(
            "health_food=保健食品/保健品",
            "fsmp=特殊医学用途配方食品/特医食品",
            "infant_formula_powder=婴幼儿配方乳粉/婴儿奶粉",
            "other_infant_formula=其他婴幼儿配方食品/其他婴配",
        ),
        [
            ("维生素和鱼油", ["health_food"]),
            ("飞鹤一段", ["infant_formula_powder"]),
            ("都没有", []),
        ],
    ),
    (
        offered("breakfast=早餐/早饭", "lunch=午餐/午饭", "dinner=晚餐/晚饭", "night=夜宵/宵夜"),
        [
            ("中晚两顿", ["lunch", "dinner"]),
            ("只做早点", ["breakfast"]),
            ("早饭不做，中饭夜饭做", ["lunch", "dinner"]),
            ("四顿都有", ["breakfast", "lunch", "dinner", "night"]),
            ("早上和中午", ["breakfast", "lunch"]),
            ("除了夜宵", ["breakfast", "lunch", "dinner"]),
            ("中饭夜饭", ["lunch", "dinner"]),
        ],
    ),
    (
        offered("ambient=常温/室温", "chilled=冷藏/冷藏", "frozen=冷冻/冻库"),
        [
            ("冻货放零下十八度的，饮料放普通库", ["ambient", "frozen"]),
            ("两到八度", ["chilled"]),
            ("后两种", ["chilled", "frozen"]),
        ],
    ),
    (
        offered("f=桌椅/台凳", "u=遮阳伞/阳伞", "fe=围栏/护栏", "p=绿植/花箱"),
        [
            ("四张小桌子，撑把伞", ["f", "u"]),
            ("摆点花草", ["p"]),
            ("桌椅要，围栏不要", ["f"]),
        ],
    ),
    (
        offered("hair=烫发染发", "cut=剪发", "nail=美甲", "face=护肤"),
        [
            ("剪头和染头", ["hair", "cut"]),
            ("除了美甲都做", ["hair", "cut", "face"]),
        ],
    ),
    (
        offered("book=图书", "mag=期刊", "av=音像制品", "pay=文具"),
        [
            ("小说绘本还有杂志", ["book", "mag"]),
            ("黑胶唱片", ["av"]),
        ],
    ),
    (
        offered(
            "brew=冲泡、调配、分装（奶茶、咖啡、茶饮、豆浆）/冲泡,奶茶,咖啡",
            "juice=现榨果汁、冰沙、刨冰/果汁",
            "ice_cream=现制冰淇淋/冰淇淋",
            "home_brew=自己酿的酒/自酿酒",
        ),
        [
            ("手冲咖啡，软冰淇淋", ["brew", "ice_cream"]),
            ("西瓜汁橙汁", ["juice"]),
            ("精酿啤酒自己酿", ["home_brew"]),
            ("柠檬茶 刨冰", ["brew", "juice"]),
        ],
    ),
    (
        offered(
            "school=学校和托幼机构/学校",
            "enterprise=企业和工地/企业",
            "elderly=老年助餐点/助餐点",
            "event=会议和活动/会议",
        ),
        [
            ("张江几家公司", ["enterprise"]),
            ("展会的工作餐", ["event"]),
            ("幼儿园和养老院", ["school", "elderly"]),
        ],
    ),
    (
        offered(
            "own_site=自建网站或小程序/小程序",
            "platform_takeout=外卖平台/外卖,美团",
            "platform_ecommerce=电商平台/电商,淘宝",
            "live_stream=直播/带货",
            "community_group_buy=社区团购/团购",
        ),
        [
            ("美团外卖，还有自己的公众号", ["own_site", "platform_takeout"]),
            ("淘宝京东都有", ["platform_ecommerce"]),
            ("快团团接龙", ["community_group_buy"]),
            ("第二个和第三个", ["platform_takeout", "platform_ecommerce"]),
        ],
    ),
    (
        offered("pipeline_gas=管道燃气/天然气", "bottled_lpg=瓶装液化气/液化气", "electric=电/用电", "other=其他"),
        [
            ("电炉、煤气瓶", ["bottled_lpg", "electric"]),
            ("木炭烤", ["other"]),
            ("天然气灶", ["pipeline_gas"]),
        ],
    ),
    (
        offered(
            "brew=冲泡、调配、分装（奶茶、咖啡、茶饮、豆浆）/奶茶,咖啡",
            "juice=现榨果汁、冰沙、刨冰/果汁",
            "ice_cream=现制冰淇淋/冰淇淋",
            "home_brew=自己酿的酒/自酿酒",
        ),
        [
            ("冰美式和橙汁", ["brew", "juice"]),
            ("豆浆现磨", ["brew"]),
            ("意式手工冰淇淋", ["ice_cream"]),
            ("果汁不做", None),
        ],
    ),
    (
        offered(
            "heated=加热厂家成品（面包、热狗等）/加热成品",
            "fried=现炸现烤小食/油炸小吃",
            "baked=现烤面包、饼干、蛋挞/烘焙",
            "cut_fruit=鲜切水果、水果捞/鲜切水果",
            "cream_cake=裱花、慕斯、奶油冷装饰、冷加工三明治/裱花蛋糕",
        ),
        [
            ("炸鸡排、烤肠", ["fried"]),
            ("生日蛋糕跟曲奇", ["baked", "cream_cake"]),
            ("切点西瓜", ["cut_fruit"]),
        ],
    ),
    (
        offered("submit=提交材料/交材料", "correct=更正填写错误/改错", "receive=领取文书/拿证"),
        [
            ("跑窗口交材料", ["submit"]),
            ("拿证和改错", ["correct", "receive"]),
            ("全部委托", ["submit", "correct", "receive"]),
        ],
    ),
    (
        offered("pork=生猪产品/猪肉", "beef_mutton=牛羊肉/牛肉", "poultry=禽/鸡鸭", "none=都不卖/不卖肉"),
        [
            ("五花肉和鸡胸", ["pork", "poultry"]),
            ("羊腿", ["beef_mutton"]),
            ("不卖", ["none"]),
        ],
    ),
    (
        offered("breakfast=早餐", "lunch=午餐", "dinner=晚餐", "night=夜宵"),
        [
            ("午市晚市", ["lunch", "dinner"]),
            ("一日三餐", ["breakfast", "lunch", "dinner"]),
            ("通宵也做", ["night"]),
        ],
    ),
]


@pytest.mark.parametrize(
    ("options", "text", "expected"), [(options, text, expected) for options, rows in TABLE for text, expected in rows]
)
def test_a_choice_is_told_by_what_is_of_its_sort(options: tuple[ChoiceOption, ...], text: str, expected: Any) -> None:
    assert told(read_value("multi_choice", text, today=TODAY, options=options)) == expected
