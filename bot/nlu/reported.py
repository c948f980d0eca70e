"""What somebody reports who should know: 「招商经理说有，编码也发我了」, 「房东讲有五十来个平方」. It is taken, to be confirmed."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.values import Value

from .asked import read_asked
from .fact_reader import OPEN_KINDS, Found
from .findings import Findings
from .scene import Scene
from .worded import rough

#: Who lets, manages or advises the shop, and what they say of it; what they forbid is no answer.
_REPORTED: Final = re.compile(
    r"(?:我们?)?(?:物业|商场|房东|中介|招商(?:经理|的)?|总部(?:的人)?|经理|会计|设计师|督导|师傅)[^,，不]{0,4}(?:说|讲)(?:是|的是|他们?|我们?)?(?=.)"
)
_FORBIDS: Final = re.compile(r"不(?:让|许|准|同意|可以|能)")


def reported_in(scene: Scene, findings: Findings) -> None:
    """Notes what is reported of the thing asked for, to be confirmed, where the words after it are an answer."""
    fact = scene.asking.fact
    lead = _REPORTED.match(scene.message.text.strip())
    if fact is None or fact.kind in OPEN_KINDS or lead is None or _FORBIDS.search(scene.message.folded) is not None:
        return
    said = scene.message.text.strip()[lead.end() :]
    found: Found = read_asked(scene, fact, said)
    if isinstance(found.value, Value):
        findings.answers.clear()
        findings.answer(None, rough(found), said)
        findings.mention(scene.asking.address, rough(found), 0, len(scene.message.text), said)
