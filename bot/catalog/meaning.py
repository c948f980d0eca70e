"""The third pass: whether what the files say makes sense together. One table of checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from .building import Built
from .check_conditions import condition_names, condition_types
from .check_dates import dated_figures, valid_knowledge
from .check_flow import contradictory_rules, cycles, dead_rules, obtained_fields, unreachable_questions
from .check_forms import drifted_options, examples_behave, layout_matches_schema
from .check_names import names_exist
from .check_values import limits_make_sense, named_once, values_fit
from .check_words import colliding_names, colliding_phrases, placeholders, question_lengths, wording_present, yes_and_no
from .issues import Issue, sort_issues

#: Checks in the order they are run; each yields issues and changes nothing.
CHECKS: Final[tuple[Callable[[Built, date], Iterator[Issue]], ...]] = (
    names_exist,
    condition_names,
    condition_types,
    values_fit,
    limits_make_sense,
    named_once,
    cycles,
    layout_matches_schema,
    drifted_options,
    examples_behave,
    dated_figures,
    valid_knowledge,
    contradictory_rules,
    obtained_fields,
    unreachable_questions,
    dead_rules,
    wording_present,
    question_lengths,
    colliding_names,
    yes_and_no,
    colliding_phrases,
    placeholders,
)

#: Codes that say a name is not defined -> the files that define it. While one of those cannot be used, nobody can tell.
_DEFINED_IN: Final[dict[str, frozenset[str]]] = {
    "FACT-01": frozenset({"dictionary"}),
    "COND-02": frozenset({"dictionary"}),
    "COND-03": frozenset({"figures"}),
    "FORM-01": frozenset({"form", "layout"}),
    "TEXT-01": frozenset({"texts"}),
}


def all_issues(built: Built, today: date) -> tuple[Issue, ...]:
    """Everything that is wrong with the files, sorted by place: what cannot be read, built, or makes no sense."""
    return sort_issues([*built.source.issues, *built.issues, *meaning_issues(built, today)])


def meaning_issues(built: Built, today: date) -> list[Issue]:
    """What does not make sense in what was built; a file that cannot be used is not blamed on those that name it."""
    found = [issue for check in CHECKS for issue in check(built, today)]
    return [issue for issue in found if not _DEFINED_IN.get(issue.code, frozenset()) & built.source.left_out]
