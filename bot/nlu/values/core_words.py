"""The core of a few free words: 「职务是厨师长」, 「鲜肉月饼啦，中秋才做」, 「你就写收银员吧」 without what is said around it.

Only what surely is talk is taken off; a description of several clauses stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

from ..particles import name_before_particles
from .numerals import NUMERAL
from .surnames import SURNAMES

#: Longest answer that may have talk around it.
SHORT: Final = 40

_OPENER: Final = re.compile(
    r"^(?:[^?？,，]{1,8}[?？](?=.)|嗯+|呃+|额+|哦|噢|喏|哎呀?|唉|诶|欸|那个|这个(?=[\s,，嘛呢啊…])|你好|您好|老师(?=[,，\s])|师傅(?=[,，\s])|我想想|我看看|让我想想|等我看看|怎么[讲说]呢?|说起来|讲起来|没啥(?=[,，])|我?(?:念|读|抄)给你听?|叫(?:什么|啥)(?:来着|的)?(?=[,，\s…])|"
    r"(?:他|她|伊|我|这|它)(?:呀|嘛|呢)(?=[,，\s]))[\s,，。.…啊呢嘛]*"
)
_QUOTED: Final = re.compile(r"[^“”「」『』\"]{0,14}[“「『\"](?P<core>[^“”「」『』\"]{2,})[”」』\"]?.{0,2}")
#: 「帮我备注一下 …」: what follows is taken as it is.
_NOTE: Final = re.compile(
    r"(?:请|麻烦|帮|给|我|你|老师|再|就)*(?:备注|注明|写|填|登记|记)(?:一下|一句|一笔|上)?(?:[\s:：,，]+|(?<=一[下句笔]))(?P<core>.{2,})"
)
_DONE: Final = r"(?:好了|好唻|好啦|吧|就行了?|就好|就可以了?|得了|算了|行了|呗)"
#: Frames around the answer; the rest is talk.
_FRAMES: Final = (
    # 「…，你就写收银员吧」, 「那就写本店好了」
    re.compile(
        rf"(?:^|.*?[,，。;；\s]|.*?[你您]|那|请|麻烦|帮我|给我)(?:就|先|那|你|帮我|给我|统一)*(?:写|填|登记|报|叫|算)(?:上|成|个|为|作|做)?(?P<core>[^,，。;；]{{2,}}?){_DONE}+"
    ),
    # 「招牌上写啥就填啥：…」, 「名称：封口机」
    re.compile(
        r"[^:：;；]{0,10}(?:名字?|名称|写|填|编?号|职务|岗位|品牌|招牌|备注|平台|位置|内容|回答|答案|上面|单位|如下)[^:：;；,，]{0,6}[:：]\s*(?P<core>[^:：]{2,})"
    ),
    # 「啥都干，算店长」
    re.compile(r"[^,，]{2,10}[,，\s]+(?:就|也)?(?:算是?|挂的?是?|挂个)(?:个)?(?P<core>[^,，。;；]{2,10})"),
    # 「那种…的柜子，学名叫保温展示柜」
    re.compile(
        r".*[\s,，。;；](?:它|这个|那个|伊|他|她|就|其实|正式|一般|都|学名|大名|全名|全称|官名|名字|名称|叫法|书面|标准|行话|业内|厂家|(?:说明书|标签|铭牌|牌子|证|执照|单子|合同|招牌|发票|包装|上)(?:上面?)?|的|是)*"
        r"(?:叫做?|写的?是|写着|印的?是|印着|名字是|名称是|标的是|讲的是)(?![我你他她人])(?P<core>[^,，。;；]{2,20})"
    ),
    # 「叫那个…封口机」
    re.compile(r"(?:就?叫)(?:那个|个|做)[.…,，\s]*(?P<core>.{2,})"),
    # 「很长的，有关的就一句 餐饮服务」
    re.compile(r".*(?:就|只有?|只写了?)(?:一句|一条|一项|这句|这条)(?:话)?[\s,，:：]+(?P<core>[^,，。;；]{2,})"),
    # 「我们这里是泗泾」, 「北新泾那边的」
    re.compile(r"(?:我们?|阿拉|咱们?)(?:这里|这边|这儿|店)(?:就)?(?:是|在|属于?|归)(?P<core>[^,，。;；]{2,8})"),
    re.compile(
        r"(?:我们?|阿拉|店|就|是|在)*(?P<core>(?![我店就是在])[\u3400-\u9fff]{2,4}?)(?:那边|这边|那块|一带|附近)的"
    ),
    # 「搬过了，老早在长宁路，现在是定西路」
    re.compile(
        r".*[,，。;；\s](?:现在|如今|眼下|目前|这次)(?:就|已经|都)?(?:是|在|叫|改成|改叫|搬到|换成|搬去)了?(?P<core>[^,，。;；]{2,20})"
    ),
    # 「打错了，是镇宁路，不是正宁路」
    re.compile(r".*错了?[,，。\s]+(?:应该)?是?(?P<core>[^,，。;；]{2,20})[,，\s]+(?:而)?不是[^,，。;；]{2,20}"),
    # 「大家都喊他老陈，大名陈阿根」
    re.compile(r".*[,，。;；\s](?:大名|全名|真名|本名|全称|正式名字?)(?P<core>[^,，。;；是叫]{2,20})"),
    # 「跟门店一个名，巷口牛肉汤」
    re.compile(
        r"(?:就)?(?:跟|和|同|与)[^,，]{1,8}(?:一个名字?|一样的?|同名)[,，\s]+(?:就|都)?(?:叫|是)?(?P<core>[^,，。;；]{2,20})"
    ),
    # 「归石门二路街道管」
    re.compile(r"(?:就|应该)?(?:归|属于?|算)(?P<core>[\u3400-\u9fff]{2,8}(?:街道|镇|乡))(?:管|的)*"),
    # 「沿街的，就底楼」
    re.compile(
        rf"[^,，。;；]{{2,8}}[,，\s]+(?:就|是|在|就是|就在)(?P<core>(?:第|地下|负)?[{NUMERAL}]+[楼层]|底楼|底层|夹层|B[1-4])"
    ),
    # 「零三年造好的」
    re.compile(
        r"(?:大概)?(?P<core>[0-9零〇一二三四五六七八九]{2,4}年)(?:左右)?(?:造|建|盖|竣工|完工|修)(?:好|成|起来|起)?(?:的|了)*"
    ),
    # 「我们在京东秒送上头」, 「挂在大众点评上的」: a platform, not a place
    re.compile(
        r"(?:我们?|店|就|都|是)*(?:(?:开|挂|放|做|入驻|上架)?在|(?=[^,，在]{2,8}(?:上|里)(?:面|头)?(?:开|做|卖|接单)?的?$))(?P<core>[^,，。;；]{0,8}?(?:美团|饿了么|点评|京东|抖音|快手|微信|小程序|淘宝|天猫|拼多多|小红书|盒马|闪购|秒送|到家|平台|公众号)[^,，。;；上里]{0,6})(?:上头|上面|上边|里面|里头|上|里)?(?:面)?(?:开|做|卖|接单)?的?"
    ),
)
#: Frames around what something is called, where that is what was asked.
_NAME_FRAMES: Final = (
    # 「叫“胖橘书房（永康路店）”，括号也要写进去哦」
    re.compile(
        r"[^“”「」『』\"]{0,14}[“「『\"](?P<core>[^“”「」『』\"]{2,})[”」』\"](?:[一二两三四五六七八九]个大?字)?[^“”「」『』\"]{0,14}"
    ),
    # 「打算叫老吴记生煎」, 「美团上叫 …」, 「注册不下来，改叫大碗香了」, 「对外就叫山茶小筑，山茶花的山茶」
    re.compile(
        r"(?:.*[,，。;；\s])?(?:我们?|店|对外|外面|招牌|店招|门口|网上|[\u3400-\u9fff]{2,3}上|(?:小程序|公众号|视频号|网站|网店|APP|App|app|软件|系统|[书药饭面酒]?店铺?|品牌|剧本|机器|泳池|酒店|旅馆|民宿)?(?:的)?(?:名字|名称|名)|小程序|公众号|网站|APP|App|app|系统|软件|打算|准备|想|要|改|就|是|都|还|也|先|正式|具体|完整|全称|全名)*叫(?!花|化|驴)做?(?:[,，.…\s]*(?:那个|呃+|嗯+|额))*[,，.…\s]*(?P<core>[^,，。;；是不]{2,24}?)(?:了|好了|吧|呗)?(?:[,，\s]+[^,，]{1,8}的[^,，]{1,3})?"
    ),
    # 「老头子叫陆根兴」
    re.compile(rf"(?:是个?)?[^,，。;；叫]{{1,6}}叫(?P<core>[{''.join(sorted(SURNAMES))}][\u3400-\u9fff]{{1,2}})"),
    # 「上面就写云间小院」
    re.compile(
        r"(?:(?:招牌|店招|门头|门口|上面|上头)上?)?(?:就|想|打算|准备|要)*写(?!字楼|意)(?:的是|的|是|着)?(?P<core>[^,，。;；:：啥\s]{2,16})"
    ),
    # 「店招嘛 山城小面四个字」
    re.compile(
        r"(?:我们?)?(?:招牌|店招|名字|店名|牌子)(?:上面?)?(?:嘛|呢|呀|么|的话|就|打算|准备|想|要|写)*[,，\s]+(?:就|写|是|叫)*(?P<core>[^,，。;；\s]{2,16})(?:[,，\s]+[一二三四五六七八九.…]+个(?:大)?字?[.…]*(?:[一二三四五六七八九]个(?:大)?字)?)?"
    ),
    # 「挂个经理的名」, 「名义上店长，其实啥都干」, 「管后厨的，厨师长」
    re.compile(r"(?:就|只|也)*挂(?:了)?(?:个|着|的是)?(?P<core>[^,，。;；]{2,8}?)的名(?:头|义)?"),
    re.compile(r"名义上(?:是|算)?(?P<core>[^,，。;；]{2,8})[,，\s]+(?:其实|实际).*"),
    re.compile(r"[^,，]{2,8}的[,，\s]+(?P<core>[\u3400-\u9fff]{1,5}(?:长|经理|主管|总监|店员|领班))"),
    # 「房东是个公司 上海盛源物业管理有限公司」
    re.compile(
        r"(?:[^,，。;；]{0,12}?[,，。;；\s]+)?(?:房东|出租人|产权人|产证|合同|房子|名字|全称|全名|叫|就|是|的|写的|印的|他们|上面|上(?!海))*(?P<core>(?![是叫的写])[\u3400-\u9fff()（）A-Za-z0-9]{4,26}(?:有限公司|有限责任公司|股份公司|合伙企业(?:（有限合伙）)?|合作社|居委会|村委会))(?:的)?"
    ),
    # 「房东姓蒋，蒋玉珍」, 「产权是静安置业集团的」
    re.compile(
        r"(?:[^,，]{0,6})姓(?P<surname>[\u3400-\u9fff]{1,2})[,，\s]+(?:叫|名叫)?(?P<core>(?P=surname)[\u3400-\u9fff]{1,3})"
    ),
    re.compile(
        r"(?:产权|房子|房东|产证上?|门面|出租人|产权人)(?:写的|登记的)?就?是(?P<core>[^,，。;；我他她]{2,24})的"
    ),
)
#: Names of what is asked; with 是 or 叫 behind them they lead in to the answer.
_TOPIC: Final = r"职务|职位|岗位|网名|头衔|名字|名称|店名|网店|店铺名?|品牌名?|牌子|招牌|平台|位置|民族|学历|文化程度|楼层|门牌号?|室号|铺位号?|单位|关系|品名|产品名?|食品名称?|(?:证书|证明|合格证)?的?编号|(?:老|旧|原|新|证)?证书?号|号码|标题|原因|理由|(?:小程序|公众号|网站|[Aa][Pp][Pp]|系统|软件|书店|剧本|机器)(?:的?(?:名字|名称|名))?"
#: What leads in to an answer that ends at the next comma.
_LEAD: Final = re.compile(
    rf"^(?:(?:我们?的?|他的?|她的?|伊的?|这个|本店的?)?(?:{_TOPIC})(?:呢|嘛|呀|的话)?[\s,，]*(?:就|其实|算)?(?:是|叫做?|为|写的?是?|填|[:：])[\s:：]*"
    r"|(?:证书?|单子|本子|执照|牌子|合同)上面?(?:写|印|标|盖)?的?(?:就)?(?:是|写着|印着)\s*|[\u3400-\u9fff]{0,4}(?:编号|证号|号码)\s*(?=[^\s,，。]*\d)|(?:先|就)?上(?=美团|饿了么|抖音|京东|淘宝|小红书|快手|大众点评)|[\u3400-\u9fff]{2}的话[,，\s]*就?是?|(?:我们?|网店|他|她|伊|这里)?(?:(?:做|走|接|上|挂|报|当)的(?:就)?是|(?:现在|一直|都|就|也)*(?:用的?(?:就)?(?:是)?)?(?:总部|公司|厂家|厂里|房东|物业|园区|商场|老板|加盟商|上级|集团)(?:给|帮|统一)*(?:我们|咱们|店里)?(?:统一|装|配|发|提供|指定|开|买|推荐)的|用的(?:就)?是|开在|挂在|入驻(?:的是|在|了)?)"
    r"|开了?(?:个|家)(?=[\u3400-\u9fff]{2,8}店$)|(?:再来|再加|再添|还有|另外(?:还有)?|另加|外加)(?:一|[两几])?[个台只套口把张](?=[\u3400-\u9fff]{2})|一[台只套口](?=[\u3400-\u9fff]{2})|(?:设备|机器)(?:就|名)?叫做?|就叫做?|叫做)(?=\S)"
)
#: What leads in and may lead in to a description too.
_SOFT_LEAD: Final = re.compile(
    r"^(?:(?:我|他|她|伊|俺|这|这个|那|它|咱)(?:就|也|现在|主要|其实)*(?:是|算是?|担任)(?:我们(?:店|这里?|公司)?里?的?|这里的?|店里的?|一?个|一名)*"
    r"|(?:也就|就|也|只)?(?:是|算是?)(?:一?个|一名|那个|那种)(?=[\u3400-\u9fff]{2})|就(?:那个|那种)|那种(?=[\u3400-\u9fff]{2}.*[机柜箱炉台池])"
    rf"|(?:就|都|一般|平时|统统)*(?:摆|放|搁|安)(?:了|勒|辣)?(?:在|到|勒|辣)|(?:就|是)*在(?=[{NUMERAL}地负底B夹][^,，]{{0,4}}[楼层F]|[BL][0-9])|(?:是|就)(?=本[店公])|是我们(?:店|这里?|公司)?里?的?|是(?![否非])(?=[^,，。;；]{{2,10}}$)|(?:经营范围|备注|说明|(?:变更|注销|停业)原因|(?:加工|操作)流程)[:：]\s*)(?=\S)"
)
_PARTICLE: Final = (
    r"(?:(?<![果汁酒书网水茶啡冰贴])吧(?!台)|啊|呢|(?<!哈)哈(?!哈)|呀|哦|嘛|咯|(?<!啦)啦(?!啦)|呗|噻|喔|喽|唻|哉|嘞)"
)
_TAIL: Final = re.compile(
    rf"(?:{_PARTICLE}|的话|谢谢您?|(?:那个|这个)平台|的名头|(?<=吧)算是|(?:(?<=[\u3400-\u9fff])|[\s,，]+就是?)(?:这)?[两二三四五六七八九]个大?字|(?<=吧)(?:大概|好像|应该|可能)|[\s,，。.!！~])+$"
)
#: 「区疾控给办的，去年办的」: who has issued or appointed.
_ISSUED: Final = re.compile(
    r"(?P<core>[^,，。;；\s]{2,20}?)(?:给)?(?:我们?|他们?)?(?:(?:办理?|颁?发|出具?|开具|(?<=[院科心局所站控会])[开做盖])的|(?:任命|指派|委派|聘任|安排|定)的|(?<=^本[店司])任命)(?:[,，。;；\s].*)?"
)
#: 「自己店里任命的」: the house itself.
_OWN: Final = re.compile(
    r"(?:(?:我们?|咱们?|自己|本|自家|就|是)+)(?P<what>店|公司|单位|学校|医院|食堂)?(?:里|自己|内部)*"
)
#: A clause that is complete: what follows its particle is a remark.
_COMPLETE: Final = re.compile(rf"(?P<core>[^,，。;；]{{2,14}}?)(?:{_PARTICLE}+[,，。;；\s…]+|呗).+")
#: A floor, a number, a road or a town is told in one clause.
_PLACE: Final = re.compile(
    rf"(?P<core>第?[{NUMERAL}]+(?:[到至\-、][{NUMERAL}]+)?(?:楼|层|F|号|弄|室|铺|单元)|[A-Z]?[0-9]+[A-Z]?(?:-[0-9A-Z]+)?|[A-Za-z]{{1,6}}[0-9][0-9A-Za-z\-]{{4,}}|底楼|底层|夹层|(?:地下|负)[{NUMERAL}]+[楼层]|[\u3400-\u9fff]{{2,6}}(?:路|街道|镇|大道))(?:(?:都是|上头|上面|那边|这边|上)?[,，。;；\s]+|(?=那[个家]))(?P<rest>.+)"
)
_PLACE_AGAIN: Final = re.compile(rf"[{NUMERAL}]+(?:楼|层|F|号|弄|室)|铺|[0-9]{2}")
_IN_OTHER_WORDS: Final = re.compile(r"[讲说]|意思|也叫|就是|等于")
#: What begins a remark behind the answer.
_REMARK: Final = re.compile(
    r"(?P<core>[^,，。;；\s]{2,12})[,，。;；\s]+(?:不过|但是?|其实|[\u3400-\u9fff]{2,3}人叫|别家|别的|其他的?|反正|谢谢|麻烦|你|您|他们?|她们?|伊|人家|大家|大概就|我也|我就|总归|刚|去年|今年|还没|没[上开做]|店里|(?:后面|以后|回头|到时候|别处)再|[^,，。;；]{0,8}归[我他她]|上个?月|专门|有效期|到期|我(?!们)|对[伐吧]|好伐|是伐|[^,，。;；]{1,8}(?:嘛|喽)$).*"
)
#: Characters of sentences; a thing's or an office's name has none.
_SENTENCE: Final = re.compile(r"[了不没要想被把会能得就也还都卖搬换改变转关停拆涨增减扩租]|(?<!饿)么|这样|到期")
#: Talk that is left over: the words are asked back.
_TALK: Final = re.compile(
    r"[你您]|反正|晓得|[好对是]伐|其实|讲真|哎|呃|嗯|…|怎么[讲说]|大概|好像|可能|估计|忘|记不|不确定|说不定|到底|来着|应该是"
)


#: 「房东姓季 季伯年」: the name behind its surname.
_SURNAME_FIRST: Final = re.compile(
    r"(?:我们?|房东|业主|他|她|人家|是|[,，\s])*姓(?P<surname>[\u3400-\u9fff]{1,2})的?[,，\s]+(?:名字)?(?:叫|是)?(?P<name>(?P=surname)[\u3400-\u9fff]{1,2})"
)


def core_of(text: str, *, name: bool = False) -> tuple[str, bool]:
    """The words that are the answer, and whether talk is left among them.

    Args:
        name: whether it was asked what something is called.
    """
    said, text = text, text if _EXPLAINS.search(text) else name_before_particles(text)
    if len(text) > SHORT:
        return text, False
    surnamed = _SURNAME_FIRST.fullmatch(text)
    if surnamed is not None:
        return surnamed["name"], False
    words = text
    for _ in range(3):
        words = _OPENER.sub("", words) or words
    quoted = _QUOTED.fullmatch(words)
    if quoted is not None:
        return quoted["core"], False
    noted = _NOTE.fullmatch(words)
    if noted is not None:
        return noted["core"], False
    frames = (*_NAME_FRAMES, *_FRAMES) if name else _FRAMES
    framed = next((match["core"] for frame in frames if (match := frame.fullmatch(_TAIL_MARK.sub("", words)))), None)
    core = _bare(_first(*_unled(framed or words)))
    chatty = re.search(r"[,，;；]", core) is not None and _CHATTY.search(said) is not None
    return (
        (core, chatty or _TALK.search(core) is not None or _DOUBT.search(words) is not None) if core else (text, True)
    )


#: A last clause of several that explains the others.
_CHATTY: Final = re.compile(r"(?:嘛|呗|咯|喽)[\s,，。.!！]*$")
#: Doubt about the whole, which is taken off with the rest of the talk.
_DOUBT: Final = re.compile(r"^(?:大概|好像|可能|估计|应该(?=是))|吧(?:大概|好像|应该|可能)|不确定|拿不准|不太?肯定")
#: 「老板兼掌勺，小店嘛」: the last clause is talk, whatever ends it.
_EXPLAINS: Final = re.compile(r"[,，;；].*(?:嘛|呗|咯|喽)$")
_TAIL_MARK: Final = re.compile(r"[\s,，。.!！~哈啊哦呀]+$")


def _unled(words: str) -> tuple[str, bool]:
    """The words without what leads in, and whether it led in to a single thing."""
    led = False
    for _ in range(3):
        rest = _LEAD.sub("", words)
        led = led or rest != words
        words = _SOFT_LEAD.sub("", rest)
    return words, led


def _first(words: str, led: bool) -> str:
    """The clause that is the answer, where what follows it is a remark; else all the words."""
    complete = _COMPLETE.fullmatch(words)
    if complete is not None and not _SENTENCE.search(complete["core"]):
        return complete["core"]
    place = _PLACE.fullmatch(words)
    if place is not None and (not _PLACE_AGAIN.search(place["rest"]) or _IN_OTHER_WORDS.search(place["rest"])):
        return place["core"]
    remark = _REMARK.fullmatch(words)
    if remark is not None and not _SENTENCE.search(remark["core"]):
        return remark["core"]
    first, mark, _ = re.sub(r"[,，。;；]", "，", words, count=1).partition("，")
    return first if led and mark and len(first) > 1 and not re.search(r"[了没要想被把会]", first) else words


def _bare(words: str) -> str:
    words = _TAIL.sub("", words) or words
    issued = _ISSUED.fullmatch(words)
    if issued is None:
        return words
    own = _OWN.fullmatch(issued["core"])
    return (f"本{own['what']}" if own is not None and own["what"] else "本店") if own is not None else issued["core"]
