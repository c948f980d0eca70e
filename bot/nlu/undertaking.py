"""「这份报告后补行不行」, 「我写承诺」, 「不承诺了」: which way of handing a material in is wanted, and of which one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.engine.commands import Command, Confirm, Reject, SeekUndertaking, Unknown
from bot.engine.forms import Material
from bot.engine.materials import UPLOAD
from bot.engine.undertakings import DEFERRED, PROMISED

from .chosen_of import number_said, within
from .folding import fold
from .lexicon_reader import lexicon
from .message import squash
from .plausible import words_of_question
from .scene import Scene
from .templates import pattern

_ASKS: Final = "吧|了|啊|呀|呢|吗|嘛|么|噻|哈|的|行|行不行|行吗|可以|可以吗|可不可以|可以不|好不好|好吗|成不成|成吗|得行不|得不得行|要得不|行不|行嘛|没问题吧|先办|先受理|给你|给你们"
_SLOTS: Final = {
    "thing": r"(?P<thing>[\u3400-\u9fffa-z0-9]{0,16}?)",
    "some": f"(?:{_ASKS}){{0,3}}",
    "soon": "(?:先|后面|以后|之后|回头|晚点|过几天|过两天|过阵子|都|全|再|我|能|能不能|可以|可不可以){0,3}",
}
#: What is wanted, with the ways to say it; what takes another back comes first, for it names that as well.
_WAYS: Final[Mapping[str, tuple[re.Pattern[str], ...]]] = {
    how: tuple(re.compile(pattern(line, _SLOTS)) for line in lexicon("undertaking")[how])
    for how in (UPLOAD, PROMISED, DEFERRED)
}
_AGREED: Final = re.compile("|".join(pattern(line, {}) for line in lexicon("undertaking")["agreed"]))
#: Without one of these the message is about nothing of the kind.
_SIGN: Final = re.compile("承诺|容缺|欠|缺|补|交|传|缓|签")
_LONGEST: Final = 40
#: Nearness from which words are a known question.
_SAME: Final = 0.85
#: Words that name no material in particular.
_NOTHING: Final = re.compile(
    "(?:这|那|一|几|两|个|份|张|些|样|项|件|种|的|材料|资料|文件|东西|我们?|先|能|可以|把|就|也|都|还|没|有|弄|好|齐|如果|要是|那|缺|少|想|要|用|给|直接|现在|暂时|可不|不|是|话)+"
)
#: What stands behind the name of what is not there yet: 「图还没画完」.
_NOT_YET: Final = frozenset("画做拿办出测来到了完下")
#: What the name of a paper ends with, where it leaves characters out: 「房租」 is no 房屋租赁合同.
_PAPERS: Final = frozenset("告同书图证明单表照案册度件议函")
_OF_MATERIALS: Final = re.compile("材料|资料|文件|[份张]|补|欠|容缺|缺")
#: A yes that agrees to a whole text; 「嗯」 or 「1」 does not.
_PLAINLY: Final = re.compile("同意|承诺|愿意|可以|确认|没问题|签|要得|得行|好|行|对|是|👍|yes|ok")


def read_undertaking(scene: Scene) -> Command | None:
    """What is wanted for a material, or a yes to the text that is shown; None where the message is about something else."""
    asking, core = scene.asking, scene.message.core
    if scene.release is None or asking.handed_in or len(core) > _LONGEST:
        return None
    if asking.act.startswith("which."):
        return _which(scene, asking.act.partition(".")[2])
    if asking.act == "undertake" and (said := _agreed(scene)) is not None:
        return said
    if _SIGN.search(core) is None:
        return None
    for how, lines in _WAYS.items():
        for line in lines:
            match = line.fullmatch(core)
            named = _named(scene, match.groupdict().get("thing") or "") if match is not None else None
            if named is not None:
                return None if _means_else(scene, how, named) or _is_known(scene) else SeekUndertaking(how, named)
    return None


def _agreed(scene: Scene) -> Command | None:
    if _AGREED.fullmatch(scene.message.core) is not None:
        return Confirm()
    if scene.acts and scene.acts[0].section == "yes" and _PLAINLY.search(scene.message.core) is None:
        return Unknown()
    if re.fullmatch("(?:我|还是|算了|那)*不(?:承诺|签|写承诺|写|后补|愿意|愿意承诺)(?:了|吧)*", scene.message.core):
        return Reject()
    return None


def _means_else(scene: Scene, how: str, named: tuple[str, ...]) -> bool:
    """Whether the words are about no material: 「后补」 puts the open question off, 「我承诺」 is a yes where one is asked."""
    fact, core = scene.asking.fact, scene.message.core
    if not named and how != DEFERRED and _was_refused(scene):
        return True
    if how == DEFERRED and not named and _OF_MATERIALS.search(core) is None:
        return True  # 「先不交」: the application itself
    if fact is None or scene.asking.mode not in ("question", "more") or "容缺" in core:
        return False
    if how == PROMISED:
        return not named and (fact.kind == "boolean" or "承诺" in words_of_question(fact))
    if how == UPLOAD:
        return not named and "承诺" in words_of_question(fact)
    asked = words_of_question(fact)
    about_it = any(core[at : at + 2] in asked for at in range(len(core) - 1))
    return about_it or (not named and "材料" not in core)


def _is_known(scene: Scene) -> bool:
    """Whether it is a question that an entry answers: 「备案可以后补吗」."""
    return scene.indexes.knowledge.is_known(scene.message.text, scene.asking.today, _SAME)


def _was_refused(scene: Scene) -> bool:
    """Whether 告知承诺 for the permit as a whole was answered with a no: then that is what the words put right."""
    return any(
        fact.kind == "boolean" and held is not True and any("承诺" in one for one in (fact.label, *fact.names))
        for _, fact, held in scene.given()
    )


def _named(scene: Scene, thing: str) -> tuple[str, ...] | None:
    """The materials that the words may mean; empty where they name none; None where they name something else."""
    start, end = 0, len(thing)
    if (match := _NOTHING.match(thing)) is not None:
        start = match.end()
    while end > start and (thing[end - 1] in _NOT_YET or _NOTHING.fullmatch(thing[end - 1]) is not None):
        end -= 1
    name = thing[start:end]
    if not name:
        return ()
    found = [one for one in _materials(scene) if _is_called(one, name)] or [
        one for one in _materials(scene) if len(name) > 1 and name[-1] in _PAPERS and within(name, _label(one))
    ]
    open_ = [one for one in found if one.mode == UPLOAD]
    return tuple(dict.fromkeys(one.id for one in open_ or found)) or None


def _which(scene: Scene, how: str) -> Command | None:
    """The material that is picked of those put to choice."""
    listed = [one for name in scene.asking.listed for one in _materials(scene) if one.id == name]
    place = number_said(scene.message.core, len(listed))
    if place is not None:
        return SeekUndertaking(how, (listed[place].id,))
    name = _NOTHING.sub("", scene.message.core)
    found = [one for one in listed if len(name) > 1 and within(name, _label(one))]
    return SeekUndertaking(how, (found[0].id,)) if len(found) == 1 else None


def _materials(scene: Scene) -> tuple[Material, ...]:
    forms = scene.release.forms.values() if scene.release is not None else ()
    return tuple(one for form in forms for one in form.materials)


def _label(material: Material) -> str:
    return squash(fold(material.label))


def _is_called(material: Material, name: str) -> bool:
    return len(name) > 1 and name in _label(material)
