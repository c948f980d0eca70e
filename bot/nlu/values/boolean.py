"""Yes or no, hedged or plain: 有是有，不过很小 (yes, roughly), 不打算做堂食 (no), 看情况 (neither)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from ..message import squash
from ..particles import without_sounds
from ..polarity import EMPTY_PAIRS, polarity_about, rest_of_polarity
from .closing import by_closing
from .dialect import plain, without_scorn
from .distance import by_distance
from .evasion import before_question, is_unknown, refuses
from .lacking import by_lack, lacks_what, things_lacked
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .plans import by_plan
from .topics import WAS, about, is_anothers, words_for

_UNSURE: Final = re.compile(
    r"(?:准备|打算|想)?(?:以后|明年|将来|过阵子|后期|下半年)(?:再|才|可能|会|想|打算|准备)*(?:做|开|弄|搞|加|上|说)|有的有.*有的没|有些有.*有些没|是(?:又|也)[,，]?不是$|有(?:又|也)[,，]?没有?$|没(?:量|测|问|数|算|看|查)(?:过|清|准)|没(?:有)?(?:注意|留意|打听)|不一定|不确定|不太?清楚|不太?知道|不晓得|说不准|说不好|说不清|看情况|看看再说|再说吧|还没想好|没想好|没决定|没定|未定|待定|也许|或许|(?<!怎么)(?<!咋)(?<!哪里)可能(?:有|会|吧|要)?$|两可|随便|都行|都可以|不好说|(?<!不)(?<!没)考虑|"
    r"要么.+要么|看谁|好像.+好像|有时候?有有时|到时候看|回头看|(?:周末|节假日|旺季|忙起来|有时候?|偶尔)[^,，]{0,3}可能|记不清|记不得|忘了|想不起|可能[^,，]{1,4}[也又]可能"
)
_ASKS: Final = re.compile(
    r"[吗?？]$|[是叫]啥(?=$|[,，])|啥意思|啥叫|(?<!饿了)么$|(?<!不)是不是|(?<!没)有没有|要不要|算不算|(?<!没)什么(?!都|也)|怎么(?!会?不|会?没|可能)|为什么|多少"
)
_HEDGE: Final = re.compile(
    r"算是|(?<!打)算(?=有|做|连锁|.{0,4}吧$)|应该|大概|(?<!怎么)(?<!咋)可能|估计|一般(?=.{0,6}吧)|是?不(?:太|怎么|很)?(?:大|明显)$|差不多|勉强|好像|似乎|有是有|是是|有一点|有点|一点点|偶尔|少量|基本|就差|还差|只差"
)
_DOUBLE: Final = re.compile(
    r"能没有?[^,，]{1,6}[吗么]|没有?(?:一个|谁|人)(?:不|没)|不是(?:没有?|不[要做卖会用])|没有不|不可能不|不能没有|并非没有|不会不|哪能没有|哪能不|(?:怎么|咋)(?:会|可能|能)*(?:不|没)|没(?:啥|什么|有什么)不|没(?:有)?(?:意见|异议)|不介意|不反对|敢不|[不没](?!有)[^,，]{1,6}(?:怎么|咋|哪能?)(?:活|行|办|成|做|赚)|不[^,，]{1,6}喝西北风"
)
#: 「同意个鬼」, 「这种事怎么可能有」, 「哪来的事」.
_SCORNED: Final = re.compile(r"[\u3400-\u9fff]个(?:鬼|屁|头|毛线)|(?:怎么|咋)(?:可能|会)有|哪里?来(?:的|这)")
#: 「要是流程麻烦我再找人」: it depends.
_ONLY_THEN: Final = re.compile(r"^(?:要是|如果|万一|假如|倘若)[^,，]{3,}?[,，]?我?们?再[\u3400-\u9fff]{2,5}$")
#: 「想接，但是不知道要啥手续」: it is not settled yet.
_WISHES: Final = re.compile(
    r"^(?:我们?)?(?:倒是)?(?:想|打算|准备)[^,，不没]{1,6}[,，]?(?:但是?|不过|就是|可是)[^,，]{0,3}(?:不知道|不晓得|不清楚|吃不准|怕|没想好)"
)
#: 「我表哥当辅警，这个算不算啊」: whether it is so is what is asked back.
_ASKS_WHETHER: Final = re.compile(r"算不算|算(?:吗|伐|哇|么|数吗|的吗|在内吗)|(?:是不是|是否)(?:也)?算")
#: 「这个要问总部，我真不晓得」.
_REALLY_UNKNOWN: Final = re.compile(r"(?:我|真的?|实在)也?不(?:晓得|知道|清楚)[啊呀诶哎的]*$")
#: 「不上外卖喝西北风」: it has to be.
_MUST: Final = re.compile(
    r"能没有?[^,，]{1,6}[吗么](?:哈+|[!！~])*$|[不没](?!有)[^,，]{1,6}(?:[吃喝卖干做赚靠](?:啥|什么)(?:呢|呀|啊|哈)*$|(?:怎么|咋|哪能?)(?:活|做生意|赚钱)|没(?:有)?(?:生意|饭吃|钱赚|单子|活路)|谁(?:来|会来|还来|住|肯来|敢来)|喝西北风)"
)
#: Words that hold a denial and deny nothing.
_NO_DENIAL: Final = re.compile(r"不分家|不二话|没二话|没得说|没话说|不在话下")
#: Who is asked to confirm that there was none, and says that there was none.
_NEVER_WAS: Final = re.compile(
    r"(?:确认|同意|对的?|没错|确实|的确|是的?|真的?|从来|一直|都|我们?|也|根本|肯定|[,，])*(?:没有?|未|没得)(?:过|被[^,，]{2,8}|这回事|这种事|那种事|那些事|这些事|犯过)[的啊呀]*"
)
_STATES_LACK: Final = re.compile(r"没有.*您(?:确认|同意)吗")
#: 「教辅有，课本没有」: which of them is there and which is not.
_ONE_OF_THEM: Final = re.compile(
    r"(?P<what>[^,，有没不]{1,8}?)(?:是|都|就|也|倒是)?(?P<said>没有?|有|不?卖|不?做|不?收|不?要|没?办过|没?做过)(?:的|了|呀|啊)?"
)
#: 「就卖点口香糖」 to 「卖烟吗」: only something else, as far as the words tell.
_ONLY: Final = re.compile(
    r"(?:我们?)?(?:就|只|光|仅)(?:是)?(?P<verb>[卖做用收])(?:点|些|一点)?(?P<thing>[\u3400-\u9fff]{2,6})"
)
#: 「旧书占一半」.
_A_SHARE: Final = re.compile(
    r"(?P<what>[\u3400-\u9fff]{2,4})(?:要|也|就|能)?占(?:了|到|个)?(?:大概|差不多)?(?:一半|大头|多数|[一二三四五六七八九]成|[0-9]+%|小头|一部分|三分之)"
)

#: Any of these leaves it open.
_OPEN: Final = (_REALLY_UNKNOWN, _ONLY_THEN, _WISHES, _ASKS_WHETHER)

_RHETORIC: Final = re.compile(
    r"^(?:[^,，不没]{1,4}哪里?(?:有|会|能)(?!不|没|规定|写|说)(?=[\u3400-\u9fff])|哪(?:是|有|会|能|里是|里有)|(?:怎么|咋)可能|谁(?:会|还))"
)
#: 「一样的」 is a yes only to who asks whether two things are the same; to 「搬了吗」 it is rather a no.
_SAME: Final = re.compile(r"(?:都|完全|就|是|还是)*(?:一样|一致|相同|同样)[的啊呀哦吧呢]*")
_SAME_ASKED: Final = re.compile(r"一样|一致|相同|同一?|就是|一起|跟|和|与")
#: 「现在哪有奶茶店不上美团的」 says that all do.
_RHETORIC_NO: Final = re.compile(r"哪(?:有|里有|个|家)[^,，。不没]{1,10}(?:不|没)[^,，。]{1,10}的[啦呀啊嘛]?$")
#: 「煮个珍珠能有啥油烟」
_LITTLE: Final = re.compile(r"^[^,，不没]{0,8}能有(?:啥|什么|多少)[^,，?？]{0,6}$")
_BEFORE: Final = r"(?:店?门口|外面|楼下|角落里?)(?=想|要|准备|打算|会)|都|也|暂(?=不|没|无)|现在|目前|暂时|先|还|我们?|咱们?|我家|这个|店里|家里|自己|肯定|绝对|当然|一点|从来|应该|就|真的?|确实|根本|压根|完全|可能|大概|估计|好像|勉强|并|嗯|呃|哦|啊|那|其实|暂且|短期内|以后也|打算|一个|一样|啥|什么|早就|早已|已经|老早|全|必须|倒是|反正|是"
_NO: Final = re.compile(
    rf"^(?:{_BEFORE})*(?:没有?|无|不|否|未|别|木有|没得|么得|么有|莫得|冇|非|木|拒绝|反对|NO|No|no|N|n)(?!错|问题|毛病|得不|止|过如此|光|意见|异议|介意|反对|少|过)"
)
_YES: Final = re.compile(
    rf"^(?!还是(?!有|要|会|做|是|可以))(?:{_BEFORE}|算)*"
    r"(?:是|有|对|要|做|会|好|行|可以|可|能|成|没错|没问题|嗯|恩|哎|诶|OK|ok|Ok|yes|Yes|YES|y|Y|同意|确认|承诺|必须|当然|肯定|那必须|需要|卖|用|装|放|上(?=[饿美抖快淘京拼外平线网小团直])|请了|找了|接|愿意|愿|支持|提供|准备|打算|想|开|办|知道|明白|了解|正确|确定|属于|允许|接受|包括|包含|涉及|一致|一样|相同|签(?=了|过|好|$)|收|中|得|算|1$)"
)
#: Somebody says who he is.
_WHO: Final = re.compile(r"我是(?!的|啊|呀|$|要|有|做|会|打算|准备|想|同意|愿意|自己)")
_NOBODY_ELSE: Final = re.compile(r"不是(?:别人|外人|人家|旁人|旁的人)$")
_ENDED: Final = re.compile(
    r"拆(?:掉|除)?了|没了|搬走了?|关掉?了|停了|卖掉了?|取消了|撤了|退掉?了|就?算了$|(?:填|铲|拉|挪|迁|辞)(?:掉|走)了|不让|没成|黄了|免了|拉倒|放弃|就差|还差|只差"
)
#: A clause that ends in a no: 现场不裱, 我们自己不放, 外卖就不搞了.
_ENDS_NO: Final = re.compile(
    r"(?:(?<!差)不(?!多|起|好意思|懂|明白|知|急|慌|说|告诉|想说|太|方便说|对)[\u4e00-\u9fff]{1,3}|没有?(?:[\u4e00-\u9fff]{0,3})?|不了)(?:的|了|吧|堂食|外卖)?$"
)
#: A clause that ends in a yes, or tells of one thing that is there.
_ENDS_YES: Final = re.compile(
    r"(?:又(?:想|要)(?:做|卖|开|上|装|弄|搞)了?|都?有|要做|会做|肯定做|做的|卖的|有的|要的|会的|是的|可以的|也[做有要卖会是用]|都[做有要卖会是用]|(?:都|也|全|已经)?(?:上|开|装|办|弄|搞|放|用|买|签)好?了|同意|(?:都|也|肯定|一定|当然|必须)要?(?:上|搞|弄|做|卖|开|装|用|办|接|放|设|摆|送|收|带)的?)(?:啊|吧|呢|哈|呀|咯)?$"
    r"|(?<!没)(?:就|倒是|还|确实)?有一?(?:个|座|家|台|处|点)|(?:就|会|也)(?:做|卖|放|有|进|收|摆)(?:一?点|一?两?个|几个|一些|些)|(?<!没)(?<!没有)[办有开做领拿]过"
)
#: The clause that counts where two of them differ.
_OWN: Final = re.compile(
    r"^(?:但是?|不过|可是)?(?:这个|我们(?!(?:老板|隔壁|邻居|同事))|自己|我(?!爱人|老婆|老公|儿子|女儿|妈|爸|朋友|同事|弟|哥|姐|妹|家里人|爷|奶|丈|外)|现在|后来|店里)|^(?:但是?|不过|可是)?.{0,6}(?:算了|不让)"
)
#: A first clause that leaves nothing open.
_FIRM: Final = re.compile(r"(?:是|对|有|好|行|可以|不|没)[的了啊呀]?$|.*(?:肯定|绝对|当然)")
#: A clause that is nothing but a yes; one in the middle of a story may be about something else.
_BARE: Final = re.compile(
    r".{0,6}(?:[都也]|[是有对要做会办装上开]|可以|同意)(?:的|了|呢|啊|呀|吧|过)*|.{0,3}(?:有|是|做).{0,4}"
)
#: 「不是，我要补办」: what follows a plain no may be about something else; 「没有，自己办」 says the no once more.
_BARE_NO: Final = re.compile(r"(?:不是|没有?|不)(?:的|啊|呀|了|哦)?")
_BY_ONESELF: Final = re.compile(r"(?:就|都|是|我们?)*(?:自己|自家|亲自|本人)")
#: What was so is so no more.
_TURNS: Final = re.compile(r"但|不过|可是|只是|现在|后来|今年|刚|已经|打算|准备|马上|过")
#: 「想加盟，但还没签」.
_NOT_YET: Final = re.compile(r"(?:但是?|不过|可是|只是|就是)?(?:都|也)?(?:还没|还未|尚未|没)")
_ALSO: Final = re.compile(r"[也都](?:有|做|卖|要|会)(?:的|了)?$")
_DENIES: Final = re.compile(r"[没不无]")
#: Not all of them: a no is not the whole of it.
_MOSTLY: Final = re.compile(r"为主|主要|大多|多数|大部分")
#: 「打包为主，也能坐下来吃」.
_TOO: Final = re.compile(r"为主[,，]?[^,，]{0,4}也(?:能|可以|有|做|卖|会|收)")
#: 「我要纸的」: what is wanted is told, and that tells yes or no.
_WANTS: Final = re.compile(r"(?:我们?|还是|就|只|那)*(?:要|选|走|给我)(?=[\u3400-\u9fff]{2})")
#: What is done, at the head of an answer: 「放一台卖饮料的」.
_VERB: Final = re.compile(
    r"(?:门口|外面|里面|店里|角落里?|我们?|就|都|也|会|要|自己|准备|打算|想)*(?P<verb>[放做卖用装开办摆请上接租雇])"
)
#: 「都是拎了就走」 tells what is so; whether that is a yes depends on the question.
_IS_SOMETHING: Final = re.compile(r"(?:都|全|就|也|只|还)是(?!的|有|要|做(?!生意|买卖)|会|啊|呀|这样|同意).{2}")
#: 「对了，…」 begins something else and agrees to nothing.
_BY_THE_WAY: Final = re.compile(r"^对了[,，。\s]+(?=.{2})")
_CUT: Final = re.compile(r"[,，。;；!！]|(?<=.)(?=现在|后来|但是?|不过(?!如此)|可是|只是)")
_WORDS: Final = {"0": False, "1": True, "true": True, "false": False, "√": True, "×": False, "X": False, "x": False, "没毛病": True, "对头": True, "阔以": True, "必须滴": True, "免了": False, "算了": False, "拉倒": False}  # fmt: skip
#: 「嗯……那个……」 is a sound and no yes.
HESITATES: Final = re.compile(
    r"(?=.*(?:那个|这个|呃|额|怎么[说讲]))(?:嗯+|呃+|额+|那个|这个|就是|怎么[说讲]呢?|[\s,，。.…、~])+"
)
#: 「还有20天」 tells how long, and no yes.
_SO_LONG: Final = re.compile(
    r"(?:就|只|大概|也)*(?:还)?(?:有|剩下?|差)[0-9一二两三四五六七八九十百半几]+(?:多)?个?(?:天|月|星期|礼拜|年|工作日|小时)(?:了|吧|左右|多|不到|到期)*"
)
_LONG_ASKED: Final = re.compile(r"天|月|年|多久|期")
#: What somebody may have done wrong: only a plain yes or no, or words about it, say that; 「不是连锁」 says nothing of it.
_RECORD: Final = re.compile(r"^(?!.*(?:同意|确认|承诺)).*(?:吊销|判过?刑|犯罪|处罚|禁止|罚过|前科|取缔|刑满)")
#: Words about such a thing, or that such a thing is out of the question.
_OF_COURSE_NOT: Final = re.compile(
    r"(?:怎么|哪里?|哪能?)(?:可能|会|能)?有|(?:怎么|咋)可能|^哪里?[有来会](?:的事?)?[啊呀嘛哦噻嘞咯]*(?:$|[,，\s])|这种事|的事$|被|判|罚|犯|刑|吊|前科|坐过?牢"
)
_PLAIN: Final = re.compile(
    rf"(?:没有?(?=没)|不(?=不)|{_BEFORE}|这种事?|这个|那些?|哪里?)*(?:没有?|没得|无|有|是|不是|不|没(?:有)?过|没有过|未|否|对|从来没有|不存在|不会|不可能)(?:这(?:种|回|些|个|方面)|那(?:种|回|些|个|方面)|任何|什么|啥|一个)?(?:事情?|情况|记录|人)?(?:过|的|啊|呀|了|吧|哦|呢|哈|嘛|啦)*"
)
_SIGNS: Final = re.compile(r"[\U0001f3fb-\U0001f3ff\ufe0f]")
_YES_SIGN: Final = re.compile(r"^(?:👌|👍|🆗|✅|✔)+")
_NO_SIGN: Final = re.compile(r"^(?:👎|❌|✖|🙅)+")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption], ask: str = "") -> Value | Rejection:
    """True or False; a hedged answer is marked as rough; 「不一定」 is refused as unsure.

    Args:
        ask: the question's words; with them what is told of the thing asked for counts, without a yes or no too.
    """
    text = plain(without_sounds(_SIGNS.sub("", phrase.text)))
    if text in _WORDS:
        return Value(_WORDS[text])
    if _YES_SIGN.match(text) or _NO_SIGN.match(text):
        return Value(_YES_SIGN.match(text) is not None)
    text = without_scorn(_NO_DENIAL.sub("", _BY_THE_WAY.sub("", text)))
    if any(one.search(text) is not None for one in _OPEN) or lacks_what(text, ask):
        return refused("boolean.unsure", phrase)
    plainly = _plainly(text, ask)
    if plainly is not None:
        return plainly
    if ask and _SAME.fullmatch(text) is not None and _SAME_ASKED.search(ask) is None:
        return unreadable("boolean", phrase)
    if _RHETORIC_NO.search(text) is not None:
        return Value(True, approx=True)
    if not text or refuses(text) or HESITATES.fullmatch(text) is not None:
        return unreadable("boolean", phrase)
    if _SO_LONG.fullmatch(text) is not None and _LONG_ASKED.search(ask) is None:
        return unreadable("boolean", phrase)
    if _LITTLE.search(text):
        return Value(False, approx=hedged(text))
    if _ASKS.search(text) and not _RHETORIC.match(text):
        told = about(ask, before_question(text)) if ask else None
        return Value(told.yes, approx=hedged(text)) if told is not None else unreadable("boolean", phrase)
    if _AS_SOON_AS.search(text) is not None:
        return Value(True, approx=True)
    clauses = [one.strip() for one in _CUT.split(text) if one.strip()]
    found = _read(text, clauses, phrase)
    if isinstance(found, Value) and _ASKS_FOR_LACK.search(ask) and _LACKS.search(text):
        found = Value(found.value, approx=True)
    return _told(found, text, clauses, ask) if ask else found


def _plainly(text: str, ask: str) -> Value | None:
    """What some ways to say it leave no doubt of, or the doubt that others leave; None where the words are none of them."""
    if _MUST.search(text) or (_STATES_LACK.search(ask) and _NEVER_WAS.fullmatch(text)):
        return Value(True)
    planned = by_plan(text, ask)
    if planned is not None:
        return planned
    lack = _by_lack(text, ask)
    if lack is not None:
        return Value(lack)
    too = _TOO.search(text)
    if too is not None and (told := about(ask, text[too.end() - 1 :])) is not None and told.yes:
        return Value(True)
    closes = by_closing(ask, text)
    if closes is not None:
        return Value(closes)
    share = _A_SHARE.search(text)
    if share is not None and share["what"] in ask:
        return Value(True)
    only = _ONLY.fullmatch(text)
    if (
        only is not None
        and only["verb"] in ask
        and not any(only["thing"][at : at + 2] in ask for at in range(len(only["thing"]) - 1))
    ):
        return Value(False, approx=True) if about(ask, text) is None else None
    return _of_the_asked(text, ask)


def _by_lack(text: str, ask: str) -> bool | None:
    """What is told of the thing that the question says is lacking; it is lacking too where it was taken away: 「锁都拆了」."""
    things = things_lacked(ask)
    gone = any(_ENDED.search(one) and set(one) & things for one in _CUT.split(text)) if things else False
    return True if gone else by_lack(text, ask)


def _of_the_asked(text: str, ask: str) -> Value | None:
    """Of several things that are told to be there or not the one that was asked for; None where it is not that plain."""
    told = [_ONE_OF_THEM.fullmatch(one.strip()) for one in re.split("[,，]", text)]
    if len(told) < 2 or not ask:
        return None
    said = {one["what"]: not one["said"].startswith(("没", "不")) for one in told if one is not None}
    own = [what for what in said if what == "这个" or (len(what) > 1 and what in ask)]
    if len(said) < len(told) or len(set(said.values())) < 2 or len(own) != 1:
        return None
    return Value(said[own[0]])


#: 「烟证还没下来，下来就卖」: so it will be, and is not yet.
_AS_SOON_AS: Final = re.compile(
    r"还?没[^,，]{0,3}(?:下来|到手?|批|办好|拿到|装好|弄好)[^,，]{0,3}[,，][^,，不没]{0,6}(?:下来|到了?|到手|批了|办好|拿到|装好|好)[^,，不没]{0,3}就[\u3400-\u9fff]"
)
#: 「有没有不带窗户的」: of something that 没有 one cannot tell which of the two it lacks.
_ASKS_FOR_LACK: Final = re.compile(r"有没有(?:不|没)|有不|有没有?[^,，]{0,4}没")
_LACKS: Final = re.compile(r"(?:间|个|家|处|楼|层|台|里|边)都?没有?$")


def _read(text: str, clauses: Sequence[str], phrase: Phrase) -> Value | Rejection:
    """What the words say by themselves, whatever was asked."""
    said = [polarity for one in clauses if (polarity := _polarity(one)) is not None]
    unsure = _UNSURE.search(text) is not None or is_unknown(text)
    opening = _polarity(clauses[0])
    if not said or _UNSURE.search(clauses[0]) or is_unknown(clauses[0]) or (opening is None and unsure):
        return refused("boolean.unsure", phrase) if unsure else unreadable("boolean", phrase)
    first = said[0]
    differs = len(set(said)) > 1
    own = [_polarity(one) for one in clauses if _OWN.search(one)]
    if differs and any(_ENDED.search(one) for one in clauses[1:]):
        first = False
    elif differs and _BARE_NO.fullmatch(clauses[0]) and not any(_TURNS.match(one) for one in clauses[1:]):
        more = any(own) and not any(_BY_ONESELF.match(one) for one in clauses[1:])
        return Value(False, approx=hedged(text) or more)
    elif differs and own and own[-1] is not None and not _FIRM.match(clauses[0]):
        first = own[-1]
    rough = hedged(text) or (first and _doubtful(clauses, differs=differs))
    return Value(first, approx=rough)


def _told(found: Value | Rejection, text: str, clauses: Sequence[str], ask: str) -> Value | Rejection:
    """What the words say, put right by what they tell of the thing asked for; rough where the two differ."""
    if isinstance(found, Rejection) and found.code == "boolean.unsure":
        return found
    about_it = squash(ask)
    things = about_it + ",".join(words_for(ask)[0])
    near = by_distance(ask, things, text)
    if near is not None:
        return Value(near.within, approx=not near.clearly and hedged(text))
    told = about(ask, text)
    if told is None and _RECORD.search(ask) is not None and not _of_record(text, clauses[0]):
        return Rejection("boolean.unreadable", {"understood": text[:60]})
    if told is None:
        if isinstance(found, Value):
            unsure = is_anothers(ask, text) or is_unknown(text)
            return Value(found.value, approx=True) if unsure else _belonging(found, text, about_it)
        said = polarity_about(text, about_it)
        return Value(said, approx=True) if said is not None else found
    mostly = _MOSTLY.search(text) is not None and not told.yes
    rough = hedged(clauses[0] if told.at_once else text) or mostly
    rough = rough or (told.yes and any(_NOT_YET.match(one) for one in clauses[1:]))
    if isinstance(found, Rejection) or found.value is told.yes:
        return Value(told.yes, approx=rough)
    opens = _polarity(clauses[0])
    if told.yes is False and opens is False:
        return Value(False, approx=rough)  # 「不另外弄，店里够放」: a plain no, and why
    if told.at_once and (opens is told.yes or _WANTS.match(clauses[0]) is not None):
        return Value(told.yes, approx=rough)
    something = found.approx and _IS_SOMETHING.match(clauses[0]) is not None
    was = WAS.search(clauses[0]) is not None
    if was or (told.at_once and (something or opens is None)):
        return Value(told.yes, approx=rough)
    begins = (_BARE.fullmatch(clauses[0]) or _FIRM.match(clauses[0])) is not None and not _IS_SOMETHING.match(
        clauses[0]
    )
    return Value(found.value if begins else told.yes, approx=True)


def _of_record(text: str, first: str) -> bool:
    """Whether the words may answer the question of offences: a plain yes or no first, or words about such a thing."""
    return _PLAIN.fullmatch(first) is not None or _OF_COURSE_NOT.search(text) is not None


def _belonging(found: Value, text: str, asked: str) -> Value | Rejection:
    """The yes or no, rough where its clause tells of something that was not asked for: 「就做邻居生意」 to 「会在网上卖吗」."""
    rest = rest_of_polarity(text)
    verb = _VERB.match(text)
    if _ALSO.search(text) is not None or _PLAIN.fullmatch(text) is not None:
        return found
    if verb is not None and verb["verb"] in asked:
        return found
    if found.value is False and (
        not _DENIES.search(_CUT.split(text)[0]) or rest is None or any(char in asked for char in rest)
    ):
        return found
    if rest is None or len(rest) == 1 or all(char in asked for char in rest):
        return found
    pairs = (rest[at : at + 2] for at in range(len(rest) - 1))
    if any(pair in asked and pair not in EMPTY_PAIRS for pair in pairs):
        return found
    return Value(found.value, approx=True)


def _doubtful(clauses: Sequence[str], *, differs: bool) -> bool:
    """Whether a yes is only told in a story, taken back by half, or what is so rather than a yes."""
    if not differs and len(clauses) > 1 and re.match(r"但|不过|可是|只是", clauses[1]) is not None:
        return True
    if _IS_SOMETHING.match(clauses[0]) is not None:
        return True
    firm = any(re.search(r"(?:怎么|咋)(?:可能|会)没", one) for one in clauses)
    bare = firm or any(_BARE.fullmatch(one) and not _IS_SOMETHING.match(one) for one in clauses)
    return _polarity(clauses[0]) is None and not bare


def hedged(text: str) -> bool:
    """Whether the words leave some doubt: 「应该有吧」."""
    return _HEDGE.search(text) is not None and "肯定" not in text


def _polarity(clause: str) -> bool | None:
    """What one clause says; None when it says neither."""
    if _NOBODY_ELSE.match(clause):
        return None
    if _SCORNED.search(clause):
        return False
    if _DOUBLE.search(clause):
        return True
    if _WHO.match(clause):
        return None
    if _RHETORIC.match(clause) or _ENDED.search(clause):
        return False
    if _NO.match(clause) or re.search(r"没有?[做办有开领拿评]过", clause):
        return False
    if _YES.match(clause):
        inner = re.search(r"(?<!没)(?:不(?!少|错|止|过)|没有?(?!错|误|问题)|无(?!误|疑))", clause)
        denied = inner is not None and inner.start() <= 4 and not re.search(r"没问题|没错|没毛病|有没", clause)
        return not denied
    if len(clause) > 20:
        return None
    if _ENDS_NO.search(clause):
        return False
    return True if _ENDS_YES.search(clause) else None
