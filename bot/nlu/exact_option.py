"""A reply that is one of the offered choices, word for word."""

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


def exact_option(scene: Scene) -> Answer | None:
    """The choice whose label or name the whole message is, particles apart; None when it is none, or several are called so."""
    core = scene.message.core
    called = _called(scene, core) or _called(scene, _bare(core))
    if len(called) != 1 or scene.asking.fact is None:
        return None
    value: Json = [called[0]] if scene.asking.fact.kind == "multi_choice" else called[0]
    return Answer(None, Value(value), scene.message.text.strip())


def _called(scene: Scene, core: str) -> list[str]:
    return [option.value for option in scene.asking.options if core and core in _squashed(option.label, option.names)]


@lru_cache(maxsize=4096)
def _squashed(label: str, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(squash, folded_names(label, names)))


def _bare(core: str) -> str:
    bare = _PARTICLES.sub("", _PARTICLES.sub("", core))
    twice = _TWICE.fullmatch(bare)
    return twice[1] if twice is not None else bare
