"""Free words: what stands, without the talk around it; words that put the answer off or refuse it are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .core_words import SHORT, core_of
from .firm_name import may_end_in_particle
from .phrase import ChoiceOption, Phrase, unreadable
from .shapes import shaped

#: Nobody fills a form with these: they put the answer off, refuse it or pass it on.
_NO_CONTENT: Final = re.compile(
    r"(?:我|这个|这|那个|嗯|呃|也|还|真|实在|暂时|先|目前|现在|都|根本|一下子|一时|[,，\s])*"
    r"(?:不知道|不清楚|不晓得|不太?大?清楚|不记得|记不得|记不清|忘记?|没想好|没定|不想说|不想写|不想填|不想讲|不告诉|不方便[说讲写]?|不好[说讲]|懒得|随便|看着办|看执照|等会儿?|等下|等等|待会儿?|回头|晚点|过会儿?|过两天|过几天|一会儿|稍后|改天|没空|太[长多]了|"
    r"保密|无可奉告|跳过|先?空着|不填了?|不写了?|下次|(?:见|同|照|照着|按)(?:营业)?执照|(?:发|拍|传)(?:个|张|你)?照片|照片(?:发|拍|传)给你?|懒得打|打不出来?|就?(?:营业)?执照上(?:面)?(?:那些|写的|有)?$|"
    r"(?:没有?|有)(?:啥|什么|有什么|有啥)?(?:好|可|要|需要|特别)?(?:写|说|讲|填|备注|补充|交代|讲究|问)(?:的|了|$))"
    r"(?:.{0,12})"
)
#: The one who answers cannot read it off or recall it.
_CANNOT_TELL: Final = re.compile(
    r"晓不得|哪里?(?:晓得|知道)|叫(?:啥|什么)(?:我)?(?:忘|记不)|(?:叫|姓|是)(?:啥|什么)来着[^,，]*(?:翻|查|找|看|问)|我(?:再|去|先|要)?[翻查找看问](?:一)?下(?:合同|产证|执照|证|资料|手机|微信|单子|老板|财务)?(?:再说)?$|(?:牌子?|证|纸)(?:掉|丢|没)了|看不(?:清|出|懂|见)|认不(?:出|清|得)|读不出|想不起|记不(?:得|清|起|住)|说不上来|讲不清|说不清|搞不清|弄不清|不记得|背不出|回(?:家|去|头)[^,，]{0,2}(?:翻|找|看|查)|糊(?:掉|了|得)|模糊|不在(?:我|我们)?(?:手边|手上|手头|身边)|没带(?:在|来|出)|(?:问|查)[^,，]{0,6}(?:再|才)|[完了到好]再(?:补|填|告诉|发|讲|说)|(?:再|以后)补(?:行|可以|给|$)"
)
#: It stands somewhere else, is looked for, or is not wanted.
_ELSEWHERE: Final = re.compile(
    r"[^,，是叫]{0,10}(?:跟|和|同|与|照).{1,10}(?:一样的?|一致的?|相同|同名)[呀啊呢哦吧嘛呗喽]*|(?:我|让我|等我|容我)?(?:先|去|再)*(?:查|翻|找|看|问)(?:一?[查翻找看问]|一下)(?:再说|看)?|"
    r".{0,8}(?:^|[,，\s])(?:不用|不必|免了|算了|不需要)(?:写|填|备注)?了?[呀啊吧]*|(?:不|别|不要)(?:备注|写|填|加|说)了?[呀啊吧]*|(?:你|你们)(?:定|看着写|随便写|决定)[吧呀]?"
)
#: 「在找，我找到了发你」, 「店名还在想」: it will be told later.
_SOUGHT: Final = re.compile(
    r"(?:我|我们|这个|那个|名字?|店名|店招|招牌|剧本名|编号|证号|也|[,，\s])*(?:正|还|也|都)?在(?:找|问|查|翻|等|办|想|起|取|挑|选|定|商量|考虑|纠结|申请)(?:它|名字?|总部|他们|人|家里)?(?:了|呢|着|中|一下|当中)?(?:$|[,，。;；\s].*)"
)
_ASKS: Final = re.compile(
    r"[?？]\s*$|^(?:这个?|那个?)?是?(?:什么|啥)(?:证|号|东西|意思)|(?:吗|是什么意思|怎么(?:写|填|算|办|讲)|写多(?:细|少|长)|要写(?:啥|什么)|(?<!还能)是(?:啥|什么)|(?:有|在)哪里?|(?:写|填)(?:啥|什么)(?:好|合适|比较好)?)[呢啊呀]?\s*$|^(?:写|填)(?:啥|什么)"
)


#: What a name, an office or a place seldom holds, and talk does.
_TALKS: Final = re.compile(
    r"^就(?!在)|^对外|^在[\u3400-\u9fff]+跟|[“”\"「」]|[,，][^,，]*(?:人叫|也打通|门?朝|要写|括号)|^没了没了|还有[一两]?[台个只]|[吧呀啦]我记得|[\u3400-\u9fff]那边[\u3400-\u9fff]的|[\u3400-\u9fff] [\u3400-\u9fff]{0,3}[不没][\u3400-\u9fff]"
)


#: 「房东姓季」: not yet the name.
_SURNAME_ONLY: Final = re.compile(r"(?:房东|他|她|人家|免贵|[,，\s])*姓[\u3400-\u9fff]{1,2}")
#: 「海典 那个」.
_THAT_ONE: Final = re.compile(r"[,，\s]+(?:那个|这个)(?:软件|系统)?$")
#: Questions for what is called or numbered so, which one clause tells.
_ASKS_A_NAME: Final = re.compile(
    r"叫什么|什么名|名[字称]|编号|编码|文号|号码|门牌|室号|铺位号|几室|几楼|几层|什么[路街]|哪条[路街]|哪个(?:街道|平台|单位)|什么(?:系统|软件)|什么(?:职务|岗位|职位|品牌|牌子)|哪一?年|谁"
)
_ASKS_WHAT_IT_IS_CALLED: Final = re.compile(r"叫什么|什么名|写什么字|名称|职务|职位|岗位")
_ASKS_OF_SOMEBODY: Final = re.compile("房东|出租人|投资人")
_ASKS_WHAT_IS_WRITTEN: Final = re.compile(r"经营范围|写了什么|加工流程")
#: 「我照抄：…」, 「我念给你听啊，…」, 「写的…两样」.
_READ_OUT: Final = re.compile(
    r"^(?:我)?(?:照抄|照着抄|念给你听|读给你听|抄给你)[啊哈哦呀]*[:：,，\s]+|^(?:执照)?(?:上面?)?写(?:的|着)(?:就)?(?:是|有)?(?=[^,，]{4})|(?:这)?[两三四]样$"
)
#: 「拼多多，店名是…」: where both the platform and the shop's name on it are asked for.
_ASKS_TWO: Final = re.compile(r"哪个平台、")
_TWO_TOLD: Final = re.compile(
    r"(?:在|上)?(?P<one>[^,，\s]{2,8})[,，\s]+(?:上面)?(?:我们?)?(?:的)?(?:店铺?名字?|店铺|网店|名字?|店)(?:就)?(?:是|叫做?)(?P<other>[^,，。是叫]{2,24})"
)
#: 「改成…就行」, 「就去掉那个冷食类」, where it is asked what it is to be.
_ASKS_CHANGED: Final = re.compile(r"改成什么|换成什么|变成什么|怎么写")
_CHANGED_TO: Final = re.compile(
    r"^(?:就|想|要|我们?|帮我|麻烦|打算|准备|现在|目前|证上|上面)*(?:(?:改|换|变更?|更名|改名)[成为叫]|(?:证上|上面)(?:现在)?(?:叫|写的?是?|是)|就(?=去掉|删掉|加))(?:了)?(?=.{2})|(?:就行了?|就好了?|就可以了?)$"
)
_ASKS_FOR_YEAR: Final = re.compile(r"哪一?年")
_ANY_FIGURE: Final = re.compile(r"[0-9零〇一二三四五六七八九十]|年代?|民国|解放|文革|去|今|前|同")
_EXPLAINED: Final = re.compile(r"[\u3400-\u9fff]{2,4}的((?![呀啊呢吧嘛哦哈了])[\u3400-\u9fff])(?=[,，]|$)")
_ASKS_FOR_PLATFORM: Final = re.compile("平台")
_HEARD_SO: Final = "饿了吗"
_SEVERAL: Final = re.compile(r"[,，;；]|[\u3400-\u9fff] +[\u3400-\u9fff]")
#: Words about a name or a number, which are none: 「两个名字在挑」, 「我自己的房子」, 「还没装系统」.
_TOLD_ABOUT: Final = re.compile(
    r"名字|店名|门牌|室号|铺号|编号|编码|^(?:用|在(?=[\u3400-\u9fff]{3})|是|我|自己)|[还都也]没|没有|[还在]在|找不|(?<!那)一家|^[那哪这]个|两间|一共|总共|整栋"
)
#: 「高温消毒柜，海尔的」, 「打杂的，啥都干」: what it is like or what else is done.
_ASIDE: Final = re.compile(
    r"(?P<core>[^,，。;；]{2,12})(?:[,，]\s*|\s(?=.*那种$))(?:[^,，。;；]{1,5}的(?:那种)?|(?:啥|什么)都[^,，。;；]{1,6})"
)
#: 「开在永辉超市里面的」: in which shop is asked, not where in it.
_ASKS_IN_WHICH: Final = re.compile(r"在哪家|哪家(?:店|超市)|哪个(?:商场|超市)")
_STANDS_IN: Final = re.compile(r"^(?:就|是|我们?|店)*(?:开|设)?在(?=[\u3400-\u9fff]{2})")
_INSIDE: Final = re.compile(r"(?<=[\u3400-\u9fff]{2})(?:里面?|里头|里边|里厢|内)的?$")
#: 「用的海典」, 「我们用金蝶」; 用友 is itself one.
_ASKS_WHAT_IS_USED: Final = re.compile(r"用(?:的是?)?什么|什么(?:系统|软件)")
_USED: Final = re.compile(
    r"^(?:(?:现在|目前|一直|就|是|都)*(?:在用的?|用(?:的是?|了|着))|(?:我们?|店里|药店|公司)(?:现在|目前|一直|就|是|都|在)*用(?:的是?|了|着)?)(?=.{2})"
)
_ASKS_WHY: Final = re.compile(r"原因|为什么|变更|理由")
#: 「经营范围加个中药饮片」: what was written before is to be changed.
_ADDS: Final = re.compile(
    r"(?:执照上?的?)?(?:经营)?(?:范围|项目|备注|内容)(?:里面?|上)?(?:要|想|还要|再|帮我)*(?:加|添|增加|减|去掉|删掉|删|改)(?:一?个|上|掉|一项|一条|成|为)?"
)
#: 「好像归石门二路街道管」.
_HEDGES: Final = re.compile(r"好像|可能|大概|估计|应该是|吃不准|不确定|记得")
#: It was not given yet, or there is none of it.
_NOT_GIVEN: Final = re.compile(
    r"没(?:有)?(?:[起取]|看[到见]|找到|见到?|写|印|标)(?:过|好)?(?:名字?|什么|有|在)?[呀啊的呢过吧]*(?=$|[,，。;；\s])|(?:还|也|都|一直|从来)?(?:没有?|未|不)(?:发|给|寄|告诉|拿|领|办|批|下|分配?|编|有|到|收)(?:我|我们|过|下来|到手|给|出来|来|到)?(?=$|[,，。;；])|(?:还|都)没(?:有)?(?:给我们?|去|来得及|顾上|轮到)*[\u3400-\u9fff]{1,2}(?:好|下来|出来|呢|啊|的)?(?=$|[,，。;；][^0-9A-Za-z]*$)|^没有?(?:[分编标单写挂]|单独)?(?:的)?(?:室号|门牌|编号|编码|名字|铺位号|铺号|房号|号码)"
)


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption], ask: str = "") -> Value | Rejection:
    """The words that are the answer; rough where talk is left among them. Words that put it off, and questions, are none.

    Args:
        ask: the question's words; what is called or numbered so is told in one clause, so that several are asked back.
    """
    if _ASKS_FOR_PLATFORM.search(ask) is not None and _HEARD_SO in phrase.original:
        phrase = Phrase.of(phrase.original.replace(_HEARD_SO, "饿了么"))
    if not phrase.original or tells_nothing(phrase.text):
        return unreadable("text", phrase)
    written = _ASKS_WHAT_IS_WRITTEN.search(ask) is not None
    told = _READ_OUT.sub("", phrase.original).strip() if written else phrase.original
    if _ASKS_CHANGED.search(ask) is not None:
        told = _CHANGED_TO.sub("", told)
    if _ASKS_FOR_YEAR.search(ask) is not None and _ANY_FIGURE.search(told) is None:
        return unreadable("text", phrase)
    core, rough = core_of(told, name=any(one.search(ask) for one in (_ASKS_WHAT_IT_IS_CALLED, _ASKS_IN_WHICH)))
    if _ASKS_TWO.search(ask) is not None and (two := _TWO_TOLD.fullmatch(told)) is not None:
        return Value(f"{two['one']}，{two['other']}")
    if _ASKS_IN_WHICH.search(ask) is not None:
        core = _INSIDE.sub("", _STANDS_IN.sub("", core))
    if _ASKS_WHAT_IS_USED.search(ask) is not None:
        core = _THAT_ONE.sub("", _USED.sub("", core)).strip() or core
    adds = _ADDS.match(phrase.text) is not None and _ASKS_WHY.search(ask) is None
    rough = rough or (adds and len(core) <= SHORT)
    if _ASKS_A_NAME.search(ask) is not None and len(core) <= SHORT:
        if _NOT_GIVEN.search(phrase.text) is not None or _SURNAME_ONLY.fullmatch(core) is not None:
            return unreadable("text", phrase)
        aside = _ASIDE.fullmatch(core)
        core = aside["core"] if aside is not None else core
        thing = shaped(phrase.original, ask)
        rough = rough or (thing is not None and _spelt_otherwise(thing, phrase.text))
        if thing is not None and thing != core and not _says_more(core, thing, ask):
            return Value(thing, approx=_HEDGES.search(phrase.text) is not None or _spelt_otherwise(thing, phrase.text))
        rough = rough or _SEVERAL.search(core) is not None or _tells_about(core, ask)
    called = _ASKS_WHAT_IT_IS_CALLED.search(ask) is not None and _ASKS_OF_SOMEBODY.search(ask) is None
    rough = rough or (called and may_end_in_particle(core, phrase.original))
    return Value(core, approx=rough or _is_talk(core, ask))


def _tells_about(core: str, ask: str) -> bool:
    """Whether the words tell of the name rather than it; a platform of one's own (「我们自己做的小程序」) has none."""
    return _TOLD_ABOUT.search(core) is not None and _ASKS_FOR_PLATFORM.search(ask) is None


