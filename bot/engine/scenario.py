"""A scenario: one kind of shop, its questions, rules and outcomes. Frozen; read from one YAML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .conditions import Condition
from .facts import Option, Wording
from .values import Json


@dataclass(frozen=True, slots=True)
class Question:
    """A fact asked by this scenario in its own words. Fields left None fall back to the dictionary's."""

    fact: str
    when: Condition | None = None
    wording: Wording | None = None
    options: tuple[Option, ...] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows where ``when`` holds (None: always).

    Args:
        set: fact -> value; the first rule in order that holds decides.
        add: multiple-choice fact -> values added; all rules that hold add up.
        warnings, reports: ids of texts shown at review and with the receipt.
        outcome: id of an outcome that ends the matter here (refusal, or another procedure), or None.
        source: law or guide it comes from. ``certain`` False: shown with 「以受理窗口为准」.
    """

    id: str
    when: Condition | None
    set: Mapping[str, Json]
    add: Mapping[str, tuple[str, ...]]
    warnings: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    outcome: str | None = None
    source: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Permit:
    """A form that the scenario files where ``when`` holds (None: always)."""

    form: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A named end other than an application. ``kind``: ``refused`` or ``elsewhere`` (another procedure or office)."""

    id: str
    kind: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A guided matter, e.g. 「开一家奶茶店」.

    Args:
        version: hash of everything that shapes it: its file, its forms, the dictionary, the figures.
        says: phrases by which applicants ask for it; words: single words that point to it (brands, trade words).
        assume: facts settled by choosing it.
        continues: forms whose permit it changes, renews, replaces or ends; empty for what opens something new.
        state: ``current``, ``broken`` or ``expired``; the last two make an upgrade due. ``until``: last day in force.
    """

    id: str
    theme: str
    title: str
    version: str
    says: tuple[str, ...]
    words: tuple[str, ...]
    assume: Mapping[str, Json]
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    permits: tuple[Permit, ...]
    outcomes: Mapping[str, Outcome]
    state: str = "current"
    until: date | None = None
    continues: tuple[str, ...] = ()
