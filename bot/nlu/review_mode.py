"""Reading while the finished application is shown for a last check, and after it was handed in."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.commands import (
    Cancel,
    ChooseScenario,
    Command,
    Correct,
    Rate,
    Reject,
    Smalltalk,
    Status,
    Submit,
    Unknown,
)
from bot.engine.reading import Reading

from .acts import control
from .composing import compose
from .findings import Findings, only
from .folding import fold
from .inquiry import inquiry, is_question
from .lexicon_reader import lexicon
from .listed import list_command
from .message import squash
from .scene import Scene
from .templates import expand, pattern

_GRADES: Final = {
    phrase: int(grade[-1]) for grade, lines in lexicon("grades").items() for line in lines for phrase in expand(line)
}
#: What only means that once an application was handed in: 「怎么样了」, 「快递到哪了」, 「撤件」.
_AFTER: Final[tuple[tuple[Command, re.Pattern[str]], ...]] = tuple(
    (command, re.compile("|".join(pattern(line, {}) for line in lexicon("after")[section])))
    for section, command in (("withdraw", Cancel()), ("status", Status()), ("papers", Status()), ("payment", Status()))
)
#: What stands beside a number that somebody wants looked up.
_LOOKS: Final = re.compile(
    r"(?:请|帮我|帮忙|麻烦|我想|我要|你|给我|查|询|看|问|一|下|这|那|个|件|号|码|编号|收件|受理|申请|我|的|是|到|办|哪|里|步|了|进度|状态|怎么样|吗|没|呢|啊|呀)*"
)
_GRADE: Final = re.compile(r"(?:打|给|评)?(?:你们?|您)?(?P<grade>[1-5一二三四五])(?:分|星|颗星)?")
#: Nothing can be changed any more, and whoever wants to is told so.
_SLIP: Final = re.compile(r"[写填说答选报弄搞打输]错|错了|有误")
#: 「我来补传平面图」, 「还要传材料」: nor can anything be sent any more.
_SENDS: Final = re.compile(
    r"(?:我|我们|我来|那我|现在|想|要|来|还|还有|把|材料|图|照片|文件|图纸|平面图|可以|能|能不能|怎么|在哪|哪里|去哪)*(?:补传|上传|再传|重新传|重传|补交|补材料|传材料|传文件|传照片|传图|发照片|发材料|传一下|补一下材料|补一份材料)"
)
_CHANGE: Final = re.compile(r"改成|改一下|[要想]改|更正|换成")
_HAN: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}


def read_review(scene: Scene) -> Reading:
    """Submit, a correction, a question or a steering phrase. A plain yes submits."""
    command = control(scene.acts)
    if command is not None:
        return only(command)
    if scene.says("yes") or _agrees_to_all(scene):
        return only(Submit())
    if scene.says("no", "none"):
        return only(Reject())
    topics = scene.indexes.talk.find(scene.message.core)
    if topics:
        return only(Smalltalk(topics[0].section))
    listed = list_command(scene)
    if listed is not None:
        return only(listed)
    findings = Findings()
    compose(scene, findings)
    return findings.reading() if findings else only(Unknown())


def _agrees_to_all(scene: Scene) -> bool:
    """「没毛病，交吧」: each clause is a yes, or asks to hand in."""
    found = [scene.indexes.acts.find(squash(one.folded)) for one in scene.whole]
    return bool(found) and all(any(match.section in ("yes", "submit") for match in one) for one in found)


def read_submitted(scene: Scene) -> Reading:
    """Status, a rating, a question, small talk, or the next matter."""
    rated = _grade(scene)
    if rated is not None:
        return only(rated)
    command = said_after(scene) or control(scene.acts)
    if command is not None:
        return only(command)
    topics = scene.indexes.talk.find(scene.message.core)
    if topics:
        return only(Smalltalk(topics[0].section))
    if _SLIP.search(scene.message.folded) or _SENDS.match(scene.message.core):
        return only(Correct(None))
    if scene.whole and is_question(scene, scene.whole[-1]):
        asked = inquiry(scene, scene.message.text.strip())
        return only(Status() if _about_own_matter(scene) else asked)
    if _CHANGE.search(scene.message.folded):
        return only(Correct(None))
    routing = scene.indexes.router.route(scene.message)
    if routing.sure and routing.candidates:
        return only(ChooseScenario(routing.candidates[0].scenario))
    return only(Unknown())


def said_after(scene: Scene) -> Command | None:
    """What the whole message means because the application was handed in; None where it means nothing else by that."""
    known = next((command for command, known in _AFTER if known.fullmatch(scene.message.core)), None)
    return Status() if known is None and _names_its_number(scene) else known


def _names_its_number(scene: Scene) -> bool:
    """「查一下 SH-JA-…」: the message is the number of this very application, with hardly more beside it than a wish to look."""
    core = scene.message.core
    numbers = (squash(fold(one)) for one in scene.asking.references)
    return any(one and one in core and _LOOKS.fullmatch(core.replace(one, "")) is not None for one in numbers)


def _grade(scene: Scene) -> Command | None:
    grade = _GRADES.get(scene.message.core)
    match = _GRADE.fullmatch(scene.message.core) if grade is None else None
    if match is not None:
        grade = _HAN.get(match["grade"]) or int(match["grade"])
    return Rate(grade) if grade is not None else None


def _about_own_matter(scene: Scene) -> bool:
    """「什么时候能批下来」 asks for this application, not for the rules; 「材料寄到哪里」 does ask for them."""
    return re.search(r"我的|我那|批下来|办好|审好|进度|(?<![寄交送])到哪|结果", scene.message.folded) is not None
