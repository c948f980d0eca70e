"""The authors' files as a draft finds them: what can be read, and what must be mended first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.engine.facts import Fact

from ..building import Built, build
from ..definitions import Builder
from ..issues import Issue
from ..json_reader import read_schema
from ..source import read_source
from ..yaml_reader import Document, parse_yaml
from .dictionary_text import NAME as DICTIONARY
from .facts_from_schema import Proposal
from .files import current, inside


class Unusable(Exception):
    """A file that the draft stands on has mistakes; ``lines`` say which, for the author."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass
class Project:
    """The files under ``root`` and what they define."""

    root: Path
    built: Built

    @property
    def facts(self) -> dict[str, Fact]:
        """The whole dictionary, items of lists too."""
        return self.built.facts

    @property
    def dictionary(self) -> Document:
        """The dictionary; an empty one when there is none."""
        return self.built.source.dictionary or Document(DICTIONARY, {"facts": {}})

    @property
    def own_facts(self) -> dict[str, Fact]:
        """The dictionary's entries without the items of lists."""
        return {name: self.facts[name] for name in self.dictionary.data["facts"]}

    def text(self, name: str) -> str | None:
        """A file as it is; None when there is none."""
        return current(self.root, name)

    def document(self, name: str) -> Document | None:
        """A file of the project as data; None when there is none.

        Raises:
            Unusable: it is there and has mistakes.
        """
        self.demand(name)
        text = self.text(name)
        return None if text is None else parsed(name, text)

    def demand(self, name: str) -> None:
        """Nothing happens when the file has no mistakes of syntax or shape.

        Raises:
            Unusable: it has.
        """
        inside(self.root, name)
        wrong = [issue for issue in self.built.source.issues if issue.file == name and issue.code != "BLANK-01"]
        if wrong:
            raise Unusable([str(issue) for issue in wrong])

    def authored(self) -> Iterator[tuple[str, str]]:
        """Every YAML file of authors with its text."""
        for pattern in ("forms/*.yml", "forms/*/*.yml", "scenarios/*/*.yml", "scenarios/*/fragments/*.yml"):
            for path in sorted(self.root.glob(pattern)):
                name = path.relative_to(self.root).as_posix()
                try:
                    yield name, self.text(name) or ""
                except (ValueError, OSError):
                    continue  # not UTF-8, or outside: `daoban check` says so


def open_project(root: Path) -> Project:
    """The project under ``root``.

    Raises:
        Unusable: the dictionary has mistakes.
    """
    base = root.resolve()
    source = read_source(base)
    missing = not (base / DICTIONARY).exists()
    if missing:
        source.issues = [issue for issue in source.issues if issue.file != DICTIONARY]
    project = Project(base, build(source))
    project.demand(DICTIONARY)
    return project


def schema_of(project: Project, form: str) -> Mapping[str, Any]:
    """The form's schema.

    Raises:
        Unusable: there is none, or it has mistakes.
    """
    name = f"forms/{form}/form.schema.json"
    path = inside(project.root, name)
    if not path.exists():
        raise Unusable([f"没有 {name}。先写这张表的 JSON Schema，再运行 daoban new {form}。"])
    schema, issues = read_schema(project.root, project.root / name)
    if schema is not None and not schema.get("properties"):
        issues = [
            Issue(name, 0, "SCHEMA-01", "最外层没有 properties，不知道有哪些栏目。", "在 properties 里写上栏目。")
        ]
    if schema is None or issues:
        raise Unusable([str(issue) for issue in issues])
    return schema


def parsed(name: str, text: str) -> Document:
    """Text that is known to be YAML, with its lines.

    Raises:
        Unusable: it is not.
    """
    document, issues = parse_yaml(name, text.removeprefix("\ufeff"))
    if document is None:
        raise Unusable([str(issue) for issue in issues])
    return document


def facts_of(proposals: list[Proposal]) -> dict[str, Fact]:
    """The facts that new entries will be, items of lists too."""
    builder = Builder()
    made = [builder.fact(Document(DICTIONARY, {}), one.id, one.data) for one in proposals]
    return {fact.id: fact for whole in made for fact in (whole, *whole.items)}
