"""Particles that end a clause in talk, 「…嘞」, 「…噻」, 「…咯」: they are part of no value, of whatever kind.

For matching, those of dialects are put as the standard language says them, so that no reader need know them; no text changes its
length by that. What keeps the words as they came (a name) is cut before them.
"""

from __future__ import annotations

import re
from typing import Final

#: Said -> what it stands for: 了 where something has come about, 呢 where it goes on, 的, and a mere sound.
_STANDS_FOR: Final = {
    **dict.fromkeys("嘞咯咧勒喽", "了"),
    "哩": "呢",
    **dict.fromkeys("哒滴", "的"),
    **dict.fromkeys("噻撒呗哟唻哉", "啊"),
}
#: Sounds of the standard language that end a clause too; 吧 and 呢 are left to each reader, for they may leave doubt.
_SOUNDS: Final = "啊呀哈哦噢喔嘛啦"
#: 勒 ends names of foreigners (穆勒); a sound said twice is laughter, or part of a name: 笑哈哈.
_END: Final = f"[{''.join(_STANDS_FOR).replace('勒', '')}{_SOUNDS}]"
_CLOSES: Final = re.compile(
    rf"(?<=[\u3400-\u9fff0-9A-Za-z])[{''.join(_STANDS_FOR)}](?=(?:{_END}|[吧呢])*(?:$|[,，。;；!！?？~～…\s]))"
)
#: 「对嘞」 agrees, where 「对了」 alone begins something else.
_AGREES: Final = re.compile(r"(?:(?<=^[对是])|(?<=[,，。;；!！\s][对是]))[嘞咯咧勒喽](?=$|[,，。;；!！~～…\s])")
_SET_APART: Final = re.compile(rf"(?:[\s,，。!！~～]+{_END}+)+[\s,，。!！~～]*$")
_LAST: Final = re.compile(rf"(?:(?P<sound>{_END})(?!(?P=sound))(?<!(?P=sound)(?P=sound)))+$")
#: Characters of a name at least.
_SHORTEST: Final = 2
_SOUND: Final = re.compile("[啊呀哦噢喔嘛]+$")
_ALL: Final = re.compile(rf"(?:{_END}|[\s,，。!！~～])+$")


def in_standard_words(text: str) -> str:
    """The text with the particles of dialects at the ends of its clauses as the standard language has them: 「办好咯」 is 「办好了」, 「对嘞」 「对的」."""
    return _CLOSES.sub(lambda match: _STANDS_FOR[match[0]], _AGREES.sub("的", text))


def without_particles(text: str) -> str:
    """The text of a number or a time without all particles that end it; what is nothing else stays as it is."""
    return _ALL.sub("", text) or text


def without_sounds(text: str) -> str:
    """The text of a choice or a yes or no without the mere sounds that end it; what is nothing else stays as it is."""
    return _SOUND.sub("", text) or text


def name_before_particles(text: str) -> str:
    """The text of a name without the particles that end it; a sound said twice may be the name's own, unless a pause sets it apart."""
    bare = _SET_APART.sub("", text) or text
    rest = _LAST.sub("", bare)
    return rest if len(rest) >= _SHORTEST else bare
