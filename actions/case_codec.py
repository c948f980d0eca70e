"""Cases as bytes. An answer that did not change since the last turn is not written out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import orjson

from bot.engine import Case
from bot.engine.case import Stored
from bot.engine.case_json import dump, dump_stored, load


@dataclass(frozen=True, slots=True)
class Written:
    """A case with its answers as they were written: address key -> (answer, its JSON)."""

    case: Case
    answers: Mapping[str, tuple[Stored, orjson.Fragment]] = field(default_factory=dict)


def write_case(case: Case, before: Written | None) -> tuple[bytes, Written]:
    """The case as JSON, the same as ``dump`` gives, and what the next turn may reuse.

    Writing sixty answers costs a tenth of a millisecond; a turn usually changes one. Answers are frozen, so the very
    same object has the very same text.
    """
    known = before.answers if before is not None else {}
    answers: dict[str, tuple[Stored, orjson.Fragment]] = {}
    for key, stored in case.answers.items():
        found = known.get(key)
        if found is None or found[0] is not stored:
            found = (stored, orjson.Fragment(orjson.dumps(dump_stored(stored))))
        answers[key] = found
    data = dump(replace(case, answers={}))
    data["answers"] = {key: fragment for key, (_, fragment) in answers.items()}
    return orjson.dumps(data), Written(case, answers)


def read_case(data: bytes) -> Case:
    """The case that ``write_case`` wrote. Raises CaseFormat when the bytes are of an unknown format."""
    return load(orjson.loads(data))
