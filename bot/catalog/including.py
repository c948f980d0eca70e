"""Scenarios with the fragments that they include, each part in the place where its fragment is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from .issues import Issue, did_you_mean
from .yaml_reader import Document, Path_

#: Lists of a scenario that a fragment may stand in -> the key that names an entry.
NAMED_BY: Final = {"questions": "fact", "rules": "id"}
#: The folder whose fragments all scenarios may include.
SHARED: Final = "shared"


class Origin(NamedTuple):
    """Where a part was written. ``include``: where in the scenario its fragment is named; None for the scenario's own."""

    document: Document
    path: Path_
    include: Path_ | None = None


@dataclass(frozen=True, eq=False)
class Assembled(Document):
    """A scenario with its fragments' parts among its own: data like that of a scenario that includes none.

    Lines are those of the scenario's own file, for an included part where its fragment is named; ``origin`` and ``at``
    lead to the fragment.

    Args:
        written: the scenario as its author wrote it. ``parts``: (list, number) or (``outcomes``, id) -> where it was written.
    """

    written: Document = field(default_factory=lambda: Document("", {}))
    parts: Mapping[Path_, Origin] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line in the scenario's own file."""
        part = self.parts.get(path[:2])
        if part is None:
            return self.written.line(*path)
        return self.written.line(*(part.include or (*part.path, *path[2:])))

    def origin(self, *path: str | int) -> tuple[Document, Path_]:
        """The file that an entry was written in, and the path to it there."""
        part = self.parts.get(path[:2])
        return (self.written, path) if part is None else (part.document, (*part.path, *path[2:]))

    def standing(self, key: str, number: int) -> int:
        """The number of the entry in the scenario's own list: for an included part, of the entry that names its fragment."""
        part = self.parts[key, number]
        return int((part.include or part.path)[1])

    @property
    def files(self) -> frozenset[str]:
        """The scenario's own file and those of its fragments."""
        return frozenset({self.file, *(part.document.file for part in self.parts.values())})


class Include(NamedTuple):
    """One place where a scenario names a fragment."""

    key: str
    path: Path_
    fragment: str
    without: tuple[str, ...]


def includes(document: Document) -> Iterator[Include]:
    """Every place where a scenario names a fragment, in its order."""
    for key in NAMED_BY:
        for index, entry in enumerate(document.data.get(key, ())):
            if "fragment" in entry:
                yield Include(key, (key, index), entry["fragment"], tuple(entry.get("without", ())))


def in_reach(fragments: Iterable[Document], file: str) -> dict[str, Document]:
    """The fragments that the scenario in this file may include, by the name that it gives them.

    Those of its folder and those of all by id; another folder's by ``folder/id``.
    """
    found: dict[str, Document] = {}
    for fragment in sorted(fragments, key=lambda one: folder_of(one.file) == SHARED):
        home, name = folder_of(fragment.file), fragment.data["id"]
        found.setdefault(name if home in (folder_of(file), SHARED) else f"{home}/{name}", fragment)
    return found


def assembled(document: Document, fragments: Iterable[Document]) -> tuple[Document | None, list[Issue]]:
    """The scenario with its fragments' parts; None, with what is wrong, when there is no such fragment.

    A question that the scenario asks itself stands where the scenario has it, an outcome of its own takes the place of the
    fragment's.
    """
    named = list(includes(document))
    if not named:
        return document, []
    known = in_reach(fragments, document.file)
    issues = [_unknown(document, one, known) for one in named if one.fragment not in known]
    if issues:
        return None, issues
    parts: dict[Path_, Origin] = {}
    data = dict(document.data)
    for key in NAMED_BY:
        if key in data:
            origins = list(_entries(document, key, known))
            data[key] = [_entry(one) for one in origins]
            parts.update({(key, number): one for number, one in enumerate(origins)})
    outcomes = dict(_outcomes(document, data, parts))
    if outcomes:
        data["outcomes"] = {name: _entry(one) for name, one in outcomes.items()}
        parts.update({("outcomes", name): one for name, one in outcomes.items()})
    return Assembled(document.file, data, document.lines, document, parts), []


@lru_cache(maxsize=4096)
def folder_of(file: str) -> str:
    """The folder below ``scenarios`` that a scenario or fragment is of."""
    parts = PurePosixPath(file).parts
    return parts[1] if len(parts) > 1 else ""


def _unknown(document: Document, one: Include, known: Mapping[str, Document]) -> Issue:
    what = f"用到共用段 {one.fragment}，fragments 里没有。"
    folder, _, name = one.fragment.rpartition("/")
    home = PurePosixPath("scenarios", folder or folder_of(document.file), "fragments", f"{name}.yml")
    remedy = f"改名，或者新建 {home}。"
    return Issue(*document.at(*one.path, "fragment"), "FRAGMENT-01", what, remedy, did_you_mean(one.fragment, known))


def _entries(document: Document, key: str, known: Mapping[str, Document]) -> Iterator[Origin]:
    """The entries of one list, the scenario's own and those of its fragments, in order."""
    written = document.data[key]
    own = {entry["fact"] for entry in written if "fact" in entry} if key == "questions" else set()
    for index, entry in enumerate(written):
        if "fragment" not in entry:
            yield Origin(document, (key, index))
            continue
        fragment = known[entry["fragment"]]
        for number, part in enumerate(fragment.data.get(key, ())):
            name = part[NAMED_BY[key]]
            if name not in own and name not in entry.get("without", ()):
                yield Origin(fragment, (key, number), (key, index))


def _outcomes(
    document: Document, data: Mapping[str, Any], parts: Mapping[Path_, Origin]
) -> Iterator[tuple[str, Origin]]:
    """The outcomes in the order of the rules that lead to them, last the scenario's own to which none does.

    Included rules bring theirs along; where two fragments have one of a name, the first is taken.
    """
    own = document.data.get("outcomes", {})
    seen: set[str] = set()
    for number, rule in enumerate(data.get("rules", ())):
        name, part = rule.get("outcome"), parts["rules", number]
        home = document if name in own else part.document if part.include is not None else None
        if home is not None and name not in seen and name in home.data.get("outcomes", {}):
            seen.add(name)
            yield name, Origin(home, ("outcomes", name), part.include if home is not document else None)
    yield from ((name, Origin(document, ("outcomes", name))) for name in own if name not in seen)


def _entry(origin: Origin) -> Any:
    key, name = origin.path
    return origin.document.data[key][name]
