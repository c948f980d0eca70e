"""What understanding reaches on the held-out utterances stays reached. The report (``make nlu-report``) tells more."""

from __future__ import annotations

from functools import cache

import pytest

from bot.engine import Catalog
from bot.engine.facts import Fact
from bot.nlu import Understander

from .measuring.routes import questions_of, routes_of, served_by, with_stubs
from .measuring.rows import FOLDER, ROOT, SETS, rows
from .measuring.turns import ALL_FOOD, measured, turns_of
from .measuring.values import Score, values_of

KINDS = sorted({path.stem for path in FOLDER.glob("*/values/*.jsonl")})
ROUTED, ASKED = (
    [which for which in SETS if (FOLDER / which / f"{name}.jsonl").exists()] for name in ("routing", "knowledge")
)
#: Of a hundred lines of a kind so many are read.
FLOOR = 97


@cache
def catalog() -> Catalog:
    return measured(ROOT)


@cache
def understander() -> Understander:
    return Understander(catalog())


@cache
def facts() -> dict[str, Fact]:
    """Every scenario's, by name."""
    return {name: fact for release in catalog().current.values() for name, fact in release.facts.items()}


@cache
def values() -> dict[str, list[Score]]:
    """Kind -> its score in each set."""
    found: dict[str, list[Score]] = {}
    for which in SETS:
        for score in values_of(which, facts()):
            found.setdefault(score.name, []).append(score)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_reads_what_people_say(kind: str) -> None:
    scores = values()[kind]
    missed = [text for score in scores for text in score.missed]
    assert sum(score.right for score in scores) >= FLOOR / 100 * sum(score.total for score in scores), missed


def test_hardly_a_value_is_written_that_was_not_meant() -> None:
    scores = [score for found in values().values() for score in found]
    wrong = [f"{score.name}: {text}" for score in scores for text in score.wrong]
    assert len(wrong) <= 0.001 * sum(score.total for score in scores), wrong


@pytest.mark.parametrize("which", SETS)
def test_whole_messages_do_what_was_meant(which: str) -> None:
    acts, of_turns, confused = turns_of(which, catalog(), understander())
    assert acts.right >= 0.95 * acts.total, confused
    assert len(of_turns.wrong) <= 0.02 * of_turns.total, of_turns.wrong


@pytest.mark.parametrize("which", ROUTED)
def test_a_shop_is_found_among_a_hundred_others(which: str) -> None:
    first, three, matter, none = routes_of(which, Understander(with_stubs(catalog())), catalog())
    assert first.right >= 0.95 * first.total, first.missed
    assert three.right >= 0.97 * three.total, three.missed
    assert matter.right >= 0.95 * matter.total, matter.missed
    assert none.wrong == []


def test_a_question_hardly_ever_gets_the_answer_to_another() -> None:
    told = [questions_of(which, catalog()) for which in ASKED]
    wrong = [text for known, _, foreign in told for text in (*known.wrong, *foreign.wrong)]
    assert len(wrong) <= 0.02 * sum(known.total + foreign.total for known, _, foreign in told), wrong


@pytest.mark.parametrize("which", SETS)
def test_the_lines_differ_and_name_what_there_is(which: str) -> None:
    """No line twice in a file; every fact, scenario and entry exists."""
    stubs = set(served_by(catalog()))
    for path in FOLDER.glob(f"{which}/**/*.jsonl"):
        texts = [(row["text"], row.get("asked"), row.get("ask")) for row in rows(path)]
        assert len(set(texts)) == len(texts), path
    for row in rows(FOLDER / which / "turns.jsonl"):
        named = {row["asked"], *row.get("waits", ()), *row.get("known", ()), *row["writes"]} - {None}
        assert named <= set(catalog().current[row.get("scenario", ALL_FOOD)].facts), row
    assert {one for row in rows(FOLDER / which / "routing.jsonl") for one in row["theme"]} <= stubs
    assert {row["entry"] for row in rows(FOLDER / which / "knowledge.jsonl")} <= {*catalog().knowledge, None}
