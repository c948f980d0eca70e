"""A reply that is one of the offered choices, or several of them, word for word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.engine.commands import Answer
from bot.engine.values import Json, Value

from .folding import folded_names
from .message import squash
from .scene import Scene

#: Around a name: 「嗯办好了呀」, 「办了办了」.
_PARTICLES: Final = re.compile(
    r"^(?:嗯+|哦|噢|喏|呃|那|就|当然|早就|已经|都已经)|(?:呀|啊|哦|呢|吧|哈|嘛|啦|咯|喽|嗯|哟|哎)+$"
)
_TWICE: Final = re.compile(r"(.{2,8})\1+")
_JOINED: Final = re.compile(r"[、,，;；\s]+|和|跟|与|还有|以及|外加|加上")
#: Around each of several things that change: 「法人和名称都换了」.
_CHANGED: Final = re.compile(
    r"^(?:我们?|就|要|想|得|准备|打算)*(?:换|改|变更)|(?:也|都|全|一起|统统|两样|要|想|得|已经)*(?:换|改|变更)(?:了|掉|一下|过)*$"
)


def exact_option(scene: Scene) -> Answer | None:
    """The choice whose label or name the whole message is, particles apart; of a multiple choice also several, joined by 和 and the like.

    None when it is none, or several are called so.
    """
    core, fact = scene.message.core, scene.asking.fact
    called = _called(scene, core) or _called(scene, _bare(core))
    if fact is None or len(called) > 1:
        return None
    if fact.kind != "multi_choice":
        return Answer(None, Value(called[0]), scene.message.text.strip()) if called else None
    several: list[Json] = [*called] or _each_called(scene)
    return Answer(None, Value(several), scene.message.text.strip()) if several else None


def _each_called(scene: Scene) -> list[Json]:
    """The options, in the order offered, where the message is their names and nothing else."""
    found: set[str] = set()
    for part in filter(None, _JOINED.split(scene.message.folded.strip())):
        bare = _bare(squash(part))
        called = _called(scene, bare) or _called(scene, _CHANGED.sub("", bare))
        if len(called) != 1:
            return []
        found.add(called[0])
    return [option.value for option in scene.asking.options if option.value in found]


def _called(scene: Scene, core: str) -> list[str]:
    return [option.value for option in scene.asking.options if core and core in _squashed(option.label, option.names)]


@lru_cache(maxsize=4096)
def _squashed(label: str, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(squash, folded_names(label, names)))


def _bare(core: str) -> str:
    bare = _PARTICLES.sub("", _PARTICLES.sub("", core))
    twice = _TWICE.fullmatch(bare)
    return twice[1] if twice is not None else bare
