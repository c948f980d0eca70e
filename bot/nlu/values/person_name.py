"""Names of persons: 张伟, 欧阳娜娜, 迪丽热巴·迪力木拉提; not 老板, 我, 张先生."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .phrase import ChoiceOption, Phrase, refused, unreadable

_SURNAMES: Final = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫佟覃代付涂尧岳仝亓苑鹿侍"
)
_DOUBLE: Final = frozenset(
    "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 夏侯 端木 独孤 南宫 西门 轩辕 百里 呼延 东郭 万俟 闻人 淳于 单于 太叔 申屠 仲孙 钟离 澹台 公冶 宗政 濮阳 赫连 司空 亓官 鲜于 闾丘 第五 拓跋 完颜 纳兰 叶赫".split()
)
_LEAD: Final = re.compile(
    r"^(?:嗯+|呃|那个|就是|就|我|他|她|老板|店长|负责人|法人代表|法定代表人|法人|经营者|联系人|安全员|管理员|食品安全员|食品安全总监|代理人|姓名|名字|大名|全名|本人|叫做?|名叫|是|为|写|填|找|联系|的|[\s:：,，])+(?=\S{2,})"
)
_TAIL: Final = re.compile(r"(?:先生|女士|小姐|同志|师傅|老师|经理|店长|老板|吧|啊|呢|哈|的|这个名字|[\s,，。.])+$")
_NOT_NAMES: Final = frozenset(
    "老板 老板娘 店长 经理 法人 负责人 本人 自己 我们 他们 老公 老婆 爸爸 妈妈 同事 员工 没有 没人 不知道 不清楚 还没 暂时 待定 随便 都行 可以 同上 一样 我自己 厨师 安全员 师傅 朋友 合伙人 谁".split()
)
_POSSIBLE: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ebef]{2,4}")
_ETHNIC: Final = re.compile(r"[\u3400-\u9fff]{1,12}(?:·[\u3400-\u9fff]{1,12}){1,3}")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z.'\-]*(?: [A-Za-z][A-Za-z.'\-]*){1,4}")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """A person's name in its own characters; forms of address are taken off, descriptions refused."""
    original = (
        re.sub(r"[•‧∙・.．]", "·", phrase.original)
        if re.search(r"[\u3400-\u9fff]", phrase.original)
        else phrase.original
    )
    core = _strip(original)
    if core in _NOT_NAMES or re.search(r"[吗么?？]$|谁|什么", phrase.text):
        return unreadable("person_name", phrase, accepted="张伟")
    if _LATIN.fullmatch(core) or _ETHNIC.fullmatch(core):
        return Value(core)
    if not _POSSIBLE.fullmatch(core):
        if re.fullmatch(r"[\u3400-\u9fff]", core) and core != "我":
            return refused("person_name.surname_only", phrase, accepted="张伟")
        return unreadable("person_name", phrase, accepted="张伟")
    simplified = Phrase.of(core).text
    if simplified[0] not in _SURNAMES and simplified[:2] not in _DOUBLE:
        return unreadable("person_name", phrase, accepted="张伟")
    if simplified in _DOUBLE:
        return refused("person_name.surname_only", phrase, accepted="张伟")
    return Value(core)


def _strip(text: str) -> str:
    """The words without what leads in and trails off; never down to nothing."""
    core = text
    if not _looks_named(core):
        core = _LEAD.sub("", core)
    bare = _TAIL.sub("", core)
    return bare if bare else core


def _looks_named(text: str) -> bool:
    """A short text that begins with a surname is a name as it stands (于是, 时为 are rare; 那英 is not)."""
    return 2 <= len(text) <= 3 and text[0] in _SURNAMES and not text.startswith(("就是", "那个"))
