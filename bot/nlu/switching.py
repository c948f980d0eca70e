"""In the middle of one scenario: 「不开奶茶店了，想开面馆」."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.commands import ChooseScenario, Command, Switch

from .scene import Scene

#: Longest message that may change the scenario; a longer one tells something else.
_LONGEST: Final = 40
_INTENT: Final = re.compile(
    r"不(?:想|打算|准备)?(?:再)?(?:开|做|办|卖)[^,]{1,12}了"
    r"|^(?:我|我们|那|还是|现在|突然|又|,| )*(?:想|要|改|换|打算|准备|决定|还是)+(?:改|换)?(?:开|做|办|成)(?:成|一家|一个|个|家|间)?"
    r"|^(?:改|换)(?:成|开|做|办)(?:一家|一个|个|家)?"
)


def switching(scene: Scene) -> Command | None:
    """The command when the message surely asks for a scenario, else None."""
    if len(scene.message.core) > _LONGEST or _INTENT.search(scene.message.folded.strip()) is None:
        return None
    routing = scene.indexes.router.route(scene.message)
    if not (routing.sure and routing.candidates):
        return None
    scenario = routing.candidates[0].scenario
    return ChooseScenario(scenario) if scenario == scene.asking.scenario else Switch(scenario)
