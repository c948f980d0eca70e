"""Names of shops and companies, as the licence has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from ..particles import name_before_particles
from .firm_name import FIRM, LEGAL, PLACES, firm_in, may_end_in_particle
from .numerals import NUMERAL
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .surnames import SURNAMES

_ACCEPTED: Final = "上海阿婆餐饮管理有限公司"
#: What leads in to a name; the name follows.
_FRAME: Final = (
    r"你好|您好|暂定(?:叫|为|是)?|好的(?=.{3,}公司)|暂时(?=叫|是)|统一|现在|如今|眼下|阿拉|伲|店(?=叫做?)|总部(?:叫|是)?|品牌方(?:叫|是)?|俺们?|咱(?:们)?店|你写|嗯+|呃|额|哦|那个|那就|就是|我们?家(?=的?(?:店|名|公司|招牌|执照)|叫|是)|我们?(?!家)(?:店|公司|单位)?(?:这边|这里)?的?|咱们?(?:家|店)?的?|本店|小店|本单位|单位|这家|店铺?的?名字?|店名就?|(?:店招|门头|招牌)上?(?:写的)?|名字|字号|公司名?称?[呀嘛呢]?|公司全称|全名|抬头|户名|企业名称|经营者名称|单位名称|名称|"
    r"(?:营业)?执照(?:上(?!海))?(?:面)?(?:的|写的|印的|登记的?)?(?:名字|名称|全称)?|执照|全称|平台|店铺|叫做?|取名|起名|改名叫?|就叫|打算叫|准备叫|想叫|要叫|是|为|写的?|填|大概|可能|应该|嘛|呢|就|[\s:：,，]"
)
_LEAD: Final = re.compile(rf"^(?:{_FRAME})+(?=\S{{2,}})")
#: Something somebody says about a name, not the name: 「店名叫…」 in the middle.
_CALLED: Final = re.compile(
    r"(?:店名|字号|名字|名称|全称|执照(?:上(?!海))?(?:写|印|登记)?的?|公司|改名|店|招牌)(?:现在)?(?:就|打算|准备|想|要)?(?:叫做?|是|为|改为|改成|取名叫?)(?!什么|啥)(?P<name>[^,，。;；!！?？]{2,40})$"
)
_TAIL: Final = re.compile(
    r"(?:(?<!果汁)(?<!酒)(?<!书)(?<!网)(?<!水)吧|呢|了|谢谢您?|麻烦了?|这个名字|就这个|就这几个字|就这样|行了|就行|就好|地址.*|[\s,，。.!！])+$"
)
_PAREN: Final = str.maketrans("()", "（）")
_NOT_NAMES: Final = frozenset(
    "没有 不知道 不清楚 还没想好 没想好 还没起 待定 随便 再说 等会儿 等下 一样 同上 是的 好的 可以 对 不是 没 无 有 是 嗯 好 名字 店名 公司 个体户 个体工商户 食堂 便利店 奶茶店 面馆 饭店".split()
)
_NO_NAME: Final = re.compile(
    r"^也?(?:[改换变])(?:[改换变]|一[改换变]|一下)?了?$|^(?:我们?|就|都)*自己(?:有|[洗做弄送带洗烧](?!.{2,}店))|从.{1,10}(?:变|改|换|加|减)[成为到]|.(?:拿掉|去掉|删掉|撤掉|取消掉)$|^(?:并?不算|并?不是|算不上|不加盟|没加盟)|(?:一个|的)[\u3400-\u9fff]{0,3}(?:老板|老乡|亲戚|朋友)$|(?<!某)某(?!某)|(?<=.)(?:隔壁|旁边|对面|附近|对过)$|一[家个爿](?:叫|开).*的(?:公司|店|馆)$|没有?(?:公司|单位|店)|^没(?:注册|办|开|领)|[几多]家$|不止一|^只有|是个体户?$|没(?:有)?(?:起|取|弄)?过?(?:字号|店名|招牌)|没(?:起|取)过?名|(?:全称|全名|名字)(?:我|等我)?(?:再|去)?(?:查|看|问|翻)|没批|没下来|[说讲]不清|(?:自己|本人|我)的(?:名字|姓名)$|信用代码|拍给|^(?:对|是|好|行|嗯|可以|没错|有)(?:的|啊|呀|了)*$|[少多漏](?:打|写)了|打错|写错|合伙开|一起开|合开|吗.{0,3}$|^等.{0,2}我|^在.{1,8}(?:那|这|手)(?:里|边|儿|上)?$|^(?:和|跟|同|与|就).{1,12}(?:一样|一致|相同|同名)的?$|没.{0,3}清楚|.(?:或者|要么|还是叫).|^(?:有限责任公司|有限公司|公司)$|"
    r"^(?:还|还在|还要)?没?(?:有|想好|取|起|定|办|拿到|下来|确定|注册)(?:好|名字?|下来|的|呢|名)*$|[吗?？]$|(?<!饿了)么$|什么名字|怎么起|^(?:上海)?某某(?:公司|店)$|拍照|发你|等会|待会|回头|晚点|没想好|核名|核准|审核|随便|行不行|差不多|不晓得|不知道|哪里?(?:晓得|知道|记得)|叫啥|叫什么|取名|哪家|哪个|什么(?!都)|备选|核下来|^等(?=我|他|她|老)|问(?:他|她)|^(?:关掉?|退出|停|结束|走了?|撤|取消)了?$|[得要去]问|问问|(?:一个|同一个|一样的?|同样的?)(?:名字?|店名|牌子)$|(?:两|俩|二|三|几)(?:块|个|种)(?:牌子|名字|店名)|不告诉|看执照|记不得|忘了|"
    r"^(?:老板|法人|店长|我)(?:叫|是)|^(?:我|咱|我们)?(?:想|要|开了?|打算开|准备开)(?:一?[个家间])|^一?[家个间](?:小|大)?[\u3400-\u9fff]{2,3}店?$|^[0-9A-Z]{15,}$"
)
#: 「…有限公司（合同上的名字）」, 「…那个，全称我查下」: said about the name.
_SAID_OF_IT: Final = re.compile(
    r"(?<=.)[（(][^（()）]*(?:名字|名称|上面?的|写的)[^（()）]*[)）]$|(?<=[\u3400-\u9fff]{2})那[个家](?=[,，])"
)
#: Several names, of which none is told as the one.
_SEVERAL: Final = re.compile(r"一[家个]叫.*一[家个]叫|(?:公司|店|馆)(?:和|跟|还有|以及)[^,，]{2,30}(?:公司|店|馆)$")
#: 「我要办的不是奶茶，是小超市」: what is to be opened, not what it is called.
_ANOTHER_MATTER: Final = re.compile(r"我们?(?:想|要)?[要办开]的(?:可?不是|其?实?是)")
_DOUBT: Final = re.compile(r"[（(]原|大概|可能|应该|好像|没想好|也许|暂定|暂时|没定")
#: 「原来叫…现在叫…」: the later name counts.
_RENAMED: Final = re.compile(
    r"^.{4,40}?(?:公司|店|馆|部)(?:改名|更名)(?:为|成|叫)?(?P<after>.{4,40}?)了?$|(?:原来|原先|以前|之前|本来)(?:是|叫)?.{2,40}?[,，]?(?:现在|后来|如今|今年)(?:改)?(?:叫做?|成|为|是)(?P<name>.{2,40})$"
)


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The name itself, 2 to 100 characters, brackets in full width; words that lead in and trail off are taken off, quotes too."""
    said = phrase.original
    phrase = _before_particles(Phrase(_SAID_OF_IT.sub("", phrase.original), _SAID_OF_IT.sub("", phrase.text)))
    core = _name(_IN_PIECES.sub(lambda match: match[0].replace("、", ""), _GOES_ON.sub("", phrase.original)))
    if _SEVERAL.search(phrase.text) is not None or _ANOTHER_MATTER.match(phrase.text) is not None:
        return unreadable("company_name", phrase, accepted=_ACCEPTED)
    if core in _NOT_NAMES or _NO_NAME.search(core) or (_NO_NAME.search(phrase.text) and not FIRM.search(core)):
        return unreadable("company_name", phrase, accepted=_ACCEPTED)
    if any(one.search(words) for one in (_POINTED_AT, _PLACE_ONLY) for words in (core, phrase.text)) and not re.search(
        rf"{LEGAL}", core
    ):
        return unreadable("company_name", phrase, accepted=_ACCEPTED)
    if not FIRM.search(core) and (
        _SENTENCE.search(core) or (_TALK.search(core) and not _CALLED_SO.search(phrase.text))
    ):
        return unreadable("company_name", phrase, accepted=_ACCEPTED)
    if _SOMEBODY.match(core) is not None and not FIRM.search(core):
        return unreadable("company_name", phrase, accepted=_ACCEPTED)
    if not 2 <= len(core) <= 100:
        return refused("company_name.length", phrase, accepted="2 到 100 个字")
    if not re.search(r"[\u3400-\u9fffA-Za-z]", core) or re.search(r"[<>{}\\|^`;=]", core):
        return unreadable("company_name", phrase, accepted=_ACCEPTED)
    rough = (
        _DOUBT.search(phrase.text.replace(core, "")) is not None
        or _TALK.search(core) is not None
        or _cut_short(core, said)
    )
    return Value(core.translate(_PAREN) if re.search(r"[\u3400-\u9fff]", core) else core, approx=rough)


