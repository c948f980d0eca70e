"""Which fragments an author may include so that their rules give a fact its value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from .including import in_reach, includes
from .yaml_reader import Document

#: Fact -> names of fragments.
SettledBy = Mapping[str, tuple[str, ...]]
#: Fragments that are named; that there are more is said.
_MOST: Final = 3


def settled_by(fragments: Sequence[Document], scenarios: Collection[Document], file: str) -> SettledBy:
    """Fact -> the fragments that the scenario in this file may include and whose rules set it, or add to it.

    Those of its own folder and of all come first, and of these the ones that most scenarios include.

    Args:
        scenarios: as their authors wrote them.
    """
    used = Counter(fragment for scenario in scenarios for fragment in _included(fragments, scenario))
    found: dict[str, dict[str, str]] = {}
    for name, fragment in in_reach(fragments, file).items():
        for rule in fragment.data.get("rules", ()):
            for fact in (*rule.get("set", {}), *rule.get("add", {})):
                found.setdefault(fact, {})[name] = fragment.file
    return {
        fact: tuple(sorted(names, key=lambda name: ("/" in name, -used[names[name]], name)))
        for fact, names in found.items()
    }


def named(names: Sequence[str]) -> str:
    """The first of the fragments, in words."""
    return "、".join(names[:_MOST]) + ("等" if len(names) > _MOST else "")


def _included(fragments: Sequence[Document], scenario: Document) -> set[str]:
    """The files of the fragments whose rules the scenario includes."""
    known = in_reach(fragments, scenario.file)
    names = {one.fragment for one in includes(scenario) if one.key == "rules"}
    return {known[name].file for name in names if name in known}
