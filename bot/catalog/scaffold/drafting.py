"""One run of `daoban new`: a form's files and, if wanted, a scenario's, as they are to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..including import assembled
from ..settled_by import SettledBy, settled_by
from ..shaping import conditions_of
from ..yaml_reader import Document
from .differences import unused_questions
from .files import OutsideProject
from .form_draft import FormDraft, draft_form, renames_told, unfit
from .kinds_from_schema import enumerated
from .names import mark
from .needed import Needed, to_ask
from .project import Project, Unusable, open_project, parsed, schema_of
from .renames import renamed_fact
from .report import Decision, Report, marks_in
from .scenario_draft import Identity, merged_questions, new_scenario, questions_standing, with_questions
from .schema_leaves import Leaf, TooManyLeaves, leaves
from .splicing import CannotSplice, splice

#: Folders of ``scenarios/`` that hold no scenarios.
RESERVED = frozenset({"shared", "knowledge", "stories"})


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be drafted; names are ids, checked by the caller. Empty: not said."""

    form: str
    scenario: str = ""
    title: str = ""
    item: str = ""
    theme: str = ""
    folder: str = "food"


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts that differ from what is there, by file, and the report."""

    texts: Mapping[str, str]
    report: Report


def draft(root: Path, order: Order) -> Draft:
    """The form's and the scenario's files; nothing is written.

    Raises:
        Unusable: a file that the draft stands on has mistakes, or lies outside ``root``.
    """
    try:
        return _draft(open_project(root), order)
    except OutsideProject as fault:
        raise Unusable([f"{fault} 不在项目文件夹里，或者不是普通文件，没有动。"]) from fault
    except UnicodeDecodeError as fault:
        raise Unusable(["文件不是 UTF-8 编码的文字，用 UTF-8 编码重新保存。"]) from fault


def _draft(project: Project, order: Order) -> Draft:
    report = Report()
    schema = schema_of(project, order.form)
    found = _places(order, schema, report)
    try:
        form = draft_form(project, order.form, "" if order.scenario else order.title, order.item, schema, found, report)
        scenario = _scenario(project, order, form, found, report) if order.scenario else {}
    except CannotSplice:
        raise Unusable(["文件里有写法特别的地方，加不进去，没有动。请照 forms/README.md 的样子分行写。"]) from None
    texts = {**form.texts, **scenario}
    report.decisions += renames_told(project, texts, form.renamed)
    changed = {name: text for name, text in texts.items() if text != project.text(name)}
    report.written += [f"{'改动' if project.text(name) is not None else '新建'} {name}" for name in changed]
    report.marks += marks_in(_shown(project, order, texts), _facts_on(form.layout.data))
    return Draft(changed, report)


def _places(order: Order, schema: Mapping[str, Any], report: Report) -> tuple[Leaf, ...]:
    try:
        found = leaves(schema)
    except TooManyLeaves:
        raise Unusable([f"forms/{order.form}/form.schema.json 的栏目太多，一张表没有这么多。"]) from None
    for leaf in found:
        why = unfit(leaf)
        if why:
            report.decisions.append(Decision(f"{leaf.pointer[:60]} 没有起草：{why}。", "改 form.schema.json。"))
    return tuple(leaf for leaf in found if not unfit(leaf))


def _shown(project: Project, order: Order, texts: Mapping[str, str]) -> dict[str, str]:
    """The files whose marks are told: all that belong to the form and the scenario, touched or not."""
    names = [f"forms/{order.form}/layout.yml", f"forms/{order.form}/materials.yml", "forms/dictionary.yml"]
    return {**{name: project.text(name) or "" for name in names}, **texts}


def _facts_on(layout: Mapping[str, Any]) -> set[str]:
    """The facts that a layout takes."""
    entries = [entry for section in layout["sections"] for entry in section["fields"]]
    return {name for entry in entries for name in (entry["fact"], entry.get("annotations", entry["fact"]))}


def _scenario(
    project: Project, order: Order, form: FormDraft, found: tuple[Leaf, ...], report: Report
) -> dict[str, str]:
    there = next((one for one in project.built.source.scenarios if one.data["id"] == order.scenario), None)
    name = there.file if there is not None else f"scenarios/{order.folder}/{order.scenario}.yml"
    if there is None and project.document(name) is not None:
        raise Unusable([f"{name} 里写的 id 不是 {order.scenario}。改 id，或者换一个编号。"])
    if there is None:
        assume = _fixed(form.live, found)
        identity = Identity(
            order.scenario, order.theme or mark("主题清单里的代号"), order.title or mark("这件事的名称"), order.form
        )
        asked = to_ask(form.live, _materials(project, order), form.facts, assume)
        return {
            name: new_scenario(
                identity,
                {key: value for key, value in assume.items() if key in form.facts},
                asked,
                form.facts,
                _settled(project, name),
            )
        }
    return {name: _merged(project, order, form, there, report)}


def _merged(project: Project, order: Order, form: FormDraft, there: Document, report: Report) -> str:
    text = project.text(there.file) or ""
    if order.form not in [permit["form"] for permit in there.data["permits"]]:
        line = there.line("permits")
        what = f"主题 {order.scenario} 没有填这张表，没有动它。"
        report.decisions.append(
            Decision(what, f"要填的，在 permits 里加一行 - {{form: {order.form}}}。", (f"{there.file}:{line}",))
        )
        return text
    whole = _with_fragments(project, there)
    settled = [*there.data.get("assume", {}), *_ruled(whole.data)]
    asked = to_ask(form.live, _materials(project, order), form.facts, settled)
    renamed = _renamed_questions(there, form, asked)
    asked = tuple(one for one in asked if one.fact not in renamed.values())
    base = text if "questions" in there.data or not asked else with_questions(text)
    data = parsed(there.file, base).data
    standing = questions_standing(_with_fragments(project, Document(there.file, data)))
    merged = splice(base, merged_questions(base, standing, asked, form.facts, form.new, _settled(project, there.file)))
    merged = merged if parsed(there.file, merged).data != there.data else text
    document = parsed(there.file, merged)
    for fact, line in unused_questions(document, _used(project, form, there), form.facts):
        place = (f"{there.file}:{line}",)
        if fact in form.renamed:
            continue  # told with every line of the old name
        if fact in renamed:
            report.decisions.append(
                Decision(f"改名：{fact} → {renamed[fact]}？", "是改名，改这一问的 fact；不是，删掉这一问。", place)
            )
        else:
            report.decisions.append(
                Decision(f"已不在表里：{fact}。", "没有栏目、规则或材料用到它，删掉这一问。", place)
            )
    return merged


def _settled(project: Project, file: str) -> SettledBy:
    """Fact -> the fragments whose rules give it a value in the scenario of this file."""
    source = project.built.source
    return settled_by(source.fragments, source.scenarios, file)


def _renamed_questions(there: Document, form: FormDraft, asked: tuple[Needed, ...]) -> dict[str, str]:
    """Questions of facts that the dictionary does not have -> the fact without a question that each seems to be."""
    known = {entry["fact"] for entry in there.data.get("questions", ()) if "fact" in entry}
    found = {old: new for old, new in form.renamed.items() if old in known}
    free = [form.facts[one.fact] for one in asked if one.fact not in known]
    for name in known:
        if name not in form.facts and name not in found:
            now = renamed_fact(name, None, free)
            if now is not None:
                found[name] = now
    return found


def _with_fragments(project: Project, there: Document) -> Document:
    """The scenario with what it includes. Raises Unusable when a fragment is not there or has mistakes."""
    whole, issues = assembled(there, project.built.source.fragments)
    if whole is None:
        raise Unusable([str(issue) for issue in issues])
    return whole


def _used(project: Project, form: FormDraft, there: Document) -> frozenset[str]:
    """Every fact that a form of the scenario, a rule or a condition reads."""
    built = project.built
    scenario = built.scenarios[there.data["id"]]
    forms = [built.forms[permit.form] for permit in scenario.permits if permit.form in built.forms]
    used = _facts_on(form.live)
    used |= {
        name
        for one in forms
        for field in one.fields
        if one.id != form.layout.data["form"]
        for name in (field.fact, field.annotations or field.fact)
    }
    used |= {name for condition in conditions_of(scenario, forms) for name in condition.facts()}
    for fact in form.facts.values():
        used.update(fact.when.facts() if fact.when is not None else ())
        used.update(fact.derive.facts() if fact.derive is not None else ())
        used.update({fact.id} if fact.parts else ())
    return frozenset(used)


def _ruled(data: Mapping[str, Any]) -> list[str]:
    """The facts that a rule sets or adds to."""
    return [name for rule in data.get("rules", ()) for key in ("set", "add") for name in rule.get(key, {})]


def _materials(project: Project, order: Order) -> list[Mapping[str, Any]]:
    document = project.document(f"forms/{order.form}/materials.yml")
    return list(document.data["materials"]) if document is not None else []


def _fixed(layout: Mapping[str, Any], found: tuple[Leaf, ...]) -> dict[str, Any]:
    """Facts whose place takes one value only; a consent is not among them, for nobody can give it for the applicant."""
    values = {
        leaf.pointer: listed for leaf in found if (listed := enumerated(leaf.schema)) is not None and len(listed) == 1
    }
    return {
        entry["fact"]: values[entry["pointer"]][0][0]
        for section in layout["sections"]
        for entry in section["fields"]
        if entry["pointer"] in values and not isinstance(values[entry["pointer"]][0][0], bool)
    }