#: Laughter behind a name that ends as one: 「阿婆奶茶店哈哈」.
_LAUGHTER: Final = re.compile(r"(?<=[^哈])哈{2,}$")


def _before_particles(phrase: Phrase) -> Phrase:
    """The phrase without the particles that end it."""
    bare = name_before_particles(phrase.original)
    firm = _LAUGHTER.sub("", bare)
    bare = firm if FIRM.search(firm) is not None else bare
    return Phrase(bare, phrase.text[: len(bare)])


def _cut_short(core: str, text: str) -> bool:
    """Whether the 了 or the particle that was taken off may be the name's own: 「店名是饿坏了」, 「叫咖啡哦」."""
    renamed = _NOW.search(text) is not None
    gone = text.endswith(f"{core}了") and not renamed and not FIRM.search(core)
    return gone or may_end_in_particle(core, text)


#: A shop that is pointed at and not named, and where a shop lies.
_POINTED_AT: Final = re.compile(
    r"^(?:就|是|在|我们?|咱们?|开在)*(?:[\u3400-\u9fff]{0,6}(?:街|路|巷|弄堂|村|桥|转角|门)口|隔壁|对面|对过|楼[上下]|转角|边上|旁边|菜场里?)?的?(?:那|这|一)(?:家|爿|个|间).*(?:店|馆|铺|摊|的)$"
    r"|(?<!叫)[那这][家个间爿][\u3400-\u9fff]{0,6}(?:店|馆|铺|摊|食堂)$|(?:卖|做|开|烧).{1,6}的$"
    r"|^(?:隔壁|对面|对过|楼[上下]|街口|路口|弄堂口|转角)的?[\u3400-\u9fff]{1,4}$"
)
_PLACE_ONLY: Final = re.compile(
    rf"(?:路|街|大道|公路|弄)[{NUMERAL}]+(?:弄|号)(?:(?!{LEGAL}|店|馆|坊|铺子|食堂|超市|吧|屋|部).)*$|^[^路街]{{0,12}}(?:路|街)[{NUMERAL}]+号?$"
)
#: A clause about a former name.
_FORMER: Final = re.compile(r"以前|原来|原先|之前|本来|老(?:名字|招牌|店名)|旧(?:名|店名)|曾用名|早先|老早")
_NOW: Final = re.compile(r"现在|如今|后来|改|换|变更|更名")
_CALLED_SO: Final = re.compile(r"叫|店名|字号|名字|名称")
#: Clauses, or a sentence about somebody: no name.
_SENTENCE: Final = re.compile(r"[,，。;；嘛呢]|^(?:我|你|您|他|她)(?!家)")
#: Words of talk that no name begins with or is made of; then it is asked back.
_TALK: Final = re.compile(
    r"^[我在从给]|我们|你|您|他们|她|咱|阿拉|那家|这家|一直|就是|开了|开的|拿货|哪|的时候|因为|所以|但是|不过|反正|晓得|其实"
)


