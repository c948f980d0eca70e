"""In the middle of one scenario: 「不开奶茶店了，想开面馆」."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.commands import ChooseScenario, Command, Switch

from .matters import matter_of
from .message import Message
from .router import Routing
from .scene import Scene

#: Longest message that may change the scenario; a longer one tells something else.
_LONGEST: Final = 40
#: Score from which a scenario that stands out is meant, and how much likelier than the next it must be.
_LIKELY: Final = 0.6
_TIMES: Final = 1.5
_INTENT: Final = re.compile(
    r"^(?:我|我们|那|还是|要不|,| )*先(?:把)?(?:办|弄|搞)?[^,，]{1,8}(?:店|馆|吧|厅|房|的)?(?:许可)?证(?:先)?(?:办|弄|搞)?(?:好了|了|吧|算了|再说)|^[^,，]{1,8}(?:店|馆|的)的?(?:许可)?证先(?:办|弄|搞)|"
    r"不(?:想|打算|准备)?(?:再)?(?:开|做|办|卖)[^,]{1,12}了|^(?:先|暂时)?不(?:弄|办|填|搞|做)(?:这个|了|这家)|^(?:换一件|换个事|换件事|另外一件)"
    r"|^(?:我|我们|那|还是|现在|突然|又|,| )*(?:想|要|改|换|打算|准备|决定|还是)+(?:改|换)?(?:开|做|办|成)(?:成|一家|一个|个|家|间)?"
    r"|^(?:改|换)(?:成|开|做|办)(?:一家|一个|个|家)?"
    r"|要办的(?:其实)?不是[^,]{1,8}[, ]*(?:而)?是|换那个(?:办|弄)|其实是?(?:要|想|来)(?:给|帮)?[^,]{0,6}(?:办|弄)(?!好|完)|(?:改|换)主意|走错门|换成[^,]{0,4}(?:店|馆|铺|厅)|是要开|想开[^,]{1,8}(?:店|馆|铺|厅)(?:了|$)"
    r"|(?:其实|原来|本来)?(?:我|我们)?(?:想|要)开的(?:是|其实是)|(?:想|要|打算)?改开|换成?开|(?:我家|我们|我)(?:是|要)?(?:做|开|卖)[^,]{1,8}的.*不是|(?:我|我们)?(?:弄|搞|做|开|卖|办)的(?:其实)?是[^,]{1,8}[, ]*不是|不是我要的|不做[^,]{1,8}了,?(?:改)?(?:做|开)个?"
)


#: Another shop or matter, whether it can be done here or not: 「换成开水果店的」.
_OTHER: Final = re.compile(
    r"(?:(?:换成?|改成?|是要|想改|要改)(?:要|想)?(?:开|办)|(?:要|想)(?:办|开)的是|不是我要的[ ,，]*(?:我|我们)?(?:想|要)开|(?:搞|弄|办|点|走)错了?[ ,，]*(?:我|我们|我家)?(?:是|要|想)?(?:办|开|做|卖))(?:个|一家|家)?"
    r"[^,;。]{0,8}(?:店|馆|铺子?|厅|院|房|坊|食堂|摊|酒吧|网吧|公司)(?:的|了|吧)*(?:$|[ ,，])"
)


#: What is not wanted any more; the router would find it as well.
_LEFT: Final = re.compile(
    r"[, ]*(?:而)?不是(?:做|开|卖|弄)?[^, ]{1,8}$|^(?:我|我们)?(?:先|暂时)?不(?:想|打算|准备)?(?:再)?(?:开|做|办|卖|弄|搞|填)[^, ]{1,12}了[, ]*"
)

#: What is wanted of a permit: said once more where a yes or a no was asked, it is neither.
_OF_PERMIT: Final = re.compile(
    r"^(?:我们?|就是?|,| )*(?:想|要|是来|来)+(?:把|给|办理?|申请|做)?[^,]{0,8}(?:变更|延续|续期|续证|换证|补办|补证|注销)"
)


def leaves(scene: Scene) -> bool:
    """Whether the message asks for another matter that no scenario is sure to be."""
    return len(scene.message.core) <= _LONGEST and _OTHER.search(scene.message.folded.strip()) is not None


def _stands_out(routing: Routing) -> bool:
    """Whether one scenario is far likelier than the next; enough for somebody who says that it is not this one."""
    best, *others = routing.candidates
    return best.score >= _LIKELY and (not others or best.score >= _TIMES * others[0].score)


def switching(scene: Scene) -> Command | None:
    """The command when the message surely asks for a scenario, else None."""
    if len(scene.message.core) > _LONGEST or not _asks_for_matter(scene):
        return None
    again = _of_same_permit(scene)
    if again is not None:
        return Switch(again)
    routing = scene.indexes.router.route(Message.of(_LEFT.sub("", scene.message.folded)))
    if not routing.candidates or not (routing.sure or _stands_out(routing)):
        return None
    scenario = routing.candidates[0].scenario
    return ChooseScenario(scenario) if scenario == scene.asking.scenario else Switch(scenario)


#: 「不补了，我要关店，注销」: this matter is left for another one of the same permit.
_INSTEAD: Final = re.compile(
    r"^(?:那|算了|还是|我们?|[ ,，])*不(?:想|要|用)?(?:补办?|改|变更|续|延续?|换|注销|销)(?:证)?了[ ,，]*(?:我|我们|直接|还是|就|现在|想|要|改|[ ,，])*(?P<rest>.+)$"
)


def _of_same_permit(scene: Scene) -> str | None:
    """The scenario that does the other matter with the permit this one is about; None where the words ask for none."""
    left = _INSTEAD.match(scene.message.folded)
    matter = matter_of(left["rest"]) if left is not None else None
    if matter is None or scene.release is None:
        return None
    continued = set(scene.release.scenario.continues)
    fitting = [
        one.scenario.id
        for one in scene.indexes.catalog.current.values()
        if continued & set(one.scenario.continues)
        and one.scenario.assume.get("application_type") == matter
        and one.scenario.id != scene.asking.scenario
    ]
    return fitting[0] if len(fitting) == 1 else None


def _asks_for_matter(scene: Scene) -> bool:
    """Whether the words ask for a matter to be done, whichever that is."""
    said, fact = scene.message.folded.strip(), scene.asking.fact
    if _INTENT.search(said) is not None or _INSTEAD.match(said) is not None:
        return True
    return fact is not None and fact.kind == "boolean" and _OF_PERMIT.search(said) is not None
