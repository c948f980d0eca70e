"""Names of persons: 张伟, 欧阳娜娜, 迪丽热巴·迪力木拉提; not 老板, 我, 张先生."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from ..particles import name_before_particles
from .common_words import is_word
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .surnames import DOUBLE, SURNAMES
from .told import hedged

_ROLE: Final = (
    r"执业药师|药师|质量负责人|财务|出纳|老板娘?|店长|负责人|法人代表|法定代表人|法人|经营者|联系人|食安员|食品安全员|食品安全管理员|食品安全总监|安全员|管理员|代理人|经办人|总经理|经理|股东|会计|厨师长|"
    r"老公|老婆|丈夫|妻子|爱人|爸爸?|妈妈?|父亲|母亲|儿子|女儿|哥哥?|弟弟?|姐姐?|妹妹?|姐夫|妹夫|婆婆|公公|岳父|岳母|舅舅|叔叔|伯伯|姑姑|阿姨|表哥|表弟|堂哥|侄子|侄女|外甥女?|媳妇|爱人|嫂子|小舅子|师傅|徒弟|朋友|合伙人|同事|员工|丈人|丈母娘|岳丈|女婿|阿舅|爷叔|阿叔|奶奶|爷爷|外婆|外公|阿婆|老爸|老妈|表姐|表妹|堂弟|姑妈|姨妈|大厨|厨师|主厨|店员|服务员|收银员?|采购|(?:保安|值班|安保)?[队组班]长|主管|保安|洗碗的?|烧菜的?"
)
_LEAD: Final = re.compile(
    rf"^(?:嗯+|呃|那个|就是|就|你好|您好|俺们?|我们?|他|她|伊|咱们?|阿拉|店里|{_ROLE}|经办|姓名|名字|大名|全名|真名|本名|本人|身份证上|证件上|执照上|营业执照上|户口本上|护照上|上面|这里|这边|叫做?|名叫|写的?|填|报|先|找|寻|联系|由|现在|目前|应该是|好像是|大概|可能|登记的?|"
    r"是|为|的|…+|[\s:：,，])+(?=\S{2,})"
)
_TAIL: Final = re.compile(
    r"(?:先生|女士|小姐|同志|师傅|老师|经理|店长|老板娘?|阿姨|大姐|大哥|大叔|大妈|爷叔|伯伯|叔叔|阿婆|医生|同学|主任|会计|本人|吧|啊|呢|哈|呀|哦|嘛|的|啦|咯|呗|唻|谢谢您?|麻烦了?|就是我|是我的名字|是我|这个名字|就行|就好|就可以|好(?=了|唻|啦)|(?:帮|替)我.{0,8}|来?(?:兼任?|当|做|担任|负责|在?管).{0,8}|好像|大概|应该|可能|(?<=[\u3400-\u9fff]{2})[姐哥叔姨婶嫂总]|[\s,，。.!！])+$"
)
#: Behind these a name is told in the middle of a clause: 「法人挂的我丈人潘国梁」, 「由万俟浩然担任」.
_MARK: Final = re.compile(
    rf"(?:{_ROLE})(?=[^,，]{{2,4}}$)|叫做?|名叫|(?<![还不])是|为|(?:全|大|真|本|学)名|名字|写的?|填的?|报的?|登记的?|挂(?:的|在|靠)?|由|找|寻|联系|归|姓名"
)
#: 「归何俊管」: no part of the name.
_IN_CHARGE: Final = re.compile(r"(?:在|来|全)?(?:管|弄|负责|兼|当)[\u3400-\u9fff]{0,4}$")
#: The one of several who is told to be written down.
_CHOSEN: Final = re.compile(
    r"(?<![别不未没有会常老])(?<!不要)(?:先|就|还是|那就|统一)?(?:写|填|报|登记|用)(?:上|成)?(?P<name>[\u3400-\u9fff·]{2,12}?)(?:的名字)?(?:吧|好了|好唻|就行|就好|就可以|算了|,|，|$)"
)
_FOREIGN: Final = re.compile(
    r"日本|韩国|朝鲜|越南|泰国|新加坡|马来|印尼|缅甸|美国|法国|德国|英国|俄罗斯|意大利|外籍|外国|[日韩美英法德]籍|护照"
)
#: 姓李名强, 耳东陈，单名一个昊字; 免贵姓赵 says only a surname. How it is written may be told in between and behind.
_PARTS: Final = re.compile(
    r"(?:姓|弓长|立早|木子|耳东|双木|草头|三横|言午|口天|古月|双人|干勾|人可|走肖|木土|十八子)(?P<surname>[\u3400-\u9fff]{1,2})"
    r"(?:[,，\s]+[\u3400-\u9fff]{1,4}的(?P=surname))?[,，\s]*(?:单名一?个?|名叫?|名字叫?)(?P<given>[\u3400-\u9fff]{1,2}?)字?(?:[,，][^,，]{2,8})?$"
)
#: Surnames taken apart to tell how they are written.
_SPELT: Final = re.compile(
    r"弓长张|立早章|木子李|耳东陈|双木林|草头黄|三横王|言午许|口天吴|古月胡|双人徐|干勾于|人可何|走肖赵|木土杜|美女姜|十八子|禾女委|走马马|草肃萧|门里马|三点水的?.|.{1,6}的.(?:字)?|..旁的?.?|.字[旁头底].{0,4}"
)
#: Forms of address with a surname before them.
_TITLE: Final = re.compile(
    r"[\u3400-\u9fff]{1,2}(?:总|董|工|老板娘?|经理|师傅|老师|先生|女士|小姐|太太|哥|姐|叔|姨|婶|主任|店长|会计|厨师|总监|医生|大夫|护士|教练|[校园院局科站厂组队]长|阿姨|大姐|大哥|某某?)"
)
_NOT_NAMES: Final = frozenset(
    "老板 老板娘 店长 经理 法人 负责人 本人 自己 我们 他们 老公 老婆 爸爸 妈妈 同事 员工 没有 没人 不知道 不清楚 还没 暂时 待定 随便 都行 可以 同上 一样 我自己 厨师 安全员 师傅 朋友 合伙人 谁 张三李四 苏打水 高兴 平安 黄瓜 马上 方便 成功 安全 明白 明天 时间 常年 全部 万一 平时 支持 管理 应该 和谐 白天 何必 石头 金额 温度 房租 孔明灯 代表 谢谢 多谢 路上 雷同 文字 易懂 连锁 钱包 关门 甘蔗 苗条 花生 熊猫 车牌 毛巾 水果 米饭 后厨 都有 都没有 向来 别问 别急 相同 权限 查一下 乐意 单位 解释 向您 空着 简单 容易 党员 许可 许可证".split()
)
#: No name holds these behind its surname.
_NO_NAME: Final = re.compile(
    r"族$|名[称字]|地址|住所|门牌|布局|股东|[了没不吗呢吧啊哦呀哈的得在我你他她们这那就都也还要去到给把被让跟]"
)
_CALLED: Final = re.compile(r"^.{0,8}?(?:叫|是|名字)")
_POSSIBLE: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ebef]{2,4}")
_ETHNIC: Final = re.compile(r"[\u3400-\u9fff]{1,12}(?:·[\u3400-\u9fff]{1,12}){1,3}")
#: Names of the Uyghurs, Kazakhs, Tibetans and Mongols written without a dot: only characters that write their sounds.
_SOUNDS: Final = re.compile(
    r"[阿艾买提不卜布都热西木江尔克古丽娜扎迪力吐逊依马穆麦哈萨库尼亚孜顿珠卓玛次仁多吉旦增达瓦桑拉姆格平措罗巴特乌云其那高娃斯琴图雅呼和苏日恩央金曲尕塔努尔别克赛开热合曼]{3,6}"
)
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-zÀ-ɏ.'\-]*(?: [A-Za-z][A-Za-zÀ-ɏ.'\-]*){1,4}")
_LATIN_WITHIN: Final = re.compile(
    r"(?<![A-Za-zÀ-ɏ])[A-ZÀ-Þ][A-Za-zÀ-ɏ.'\-]*(?: [A-ZÀ-Þ][A-Za-zÀ-ɏ.'\-]*){1,4}(?![A-Za-zÀ-ɏ])"
)
_AFTER_CALLED: Final = re.compile(r"^.*(?:叫|名字是)")
_CUT: Final = re.compile(
    r"[,，。;；、…!！()（）]|\s(?=[0-9\u3400-\u9fff])|(?<=[\u3400-\u9fff])\s(?=身份证|电话|手机|\d)|(?<=\d)\s"
)
#: The name before this is not it any more.
_CHANGED: Final = re.compile(r"(?:换|改|变更)(?:成|为|了)|(?:身份证|户口本|证件)上?(?:面)?(?:是|写的?是|写的?)")
#: 「费费费，姓费，费立群」: a sound said again and again before the name.
_STAMMERED: Final = re.compile(r"^(?P<sound>[\u3400-\u9fff])(?P=sound){1,4}[,，…\s]+(?=.*(?P=sound))")
#: 「钱药师，全名钱学礼」: how somebody is called in full.
_IN_FULL: Final = re.compile(
    r"[,，\s](?:全名|大名|真名|本名|名字|姓名)(?:就?[叫是])?(?=[\u3400-\u9fff]{2,4}(?:$|[,，\s]))"
)
#: 「叫我小吕就行」: how one is called, and not what is written on papers.
_CALL_ME: Final = re.compile(r"[叫喊]我(?!们)[^,，]{1,4}(?:就|好|行|吧)")
_TWO_CALLED: Final = re.compile("一个叫.*一个叫")
_ASKS: Final = re.compile(r"[吗么?？]$|谁|什么|怎么|哪")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """A person's name in its own characters; what leads in, forms of address and remarks on the spelling are taken off."""
    if _ASKS.search(phrase.text) or _TWO_CALLED.search(phrase.text):
        return unreadable("person_name", phrase, accepted="张伟")
    original = name_before_particles(_STAMMERED.sub("", _dotted(phrase.original)))
    parts = _PARTS.search(original)
    if parts is not None:
        return Value(parts["surname"] + parts["given"])
    changed = max(_CHANGED.finditer(original), key=re.Match.end, default=None)
    chosen = [name for match in _CHOSEN.finditer(original) if (name := name_in(match["name"])) is not None]
    if len(set(chosen)) == 1:
        return hedged(Value(chosen[0]), phrase.text)
    if changed is not None and name_in(after := _TAIL.sub("", original[changed.end() :].rstrip("了"))) is not None:
        original = after
    full = _IN_FULL.search(original)
    if full is not None and name_in(original[full.end() :]) is not None:
        original = original[full.end() :]
    pieces = _pieces(original)
    found = list(dict.fromkeys(name for part in pieces if (name := name_in(part)) is not None))
    found = found or list(dict.fromkeys(name for part in pieces if (name := _marked(part)) is not None))
    found = found or _foreign(original, pieces)
    found = [name for name in found if not is_word(name)] or found
    several = _is_list(original) or all(part in found for part in pieces)
    if len(found) == 1 or (found and not several):
        read_as = hedged(Value(found[0]), phrase.text)
        bare = is_word(found[0]) and found[0] in (original, _TAIL.sub("", original))
        called = _CALL_ME.search(phrase.text)
        return replace(read_as, approx=True) if bare or (called and found[0] in called[0]) else read_as
    core = _TAIL.sub("", _LEAD.sub("", original)) or original
    surname = core.removeprefix("免贵").removeprefix("姓")
    if (
        not found
        and surname != "我"
        and (re.fullmatch(r"[\u3400-\u9fff]", surname) or Phrase.of(surname).text in DOUBLE)
    ):
        return refused("person_name.surname_only", phrase, accepted="张伟")
    return unreadable("person_name", phrase, accepted="张伟")