def _name(text: str) -> str:
    """The part of the words that is the name: quoted, called so, a clause that ends as a firm's name does, or all of it."""
    renamed = _RENAMED.search(text)
    if renamed is not None:
        after = renamed["name"] or renamed["after"]
        return firm_in(after) or _bare(after)
    quoted = re.fullmatch(r"[^,，]*?[「『“\"《](?P<name>[^「」『』“”\"《》]{2,100})[」』”\"》].{0,4}", text)
    if quoted is not None:
        return quoted["name"]
    clauses = _clauses(text)
    kept = [one for one in clauses if not any(about.search(one) for about in (_BESIDE, _SPELT))]
    kept = [one for one in kept if not _FORMER.search(one) or _NOW.search(one)] or kept
    if kept and len(kept) < len(clauses):
        clauses, text = kept, "，".join(kept)
    called = _JUST_CALLED.fullmatch(clauses[-1]) if len(clauses) > 1 else None
    if called is not None and any(_bare(one) in called["name"] for one in clauses[:-1]):
        return _bare(called["name"])  # 「雪莲洗涤，就叫上海雪莲洗涤服务社」
    if len(clauses) > 1 and _EXPLAINS.search(clauses[-1]) and not FIRM.search(_bare(clauses[-1])):
        clauses, text = clauses[:-1], "，".join(clauses[:-1])
    firms = [name for one in clauses if (name := firm_in(_bare(one)) or firm_in(one)) is not None]
    if firms:
        return firms[-1]
    return _of_clauses(clauses, text)


