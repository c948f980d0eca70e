"""What proves a material is there, and fits the way in which the material is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from .building import Built
from .check_names import unknown
from .issues import Issue
from .yaml_reader import Document

#: What proves a material -> the way of handing in that it makes unnecessary, and what to do where it is another.
_MAKES_UNNECESSARY: Final = {
    "licence": ("e_license_exempt", "把 mode 改成 e_license_exempt，或者去掉 licence。"),
    "defer": ("commitment", "把 mode 改成 commitment，或者去掉 defer。"),
    "proof": ("upload", "把 mode 改成 upload，或者去掉 proof。"),
    "promise": ("upload", "把 mode 改成 upload，或者去掉 promise。"),
    "postpone": ("upload", "把 mode 改成 upload，或者去掉 postpone。"),
}


def materials_are_proved(built: Built, today: date) -> Iterator[Issue]:
    """Every licence and fact that a material names is defined, and a waiver stands where there is something to waive."""
    dictionary = built.source.dictionary
    licences = dictionary.data.get("licences", {}) if dictionary is not None else {}
    for files in built.source.forms:
        document = files.materials
        if document is None:
            continue
        for index, entry in enumerate(document.data["materials"]):
            path, what = ("materials", index), f"材料 {entry['id']} "
            if "licence" in entry and entry["licence"] not in licences:
                yield unknown(document, (*path, "licence"), "LICENCE-01", what, entry["licence"], licences, "licences ")
            if "number" in entry and entry["number"] not in built.facts:
                yield unknown(document, (*path, "number"), "FACT-01", what, entry["number"], built.facts, "字典")
            yield from _ways(document, index)


def _ways(document: Document, index: int) -> Iterator[Issue]:
    entry = document.data["materials"][index]
    for key, (mode, remedy) in _MAKES_UNNECESSARY.items():
        if key in entry and entry["mode"] != mode:
            what = f"材料 {entry['id']} 写了 {key}，可它的 mode 是 {entry['mode']}，对不上。"
            yield Issue(*document.at("materials", index, key), "MATERIAL-01", what, remedy)
    if "number" in entry and "licence" not in entry:
        what = f"材料 {entry['id']} 写了 number，没有写是哪张证照的编号。"
        yield Issue(*document.at("materials", index, "number"), "MATERIAL-01", what, "加上 licence，或者去掉 number。")
