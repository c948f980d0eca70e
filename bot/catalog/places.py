"""Every condition in the files with the place it stands, so that a check can name the line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.engine.conditions import Condition
from bot.engine.forms import Material

from .building import Built
from .yaml_reader import Document


@dataclass(frozen=True, slots=True)
class Placed:
    """A condition, what it belongs to (in words), and its place."""

    condition: Condition
    owner: str
    document: Document
    path: tuple[str | int, ...]

    @property
    def line(self) -> int:
        """The line it stands on."""
        return self.document.line(*self.path)


def conditions(built: Built) -> Iterator[Placed]:
    """All conditions of dictionary, forms and scenarios."""
    yield from dictionary_conditions(built)
    yield from form_conditions(built)
    yield from process_conditions(built)
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for index, question in enumerate(scenario.questions):
            if question.when is not None:
                yield Placed(question.when, f"问题 {question.fact}", *document.origin("questions", index, "when"))
        for index, rule in enumerate(scenario.rules):
            if rule.when is not None:
                yield Placed(rule.when, f"规则 {rule.id}", *document.origin("rules", index, "when"))
        for index, permit in enumerate(scenario.permits):
            if permit.when is not None:
                yield Placed(permit.when, f"申请表 {permit.form}", document, ("permits", index, "when"))


def dictionary_conditions(built: Built) -> Iterator[Placed]:
    """The conditions on which facts matter."""
    dictionary = built.source.dictionary
    for name, fact in built.facts.items() if dictionary is not None else ():
        if dictionary is not None and fact.when is not None:
            yield Placed(fact.when, f"信息项 {name}", dictionary, (*fact_path(built, name), "when"))


def form_conditions(built: Built) -> Iterator[Placed]:
    """The conditions of fields, checks and materials."""
    for files in built.source.forms:
        form = built.forms[files.layout.data["form"]]
        paths = [
            ("sections", number, "fields", index)
            for number, section in enumerate(files.layout.data["sections"])
            for index in range(len(section["fields"]))
        ]
        for path, field in zip(paths, form.fields, strict=False):
            if field.when is not None:
                yield Placed(field.when, f"栏目 {field.pointer}", files.layout, (*path, "when"))
        for index, check in enumerate(form.checks):
            yield Placed(check.refuse, f"核对 {check.id}", files.layout, ("checks", index, "refuse"))
        for index, material in enumerate(form.materials):
            if material.when is not None and files.materials is not None:
                yield Placed(material.when, f"材料 {material.id}", files.materials, ("materials", index, "when"))
            yield from _points(files.materials, index, material)


def _points(document: Document | None, index: int, material: Material) -> Iterator[Placed]:
    for number, point in enumerate(material.points):
        if point.when is not None and document is not None:
            path = ("materials", index, "points", number, "when")
            yield Placed(point.when, f"材料 {material.id} 的图上要点 {number + 1} ", document, path)


def process_conditions(built: Built) -> Iterator[Placed]:
    """The conditions on which steps are taken, others lead, something else is given, and something is charged."""
    for files in built.source.forms:
        process, document = built.processes.get(files.layout.data["form"]), files.process
        if process is None or document is None:
            continue
        for index, step in enumerate(process.steps):
            if step.when is not None:
                yield Placed(step.when, f"步骤 {step.id}", document, ("steps", index, "when"))
        for index, result in enumerate(process.results):
            if result.when is not None:
                yield Placed(result.when, f"结果「{result.title}」", document, ("results", index, "when"))
        for index, fee in enumerate(process.fees):
            if fee.when is not None:
                yield Placed(fee.when, f"收费「{fee.title}」", document, ("fees", index, "when"))
        for index, one in enumerate(process.elsewhere):
            yield Placed(one.when, f"牵头部门 {one.lead} ", document, ("elsewhere", index, "when"))


def fact_path(built: Built, name: str) -> tuple[str | int, ...]:
    """Where the dictionary defines a fact; a list's facts are inside their list."""
    data = built.source.dictionary.data["facts"] if built.source.dictionary is not None else {}
    if name in data:
        return ("facts", name)
    owner, _, part = name.rpartition(".")
    return ("facts", owner, "items", part)
