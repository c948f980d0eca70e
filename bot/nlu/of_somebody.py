"""What a person has one of, put right without saying whose it is: 「名字打错 周健平」, 「学历选错了」."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.address import Address

from .clauses import Clause
from .relatives import is_called, near
from .scene import Scene

_OF_SOMEBODY: Final = re.compile(
    r"^(?:[他她]的?|刚才的?|上面的?|前面的?|那个)*(?P<what>名字|姓名|电话号码|电话|手机号码?|手机|号码|学历|职务|民族|性别|资格|编号)"
)
_CALLED_KINDS: Final = {
    "名字": "person_name",
    "姓名": "person_name",
    **dict.fromkeys(("电话号码", "电话", "手机号码", "手机号", "手机", "号码"), "mobile"),
}


def called_alike(scene: Scene, clause: Clause) -> Address | None:
    """「名字打错 周健平」: what goes by that name of the person or thing that was talked of last."""
    called = _OF_SOMEBODY.match(clause.folded)
    if called is None:
        return None
    given = [one for one in near(scene) if one.key in scene.asking.held]
    kind = _CALLED_KINDS.get(called["what"])
    fitting = [
        one
        for one in given
        if (fact := scene.fact_at(one)) is not None
        and (fact.kind == kind or (kind is None and is_called(fact, called["what"])))
    ]
    last = scene.asking.last
    same = [one for one in fitting if last is not None and one.fact.rpartition(".")[0] == last.fact.rpartition(".")[0]]
    return same[0] if len(same) == 1 else fitting[0] if len(fitting) == 1 else None
