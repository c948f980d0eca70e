"""What waits for a yes, taken as the answer given last: 「说错了，是98平」 behind an echo is about the echo.

「不是」 behind a question is its answer; behind 「您说的是120㎡，对吗？」 it is a correction of the 120.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.engine.address import Address
from bot.engine.commands import Answer, Command, Confirm, Correct, Reject
from bot.engine.reading import Reading
from bot.engine.values import Rejection, Value

from .fact_reader import OPEN_KINDS, read_fact
from .folding import fold
from .patching import patched
from .scene import Scene

#: Behind the preview of a name's change only words that deny it tell another name.
_DENIED: Final = re.compile(r"错|不对|不是|改|换|应该|更正")
#: 「六把是对的」, 「这个没错」.
_AGREED: Final = re.compile(r"(?P<what>.{1,20}?)(?:倒|都|就|也)?(?:是对|对|没错|没问题|正确)(?:的|了|啊|呀)?")
_THIS: Final = re.compile(r"(?:这|那|现在这|后面这)个?")
_TWO: Final = 2


def echoed(scene: Scene) -> Scene:
    """The scene as words behind an echo are read: what waits is held, was said last and is open to another value."""
    address = waiting_at(scene)
    if address is None:
        return scene
    asking, key = scene.asking, address.key
    asking = replace(
        asking,
        last=address,
        held={**asking.held, key: asking.waiting[key]},
        answered=asking.answered | {key},
    )
    fact = scene.facts[address.fact]
    if asking.fact is None and (fact.kind not in OPEN_KINDS or _DENIED.search(scene.message.folded) is not None):
        asking = replace(asking, address=address, fact=fact, options=fact.options)
    return replace(scene, asking=asking)


def beside_a_yes(scene: Scene) -> Scene | None:
    """The rest of a message that agrees to the echo in its own words: 「六把对的，人数搞错了」, 「房间数错了，是8间，这个对的」."""
    if len(scene.whole) < _TWO or (address := waiting_at(scene)) is None:
        return None
    for at in (0, len(scene.whole) - 1):
        agreed = _AGREED.fullmatch(scene.whole[at].folded)
        if agreed is not None and _repeats(scene, address, agreed["what"]):
            return replace(scene, whole=(*scene.whole[:at], *scene.whole[at + 1 :]))
    return None


def _repeats(scene: Scene, address: Address, words: str) -> bool:
    if _THIS.fullmatch(words) is not None:
        return True
    fact = scene.facts[address.fact]
    if fact.kind in OPEN_KINDS:
        return words == fold(str(scene.asking.waiting[address.key]))
    found = read_fact(fact, words, scene.asking.today).value
    return isinstance(found, Value) and found.value == scene.asking.waiting[address.key]


def waiting_at(scene: Scene) -> Address | None:
    """The address of what waits for a yes, the latest of several."""
    address = Address.parse(next(iter(reversed(list(scene.asking.waiting))), ""))
    return address if address is not None and address.fact in scene.facts else None


def put_in_place(scene: Scene, reading: Reading) -> Reading:
    """The reading with what it says of the echo in the echo's place: a value instead of it, or a no.

    Args:
        scene: as it was before ``echoed``.
    """
    address = scene.asking.address or waiting_at(scene)
    commands = [_placed(scene, one, address) for one in reading.commands]
    if scene.asking.fact is None and len(commands) == 1 and _only_refuses(commands[0], address):
        return replace(reading, commands=())
    return replace(reading, commands=tuple(commands))


def _same(scene: Scene, command: Answer, address: Address | None) -> bool:
    """「98」 behind the preview of 98 is a yes to it."""
    value = command.value
    held = scene.asking.waiting.get(address.key) if address is not None else None
    return (
        scene.asking.fact is None and command.address == address and isinstance(value, Value) and value == Value(held)
    )


def _beside_chosen(scene: Scene, command: Answer, address: Address | None) -> Answer:
    """「还有果汁」 behind an echo of choices adds to them."""
    held = scene.asking.waiting.get(address.key) if address is not None else None
    fact = scene.facts[address.fact] if address is not None and command.address == address else None
    changed = patched(fact, held, scene.message.folded) if fact is not None and fact.kind == "multi_choice" else None
    return (
        replace(command, value=Value(changed)) if changed is not None and isinstance(command.value, Value) else command
    )


def _placed(scene: Scene, command: Command, address: Address | None) -> Command:
    if isinstance(command, Answer) and command.address is None:
        command = replace(command, address=address)
    if isinstance(command, Correct) and command.address == address and not command.remove:
        if command.value is None:
            return Reject()
        command = Answer(address, command.value, command.raw, parts=command.parts)
    if isinstance(command, Answer):
        return Confirm() if _same(scene, command, address) else _beside_chosen(scene, command, address)
    return command


def _only_refuses(command: Command, address: Address | None) -> bool:
    """Words that are no value of a change that is shown: whoever sees the preview was not asked for one."""
    return isinstance(command, Answer) and command.address == address and isinstance(command.value, Rejection)