#: 「我老公吧」, 「法人是我妈」, 「厨师长」.
_ONLY_ROLE: Final = re.compile(
    rf"(?:(?:{_ROLE})(?:就|现在)?(?:是|换成|改成))?(?:就)?(?:是)?(?:我们?|俺|咱|自己|本人)?的?(?:{_ROLE})[吧啊呀了的哦]*"
)


def only_role(words: str) -> bool:
    """Whether the words tell what somebody is, and not how he is called."""
    return _ONLY_ROLE.fullmatch(Phrase.of(words).text) is not None


#: What a name may be written with, whatever its surname.
_ANY: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ebef]{2,6}")


def as_written(words: str) -> Value | None:
    """What stands where nothing but a name belongs, to be asked back: no list holds every surname. None where it is no name."""
    name = words.strip()
    told = Phrase.of(name).text
    no_name = told in _NOT_NAMES or _TITLE.fullmatch(told) or re.fullmatch(_ROLE, told) or _NO_NAME.search(told, 1)
    return None if no_name or not _ANY.fullmatch(name) or is_word(name) else Value(name, approx=True)


def name_in(part: str) -> str | None:
    """The name that a few words are, what leads in and trails off apart; None when they are none."""
    bare = _TAIL.sub("", _LEAD.sub("", _CALLED.sub("", part) if "·" in part else part))
    if _LATIN.fullmatch(bare) or _ETHNIC.fullmatch(bare) or _SOUNDS.fullmatch(Phrase.of(bare).text):
        return bare
    for core in (part, _TAIL.sub("", part), bare):
        simplified = Phrase.of(core).text
        if (
            simplified in _NOT_NAMES
            or not _POSSIBLE.fullmatch(core)
            or _TITLE.fullmatch(simplified)
            or _SPELT.fullmatch(simplified)
        ):
            continue
        if simplified in DOUBLE or _NO_NAME.search(simplified, 1):
            continue
        if core == part and len(core) == 3 and core[-1] in "姐哥叔姨婶嫂总":
            continue
        if simplified[1] == "氏" and simplified[0] in SURNAMES and len(core) > 2:
            return core
        if simplified[:2] in DOUBLE or (simplified[0] in SURNAMES and len(core) <= 3):
            return core
        if simplified[0] in SURNAMES and len(core) == 4 and simplified[1] in SURNAMES:
            return core
    return None


