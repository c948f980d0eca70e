"""The third pass: whether what the files say makes sense together. One table of checks."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterator
from datetime import date
from typing import Any, Final

from .blanks import without_echoes
from .building import Built
from .check_catalogue import sound_catalogue
from .check_conditions import condition_names, condition_types
from .check_dates import dated_figures, distinct_knowledge, scenarios_in_force, valid_knowledge
from .check_flow import cycles, dead_conditions, obtained_fields
from .check_forms import drifted_options, examples_behave, layout_matches_schema, looser_bounds
from .check_fragments import fragments_fit, fragments_used
from .check_joint import bundles_of_scenarios, sound_bundles
from .check_materials import materials_are_proved
from .check_names import names_exist
from .check_parts import parts_in_place
from .check_phrases import colliding_phrases, spoken_names, whole_words
from .check_plain import known_to_a_register, plain_words, single_short_questions
from .check_platforms import sound_platforms
from .check_processes import process_facts, sound_processes
from .check_rules import sourced_outcomes
from .check_sources import sources_make_sense
from .check_stories import story_names
from .check_texts import needed_texts, placeholders
from .check_values import limits_make_sense, named_once, values_fit
from .check_words import colliding_names, wording_present, yes_and_no
from .issues import Issue, sort_issues

#: Looks for mistakes of one sort; yields them and changes nothing.
Check = Callable[[Built, date], Iterator[Issue]]

#: Checks in the order they are run.
CHECKS: Final[tuple[Check, ...]] = (
    names_exist,
    condition_names,
    condition_types,
    values_fit,
    limits_make_sense,
    named_once,
    cycles,
    layout_matches_schema,
    drifted_options,
    looser_bounds,
    examples_behave,
    dated_figures,
    scenarios_in_force,
    valid_knowledge,
    distinct_knowledge,
    parts_in_place,
    fragments_used,
    fragments_fit,
    sourced_outcomes,
    obtained_fields,
    dead_conditions,
    wording_present,
    single_short_questions,
    known_to_a_register,
    plain_words,
    colliding_names,
    yes_and_no,
    colliding_phrases,
    whole_words,
    spoken_names,
    sound_processes,
    process_facts,
    sound_bundles,
    bundles_of_scenarios,
    sound_catalogue,
    sound_platforms,
    sources_make_sense,
    materials_are_proved,
    placeholders,
    needed_texts,
    story_names,
)

#: Takes seconds, and looks at forms alone: what is written in a scenario cannot change what it finds.
OF_FORMS_ALONE: Final[tuple[Check, ...]] = (examples_behave,)

#: Look at how the forms are dealt with, and need no scenario for it.
OF_PROCESSES: Final[tuple[Check, ...]] = (
    condition_names,
    condition_types,
    named_once,
    sound_processes,
    process_facts,
    sound_bundles,
    sound_catalogue,
    sound_platforms,
)

#: Codes of mistakes that nobody made: a day has passed.
BY_CALENDAR: Final = frozenset({"KNOW-02", "DATE-03", "FIGURE-01"})

#: Codes that say a name is not defined -> the files that define it. While one of those cannot be used, nobody can tell.
_DEFINED_IN: Final[dict[str, frozenset[str]]] = {
    "FACT-01": frozenset({"dictionary"}),
    "COND-02": frozenset({"dictionary"}),
    "STORY-01": frozenset({"dictionary"}),
    "STORY-02": frozenset({"scenario"}),
    "STORY-05": frozenset({"scenario"}),
    "KNOW-04": frozenset({"form", "layout"}),
    "COND-03": frozenset({"figures"}),
    "FRAGMENT-02": frozenset({"scenario"}),
    "FORM-01": frozenset({"form", "layout"}),
    "JOINT-01": frozenset({"form", "layout"}),
    "JOINT-02": frozenset({"scenario"}),
    "JOINT-04": frozenset({"form", "process"}),
    "JOINT-07": frozenset({"form", "layout", "materials"}),
    "PROCESS-02": frozenset({"departments"}),
    "CATALOGUE-01": frozenset({"form", "layout"}),
    "PLATFORM-01": frozenset({"form", "layout"}),
    "HELD-01": frozenset({"dictionary"}),
    "ITEM-01": frozenset({"form", "layout"}),
    "TEXT-01": frozenset({"texts"}),
    "STORY-03": frozenset({"texts"}),
}


def all_issues(built: Built, today: date, leaving_out: Container[Check] = ()) -> tuple[Issue, ...]:
    """Everything that is wrong with the files, sorted by place: what cannot be read, built, or makes no sense."""
    meant = meaning_issues(built, today, leaving_out)
    return sort_issues(without_echoes([*built.source.issues, *built.issues, *meant]))


def meaning_issues(built: Built, today: date, leaving_out: Container[Check] = ()) -> list[Issue]:
    """What does not make sense in what was built; a file that cannot be used is not blamed on those that name it."""
    found = _judged(built, today) if leaving_out == () else _found(built, today, leaving_out)
    return [issue for issue in found if not _DEFINED_IN.get(issue.code, frozenset()) & built.left_out]


def _found(built: Built, today: date, leaving_out: Container[Check] = ()) -> list[Issue]:
    return [issue for check in CHECKS if check not in leaving_out for issue in check(built, today)]


#: What was judged last, with and without stories: most who open a project open it with nothing changed, and judging takes longest.
_LAST: Final[deque[tuple[tuple[Any, ...], date, tuple[Issue, ...]]]] = deque(maxlen=2)


def _judged(built: Built, today: date) -> list[Issue]:
    """What all checks say of the files; of files with the same content, on the same day, they say the same."""
    content = built.source.content()
    for earlier, day, found in tuple(_LAST):
        if (earlier, day) == (content, today):
            return list(found)
    issues = _found(built, today)
    _LAST.append((content, today, tuple(issues)))
    return issues
