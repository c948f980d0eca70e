"""Where in a sentence the name of a firm or shop stands: 「一直问上海…有限公司拿货，好几年了」."""

from __future__ import annotations

import re
from typing import Final

#: Endings of names by the law of firms; nothing else ends so.
LEGAL: Final = r"(?:有限责任公司|有限公司|公司|合作社|合伙企业|事务所|经营部|商行)"
#: Endings of names of shops, canteens and offices.
_SHOP: Final = r"店|馆|楼|坊|铺|超市|厅|屋|吧|食堂|档口|中心|酒家|茶舍|小吃|烧烤|火锅|咖啡|奶茶|工作室|厂|部|局|院|学校|中学|小学|大学|幼儿园|集团|便利|站|摊"
_PAREN: Final = r"(?:[（(][^（）()]{1,20}[）)])"
#: A firm's or shop's name ends like this; such a name needs no frame.
FIRM: Final = re.compile(rf"(?:{LEGAL}|{_SHOP}){_PAREN}?$")
#: Where such names begin: the place that the register puts first.
PLACES: Final = (
    r"(?:上海|北京|天津|重庆|杭州|苏州|南京|无锡|宁波|嘉兴|昆山|太仓|常州|南通|湖州|绍兴|温州|合肥|广州|深圳|武汉|成都|西安|郑州|长沙|青岛|厦门|福州|江苏|浙江|安徽|福建|山东|河南|四川|湖南|湖北|广东|云南|中国|"
    r"黄浦区?|徐汇区?|长宁区?|静安区?|普陀区?|虹口区?|杨浦区?|闵行区?|宝山区?|嘉定区?|浦东(?:新区)?|金山区?|松江区?|青浦区?|奉贤区?|崇明区?)"
)
#: Words of several characters that lead in to a name in a sentence.
_LONG_VERB: Final = (
    r"(?:变更|更名|改名|改|换|注册|登记|核准|批|办)(?:成了?|为|到)|(?:外包|承包|转包|分包|委托|交|包|租|转|转让|挂靠|供)(?:给了?|在|到)|名(?:系|字?(?:叫做?|是))|"
    r"(?:写|印|印刷|登记|填|报|盖|签|开|用|挂|落款)的?(?:名字|抬头|章)?(?:都|就)?(?:是|着|叫)|全称(?:是|叫|为)?|现名|名为|改叫|隶属于|加盟(?:了|的是)?"
)
_VERB: Final = (
    rf"(?:{_LONG_VERB}|叫做?|是|为|由|从|问|跟|向|找|在|给|归|用的?|委托|托|请|让|属于?|系|寻|写上?|填上?|报)"
)
#: What is done with the firm, behind its name in a sentence.
_DONE: Final = (
    r"(?:那边|那里|这里|家)?(?:进货?|拿货?|供货?|送货?|订货?|批发?|配送|批的|采购|包(?:的|给|了|下)|做的|代(?:办|理|做)|负责|管(?:的|着)|租(?:的|给)|签(?:的|了)|(?:来|拉去|拿去)?[洗收拉](?:的|走|了)*(?=$|[,，])|介绍|推荐|加工|生产|配餐|经营|开的|给我们|提供|"
    r"的(?:货|食材|人|加盟商?|牌子|分店|子公司))"
)
_BEHIND: Final = rf"(?:[\u3400-\u9fff第]{{2,12}}?(?:分公司|分店|店|餐厅|食堂|厂|馆|中心|经营部)(?!的))?{_PAREN}?"
#: The name of a firm from its place on to its legal ending.
_PLACED: Final = re.compile(
    rf"(?:.*?{_VERB}的?[\s:：]*)?(?P<name>{PLACES}(?:(?!{_VERB}{PLACES})[\u3400-\u9fffA-Za-z0-9（）()·&.\-]){{2,40}}?{LEGAL}(?!司){_BEHIND})"
)
_NAMED: Final = rf"(?P<name>[\u3400-\u9fffA-Za-z0-9（）()·&]{{3,30}}?(?:{LEGAL}|厂|店|馆|坊|铺){_PAREN}?)"
#: A shop behind such a word, from its place on.
_PLACED_SHOP: Final = re.compile(
    rf".*?(?!在){_VERB}的?[\s:：]*(?P<name>{PLACES}[\u3400-\u9fffA-Za-z0-9（）()·&.\-]{{2,30}}?(?:{_SHOP}){_PAREN}?)(?:{_DONE}.*|吧|好了|就行|就好|的|了)?$"
)
#: The same without a place: where the sentence goes on with what the firm does, or a verb of several characters leads in.
_UNPLACED: Final = (
    re.compile(rf"[\u3400-\u9fff]{{0,8}}?{_VERB}{_NAMED}{_DONE}.*"),
    re.compile(rf"[\u3400-\u9fff]{{0,8}}?(?:{_LONG_VERB}){_NAMED}了?$"),
)


def firm_in(clause: str) -> str | None:
    """The name that a clause of a sentence has a firm by; None where it has none, or is a name all through."""
    for one in (_PLACED, _PLACED_SHOP, *_UNPLACED):
        match = one.match(clause)
        if match is not None:
            return match["name"]
    return None


#: Particles that shops like to end their names with: 好嘞, 咖啡哦.
_OWN_PARTICLE: Final = re.compile("[嘞咯喽哈哦哟啦]+$")


def may_end_in_particle(core: str, text: str) -> bool:
    """Whether a particle stands right behind the name in the text and may be its own; behind what ends as a firm's name it is none."""
    firm, at = FIRM.search(core), text.rfind(core)
    named = firm is not None and firm.start() > 0
    return not named and at >= 0 and _OWN_PARTICLE.match(text, at + len(core)) is not None
