"""One of several choices picked by what is of its sort, by denial of the others, by where it is said.

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
        offered(
            "owned=自有/自己的,自家的",
            "leased=租赁/租的",
            "free_use=无偿使用/免费用",
            "booth=商场或美食广场档口/档口,美食广场",
        ),
        [
            ("跟房东签了五年", "leased"),
            ("房子写的我老婆名字", "owned"),
            ("我哥的房子，借给我开店，不收钱", "free_use"),
            ("商场地下一层的柜台，按流水分成", "booth"),
            ("前几年贷款买下来的", "owned"),
            ("二房东手里盘过来，月付", "leased"),
            ("单位的房子给我们白用", "free_use"),
            ("以前租的，现在买下来了", "owned"),
            ("向物业租的", "leased"),
            ("我岳父的，没要钱", "free_use"),
            ("大卖场里头一个柜台", "booth"),
            ("自己的产权房", "owned"),
            ("租约签到后年", "leased"),
            ("一年八万块租金", "leased"),
            ("朋友的铺子，不收我租金", "free_use"),
            ("十年前自己买的门面", "owned"),
            ("万达里面的美食广场", "booth"),
            ("房东姓王，签的三年", "leased"),
        ],
    ),
    (
        offered("done=已经办好/办好了,有执照了", "doing=正在办/在办,办理中", "none=还没有办/没办,没执照"),
        [
            ("昨天刚从窗口拿回来", "done"),
            ("名字刚核下来，还在等", "doing"),
            ("还没顾上去弄", "none"),
            ("资料递进去一个礼拜了", "doing"),
            ("有了有了，在手上", "done"),
            ("我先问问办食品证要不要执照", None),
            ("已经下来了", "done"),
            ("上周提交的，还没批", "doing"),
            ("压根没去", "none"),
            ("执照挂在收银台后面", "done"),
            ("执照早就有了", "done"),
            ("在走流程呢", "doing"),
            ("没有，打算下个月去", ("~", "none")),
            ("领了三年了", "done"),
        ],
    ),
    (
        offered(
            "fixed=固定店面/门店,店铺,实体店",
            "fair=市集、快闪或展销会/市集,快闪,展销会",
            "stall=路边摊、夜市摊/路边摊,夜市摊,摆摊",
            "truck=流动餐车/餐车",
        ),
        [
            ("弄堂口支个摊子卖烧饼", "stall"),
            ("五菱面包车后备箱卖咖啡", "truck"),
            ("南京路上一间铺面", "fixed"),
            ("周末去大学路的创意集市", "fair"),
            ("开着房车到处卖", "truck"),
            ("租了商场一层一间店", "fixed"),
            ("展销会上卖三天", "fair"),
            ("地铁口摆个摊", "stall"),
        ],
    ),
    (
        offered("e_cert=只要电子证照/电子证", "window=到窗口领取/窗口领,自取", "mail=邮寄/快递"),
        [
            ("寄到店里来", "mail"),
            ("我自己过来拿", "window"),
            ("手机上能看就行，纸的不要", "e_cert"),
            ("不用寄，我顺路去取", "window"),
            ("哪个快", None),
            ("快递到付", "mail"),
            ("到大厅拿", "window"),
            ("要个电子的就成", "e_cert"),
            ("麻烦寄一下", "mail"),
        ],
    ),
    (
        offered("own_disinfect=自行消毒/自己消毒", "centralized=集中消毒单位/送去消毒", "disposable=一次性/一次性餐具"),
        [
            ("碗筷是外面公司包的，塑料膜封好送来", "centralized"),
            ("后面有洗碗机和消毒柜", "own_disinfect"),
            ("全是打包盒，吃完就掼脱", "disposable"),
            ("阿姨洗好放蒸箱里蒸", "own_disinfect"),
            ("用纸碗", "disposable"),
            ("每天有人来收去洗", "centralized"),
            ("后厨有消毒柜", "own_disinfect"),
            ("消毒碗是公司送的", "centralized"),
            ("都是用一次的", "disposable"),
            ("自己洗，放消毒柜", "own_disinfect"),
            ("我们用不锈钢碗，洗碗工洗", "own_disinfect"),
        ],
    ),
    (
        offered("installed=已接入监管/装好了,已接入", "booked=已预约安装/预约了", "none=不装/不打算装"),
        [
            ("电信的人下周来装", "booked"),
            ("早联上了", "installed"),
            ("不想弄，太贵", "none"),
            ("刚下单，等师傅", "booked"),
            ("摄像头上个月就开通了", "installed"),
            ("跟电信约在礼拜五", "booked"),
            ("不高兴装", "none"),
            ("装好联网了", "installed"),
        ],
    ),
    (
        offered("all=都办好了/全办了,齐了", "some=部分有/有的有", "none=还没办/没办"),
        [
            ("就新来的小妹没有", "some"),
            ("一个都没办", "none"),
            ("八个人八张证", "all"),
            ("两个有一个没有", "some"),
            ("就差我老婆了", "some"),
            ("过两天一起去体检", ("~", "none")),
        ],
    ),
    (
        offered(
            "none=不卖酒/没有酒",
            "retail=含酒类（零售）/零售",
            "ethanol_beverage=含乙醇饮料（现调鸡尾酒等）/鸡尾酒,现调酒",
        ),
        [
            ("冰柜里几罐青岛", "retail"),
            ("有调酒师现摇", "ethanol_beverage"),
            ("一滴酒不沾", "none"),
            ("咖啡里兑点威士忌", "ethanol_beverage"),
        ],
    ),
    (
        offered("self_operated=自营/自己办", "contracted=委托承包/包给别人", "ordered=从供餐单位订餐/订餐"),
        [
            ("厨师是我们自己雇的", "self_operated"),
            ("外包给一家团餐公司", "contracted"),
            ("中午叫盒饭送来", "ordered"),
            ("包给外面餐饮公司做", "contracted"),
            ("自己请了两个厨师", "self_operated"),
            ("每天订盒饭", "ordered"),
        ],
    ),
    (
        offered(
            "enterprise_legal=企业法人/公司,有限公司",
            "partnership=合伙企业/合伙",
            "sole_proprietorship=个人独资企业/个独",
            "individual=个体工商户/个体户",
            "branch=分支机构/分公司,分店",
            "coop=农民专业合作社/合作社",
        ),
        [
            ("执照上写的某某餐饮管理有限公司", "enterprise_legal"),
            ("个体的", "individual"),
            ("跟两个朋友合伙", "partnership"),
            ("总公司在北京，这边是分公司", "branch"),
        ],
    ),
    (
        offered(
            "resident_id=居民身份证/身份证",
            "passport=护照/passport",
            "hk_macau_permit=港澳居民来往内地通行证（居住证）/港澳通行证",
            "taiwan_permit=台湾居民来往大陆通行证（居住证）/台湾通行证",
            "foreign_pr=外国人永久居留身份证/永居证,绿卡",
        ),
        [
            ("他是香港人", "hk_macau_permit"),
            ("老板是法国人", "passport"),
            ("台胞证", "taiwan_permit"),
            ("普通的二代证", "resident_id"),
            ("五星卡", "foreign_pr"),
        ],
    ),
    (
        offered(
            "new=新办/新开", "change=变更/改信息", "renew=延续/到期换证", "reissue=补办/补证", "cancel=注销/不做了"
        ),
        [
            ("证下个月到期", ("~", "renew")),
            ("老板换人了", "change"),
            ("店盘给人家了", "cancel"),
            ("证被水泡烂了", "reissue"),
            ("头一趟开店", "new"),
            ("要加一个凉菜项目", "change"),
            ("五年快满了", "renew"),
            ("不想开了", "cancel"),
            ("证书找不着了", "reissue"),
            ("换了个法人", "change"),
            ("许可证快到期了", "renew"),
            ("第一次办", "new"),
            ("店不开了要销证", "cancel"),
            ("证弄丢了", "reissue"),
        ],
    ),
    (
        offered("tanning=美容/做脸", "hair=美发/剪头", "nail=美甲", "foot=足浴"),
        [
            ("洗剪吹加烫染", "hair"),
            ("给人涂指甲油的", "nail"),
            ("皮肤管理", "tanning"),
            ("泡脚修脚", "foot"),
        ],
    ),
    (
        offered("ktv=歌舞娱乐场所", "game=游艺娱乐场所", "net=上网服务", "escape=剧本杀、密室"),
        [
            ("量贩式唱歌的", "ktv"),
            ("抓娃娃机那种", "game"),
            ("电竞馆", "net"),
            ("狼人杀桌游", "escape"),
        ],
    ),
    (
        offered("rx=处方药", "otc=非处方药", "tcm=中药饮片"),
        [
            ("感冒药创可贴这些", "otc"),
            ("抓中药的", "tcm"),
        ],
    ),
    (
        offered("one=第一类医疗器械/一类", "two=第二类医疗器械/二类", "three=第三类医疗器械/三类"),
        [
            ("血压计血糖仪", "two"),
            ("隐形眼镜", "three"),
        ],
    ),
    (
        offered("retail=零售", "wholesale=批发", "both=批发和零售都有/都有"),
        [
            ("整箱批给烟酒店", "wholesale"),
            ("卖给左邻右舍", "retail"),
            ("散客也卖，小店来也批", "both"),
        ],
    ),
    (
        offered("a=自设检验/自己做", "b=委托检验/委托"),
        [
            ("送第三方实验室", "b"),
            ("自家有化验员", "a"),
        ],
    ),
    (
        offered("tech=美容", "hair=美发", "nail=美甲"),
        [
            ("剪头的", "hair"),
            ("做脸的", "tech"),
        ],
    ),
    (
        offered("std=标准间", "big=大床房"),
        [
            ("两张床的", "std"),
            ("大床", "big"),
        ],
    ),
    (
        offered("male=男", "female=女"),
        [
            ("我阿姨", "female"),
        ],
    ),
    (
        offered("c=商业/商铺", "o=办公/写字楼", "i=工业或仓储/厂房,仓库", "r=住宅/居民房", "m=商住/商住两用"),
        [
            ("写字楼里一间", "o"),
            ("老厂房改的", "i"),
            ("小区底楼居民房", "r"),
            ("沿街门面", "c"),
        ],
    ),
    (
        offered(
            "fixed=固定店面/门店",
            "fair=市集、快闪或展销会/市集,快闪",
            "stall=路边摊、夜市摊/路边摊,摆摊",
            "truck=流动餐车/餐车",
        ),
        [
            ("在商场里开快闪", "fair"),
            ("就是个小门面", "fixed"),
            ("推着三轮车卖", "stall"),
            ("改装的小货车", "truck"),
        ],
    ),
    (
        offered("e_cert=只要电子证照/电子证", "window=到窗口领取/窗口领", "mail=邮寄/快递"),
        [
            ("发电子版到我手机", "e_cert"),
            ("顺丰寄到付", "mail"),
            ("我去窗口领", "window"),
            ("自己来取吧", "window"),
        ],
    ),
    (
        offered("all=都办好了/全办了", "some=部分有/有的有", "none=还没办/没办"),
        [
            ("五个有，一个还没拿到", "some"),
            ("还没招到人，没办", "none"),
        ],
    ),
    (
        offered("done=已经办好/办好了,有了", "doing=正在办/在办", "none=还没有办/没办,没有"),
        [("执照办好勒", "done"), ("有嘞", "done"), ("还在办咧", "doing"), ("还没办勒，下个礼拜", "none")],
    ),
    (
        offered(
            "kindergarten=托幼机构/幼儿园",
            "primary_middle=中小学/学校",
            "nursing_home=养老机构/养老院",
            "hospital=医院",
            "construction_site=建筑工地/工地",
            "enterprise=企业/公司",
        ),
        [
            ("一家电子厂的工人", "enterprise"),
            ("初中生", "primary_middle"),
            ("护理院的老人", "nursing_home"),
            ("造地铁的工人", "construction_site"),
        ],
    ),
    (
        offered("own_lab=自设检验/自己做", "entrusted=委托检验/委托"),
        [
            ("拿去检测所检", "entrusted"),
            ("我们有快检室", "own_lab"),
        ],
    ),
    (
        offered("none=不卖散装熟食/不卖", "own=店里自己做/自己做", "purchased=进货来切了卖/进货"),
        [
            ("早上四点起来自己卤", "own"),
            ("从紫燕拿货", "purchased"),
            ("没有熟食", "none"),
        ],
    ),
    (
        offered("hair=美发", "beauty=美容", "nail=美甲", "foot=足浴"),
        [
            ("祛痘补水", "beauty"),
            ("烫染", "hair"),
            ("做指甲", "nail"),
        ],
    ),
    (
        offered("chef=厨师/烧菜", "drink=饮品/饮品师", "wash=洗消/洗碗", "serve=服务传菜/服务员", "deliver=送餐/外送"),
        [
            ("炒菜的", "chef"),
            ("端盘子", "serve"),
            ("摇奶茶", "drink"),
            ("刷碗阿姨", "wash"),
        ],
    ),
]


@pytest.mark.parametrize(
    ("options", "text", "expected"), [(options, text, expected) for options, rows in TABLE for text, expected in rows]
)
def test_a_choice_is_told_by_what_is_of_its_sort(options: tuple[ChoiceOption, ...], text: str, expected: Any) -> None:
    assert told(read_value("choice", text, today=TODAY, options=options)) == expected
