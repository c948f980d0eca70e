"""The files under a project's root, read once: documents by role, with what kept any from being read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from .blanks import blanks
from .issues import Issue
from .json_reader import read_json, read_schema
from .shapes import shape_issues
from .yaml_reader import Document, parse_yaml, read_yaml

#: Among the stories, the file of phrases that must be understood.
PHRASES: Final = "phrases.yml"


@dataclass
class FormFiles:
    """One form's folder."""

    folder: str
    layout: Document
    materials: Document | None
    schema: Mapping[str, Any]
    examples: Mapping[str, Any] = field(default_factory=dict)
    process: Document | None = None


@dataclass
class Source:
    """Everything authors wrote, unchecked beyond syntax and shape. ``left_out``: the roles of files that cannot be used."""

    root: Path
    dictionary: Document | None = None
    figures: Document | None = None
    items: Document | None = None
    usual: Document | None = None
    departments: Document | None = None
    joint: Document | None = None
    catalogue: Document | None = None
    sources: Document | None = None
    platforms: list[Document] = field(default_factory=list)
    forms: list[FormFiles] = field(default_factory=list)
    scenarios: list[Document] = field(default_factory=list)
    fragments: list[Document] = field(default_factory=list)
    knowledge: list[Document] = field(default_factory=list)
    texts: list[Document] = field(default_factory=list)
    stories: list[Document] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)

    def content(self) -> tuple[Any, ...]:
        """What the files hold, wherever they lie: equal where the same text was read, which gives the same documents."""
        forms = [
            (one.folder, one.layout, one.materials, one.process, json.dumps((one.schema, one.examples)))
            for one in self.forms
        ]
        rest = {name: value for name, value in vars(self).items() if name not in ("root", "forms")}
        return tuple(
            tuple(value) if isinstance(value, list) else frozenset(value) if isinstance(value, set) else value
            for value in (forms, *rest.values())
        )


def read_source(root: Path, *, stories: bool = True) -> Source:
    """The project's files; every file that cannot be used is an issue and is left out.

    Args:
        stories: whether theirs are among them: most of the files, and only whoever checks or plays them needs them.
    """
    source = read_forms(root)
    source.usual = _if_there(source, root / "scenarios/usual.yml", "usual")
    for file in sorted(root.glob("scenarios/*/*.yml")):
        role = file.parent.name
        if role == "stories" and not stories:
            continue
        if role == "shared":
            _add(source.texts, _document(source, file, "texts"))
        elif role == "knowledge":
            _add(source.knowledge, _document(source, file, "knowledge"))
        elif role == "stories" and file.name == PHRASES:  # heard by `daoban test`; here only its shape is of interest
            _document(source, file, "phrases")
        elif role == "stories":
            _add(source.stories, _document(source, file, "story"))
        else:
            _add(source.scenarios, _document(source, file, "scenario"))
    for file in sorted(root.glob("scenarios/*/fragments/*.yml")):
        if file.parts[-3] not in ("knowledge", "stories"):
            _add(source.fragments, _document(source, file, "fragment"))
    return source


def read_forms(root: Path) -> Source:
    """The project's files under ``forms/`` alone, in the same way."""
    source = Source(root)
    source.dictionary = _document(source, root / "forms/dictionary.yml", "dictionary")
    source.figures = _if_there(source, root / "forms/figures.yml", "figures")
    source.items = _if_there(source, root / "forms/items.yml", "items")
    source.departments = _if_there(source, root / "forms/departments.yml", "departments")
    source.joint = _if_there(source, root / "forms/bundles.yml", "joint")
    source.catalogue = _if_there(source, root / "forms/catalogue.yml", "catalogue")
    source.sources = _if_there(source, root / "forms/sources.yml", "sources")
    for file in sorted(root.glob("forms/platforms/*.yml")):
        _add(source.platforms, _document(source, file, "platform"))
    for layout in sorted(root.glob("forms/*/layout.yml")):
        _form(source, layout)
    return source


def with_scenario(source: Source, file: str, text: str) -> Source:
    """The same files with this text as one scenario's, in place of its file's or beside them; nothing is written.

    Args:
        file: path from the root, e.g. ``scenarios/food/pancake_shop.yml``.
    """
    document, issues, open_places = _examined(*parse_yaml(file, text), "scenario")
    others = [one for one in source.scenarios if one.file != file]
    made = replace(
        source,
        scenarios=others,
        issues=[*(issue for issue in source.issues if issue.file != file), *open_places, *issues],
        left_out=set(source.left_out),
    )
    if document is None:
        made.left_out.add("scenario")
    else:
        made.scenarios = sorted([*others, document], key=lambda one: one.file)
    return made


def fingerprint(*parts: Any) -> str:
    """A hash of the parts' content; the order of mapping keys does not count."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _document(source: Source, file: Path, shape: str) -> Document | None:
    document, issues, open_places = _examined(*read_yaml(source.root, file), shape)
    source.issues += [*open_places, *issues]
    if document is None:
        source.left_out.add(shape)
    return document


def _if_there(source: Source, file: Path, shape: str) -> Document | None:
    return _document(source, file, shape) if file.exists() else None


def _examined(
    document: Document | None, issues: list[Issue], shape: str
) -> tuple[Document | None, list[Issue], list[Issue]]:
    """The document if it can be used, what keeps it from that, and the places in it that are still to be filled in."""
    if document is None:
        return None, issues, []
    open_places, issues = list(blanks(document)), shape_issues(shape, document)
    return (None if issues else document), issues, open_places


def _add(documents: list[Document], document: Document | None) -> None:
    if document is not None:
        documents.append(document)


def _form(source: Source, layout_file: Path) -> None:
    folder = layout_file.parent
    layout = _document(source, layout_file, "layout")
    schema, issues = read_schema(source.root, folder / "form.schema.json")
    source.issues += issues
    materials = _if_there(source, folder / "materials.yml", "materials")
    process = _if_there(source, folder / "process.yml", "process")
    if layout is None or schema is None:
        source.left_out.add("form")
        return
    examples = {}
    for file in sorted(folder.glob("examples/*.json")):
        example, issues = read_json(source.root, file)
        source.issues += issues
        if not issues:
            examples[file.relative_to(source.root).as_posix()] = example
    name = folder.relative_to(source.root).as_posix()
    source.forms.append(FormFiles(name, layout, materials, schema, examples, process))