def _is_talk(core: str, ask: str) -> bool:
    """Whether the words are rather said about the answer; what is written somewhere is read out in whatever words."""
    return len(core) <= SHORT and _TALKS.search(core) is not None and _ASKS_WHAT_IS_WRITTEN.search(ask) is None


def _spelt_otherwise(thing: str, text: str) -> bool:
    """「愚圆路，园是花园的园」: a character that is explained and is not in the name that was written down."""
    return any(one not in thing for one in _EXPLAINED.findall(text))


#: 「一二两层都是我们的」 says no more than the floors.
_ALL_OURS: Final = re.compile(r"(?:都|全|统统|整层)?(?:是|归|给|租)(?:我|咱|阿拉|自己)")


def _says_more(core: str, thing: str, ask: str) -> bool:
    """「三楼美食广场最里头」: where on the floor, told in one clause."""
    return (
        "楼" in ask
        and core.startswith(thing)
        and not _ALL_OURS.match(core, len(thing))
        and _SEVERAL.search(core) is None
        and " " not in core
    )


def tells_nothing(text: str) -> bool:
    """Whether the words ask, put the answer off, refuse it or say that it cannot be told."""
    if _NO_CONTENT.fullmatch(text) or _ASKS.search(text) or _ELSEWHERE.fullmatch(text) or _SOUGHT.fullmatch(text):
        return True
    return len(text) <= SHORT and _CANNOT_TELL.search(text) is not None