#: Characters behind a mark that may hold a name, what trails off included.
_LONGEST_END: Final = 24


def _marked(part: str) -> str | None:
    """The name that ends a clause behind a word that leads in to it; the shortest such end is taken."""
    ends = [
        _IN_CHARGE.sub("", part[match.end() :]) if match[0] in ("归", "由") else part[match.end() :]
        for match in _MARK.finditer(part)
        if len(part) - match.end() <= _LONGEST_END
    ]
    return next((name for end in reversed(ends) if (name := name_in(end)) is not None and not is_word(name)), None)


def _foreign(text: str, pieces: list[str]) -> list[str]:
    """Names that follow no Chinese surname: in Latin letters within a sentence, or of somebody told to be a foreigner."""
    latin = list(dict.fromkeys(_LATIN_WITHIN.findall(text)))
    if latin or not _FOREIGN.search(text):
        return latin
    bare = [
        _LEAD.sub("", _CALLED.sub("", one) if _FOREIGN.search(one) is None else _AFTER_CALLED.sub("", one))
        for one in pieces
    ]
    return [
        one
        for one in bare
        if re.fullmatch(r"[\u3400-\u9fff]{3,6}", one) and not (_FOREIGN.search(one) or _NO_NAME.search(one))
    ]


#: A name whose characters were typed or heard one by one: 「名字是 钱 伟 民」.
_SPACED: Final = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff](?: [\u3400-\u9fff](?![\u3400-\u9fff])){1,3}")


