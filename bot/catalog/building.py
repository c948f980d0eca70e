"""A source's documents -> the catalog's parts: facts, figures, forms, scenarios, knowledge, texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bot.engine.catalog import Catalog, Item, ItemEntry, KnowledgeEntry, Release
from bot.engine.conditions import Condition, Literal
from bot.engine.facts import Fact, Option
from bot.engine.figures import Figure, Period
from bot.engine.forms import Check, Deferral, Field, Form, Material, Point, Section
from bot.engine.scenario import Outcome, Permit, Question, Rule, Scenario
from bot.engine.undertakings import DEFERRED, PROMISED, Undertaking

from .definitions import Builder, options, wording
from .including import assembled
from .issues import Issue
from .platforms import Platform
from .platforms.reading import platform_of
from .processes.catalogue import ItemVersion
from .processes.definitions import Definitions, Process
from .processes.reading import bundles_of, departments_of, items_of, process_of, same_materials_of
from .shaping import shaping_facts, shaping_figures
from .source import FormFiles, Source, fingerprint
from .sources import FactSources, fact_sources_of
from .validation import make_validator
from .yaml_reader import Document

#: Stands for a check whose condition could not be read (an issue says so).
_NEVER: Final = Literal(False)


@dataclass
class Built:
    """The definitions that could be built, and the documents they come from. ``left_out``: the roles of what could not be.

    ``listed``: by place in its file; ``platforms``: by file.
    """

    source: Source
    facts: dict[str, Fact] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    scenarios: dict[str, Scenario] = field(default_factory=dict)
    knowledge: dict[str, KnowledgeEntry] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    processes: dict[str, Process] = field(default_factory=dict)
    listed: dict[int, ItemVersion] = field(default_factory=dict)
    platforms: dict[str, Platform] = field(default_factory=dict)
    homes: dict[tuple[str, str], Document] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)

    def catalog(self) -> Catalog:
        """The catalog of all that was built."""
        releases = {name: self._release(scenario) for name, scenario in self.scenarios.items()}
        usual = tuple(self.source.usual.data["usual"]) if self.source.usual is not None else ()
        return Catalog(releases, self.knowledge, {}, self.texts, self.items, usual)

    def sources(self) -> FactSources:
        """Where facts come from besides the applicant."""
        return fact_sources_of(self.source.sources)

    def definitions(self) -> Definitions:
        """How the forms are dealt with, alone and together."""
        source, titles = self.source, {name: form.title for name, form in self.forms.items()}
        return Definitions(
            departments=departments_of(source.departments),
            processes=self.processes,
            bundles=bundles_of(source.joint),
            materials=same_materials_of(source.joint),
            titles=titles,
            items=tuple(self.listed.values()),
        )

    def _release(self, scenario: Scenario) -> Release:
        """The scenario with its forms and the facts that can play a part: words about others are not heard as its answers."""
        forms = {permit.form: self.forms[permit.form] for permit in scenario.permits if permit.form in self.forms}
        homes = [
            self.facts[name] for name in self.facts.keys() & shaping_facts(scenario, list(forms.values()), self.facts)
        ]
        names = {fact.id for home in homes for fact in (home, *home.items)}
        facts = {name: _titled(fact, scenario) for name, fact in self.facts.items() if name in names}
        return Release(scenario, forms, facts, self.figures)


def _titled(fact: Fact, scenario: Scenario) -> Fact:
    """A fact that holds the theme's number is read by the theme's title: nobody knows the numbers."""
    if fact.options or scenario.assume.get(fact.id) != scenario.theme:
        return fact
    return replace(fact, options=(Option(scenario.theme, scenario.title),))


def build(source: Source) -> Built:
    """Everything the source defines; a name defined twice is an issue, and the first one stays."""
    built = Built(source, left_out=set(source.left_out))
    builder = Builder()
    if source.dictionary is not None:
        _facts(built, builder, source.dictionary)
    if source.figures is not None:
        _figures(built, builder, source.figures)
    if source.items is not None:
        built.items.update({name: _item(name, data) for name, data in source.items.data["items"].items()})
    for files in source.forms:
        _keep(built, "form", files.layout.data["form"], _form(builder, files), built.forms, files.layout, ("form",))
        if files.process is not None:
            # Under the name of the form it lies beside: that it names another is told by a check.
            built.processes.setdefault(files.layout.data["form"], process_of(builder, files.process))
    built.listed = items_of(builder, source.catalogue)
    built.platforms = {document.file: platform_of(document) for document in source.platforms}
    for written in source.scenarios:
        _whole_scenario(built, builder, written)
    for document in source.knowledge:
        for index, entry in enumerate(document.data["entries"]):
            made = _entry(builder, document, entry, index)
            _keep(built, "knowledge", entry["id"], made, built.knowledge, document, ("entries", index, "id"))
    for document in source.texts:
        for key, text in document.data.items():
            _keep(built, "text", key, text, built.texts, document, (key,))
    built.issues += builder.issues
    return built


def _whole_scenario(built: Built, builder: Builder, written: Document) -> None:
    """The scenario with its fragments; one that names a fragment which is not there, or cannot be used, is left out."""
    document, issues = assembled(written, built.source.fragments)
    if document is None:
        built.left_out.add("scenario")
        # A fragment that cannot be used may be the very one that is missed: it is told of itself.
        built.issues += issues if "fragment" not in built.source.left_out else []
        return
    made = _scenario(built, builder, document)
    _keep(built, "scenario", made.id, made, built.scenarios, document, ("id",))


def _keep(
    built: Built, kind: str, name: str, made: Any, into: dict[str, Any], document: Document, path: tuple[str | int, ...]
) -> None:
    if name in into:
        home = built.homes[(kind, name)]
        what = f"编号 {name} 用了两次（{home.file} 里已经有了）。"
        built.issues.append(Issue(document.file, document.line(*path), "NAME-01", what, "换一个编号。"))
        return
    into[name] = made
    built.homes[(kind, name)] = document


def _facts(built: Built, builder: Builder, document: Document) -> None:
    for name, entry in document.data["facts"].items():
        fact = builder.fact(document, name, entry, "facts", name)
        built.facts[name] = fact
        built.facts.update({item.id: item for item in fact.items})


def _figures(built: Built, builder: Builder, document: Document) -> None:
    for name, entry in document.data["figures"].items():
        periods = []
        for index, one in enumerate(entry["periods"]):
            path = ("figures", name, "periods", index)
            start = builder.day(document, one["from"], *path, "from")
            until = builder.day(document, one.get("until"), *path, "until")
            if start is not None:
                periods.append(Period(one["value"], start, until, one["source"], one.get("certain", True)))
        built.figures[name] = Figure(name, entry["label"], entry.get("unit"), tuple(periods))


def _item(name: str, data: Mapping[str, Any]) -> Item:
    entries = (ItemEntry(one["label"], one["text"], one["source"], one.get("certain", True)) for one in data["entries"])
    return Item(name, data["title"], tuple(entries), tuple(data.get("names", ())))


def _form(builder: Builder, files: FormFiles) -> Form:
    layout, data = files.layout, files.layout.data
    materials = files.materials.data["materials"] if files.materials is not None else []
    return Form(
        id=data["form"],
        title=data["title"],
        item=data["item"],
        version=fingerprint(data, materials, files.schema),
        sections=tuple(Section(section["id"], section["title"]) for section in data["sections"]),
        fields=tuple(
            Field(
                pointer=entry["pointer"],
                fact=entry["fact"],
                section=section["id"],
                when=builder.condition(layout, entry.get("when"), "sections", number, "fields", index, "when"),
                required=entry.get("required", True),
                annotations=entry.get("annotations"),
            )
            for number, section in enumerate(data["sections"])
            for index, entry in enumerate(section["fields"])
        ),
        materials=tuple(_material(builder, files.materials, entry, index) for index, entry in enumerate(materials)),
        checks=tuple(_check(builder, layout, entry, index) for index, entry in enumerate(data.get("checks", ()))),
        schema=files.schema,
        validate=make_validator(files.schema),
    )


def _material(builder: Builder, document: Document | None, entry: Mapping[str, Any], index: int) -> Material:
    when = builder.condition(document, entry.get("when"), "materials", index, "when") if document is not None else None
    return Material(
        entry["id"],
        entry["label"],
        entry["mode"],
        when,
        entry["basis"],
        entry.get("note", ""),
        entry.get("certain", True),
        entry.get("optional", False),
        entry.get("licence", ""),
        entry.get("number", ""),
        entry.get("proof", ""),
        entry.get("generate", ""),
        tuple(_point(builder, document, entry, index, number) for number in range(len(entry.get("points", ())))),
        Deferral(**entry["defer"]) if "defer" in entry else None,
        _offers(builder, document, entry, index),
    )


def _offers(
    builder: Builder, document: Document | None, entry: Mapping[str, Any], index: int
) -> tuple[Undertaking, ...]:
    """What the applicant may undertake for the material."""
    found = []
    ways = (("promise", PROMISED, entry.get("promise")), ("postpone", DEFERRED, entry.get("postpone")))
    for key, how, offer in ways:
        if document is not None and offer is not None:
            when = builder.condition(document, offer.get("when"), "materials", index, key, "when")
            told = offer["text"].strip(), offer["basis"], offer.get("certain", True), offer.get("days", 0)
            found.append(Undertaking(how, *told, when))
    return tuple(found)


def _point(builder: Builder, document: Document | None, entry: Mapping[str, Any], index: int, number: int) -> Point:
    told, path = entry["points"][number], ("materials", index, "points", number, "when")
    when = builder.condition(document, told.get("when"), *path) if document is not None else None
    return Point(told["text"], when, told["source"], told.get("certain", True))


def _check(builder: Builder, document: Document, entry: Mapping[str, Any], index: int) -> Check:
    refuse = builder.condition(document, entry["refuse"], "checks", index, "refuse")
    return Check(entry["id"], refuse or _NEVER, entry["fact"], entry["text"], entry["source"])


def _scenario(built: Built, builder: Builder, document: Document) -> Scenario:
    data = document.data
    scenario = Scenario(
        id=data["id"],
        theme=data["theme"],
        title=data["title"],
        version="",
        says=tuple(data["says"]),
        words=tuple(data.get("words", ())),
        assume=data.get("assume", {}),
        questions=tuple(
            _question(built, builder, document, entry, index) for index, entry in enumerate(data.get("questions", ()))
        ),
        rules=tuple(_rule(builder, document, entry, index) for index, entry in enumerate(data.get("rules", ()))),
        permits=tuple(
            Permit(entry["form"], builder.condition(document, entry.get("when"), "permits", index, "when"))
            for index, entry in enumerate(data["permits"])
        ),
        outcomes={
            name: Outcome(name, entry["kind"], entry["text"], entry.get("source", ""))
            for name, entry in data.get("outcomes", {}).items()
        },
        state=data.get("state", "current"),
        until=builder.day(document, data.get("until"), "until"),
        continues=tuple(data.get("continues", ())),
    )
    return replace(scenario, version=_version(built, scenario, data))


def _version(built: Built, scenario: Scenario, data: Mapping[str, Any]) -> str:
    """Changes when and only when the scenario, one of its forms, or a fact or figure that plays a part in them does."""
    forms = [built.forms[permit.form] for permit in scenario.permits if permit.form in built.forms]
    names = shaping_facts(scenario, forms, built.facts)
    figures = shaping_figures(scenario, forms, built.facts, names)
    facts_data = built.source.dictionary.data["facts"] if built.source.dictionary is not None else {}
    figures_data = built.source.figures.data["figures"] if built.source.figures is not None else {}
    return fingerprint(
        data,
        [form.version for form in forms],
        {name: facts_data[name] for name in names},
        {name: figures_data[name] for name in figures if name in figures_data},
    )


def _question(built: Built, builder: Builder, document: Document, entry: Mapping[str, Any], index: int) -> Question:
    worded = any(key in entry for key in ("ask", "why", "help", "example"))
    return Question(
        fact=entry["fact"],
        when=_when(builder, document, entry, "questions", index),
        wording=wording(entry) if worded else None,
        options=_offered(built, entry) if "options" in entry else None,
    )


def _offered(built: Built, entry: Mapping[str, Any]) -> tuple[Option, ...]:
    """The question's own options; one with the label that the dictionary gives its value may be called by the same names."""
    fact = built.facts.get(entry["fact"])
    offered = options(entry["options"])
    own = {name for one in offered for name in one.names}
    known = {one.value: one for one in fact.options} if fact is not None else {}
    return tuple(
        replace(one, names=(*one.names, *(name for name in known[one.value].names if name not in own)))
        if one.value in known and known[one.value].label == one.label
        else one
        for one in offered
    )


def _rule(builder: Builder, document: Document, entry: Mapping[str, Any], index: int) -> Rule:
    return Rule(
        id=entry["id"],
        when=_when(builder, document, entry, "rules", index),
        set=entry.get("set", {}),
        add={fact: tuple(values) for fact, values in entry.get("add", {}).items()},
        warnings=tuple(entry.get("warn", ())),
        reports=tuple(entry.get("report", ())),
        outcome=entry.get("outcome"),
        source=entry.get("source", ""),
        certain=entry.get("certain", True),
    )


def _when(builder: Builder, document: Document, entry: Mapping[str, Any], key: str, index: int) -> Condition | None:
    home, path = document.origin(key, index, "when")
    return builder.condition(home, entry.get("when"), *path)


def _entry(builder: Builder, document: Document, entry: Mapping[str, Any], index: int) -> KnowledgeEntry:
    return KnowledgeEntry(
        id=entry["id"],
        questions=tuple(entry["questions"]),
        answer=entry["answer"],
        basis=entry.get("basis", ""),
        items=tuple(entry.get("items", ())),
        start=builder.day(document, entry.get("from"), "entries", index, "from"),
        until=builder.day(document, entry.get("until"), "entries", index, "until"),
        certain=entry.get("certain", True),
    )
