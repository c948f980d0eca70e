"""Questions, rules and outcomes are in their place: each can be reached, does something, and is not overtaken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from .building import Built
from .check_flow import dead_rules, unreachable_questions
from .check_rules import contradictory_rules, hidden_options, idle_rules, overtaken_rules
from .issues import Issue
from .judging import Verdict, judged

#: What looks at the parts of one scenario.
_LOOKING: Final[tuple[Callable[[Built, str], Iterator[Verdict]], ...]] = (
    contradictory_rules,
    overtaken_rules,
    idle_rules,
    hidden_options,
    unreachable_questions,
    dead_rules,
)


def parts_in_place(built: Built, today: date) -> Iterator[Issue]:
    """No part of a scenario is wrong there, and none of a fragment in every scenario that has it."""
    return judged(built, {name: verdicts(built, name) for name in built.scenarios})


def verdicts(built: Built, name: str) -> list[Verdict]:
    """What is wrong with the parts of one scenario, taken by itself."""
    return [verdict for look in _LOOKING for verdict in look(built, name)]
