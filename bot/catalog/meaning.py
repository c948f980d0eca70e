"""The third pass: whether what the files say makes sense together. One table of checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from .building import Built
from .check_conditions import condition_names, condition_types
from .check_dates import dated_figures, valid_knowledge
from .check_flow import contradictory_rules, cycles, obtained_fields, unreachable_questions
from .check_forms import drifted_options, examples_behave, layout_matches_schema, schema_is_sound
from .check_names import names_exist
from .check_words import colliding_names, colliding_phrases, placeholders, question_lengths, wording_present
from .issues import Issue

#: Checks in the order they are run; each yields issues and changes nothing.
CHECKS: Final[tuple[Callable[[Built, date], Iterator[Issue]], ...]] = (
    names_exist,
    condition_names,
    condition_types,
    cycles,
    schema_is_sound,
    layout_matches_schema,
    drifted_options,
    examples_behave,
    dated_figures,
    valid_knowledge,
    contradictory_rules,
    obtained_fields,
    unreachable_questions,
    wording_present,
    question_lengths,
    colliding_names,
    colliding_phrases,
    placeholders,
)

#: Checks that others build upon: when one of these finds something, the later ones would only repeat it.
_FIRST: Final = (names_exist, condition_names, condition_types, cycles)


def meaning_issues(built: Built, today: date) -> list[Issue]:
    """What does not make sense in what was built."""
    found = [issue for check in _FIRST for issue in check(built, today)]
    if found or built.issues or built.source.issues:
        return found
    return [issue for check in CHECKS if check not in _FIRST for issue in check(built, today)]
