"""Questions and rules judged in each scenario that has them: what a fragment says is wrong only if it is wrong everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from .building import Built
from .issues import Issue
from .yaml_reader import Path_

#: Lists and mappings whose entries a scenario may have from a fragment.
_PARTS: Final = ("questions", "rules", "outcomes")
#: A part as it was written: its file, and its path there.
_Written = tuple[str, Path_]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Something that is wrong with a question, rule or outcome in one scenario.

    Args:
        part: (list, number) or (``outcomes``, id) in the scenario.
        about: what of the part is wrong; empty: all of it, so that it plays no role in the scenario.
    """

    part: Path_
    issue: Issue
    about: str = ""


def judged(built: Built, verdicts: Mapping[str, Iterable[Verdict]]) -> Iterator[Issue]:
    """The issues among the verdicts on each scenario: of its own parts all; of a fragment's those that hold wherever it is.

    A part that plays no role in a scenario is neither right nor wrong there, and wrong if it plays one in none.
    """
    found: defaultdict[_Written, dict[str, list[Verdict]]] = defaultdict(dict)
    for name, those in verdicts.items():
        document = built.homes[("scenario", name)]
        for one in those:
            if document.is_included(*one.part):
                found[_written(built, name, one.part)].setdefault(name, []).append(one)
            else:
                yield one.issue
    if "scenario" in built.left_out:
        return  # in the one that cannot be read, all may be well
    having = homes_of_parts(built)
    for part, by_scenario in found.items():
        yield from _wrong_everywhere(by_scenario, having[part])


def homes_of_parts(built: Built) -> Mapping[_Written, list[str]]:
    """Each part that was written in a fragment, with the scenarios that have it."""
    having: defaultdict[_Written, list[str]] = defaultdict(list)
    for name in built.scenarios:
        document = built.homes[("scenario", name)]
        for key in _PARTS:
            entries = document.data.get(key, ())
            for place in entries if key == "outcomes" else range(len(entries)):
                if document.is_included(key, place):
                    having[_written(built, name, (key, place))].append(name)
    return having


def _written(built: Built, name: str, part: Path_) -> _Written:
    document, path = built.homes[("scenario", name)].origin(*part)
    return document.file, path


def _wrong_everywhere(by_scenario: Mapping[str, list[Verdict]], having: list[str]) -> Iterator[Issue]:
    """What is wrong with one part in every scenario where it plays a role; where it plays none in any, why."""
    idle = [name for name in having if any(not one.about for one in by_scenario.get(name, ()))]
    acting = [name for name in having if name not in idle]
    everywhere = set.intersection(*({one.about for one in by_scenario.get(name, ())} for name in acting or idle))
    everywhere |= {""} if idle and not acting else set()
    seen: set[tuple[str, str]] = set()
    for name in acting or idle:
        for one in by_scenario.get(name, ()):
            if one.about in everywhere and (one.about, one.issue.code) not in seen:
                seen.add((one.about, one.issue.code))
                yield one.issue
