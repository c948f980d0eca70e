"""A yes or no told in other words, read with its question: 「货都塞在吧台下面」 to 「别处还有仓库吗」.

``None`` is a refusal, ``("~", value)`` a value said roughly.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.engine.values import Rejection
from bot.nlu.values import read_value

TODAY = date(2026, 11, 24)

#: Question -> what is said, and what it is.
TABLE: dict[str, list[tuple[str, Any]]] = {
    "有堂食吗，就是客人在店里吃？": [
        ("客人可以进来坐，靠窗有一排高脚凳", True),
        ("就一个小窗口，付了钱拿走", False),
        ("楼上还有两个包厢呢", True),
        ("阿拉就卖卖生煎，立了门口吃吃的", ("~", False)),
        ("四人桌八张", True),
        ("疫情之后桌椅都撤了", False),
        ("关你什么事", None),
        ("什么是堂食", None),
    ],
    "要委托别人代办吗？": [
        ("我自己会弄", ("~", False)),
        ("交给园区的招商部门帮忙弄", True),
        ("我儿子懂电脑，让他弄", True),
        ("不用，网上我自己填", False),
        ("花了两千块请了个代办", True),
        ("还没想好要不要找人", None),
        ("全程我亲自跑", False),
        ("小舅子去办，我没空", True),
    ],
    "是连锁或加盟品牌的门店吗？": [
        ("独立小店，没有别的分号", False),
        ("我们是总公司在闵行的第三家门店", True),
        ("交了五万块加盟费开的", True),
        ("招牌是自己想的", False),
        ("瑞幸", True),
        ("自己单干的", False),
        ("全国有三百多家", True),
        ("没有加盟谁", False),
        ("我自创的品牌", False),
        ("是巴比馒头", True),
        ("开了十年的老店，就这家", ("~", False)),
        ("刚签了加盟合同", True),
        ("不算吧，就我一家", False),
    ],
    "除了店里，别处还有仓库吗？": [
        ("货都塞在吧台下面", False),
        ("自己家车库里也堆着点", True),
        ("没得，店里那点地方够了", False),
        ("松江有个三百平的总仓", True),
        ("厂家每天早上送来，不留货", False),
        ("在九亭另外租了一间放货", True),
        ("货都摆在货架上", False),
        ("青浦租了两百平", True),
        ("没地方，堆我家客厅", ("~", True)),
        ("供应商天天配", False),
        ("有个小冷库在后街", True),
    ],
    "店周围25米内有垃圾站、污水池、公厕这类吗？": [
        ("门口正对着小区垃圾房", True),
        ("没看到有", False),
        ("走两分钟才有个厕所，一百五十米吧", False),
        ("后门出去十米就是垃圾桶点", True),
        ("周围都是写字楼，干干净净", False),
        ("我不清楚诶，没量过", None),
        ("弄堂口有只垃圾箱", True),
        ("都没有的", False),
        ("最近的公厕在两百米外", False),
        ("后窗就对着泔水桶", True),
    ],
    "会在网上卖吗？外卖平台、直播、团购都算。": [
        ("就做周边邻居的生意，手机我都玩不转", ("~", False)),
        ("开了个淘宝店", True),
        ("挂在大众点评上卖券", True),
        ("老公在快手上吆喝吆喝", True),
        ("不弄那些，光卖门市", False),
        ("微信群里接单", True),
        ("先不上，等生意稳定了再说", False),
    ],
    "卖需要冷藏或冷冻的食品吗？": [
        ("冰柜里有点雪糕", ("~", True)),
        ("都是炒货干果", False),
        ("鲜奶和豆腐每天送", True),
        ("就烟酒饮料，常温放着", False),
        ("冷冻水饺卖的", True),
        ("有鲜牛奶和黄油", True),
        ("一概没有冰的", False),
        ("罐头干货", False),
        ("卖点冷冻饺子", True),
    ],
    "店里卖散装食品吗？": [
        ("称斤卖的瓜子花生", True),
        ("全是独立包装的", False),
        ("米和豆子是散的，用勺子舀", True),
        ("没有，都带条形码", False),
    ],
    "做的时候会有明显油烟或异味吗？": [
        ("就煮煮面", False),
        ("天天爆炒辣子鸡", True),
        ("全是蒸的，一点味道没有", False),
        ("开油锅炸带鱼", True),
        ("只冲奶茶", False),
        ("天天炸油条", True),
        ("就打奶茶", False),
        ("有点儿，炒小龙虾", ("~", True)),
        ("一点没有，都是凉拌", False),
        ("用蒸箱", ("~", False)),
    ],
    "单位、负责人、管理人员5年内被吊销过食品许可证，或因食品犯罪判过刑吗？": [
        ("没有，我们一向守法", False),
        ("去年被吊销过一回", True),
        ("从没出过事", False),
        ("不想说", None),
        ("我第一次做生意，哪来这种事", False),
    ],
    "有自动售货机、无人咖啡机这类设备吗？": [
        ("大厅摆了两台饮料贩卖机", True),
        ("全是人做", False),
        ("没，咖啡师手冲", False),
        ("门口那个扫码开门的冰柜算吗", None),
        ("门口一台自动咖啡机", True),
        ("都是人工打的", False),
        ("暂时没放", False),
    ],
    "凉菜或冷面里有熟肉、卤味、熟海鲜吗？": [
        ("冷面上放几片酱牛肉", True),
        ("就麻酱黄瓜丝", False),
        ("有鸡丝的", True),
        ("素浇头", False),
        ("有白切鸡的", True),
        ("只有凉拌黄瓜", False),
        ("荤的素的都有", True),
    ],
    "店的地址和执照上登记的一样吗？": [
        ("执照是另一个地方的，还没迁", False),
        ("一样的，就这里", True),
        ("门牌号分毫不差", ("~", True)),
        ("执照挂在崇明", False),
        ("不是一个地址", False),
        ("是同一处", True),
        ("不一样，执照是我家里的", False),
        ("执照上写的是老店的地址", False),
        ("跟执照完全一致", True),
        ("完全一样", True),
        ("执照注册在奉贤的园区", False),
        ("不是，后来搬过来的", False),
    ],
    "附近100米内有学校或幼儿园吗？": [
        ("隔一条马路是二中心小学", True),
        ("最近的学校开车五分钟", False),
        ("没有，全是工厂", False),
        ("楼上就是托班", True),
        ("三百米外有个幼儿园", False),
        ("出门五十米就是中学", True),
        ("后面弄堂里有个托儿所", True),
        ("隔壁是中学", True),
        ("没注意过", None),
        ("斜对面就是一所初中", True),
        ("没有学校，都是写字楼", False),
        ("学校在两公里外", False),
    ],
    "现做的都只是加热、冲调、摆盘、洗切这一步吗？": [
        ("就是微波炉转一下", True),
        ("要现炒的", ("~", False)),
        ("我们自己揉面现烤", False),
        ("对，半成品热热就上桌", True),
    ],
    "同意用短信和网上方式收受理、补正和决定通知吗？": [
        ("发我手机就好", True),
        ("我不识字，你们打电话", False),
        ("还是寄封信吧", False),
        ("没问题", True),
    ],
    "店里有执业药师吗？": [
        ("请了一位，天天在岗", True),
        ("在考，今年没考出来", False),
        ("招了半年没招到", False),
    ],
    "消防验收过了吗？": [
        ("上个月拿到合格意见书了", True),
        ("还在整改", False),
        ("没报过", False),
        ("过了", True),
    ],
    "店里晚上有人住吗，住宿的？": [
        ("伙计睡在阁楼上", True),
        ("打烊就锁门回家", False),
    ],
    "会给客人做医疗美容，比如打针、激光吗？": [
        ("只做做脸修修眉", False),
        ("水光针要打的", True),
        ("不碰针头", False),
    ],
    "允许未成年人进场吗？": [
        ("满十八才让进，要看身份证", False),
        ("家长带着可以", True),
    ],
    "销售处方药吗？": [
        ("抗生素要卖的，凭方子", True),
        ("只卖OTC", False),
    ],
    "卖出版物、图书吗？": [
        ("绘本和教辅都有", True),
        ("只有文具本子", False),
    ],
    "包房做了隔音吗？": [
        ("墙里塞了隔音棉", True),
        ("没弄", False),
    ],
    "员工都办了健康证吗？": [
        ("一人一张，都贴墙上了", ("~", True)),
        ("小王的还没下来", False),
        ("下礼拜统一去体检", False),
    ],
    "有堂食吗？": [
        ("店里摆了三套桌椅", True),
        ("只开个外卖档口", False),
        ("有三个卡座", True),
        ("人坐满了就站外头吃", True),
        ("没有，做盒饭配送的", False),
    ],
    "有代办人替您办吗？": [
        ("我媳妇儿去跑", True),
        ("没，我自己来的", False),
        ("公司行政小李负责", True),
        ("找了家代理公司", True),
        ("都是我本人在弄", False),
    ],
    "是连锁店吗？": [
        ("我跟我老公两个人开的", False),
        ("总部授权的", True),
        ("这个牌子全上海有二十家", True),
        ("就小本买卖一家", False),
    ],
    "有外设仓库吗？": [
        ("货放在店后头的小间", False),
        ("在嘉定有个库", True),
        ("店里二楼当仓库用", False),
        ("租了人家半间车库", True),
    ],
    "店周围25米内有没有污染源？": [
        ("旁边就是个菜场垃圾房", True),
        ("没啥，都是居民楼", False),
        ("公厕在五十米外", False),
        ("后头有条臭水浜", True),
    ],
    "会做网络经营吗？": [
        ("准备入驻美团", True),
        ("不做，就卖给楼上的白领", False),
        ("朋友圈吆喝一下也算吗", None),
        ("抖音团购券有的", True),
        ("暂时没这个打算", False),
    ],
    "会产生油烟吗？": [
        ("爆炒是招牌", True),
        ("蒸包子没什么烟", False),
        ("电饼铛烙饼", None),
        ("只卖凉皮", False),
        ("炒是要炒的，装了净化器", True),
    ],
    "仓库是委托别的公司管的吗？": [
        ("自己雇了个仓管", False),
        ("给顺丰代管", True),
        ("我们自己看着", False),
    ],
    "有没有被吊销过许可证？": [
        ("没有的事", False),
        ("三年前那家店被吊过", True),
        ("绝对没有", False),
    ],
    "除了网上，还有实体门店吗？": [
        ("在虹桥有家店", True),
        ("纯线上的，从仓库发货", False),
        ("没有店", False),
    ],
    "店里另外有专用操作区吗？": [
        ("裱花单独有一间", True),
        ("地方小，都挤在一起做", False),
        ("用玻璃隔出来一块", True),
    ],
    "同意用短信和网上方式收通知吗？": [
        ("短信就可以", True),
        ("我要纸质的", ("~", False)),
    ],
    "外国客人能入住吗，接待境外人员吗？": [
        ("老外也来住的", True),
        ("只接国内的", False),
    ],
    "店里有堂食吗？": [
        ("吃的人都站在柜台边上", None),
        ("两层楼，能坐四十个人", True),
        ("没地儿坐，都外带", False),
        ("就是个外卖厨房", False),
        ("有，靠墙一排吧椅", True),
        ("客人打包为主，也有四个位子", ("~", True)),
    ],
    "要不要委托代理人？": [
        ("我妹夫帮我跑腿", True),
        ("中介弄，我不管", ("~", True)),
        ("先自己试试看", False),
        ("不需要别人", False),
    ],
    "会在网上卖吗？": [
        ("天猫有店", True),
        ("不会，我们只做线下", False),
        ("饿了么上个月开通的", True),
        ("老年人客人多，不搞网上的", False),
        ("抖音直播带带货", True),
    ],
    "卖散装食品吗？": [
        ("糖果是称的", True),
        ("都是盒装", False),
        ("散的没有", False),
    ],
    "请了安保人员，装了监控吗？": [
        ("走廊大厅都有探头", True),
        ("监控还没装", False),
    ],
}


@pytest.mark.parametrize(
    ("ask", "text", "expected"), [(ask, text, expected) for ask, rows in TABLE.items() for text, expected in rows]
)
def test_an_answer_is_read_with_its_question(ask: str, text: str, expected: Any) -> None:
    found = read_value("boolean", text, today=TODAY, ask=ask)
    if expected is None:
        assert isinstance(found, Rejection)
        return
    assert not isinstance(found, Rejection), found
    assert (("~", found.value) if found.approx else found.value) == expected


def test_what_is_told_of_one_thing_answers_no_other_question() -> None:
    told = "客人可以进来坐，靠窗有一排高脚凳"
    assert isinstance(read_value("boolean", told, today=TODAY, ask="是连锁店吗？"), Rejection)
    assert isinstance(read_value("boolean", told, today=TODAY), Rejection)


def test_nobody_consents_in_other_words() -> None:
    ask = "近五年内没有被吊销过食品许可证。您确认吗？"
    assert isinstance(read_value("boolean", "前年那家店的证给吊掉了", today=TODAY, ask=ask), Rejection)
