"""An earlier question taken up in the middle of a message, and answered anew: 「机器不放。网上那个再补个美团」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.engine.address import Address
from bot.engine.values import Json, Value

from .clauses import Clause
from .fact_reader import Found
from .findings import Findings
from .scene import Scene
from .told_again import CHOSEN, another_value, is_topic

#: 「奖品那个我改主意了」, 「进口的那个我搞错了」, 「池水那题点错了」.
_TOPIC: Final = re.compile(
    r"^(?:[哦噢啊嗯欸诶]|对了|那个|还有|前面|刚才|上面|[ ,，])*(?P<topic>[^,，;；。 ]{1,8}?)的?(?:那个|那道?题|那(?:一?项|一?块)|这题)"
    r"(?:我|我们)?(?:(?:改|换)了?主意了?|(?:搞|弄|选|填|点|说|答|按)错了?|不对)?[ ,，]*"
)
#: 「等下等下，摄像头还没装」: the answer given last.
_HOLD_ON: Final = re.compile(r"(?:等下|等等|等一下|慢着|不对){2,}")


def taken_up(scene: Scene, clauses: list[Clause], findings: Findings) -> list[Clause]:
    """The clauses before the one that takes up an earlier question; its new answer is among the findings. All, where none does."""
    if scene.asking.mode == "confirm":
        return clauses
    for at, clause in enumerate(clauses):
        for address, start in _meant(scene, clause):
            words = [scene.message.text[max(one.start, start) : one.end].strip() for one in clauses[at:]]
            value = _new(scene, address, [one for one in reversed(words) if one])
            if value is not None:
                found, said = Found(Value(value)), scene.message.text[clause.start : clauses[-1].end].strip()
                findings.correct(address, found, said)
                findings.mention(address, found, clause.start, clauses[-1].end, said)
                return clauses[:at]
    return clauses


def _meant(scene: Scene, clause: Clause) -> Iterator[tuple[Address, int]]:
    """The earlier answers that the clause may take up, with where what is said of them begins."""
    last = scene.asking.last
    if _HOLD_ON.fullmatch(clause.folded) and last is not None and last.key in scene.asking.held:
        yield last, clause.end
        return
    topic = _TOPIC.match(clause.folded)
    if topic is None:
        return
    for address, fact, _ in scene.given():
        if fact.kind in CHOSEN and address != scene.asking.address and is_topic(scene, topic["topic"], fact):
            yield address, clause.start + topic.end()


def _new(scene: Scene, address: Address, words: list[str]) -> Json:
    """Another value than the one that is held, told by one of the clauses alone."""
    fact, held = scene.fact_at(address), scene.asking.held.get(address.key)
    if fact is None or fact.kind not in CHOSEN:
        return None
    found = (another_value(scene, fact, held, one) for one in words)
    return next((one for one in found if one is not None), None)
