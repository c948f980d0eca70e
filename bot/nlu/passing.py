"""What somebody does with the conversation without saying it in a set phrase: 「我先吃个饭，保存一下别丢了」 pauses."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.commands import Command, Smalltalk

from .acts import CONTROLS
from .lexicon_reader import lexicon
from .templates import pattern

#: Sections of the lexicon -> what they do.
_ACTS: Final[dict[str, Command]] = {
    **{
        section: CONTROLS[section]
        for section in ("explain", "human", "restart", "undo", "cancel", "pause", "resume", "back", "status", "summary")
    },
    **{topic: Smalltalk(topic) for topic in ("emergency", "abuse")},
}
#: No single character of these sections counts beside a value: they are about the conversation only.
_PATTERNS: Final = tuple(
    (section, re.compile("|".join(pattern(line, {"some": r"[^,;。!?]{0,6}?"}) for line in lines)))
    for section, lines in lexicon("passing").items()
    if section in _ACTS
)
_TALK: Final = tuple(
    (section.removeprefix("talk."), re.compile("|".join(pattern(line, {"some": r"[^,;。!?]{0,6}?"}) for line in lines)))
    for section, lines in lexicon("passing").items()
    if section.startswith("talk.")
)


#: 回 that goes nowhere: 回乡证.
_NO_WAY_BACK: Final = re.compile(r"回(?:乡证?|头客|民|族|迁)")
#: 「房子是我爸妈的」, 「他妈管账」: mothers, and no curse.
_MOTHERS: Final = re.compile(r"[我爸你她咱丈]妈妈?的?|他妈(?!的)")
#: How far the builders are, and where one has to go: nothing about the application.
_OTHER_THINGS: Final = re.compile(r"(?:装修|工程|施工|物业|装潢|基建)的?进度|到哪里?(?=去|办|领|拿|做|买|交|找|体检)")
_ASKS_OF_PERMIT: Final = re.compile(
    r"(?:要不要|是不是要|要|得|需要|用)(?:再|全部|都)?重新[办批申][^,;。]{0,6}(?:吗|么|伐|不|嘛|$)|要不要重新"
)


#: 「不好意思，那边好像归长宁的」 says more than sorry.
_APOLOGY: Final = re.compile(r"(?:不好意思|对不起|抱歉)[啊呀哦,; ]*")
_SHORT: Final = 6
#: 「看生意好坏再说」 puts the question off.
_DEPENDS: Final = re.compile(r"看[^,;。]{2,8}再(?:说|定|讲)")


def small_talk(folded: str) -> Command | None:
    """Thanks, greetings and chat that no set phrase catches; only for words that are nothing else."""
    if _DEPENDS.search(folded) is not None:
        return None
    told = _APOLOGY.sub("", folded)
    folded = told if len(told) > _SHORT else folded
    return next((Smalltalk(topic) for topic, expression in _TALK if expression.search(folded) is not None), None)


def in_passing(folded: str) -> Command | None:
    """The command that words inside the message ask for, or None."""
    said = _OTHER_THINGS.sub("", _MOTHERS.sub("", _NO_WAY_BACK.sub("", folded)))
    section = next((section for section, expression in _PATTERNS if expression.search(said) is not None), None)
    if section == "restart" and _ASKS_OF_PERMIT.search(said) is not None:
        return None  # 「证要重新办吗」 asks for the rules
    return _ACTS[section] if section is not None else None
