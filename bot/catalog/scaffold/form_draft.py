"""A form's files from its schema: layout, dictionary entries, materials; and where they have come apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.engine.facts import Fact

from ..yaml_reader import Document
from .condition_hints import hint
from .dictionary_text import NAME as DICTIONARY
from .dictionary_text import with_facts
from .differences import emptiness, item_changes, looser_limits, option_changes
from .facts_from_schema import Proposal, new_id, propose, when_mark
from .layout_draft import FieldDraft, merged_layout, new_layout
from .matching import Match, match, same_ids, takes
from .names import cleaned, is_id, mark
from .project import Project, facts_of, parsed
from .renames import mentions, moved_places, renamed_fact
from .report import Decision, Report
from .requirements import Requirements, requirements
from .schema_leaves import Leaf, Schema
from .splicing import splice
from .yaml_text import flow, scalar


@dataclass
class FormDraft:
    """A form's files as they are to be.

    Args:
        layout: as it is to be. live: its data without the places that the schema no longer has.
        texts: file -> text. facts: the dictionary with the new entries. new: facts that came onto the form just now.
        renamed: a name the dictionary no longer has -> what it seems to be called now.
    """

    layout: Document
    live: Mapping[str, Any]
    texts: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    new: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)


def draft_form(
    project: Project, form: str, title: str, item: str, schema: Schema, found: tuple[Leaf, ...], report: Report
) -> FormDraft:
    """The form's files; what was done and what is to be decided is put into the report.

    Raises:
        Unusable: a file that is there has mistakes.
        CannotSplice: a file is written in a way that nothing can be put into.
    """
    name = f"forms/{form}/layout.yml"
    there = project.document(name)
    work = _Work(project, form, schema, found, report, there)
    work.take_stock()
    fields = work.new_fields()
    title = cleaned(schema.get("title")) or title
    if there is None:
        text = new_layout(form, title or mark("表的名称"), item or mark("事项的编号"), fields)
    else:
        order = [leaf.pointer for leaf in found]
        text = splice(project.text(name) or "", merged_layout(there.data, order, fields))
    layout = parsed(name, text)
    texts = {name: text, **_materials(project, form)}
    if work.proposals:
        texts[DICTIONARY] = with_facts(project.text(DICTIONARY), form, title or form, work.proposals)
    work.compare(layout)
    facts = {**project.facts, **work.new_facts}
    return FormDraft(layout, work.live(layout.data), texts, facts, frozenset(one.fact for one in fields), work.renamed)


def _materials(project: Project, form: str) -> dict[str, str]:
    name = f"forms/{form}/materials.yml"
    if project.document(name) is not None:
        return {}
    example = {"id": "M01", "label": mark("材料名称"), "mode": "upload", "basis": mark("依据的文件和条号")}
    lines = ("# yaml-language-server: $schema=../materials.schema.json", "materials:", f"  - {flow(example)}")
    return {name: "\n".join(lines) + "\n"}


class _Work:
    """One form against the dictionary."""

    def __init__(
        self,
        project: Project,
        form: str,
        schema: Schema,
        found: tuple[Leaf, ...],
        report: Report,
        layout: Document | None,
    ) -> None:
        self._project, self._form, self._schema, self._report = project, form, schema, report
        self._leaves = {leaf.pointer: leaf for leaf in found}
        self._needs: Requirements = requirements(schema)
        entries = (
            [one for section in layout.data["sections"] for one in section["fields"]] if layout is not None else []
        )
        self._placed: dict[str, str] = {one["pointer"]: one["fact"] for one in entries}
        self._facts = project.own_facts
        self._moved: dict[str, str] = {}
        self.renamed: dict[str, str] = {}
        self.proposals: list[Proposal] = []
        self.new_facts: dict[str, Fact] = {}

    def take_stock(self) -> None:
        """What the layout names and the schema or the dictionary no longer has is told, or proposed anew."""
        gone = {pointer: fact for pointer, fact in self._placed.items() if pointer not in self._leaves}
        open_leaves = [leaf for pointer, leaf in self._leaves.items() if pointer not in self._placed]
        self._moved = moved_places(gone, open_leaves, self._facts)
        for pointer, fact in self._placed.items():
            leaf = self._leaves.get(pointer)
            if fact in self._project.facts or fact in self.renamed:
                continue
            now = renamed_fact(fact, leaf, self._free())
            if now is not None:
                self.renamed[fact] = now
            elif leaf is not None:
                self._propose(leaf, fact)

    def new_fields(self) -> list[FieldDraft]:
        """A field for each place that has none, its fact found in the dictionary or proposed."""
        fresh = [leaf for leaf in self._leaves.values() if leaf.pointer not in (*self._placed, *self._moved.values())]
        at = dict(self._placed)
        for sure in (True, False):
            for leaf in fresh:
                found = match(self._form, leaf, self._facts, frozenset(at.values())) if leaf.pointer not in at else None
                if found is not None and found.sure is sure:
                    at[leaf.pointer] = found.fact
                    self._tell_match(leaf, found)
                    self._tell_condition(leaf, found.fact)
        waiting = [leaf for leaf in fresh if leaf.pointer not in at]
        for leaf in waiting:
            at[leaf.pointer] = new_id(self._form, leaf, {*self._project.facts, *self.new_facts, *at.values()})
        for leaf in waiting:
            self._propose(leaf, at[leaf.pointer], at)
        return [self._field(leaf, at) for leaf in fresh]

    def compare(self, layout: Document) -> None:
        """Tells where layout, dictionary and schema have come apart."""
        decisions = self._report.decisions
        for number, section in enumerate(layout.data["sections"]):
            for index, entry in enumerate(section["fields"]):
                place = f"{layout.file}:{layout.line('sections', number, 'fields', index)}"
                leaf, fact = self._leaves.get(entry["pointer"]), self._facts.get(entry["fact"])
                if leaf is None:
                    decisions.append(self._gone(entry["pointer"], place))
                elif fact is not None and "annotations" not in entry:
                    decisions += self._compared(fact, leaf, entry.get("required", True), place)

    def live(self, layout: Mapping[str, Any]) -> dict[str, Any]:
        """The layout without the places that are gone; one that seems to be elsewhere now is not gone."""
        there = {*self._leaves, *self._moved}
        sections = [
            {**section, "fields": [entry for entry in section["fields"] if entry["pointer"] in there]}
            for section in layout["sections"]
        ]
        return {**layout, "sections": sections}

    def _compared(self, fact: Fact, leaf: Leaf, required: bool, place: str) -> Iterator[Decision]:
        dictionary = self._project.dictionary
        if not takes(fact, leaf):
            yield Decision(
                f"{leaf.pointer} 用的 {fact.id} 是 {fact.kind}，和表上要的种类不合。", "换一个信息项。", (place,)
            )
            return
        source = self._project.built.source
        yield from option_changes(fact, leaf, dictionary, [*source.scenarios, *source.fragments])
        yield from looser_limits(fact, leaf, dictionary)
        if not self._needs.of(leaf.pointer).optional:
            yield from emptiness(fact, required, leaf, dictionary, place)
        yield from item_changes(self._schema, fact, leaf, dictionary)

    def _gone(self, pointer: str, place: str) -> Decision:
        if pointer in self._moved:
            what = f"改名：{pointer} → {self._moved[pointer]}？"
            return Decision(what, "是改名，把这一行的 pointer 改成新的；不是，删掉这一行，再运行一次。", (place,))
        return Decision(f"已不在表里：{pointer}（{self._placed[pointer]}）。", "从 layout.yml 里删掉这一行。", (place,))

    def _free(self) -> list[Fact]:
        """Facts that no place of the form takes."""
        used = set(self._placed.values())
        return [fact for name, fact in self._facts.items() if name not in used]

    def _tell_match(self, leaf: Leaf, found: Match) -> None:
        if not found.sure:
            label = self._facts[found.fact].label
            self._report.notes.append(
                f"{leaf.pointer} 用了字典里的 {found.fact}（{label}）：{found.by}。不是一回事的，改 layout.yml 的 fact。"
            )

    def _tell_condition(self, leaf: Leaf, name: str) -> None:
        """A fact that matters only sometimes, at a place that must always be filled."""
        need, fact = self._needs.of(leaf.pointer), self._facts[name]
        if fact.when is not None and not need.optional and not need.conditional:
            when = self._project.dictionary.data["facts"][name]["when"]
            self._report.notes.append(
                f"{leaf.pointer} 表上总要填，字典里的 {name} 只在「{cleaned(when)}」时才问：不合的，另立一个信息项。"
            )

    def _propose(self, leaf: Leaf, name: str, at: Mapping[str, str] | None = None) -> None:
        spoken = {
            word for fact in (*self._facts.values(), *self.new_facts.values()) for word in (fact.label, *fact.names)
        }
        need = self._needs.of(leaf.pointer)
        when = hint(need, at or self._placed) if need.conditional else ""
        made = propose(self._schema, leaf, need, name, spoken, when)
        self.proposals.append(made)
        self.new_facts.update(facts_of([made]))
        near = [one for one in same_ids(self._form, leaf) if one in self._facts and one != name]
        self._report.notes += [
            f"{leaf.pointer} 没有用字典里的 {one}：种类或者选项和表上不一样，另立了 {name}。"
            for one in dict.fromkeys(near)
        ]
        self._report.notes += [f"{one}，字典的 limits 限不住：在 layout.yml 的 checks 里核对。" for one in made.beyond]

    def _field(self, leaf: Leaf, at: Mapping[str, str]) -> FieldDraft:
        """A condition is written where the fact is new: in the dictionary; else on the layout, if the fact has none."""
        need, fact = self._needs.of(leaf.pointer), self._facts.get(at[leaf.pointer])
        waits = need.conditional and fact is not None and fact.when is None
        return FieldDraft(leaf, at[leaf.pointer], not need.optional, when_mark(hint(need, at)) if waits else "")


def renames_told(project: Project, texts: Mapping[str, str], renamed: Mapping[str, str]) -> Iterator[Decision]:
    """For each fact that seems renamed, the lines where the old name still stands."""
    written = {**dict(project.authored()), **texts}
    for old, new in renamed.items():
        places = tuple(f"{name}:{line}" for name, text in sorted(written.items()) for line in mentions(text, old))
        yield Decision(f"改名：{scalar(old)} → {new}？", "是改名，把旧名字都改成新的；不是，在字典里加回来。", places)


def unfit(leaf: Leaf) -> str:
    """Why a place cannot be on a layout, in Chinese; empty when it can."""
    names: list[Any] = [*leaf.path]
    if any(not name or "~" in name or not name.isprintable() for name in names):
        return "名字里有空的、~ 或者看不见的字符"
    items = leaf.schema.get("items")
    properties = items.get("properties", {}) if isinstance(items, dict) else {}
    for name, child in properties.items():
        if not is_id(name):
            return f"列表每一项的 {cleaned(name)}，名字只能用小写英文、数字和下划线"
        nested = child.get("items", {}) if isinstance(child, dict) else {}
        if isinstance(child, dict) and (
            child.get("properties") or (isinstance(nested, dict) and nested.get("properties"))
        ):
            return f"列表每一项的 {cleaned(name)} 里又有一层，导办只认一层"
    return ""
