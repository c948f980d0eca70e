"""Words and characters by which scrubbing decides: what hints at a person or a place, what is part of no name."""

from __future__ import annotations

import re
from typing import Final

#: A text with one of these is dropped whole: what stands beside it is likely a name, a number, an address or a firm.
ALWAYS: Final = re.compile(
    r"公司|集团|有限责任|商行|经营部|工作室|合作社|事务所|微信|威信|薇信|加我|扣扣|抠抠|邮箱|先生|女士|太太|同志|号码|号是|账号|帐号|密码|车牌|牌照"
    r"|尾号|尾数|生日|出生|旁边|对面|隔壁|附近|门口|斜对|老家|户口|籍贯|坐.{0,2}牢|判.{0,2}刑|判过|入狱|劳改|吸毒|怀孕|离婚|残疾|感染|得病|生病"
)
#: The same, unless it stands inside a word of the catalog: 「手机上看」 is a way to get the licence.
HINTS: Final = re.compile(
    r"叫|姓|名字|名称|店名|字号|招牌|小姐|老板娘|经理|师傅|老师|电话|手机|座机|号|身份证|证件|护照|账户|帐户|卡|邮件|代码|编码|岁|年生|属"
    r"|地址|住|家在|店在|路|街|巷|村|镇|乡|县|市|省|区|栋|幢|座|楼|层|室|单元|大厦|广场|花园|公寓|苑|邨|城|桥|站|园|寺|庙|浜|泾|塘|湾|[a-z0-9零一二三四五六七八九十百千]弄"
    r"|有限|酒楼|饭馆|酒家|餐厅|馆|铺|坊|轩|阁|斋|堂|府|记\||行\|$"
)
#: Characters that are numbers, said one by one or inside a word.
NUMERALS: Final = re.compile(
    "[零〇二两三四五六七八九十百千万亿幺洞拐勾俩仨廿卅壹贰叁参肆伍陆柒捌玖拾佰仟]|一一|^一$|第一"
)
#: Characters that are words by themselves and seldom part of a name.
PARTICLES: Final = frozenset(
    "的了是有没不我你您他她它们在要就也还都吧呢吗啊呀哦嗯呃额哈嘛啦和跟与或把被给让去来到从对好行可能会想说过着得地这那个些哪什么很太再又才刚已办做弄搞卖买租用拿填写选无否后家相应向全"
    "开店证吃喝等找帮看交领下上中里人只光自请正比弗勿伐哉覅嘎侬伊"
)
#: Those that never follow a surname in a name.
LINKING: Final = frozenset("的了是没不我你您他她它们就都吧呢吗啊呀哦嗯呃额嘛啦")
