"""A form's process makes sense: its departments and steps exist, the order is lawful and leads to one decision in every case."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from bot.engine.conditions import And, Condition, Not

from .building import Built
from .check_names import unknown
from .circles import circle
from .issues import Issue, did_you_mean
from .places import process_conditions
from .processes.definitions import Process, StepKind
from .processes.ordering import before
from .satisfying import satisfiable
from .yaml_reader import Document

_FREE: Final = "不收费"
_SOURCE: Final = "在 source 里写上文件和条款；法律没有要求先后的，删掉这一条，让它们同时办。"


def sound_processes(built: Built, today: date) -> Iterator[Issue]:
    """Every process is about the form it lies beside, names what exists, and can be gone through to its end."""
    for form, process, document in written_processes(built):
        if process.form != form:
            what = f"流程写的是 {process.form}，它放在申请表 {form} 的文件夹里。"
            yield Issue(document.file, document.line("form"), "PROCESS-01", what, f"写 form: {form}，或者换文件夹。")
        yield from _departments(built, document)
        yield from _order(process, document)
        yield from _decisions(built, process, document)
        yield from _steps(process, document)
        yield from _fees(built, process, document)
        if process.results[-1].when is not None:
            what = "results 的最后一项带 when：有的情况下什么也不给。"
            line = document.line("results", len(process.results) - 1, "when")
            yield Issue(document.file, line, "PROCESS-11", what, "最后一项不写 when，前面的都不成立时就用它。")


def process_facts(built: Built, today: date) -> Iterator[Issue]:
    """A condition of a process is about facts of its form: a department has the application, not the conversation."""
    for placed in process_conditions(built):
        form = next(one.layout.data["form"] for one in built.source.forms if one.process is placed.document)
        known = {name for one in built.forms[form].fields for name in (one.fact, one.annotations) if name is not None}
        for fact in dict.fromkeys(placed.condition.facts()):
            if fact in built.facts and fact not in known:
                what = f"{placed.owner} 的条件用到 {fact}，申请表 {form} 上没有这一栏。"
                remedy = "换成申请表上有的信息项，或者在 layout.yml 里加上这一栏。"
                meant = did_you_mean(fact, known)
                yield Issue(placed.document.file, placed.line, "PROCESS-06", what, remedy, meant)


def written_processes(built: Built) -> Iterator[tuple[str, Process, Document]]:
    """The forms that have a process, with it and its file."""
    for files in built.source.forms:
        form = files.layout.data["form"]
        if files.process is not None and form in built.processes:
            yield form, built.processes[form], files.process


def too_long(document: Document, path: tuple[str | int, ...], owner: str, promised: Any, law: Any) -> Iterator[Issue]:
    """A promise is no longer than what the law allows; days of another unit are not compared."""
    if promised["unit"] == law["unit"] and promised["days"] > law["days"]:
        what = f"{owner}承诺 {promised['days']} 天，比法定的 {law['days']} 天还长。"
        yield Issue(document.file, document.line(*path, "days"), "PROCESS-09", what, "对照办事指南和依据改其中一个。")


def _departments(built: Built, document: Document) -> Iterator[Issue]:
    known = built.source.departments.data["departments"] if built.source.departments is not None else {}
    places: list[tuple[str | int, ...]] = [("lead",)]
    places += [("elsewhere", at, "lead") for at in range(len(document.data.get("elsewhere", ())))]
    places += [("steps", at, "department") for at, one in enumerate(document.data["steps"]) if "department" in one]
    for path in places:
        named: Any = document.data
        for part in path:
            named = named[part]
        if named not in known:
            yield unknown(document, path, "PROCESS-02", "流程", named, known, "forms/departments.yml ")


def _order(process: Process, document: Document) -> Iterator[Issue]:
    known = [step.id for step in process.steps]
    for at, step in enumerate(process.steps):
        for number, one in enumerate(step.after):
            path = ("steps", at, "after", number)
            if one.step not in known:
                owner = f"步骤 {step.id} 的 after "
                yield unknown(document, (*path, "step"), "PROCESS-03", owner, one.step, known, "这个流程")
            if not one.source:
                what = f"步骤 {step.id} 要等 {one.step}，没有写依据。"
                yield Issue(document.file, document.line(*path), "PROCESS-04", what, _SOURCE)
    needs = {name: first & set(known) for name, first in before(process).items()}
    seen: set[str] = set()
    for at, step in enumerate(process.steps):
        if step.id not in seen and (path_back := circle(step.id, needs)):
            seen.update(path_back)
            way = " → ".join([*path_back, step.id])
            what = f"步骤互相等待，办不下去：{way}。"
            remedy = "受理在先，审查其次，然后决定、制证，这个次序不用写；after 里去掉和它相反的。"
            yield Issue(document.file, document.line("steps", at), "PROCESS-05", what, remedy)


def _decisions(built: Built, process: Process, document: Document) -> Iterator[Issue]:
    """In every case one step decides, and only one."""
    deciding = [(at, step) for at, step in enumerate(process.steps) if step.kind is StepKind.decision]
    whens = [step.when for _, step in deciding if step.when is not None]
    if len(whens) == len(deciding) and (not whens or _can_hold(built, [Not(one) for one in whens])):
        what = (
            "没有作决定的步骤。" if not whens else "有的情况下没有作决定的步骤：每个 decision 都带 when，可能都不成立。"
        )
        remedy = "写一个 kind: decision 的步骤，让几个 decision 的 when 合起来管到所有情况。"
        yield Issue(document.file, document.line("steps"), "PROCESS-07", what, remedy)
    for (_, one), (at, other) in itertools.combinations(deciding, 2):
        both = [when for when in (one.when, other.when) if when is not None]
        if not both or _can_hold(built, both):
            what = f"步骤 {one.id} 和 {other.id} 都作决定，有的情况下两个都要。"
            yield Issue(
                document.file, document.line("steps", at), "PROCESS-08", what, "改 when，让每种情况只有一个决定。"
            )


def _can_hold(built: Built, conditions: list[Condition]) -> bool:
    return satisfiable(built, {}, And(tuple(conditions)), doubt=False)


def _steps(process: Process, document: Document) -> Iterator[Issue]:
    for at, entry in enumerate(document.data["steps"]):
        if (entry["kind"] == "special") != ("reason" in entry):
            has = "没有写 reason" if entry["kind"] == "special" else "不是特别程序，写了 reason"
            what = f"步骤 {entry['id']} {has}。"
            remedy = "特别程序（kind: special）写上是哪一种，例如 reason: hearing；别的步骤不写。"
            yield Issue(document.file, document.line("steps", at), "PROCESS-10", what, remedy)
        limit = entry.get("limit", {})
        if "promised" in limit:
            path = ("steps", at, "limit", "promised")
            yield from too_long(document, path, f"步骤 {entry['id']} ", limit["promised"], limit["law"])


def _fees(built: Built, process: Process, document: Document) -> Iterator[Issue]:
    """Nobody is told that an item is free, in the catalogue or as an answer, and then asked to pay."""
    form = built.forms.get(process.form)
    item = form.item if process.fees and form is not None else None
    if item is None:
        return
    listed = [built.items[item]] if item in built.items else []
    free = [
        f"事项目录里 {item} "
        for one in listed
        for entry in one.entries
        if entry.label == "收费" and _FREE in entry.text
    ]
    free += [f"问答 {one.id} " for one in built.knowledge.values() if item in one.items and _FREE in one.answer]
    for where in free:
        what = f"流程里有收费，{where}写的是{_FREE}。"
        remedy = "对照依据改其中一个：改写着不收费的那一处，或者删掉 fees。"
        yield Issue(document.file, document.line("fees"), "PROCESS-12", what, remedy)
