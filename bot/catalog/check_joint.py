"""Bundles make sense: their forms, departments, scenarios and materials exist, and the order between parts is lawful."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from .building import Built
from .check_names import unknown
from .check_processes import too_long
from .circles import circle
from .issues import Issue, did_you_mean
from .processes.definitions import Definitions, JointBundle
from .processes.lookup import process_for
from .yaml_reader import Document

#: Source: 《行政许可法》第四十二条第二款.
_JOINT: Final = {"days": 45, "unit": "working"}


def sound_bundles(built: Built, today: date) -> Iterator[Issue]:
    """Every bundle names forms, departments and materials that there are, and can be brought to its end."""
    document = built.source.joint
    if document is None:
        return
    definitions = built.definitions()
    for name, bundle in definitions.bundles.items():
        yield from _parts(built, document, name, bundle)
        yield from _lead(definitions, document, name, bundle)
        yield from _order(document, name, bundle)
        promised = document.data["bundles"][name].get("promised")
        if promised is not None:
            yield from too_long(document, ("bundles", name, "promised"), f"组合 {name} ", promised, _JOINT)
    yield from _materials(built, document)


def bundles_of_scenarios(built: Built, today: date) -> Iterator[Issue]:
    """A bundle's scenarios apply for its parts, optional where the scenario says so; each scenario has one bundle."""
    document = built.source.joint
    if document is None:
        return
    taken: dict[str, str] = {}
    for name, bundle in built.definitions().bundles.items():
        for at, one in enumerate(bundle.scenarios):
            path = ("bundles", name, "scenarios", at)
            if one not in built.scenarios:
                yield unknown(document, path, "JOINT-02", f"组合 {name} ", one, built.scenarios, "scenarios/ ")
                continue
            permits = {permit.form: permit.when is not None for permit in built.scenarios[one].permits}
            if set(bundle.forms) <= built.forms.keys() and permits != {
                part.form: part.optional for part in bundle.parts
            }:
                told = "、".join(f"{form}（可能不办）" if when else form for form, when in permits.items())
                what = f"组合 {name} 的 parts 和主题 {one} 要办的不一样；主题要办：{told}。"
                remedy = "改成一样；主题里带 when 的，写 optional: true。"
                yield Issue(document.file, document.line(*path), "JOINT-03", what, remedy)
            if (other := taken.setdefault(one, name)) != name:
                what = f"主题 {one} 写在 {other} 和 {name} 两个组合里。"
                yield Issue(document.file, document.line(*path), "JOINT-06", what, "只留在一个组合里。")


def _parts(built: Built, document: Document, name: str, bundle: JointBundle) -> Iterator[Issue]:
    seen: set[str] = set()
    for at, part in enumerate(bundle.parts):
        path = ("bundles", name, "parts", at, "form")
        if part.form not in built.forms:
            yield unknown(document, path, "JOINT-01", f"组合 {name} ", part.form, built.forms, "forms/ ")
        if part.form in seen:
            what = f"组合 {name} 里 {part.form} 写了两次。"
            yield Issue(document.file, document.line(*path), "NAME-02", what, "删掉一个，或者改名。")
        seen.add(part.form)


def _lead(definitions: Definitions, document: Document, name: str, bundle: JointBundle) -> Iterator[Issue]:
    if bundle.lead not in definitions.departments:
        path = ("bundles", name, "lead")
        known = definitions.departments
        yield unknown(document, path, "PROCESS-02", f"组合 {name} ", bundle.lead, known, "forms/departments.yml ")
        return
    acting = {one for form in bundle.forms for one in process_for(definitions, form).departments}
    if bundle.lead not in acting:
        what = f"组合 {name} 由 {bundle.lead} 牵头，可是哪一部分都不归它办。"
        yield Issue(
            document.file,
            document.line("bundles", name, "lead"),
            "JOINT-04",
            what,
            "从办其中一部分的部门里选一个牵头。",
        )


def _order(document: Document, name: str, bundle: JointBundle) -> Iterator[Issue]:
    needs: dict[str, set[str]] = {}
    for at, one in enumerate(bundle.order):
        path = ("bundles", name, "order", at)
        for key, form in (("form", one.form), ("after", one.after)):
            if form not in bundle.forms:
                owner = f"组合 {name} 的 order "
                yield unknown(document, (*path, key), "JOINT-05", owner, form, bundle.forms, "这个组合的 parts ")
        if not one.source:
            what = f"{one.form} 要等 {one.after}，没有写依据。"
            remedy = "在 source 里写上文件和条款；法律没有要求先后的，删掉这一条，让它们同时办。"
            yield Issue(document.file, document.line(*path), "PROCESS-04", what, remedy)
        needs.setdefault(one.form, set()).add(one.after)
    way = next((found for form in needs if (found := circle(form, needs))), None)
    if way is not None:
        what = f"组合 {name} 的几部分互相等待，办不下去：{' → '.join([*way, way[0]])}。"
        line = document.line("bundles", name, "order")
        yield Issue(document.file, line, "PROCESS-05", what, "去掉法律没有要求的先后。")


def _materials(built: Built, document: Document) -> Iterator[Issue]:
    known = [f"{name}/{material.id}" for name, form in built.forms.items() for material in form.materials]
    seen: dict[str, str] = {}
    for at, entry in enumerate(document.data.get("materials", ())):
        for number, place in enumerate(entry["same"]):
            line = document.line("materials", at, "same", number)
            if place not in known:
                what = f"材料「{entry['label']}」里的 {place} 没有这一份。"
                remedy = "写成「申请表/材料编号」，例如 food_operation/M02；编号见 materials.yml。"
                yield Issue(document.file, line, "JOINT-07", what, remedy, did_you_mean(place, known))
            if (other := seen.setdefault(place, entry["label"])) != entry["label"]:
                what = f"材料 {place} 写在「{other}」和「{entry['label']}」两处。"
                yield Issue(document.file, line, "JOINT-08", what, "只留在一处。")
