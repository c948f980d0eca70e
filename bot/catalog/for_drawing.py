"""The catalog of files in which something cannot be reached, with what that is: a picture shows it in red."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.engine.catalog import Catalog
from bot.engine.scenario import Scenario

from .building import Built, build
from .issues import CatalogInvalid, Issue
from .meaning import all_issues
from .source import read_source
from .yaml_reader import Document

#: How the codes start that say that something is never reached; any other mistake may make the picture wrong.
_REACHING: Final = ("REACH-", "OUTCOME-02", "FRAGMENT-02")


@dataclass(frozen=True, slots=True)
class Drawable:
    """A catalog, and what `daoban check` says cannot be reached in it.

    Args:
        unreachable: scenario -> ``question:<fact>``, ``rule:<id>``, ``outcome:<id>`` and ``form:<id>``.
    """

    catalog: Catalog
    unreachable: dict[str, frozenset[str]]


def load_for_drawing(root: Path, *, today: date) -> Drawable:
    """The catalog of the files under ``root``, in which questions, rules and outcomes may be out of reach.

    Raises:
        CatalogInvalid: the files have other mistakes; all mistakes are in it.
    """
    built = build(read_source(root.resolve(), stories=False))
    issues = all_issues(built, today)
    if not all(says_out_of_reach(issue) for issue in issues):
        raise CatalogInvalid(issues)
    return Drawable(built.catalog(), {name: unreachable(built, name, issues) for name in built.scenarios})


def says_out_of_reach(issue: Issue) -> bool:
    """Whether the issue only says that something is never reached: the scenario can be drawn, and played, all the same."""
    return issue.code.startswith(_REACHING)


def unreachable(built: Built, name: str, issues: Iterable[Issue]) -> frozenset[str]:
    """The parts of a scenario that stand where an issue is; of several on one line the one that it names."""
    document = built.homes[("scenario", name)]
    at: defaultdict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for place, kind, part in _places(document, built.scenarios[name]):
        at[place].append((kind, part))
    found: set[str] = set()
    for issue in issues:
        here = at[issue.file, issue.line]
        named = [one for one in here if one[1] in issue.what.split()]
        found.update(f"{kind}:{part}" for kind, part in named or here)
    return frozenset(found)


def _places(document: Document, scenario: Scenario) -> Iterator[tuple[tuple[str, int], str, str]]:
    """(file and line, kind, name) of everything in a scenario that a check may find out of reach."""
    for index, question in enumerate(scenario.questions):
        for key in ("fact", "when"):
            yield document.at("questions", index, key), "question", question.fact
    for index, rule in enumerate(scenario.rules):
        yield document.at("rules", index, "when"), "rule", rule.id
    for index, permit in enumerate(scenario.permits):
        yield document.at("permits", index, "when"), "form", permit.form
    for outcome in scenario.outcomes:
        yield document.at("outcomes", outcome), "outcome", outcome