#: A clause about somebody who has left, or about where somebody comes from.
_GONE: Final = re.compile(
    r"(?:^|(?<=[,，。;；\s]))[\u3400-\u9fff]{2,4}(?:过)?来的(?:[,，。;；\s]|$)|(?:^|(?<=[,，。;；\s]))[^,，。;；\s]{2,8}(?:走|离职|辞职|退休?|不[做干在])了(?:[,，。;；\s]|$)|(?:^|(?<=[,，。;；\s]))(?:[他她是我伊]{0,2}[\u3400-\u9fff]{1,3}国|日本|越南|朝鲜|泰国)?(?:人|籍|华侨)(?:[,，。;；\s]+|$)"
)
#: 「呼延 铮」, 「张 晓明」: the surname set apart.
_SURNAME_APART: Final = re.compile(
    r"(?<![\u3400-\u9fff])(?P<surname>[\u3400-\u9fff]{1,2}) (?P<given>[\u3400-\u9fff]{1,2})(?![\u3400-\u9fff]| [\u3400-\u9fff](?![\u3400-\u9fff]))"
)


def _joined(match: re.Match[str]) -> str:
    surname = Phrase.of(match["surname"]).text
    return match["surname"] + match["given"] if surname in DOUBLE or surname in SURNAMES else match[0]


def _pieces(text: str) -> list[str]:
    """The words cut at punctuation; characters set apart by spaces (唐 丽) are one piece."""
    if re.fullmatch(r"[\u3400-\u9fff](?: [\u3400-\u9fff]){1,3}", text):
        return [text.replace(" ", "")]
    text = _GONE.sub("", text)
    text = _SURNAME_APART.sub(_joined, text)
    text = _SPACED.sub(lambda match: match[0].replace(" ", ""), text)
    return [part.strip() for part in ([text] if _LATIN.fullmatch(text) else _CUT.split(text)) if part and part.strip()]


def _dotted(text: str) -> str:
    """The text with one kind of dot in names; a full stop is none."""
    return (
        re.sub(r"[•‧∙・．]|(?<=[\u3400-\u9fff])\.(?=[\u3400-\u9fff])", "·", text)
        if re.search(r"[\u3400-\u9fff]", text)
        else text
    )


def _is_list(text: str) -> bool:
    """「张三、李四」, 「张三和李四」 are two persons."""
    return re.search(r"[、和跟]|两个|都是|还有|或者", text) is not None
