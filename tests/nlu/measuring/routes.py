"""Routing among the published scenarios and a hundred other services, and questions among the knowledge."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ruamel.yaml import YAML

from bot.engine import Catalog
from bot.engine.catalog import Release
from bot.engine.scenario import Scenario
from bot.nlu import Understander
from bot.nlu.knowledge import KnowledgeSearch

from .rows import FOLDER, TODAY, Row, rows
from .values import Score

_NO_THEME: Final = ("vague", "outside")


def _stubs() -> list[Row]:
    found: list[Row] = YAML(typ="safe").load((FOLDER / "stubs.yml").read_text("utf-8"))
    return found


def served_by(catalog: Catalog) -> Mapping[str, set[str]]:
    """A service that a line names -> the scenarios that are right for it: the project may have it by now, under other names."""
    found = {stub["id"]: {one for one in stub.get("served_by", ()) if one in catalog.current} for stub in _stubs()}
    return {**{one: {one} for one in catalog.current}, **{id: those or {id} for id, those in found.items()}}


def with_stubs(catalog: Catalog) -> Catalog:
    """The catalog with a hundred services more, which have phrases and words and nothing else; those it has itself are its own."""
    found = dict(catalog.current)
    for stub in _stubs():
        if {stub["id"], *stub.get("served_by", ())} & set(catalog.current):
            continue
        says, words = tuple(stub["says"]), tuple(map(str, stub["words"]))
        scenario = Scenario(stub["id"], stub["id"], stub["title"], "1", says, words, {}, (), (), (), {})
        found[stub["id"]] = Release(scenario, {}, {}, {})
    return replace(catalog, current=found)


def _right_for(row: Row, served: Mapping[str, set[str]], catalog: Catalog) -> list[set[str]]:
    """For each service that the line names, the scenarios that are right: what continues its permit, where there is such a one."""
    found = []
    for named in row["theme"]:
        releases = [catalog.current[one] for one in served[named] if one in catalog.current]
        forms = {permit.form for release in releases for permit in release.scenario.permits}
        continuing = {
            one.scenario.id
            for one in catalog.current.values()
            if forms & set(one.scenario.continues) and one.scenario.assume["application_type"] == row.get("matter")
        }
        found.append(continuing or served[named])
    return found


def routes_of(which: str, understander: Understander, catalog: Catalog) -> list[Score]:
    """First place, one of the first three, the matter, and what is vague or out of scope."""
    first, three, matter, none = (
        Score("routing top-1"),
        Score("routing top-3"),
        Score("matter"),
        Score("vague or outside"),
    )
    served = served_by(catalog)
    for row in rows(FOLDER / which / "routing.jsonl"):
        start = time.process_time()
        routing = understander.route(row["text"])
        first.seconds.append(time.process_time() - start)
        ids = [one.scenario for one in routing.candidates]
        if row["kind"] in _NO_THEME or not row["theme"]:
            _count(none, row, right=not ids or not routing.sure, wrong=bool(ids) and routing.sure)
            continue
        wanted = _right_for(row, served, catalog)
        right = bool(ids) and any(ids[0] in one for one in wanted)
        _count(first, row, right=right, wrong=routing.sure and ids[:1] != [] and not right)
        among = [bool(one & set(ids[:3])) for one in wanted]
        _count(three, row, right=all(among) if row.get("both") else any(among))
        if row["kind"] == "matter":
            _count(matter, row, right=routing.matter == row["matter"])
    return [first, three, matter, none]


def questions_of(which: str, catalog: Catalog) -> list[Score]:
    """Questions that an entry answers (right; offered among three; wrong is another entry's answer), and those that none does."""
    search = KnowledgeSearch(catalog.knowledge)
    known, offered, foreign = (
        Score("questions answered"),
        Score("answered or offered"),
        Score("unknown kept unanswered"),
    )
    for row in rows(FOLDER / which / "knowledge.jsonl"):
        start = time.process_time()
        entry, _ = search.best(row["text"], TODAY)
        known.seconds.append(time.process_time() - start)
        if row["entry"] is None:
            _count(foreign, row, right=entry is None, wrong=entry is not None)
            continue
        _count(known, row, right=entry == row["entry"], wrong=entry is not None and entry != row["entry"])
        _count(
            offered,
            row,
            right=entry == row["entry"] or (entry is None and row["entry"] in search.near(row["text"], TODAY)),
        )
    return [known, offered, foreign]


def _count(score: Score, row: Row, *, right: bool, wrong: bool = False) -> None:
    score.total += 1
    score.right += right
    if not right:
        score.missed.append(row["text"])
    if wrong:
        score.wrong.append(row["text"])