_JUST_CALLED: Final = re.compile(r"(?:就|现在|所以|名)*叫做?(?!什么|啥|我|你|他)(?P<name>[^,，。;；!！?？]{2,20})$")
#: A name told in two: 「上海快乐番茄，后面是餐饮有限公司」.
_GOES_ON: Final = re.compile(
    rf"[,，\s]+(?:后面|后头|然后|接着|再加)(?:就)?(?:是|加|写)?(?=[\u3400-\u9fff]{{0,10}}(?:{LEGAL}|店|馆)$)"
)
#: A name read out piece by piece: 「上海、听澜、酒店管理、有限公司」.
_IN_PIECES: Final = re.compile(rf"[\u3400-\u9fff]{{2,6}}(?:、[\u3400-\u9fff]{{2,8}})+、{LEGAL}")
#: A person, told with what he is.
_SOMEBODY: Final = re.compile(rf"(?:老板娘?|法人|店长|负责人|经理)[{''.join(sorted(SURNAMES))}][\u3400-\u9fff]{{1,2}}$")
#: A name as the register has it, from its place on; a road or district alone is none.
_REGISTERED: Final = re.compile(rf"{PLACES}.{{4,}}(?<![路街镇区道号楼层室])$")


def _of_clauses(clauses: list[str], text: str) -> str:
    """The clause that is the name, where no firm is named in full."""
    if len(clauses) < 2:
        return _bare(clauses[0] if clauses else text)
    placed = [one for one in clauses if _REGISTERED.match(_bare(one)) is not None]
    if len(placed) == 1 and len([one for one in clauses if FIRM.search(_bare(one)) and len(_bare(one)) > 3]) <= 1:
        return _bare(placed[0])
    called = [match["name"] for one in clauses if (match := _CALLED.search(one) or _JUST_CALLED.match(one)) is not None]
    shops = [one for one in clauses if FIRM.search(_bare(one))]
    if called:
        return _bare(called[-1])
    if _DOUBT.search(clauses[0]):
        return _bare(clauses[-1])
    if shops:
        return _bare(shops[-1])
    return _bare(text if len(clauses) > 2 else clauses[0] if _EXPLAINS.search(clauses[1]) else text)


def _clauses(text: str) -> list[str]:
    """The words cut at punctuation and at pauses; one name cut up by spaces (杨浦区 小马哥 烧烤店) is one clause."""
    found: list[str] = []
    for part in re.split(r"[,，。;；!！:：]|…+|\.{3,}", text):
        pieces = [one for one in part.split() if re.fullmatch(f"(?:{_FRAME})+", one) is None]
        if _is_one_name(pieces):
            found.append("".join(pieces))
        else:
            found += [
                one.strip()
                for one in re.split(r"(?<=[\u3400-\u9fff]{2})\s+(?=[\u3400-\u9fff]{2})", part)
                if one.strip()
            ]
    return found


def _is_one_name(pieces: list[str]) -> bool:
    """Whether pieces set apart by spaces are one name: none is talk, the last one ends it, and no second name begins."""
    if len(pieces) < 2 or not all(re.fullmatch(r"[\u3400-\u9fff（）()·]+", one) for one in pieces):
        return False
    first = _LEAD.sub("", pieces[0])
    if any(re.search(r"[我你他她的了是叫写]|执照|招牌|店名", one) for one in (first, *pieces[1:])):
        return False
    branch = re.search(r"(?:分公司|分店)$", pieces[-1]) is not None
    placed = re.match(PLACES, first) is not None
    if not branch and any(FIRM.search(one) for one in pieces[:-1]) and not placed:
        return False
    if any(re.search(f"{LEGAL}$", one) for one in pieces[:-1]) and not branch:
        return False
    again = any(
        re.match(PLACES, one) and not re.fullmatch(rf"(?:{PLACES}市?)+", first + "".join(pieces[1:at]))
        for at, one in enumerate(pieces[1:], 1)
    )
    return FIRM.search(pieces[-1]) is not None and (branch or not again)


#: A clause that tells something else of the firm.
_BESIDE: Final = re.compile(
    r"没有?[^,，]{0,4}(?:分公司|公司|店)$|^(?:类型|性质|住所|地址|法人|法定代表人|经营范围|成立|注册资本|统一社会信用代码|信用代码)"
)
#: How a character of the name is written.
_SPELT: Final = re.compile(r".字旁|草字头|三点水|单人旁|提手旁|.的那个.|那个.$|.是.{1,4}的.")
#: 「知识的知」, 「谢谢」: a remark behind the name.
_EXPLAINS: Final = re.compile(r".的.$|谢谢|麻烦|^(?:就|我|是|都|这)|的$")


def _bare(text: str) -> str:
    """The words without what leads in and trails off, quotes and brackets of quotation."""
    bare = _LEAD.sub("", text)
    for _ in range(2):
        bare = _TAIL.sub("", name_before_particles(bare))
    return bare.strip("「」『』“”\"'《》")
