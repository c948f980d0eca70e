"""A platform's file makes sense: forms, fields and values are there, each place is filled once, and answers can be read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from bot.engine.materials import modes_of

from .building import Built
from .check_names import unknown
from .check_platform_requests import IN_PATHS, PLACEHOLDER, VALUES, sound_requests
from .issues import Issue, did_you_mean
from .platforms import Platform
from .yaml_reader import Document

#: Where something is written, and what.
_Placed = tuple[tuple[str, ...], str]
#: A pattern that loses no part of this can be read back.
_SOME_DAY: Final = datetime(2026, 11, 30, 15, 4, 5)


def sound_platforms(built: Built, today: date) -> Iterator[Issue]:
    """Every platform hands in forms that there are, by values that there are, and its answers can be understood."""
    for document in built.source.platforms:
        platform = built.platforms[document.file]
        yield from _forms(built, platform, document)
        yield from _values(platform, document)
        yield from _places(platform, document)
        yield from _times(platform, document)
        yield from _statuses(document)
        yield from _modes(built, platform, document)
        yield from sound_requests(platform, document)


def _forms(built: Built, platform: Platform, document: Document) -> Iterator[Issue]:
    taken: dict[str, str] = {}
    for name, form in platform.forms.items():
        if name not in built.forms:
            yield unknown(document, ("forms", name), "PLATFORM-01", "平台", name, built.forms, "forms/ ")
            continue
        if (other := taken.setdefault(form.item, name)) != name:
            what = f"{other} 和 {name} 用了同一个事项编码 {form.item}，平台说起它时分不清是哪一张。"
            line = document.line("forms", name, "item")
            yield Issue(document.file, line, "PLATFORM-04", what, "一张申请表一个编码。")
        pointers = [field.pointer for field in built.forms[name].fields]
        for place, pointer in form.body.items():
            if pointer not in pointers:
                what = f"{place} 取的是 {pointer}，申请表 {name} 上没有这一栏。"
                line = document.line("forms", name, "body", place)
                remedy = "换成 layout.yml 里有的 pointer。"
                yield Issue(document.file, line, "PLATFORM-03", what, remedy, did_you_mean(pointer, pointers))


def _values(platform: Platform, document: Document) -> Iterator[Issue]:
    for name, call in platform.calls.items():
        used: list[_Placed] = [(("calls", name, "body", place), value) for place, value in call.body.items()]
        used += [(("calls", name, "path"), value) for value in PLACEHOLDER.findall(call.path)]
        for path, value in used:
            known = [one for one in VALUES[name] if path[-1] != "path" or len(path) > 3 or one in IN_PATHS]
            if value not in known:
                what = f"{name} 里没有 {value} 这个值。"
                line = document.line(*path)
                yield Issue(
                    document.file,
                    line,
                    "PLATFORM-02",
                    what,
                    f"可以用：{'、'.join(known)}。",
                    did_you_mean(value, known),
                )


def _places(platform: Platform, document: Document) -> Iterator[Issue]:
    """No place is filled twice, or lies in another that is."""
    for name, call in platform.calls.items():
        own: list[_Placed] = [(("calls", name, "body", place), place) for place in call.body]
        own += [(("calls", name, "always", place), place) for place in call.always]
        lists = [own]
        if name in ("submit", "check"):
            lists = [
                [*own, *((("forms", form, "body", place), place) for place in there.body)]
                for form, there in platform.forms.items()
            ]
        for filled in lists:
            yield from _twice(document, name, filled)


def _twice(document: Document, call: str, filled: list[_Placed]) -> Iterator[Issue]:
    seen: list[str] = []
    for path, place in filled:
        other = next(
            (one for one in seen if f"{one}.".startswith(f"{place}.") or f"{place}.".startswith(f"{one}.")), None
        )
        if other is not None:
            what = f"{call} 里 {other} 和 {place} 是同一个地方，后写的会盖掉先写的。"
            yield Issue(document.file, document.line(*path), "PLATFORM-05", what, "删掉一个，或者改名。")
        seen.append(place)


def _times(platform: Platform, document: Document) -> Iterator[Issue]:
    if platform.times in ("iso", "epoch_ms"):
        return
    try:
        readable = datetime.strptime(_SOME_DAY.strftime(platform.times), platform.times) == _SOME_DAY
    except ValueError:
        readable = False
    if not readable:
        what = f"时间的写法 {platform.times[:40]} 读不出年月日时分秒。"
        remedy = "写 iso、epoch_ms（毫秒），或者 %Y-%m-%d %H:%M:%S 的样子。"
        yield Issue(document.file, document.line("times"), "PLATFORM-06", what, remedy)


def _statuses(document: Document) -> Iterator[Issue]:
    for name in document.data.get("several", {}):
        if name in document.data["statuses"]:
            what = f"状态 {name} 既写在 statuses，又写在 several。"
            line = document.line("several", name)
            yield Issue(
                document.file, line, "PLATFORM-07", what, "一个状态对一个的写在 statuses，对几个的写在 several。"
            )


def _modes(built: Built, platform: Platform, document: Document) -> Iterator[Issue]:
    """Where the ways of getting a material are called otherwise there, each that a form has is."""
    if "mode" not in platform.material.values() or not platform.modes:
        return
    materials = (one for name in platform.forms if name in built.forms for one in built.forms[name].materials)
    used = {mode for material in materials for mode in modes_of(material)}
    for mode in sorted(used - platform.modes.keys()):
        what = f"modes 里没有写 {mode} 在平台上叫什么。"
        yield Issue(document.file, document.line("modes"), "PLATFORM-08", what, f"加一行「{mode}: ……」。")
