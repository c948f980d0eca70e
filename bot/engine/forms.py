"""A permit form as the engine sees it: fields that take facts, materials, and checks across fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .conditions import Condition
from .undertakings import Undertaking


@dataclass(frozen=True, slots=True)
class Problem:
    """A place of an application that its published schema refuses."""

    pointer: str
    message: str


@dataclass(frozen=True, slots=True)
class Field:
    """A place in the form.

    Args:
        pointer: JSON Pointer into the application, e.g. ``/premises/total_area``; for a list fact, of the array.
        fact: the fact that fills it.
        when: the field is on the form only where this holds; None means always. It adds to the fact's own ``when``.
        required: True, or False where the form may be complete without it.
        annotations: for a multiple choice written as ``[{"id", "annotations": []}]``: the fact that holds the chosen
            ``<id>.<annotation>`` values; None for a plain field.
    """

    pointer: str
    fact: str
    section: str
    when: Condition | None = None
    required: bool = True
    annotations: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the form, in the official order."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Point:
    """Something that a drawing has to show where ``when`` holds; None: always. ``certain``: see Material."""

    text: str
    when: Condition | None
    source: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Deferral:
    """That a material may come so many days after the application (容缺), on whose word. ``certain``: see Material."""

    days: int
    basis: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Material:
    """Something to hand in. ``mode``: system_generated, e_license_exempt, upload, fill_in, commitment, system_check.

    ``certain`` is False where the source is 待核实: it is then shown with 「以受理窗口为准」. ``optional``: nobody misses
    it when it is not handed in.

    Args:
        licence: code of the e-licence that proves it. number: the fact that has this licence's number, where it is asked: another
            licence proves nothing. proof: ``tenure`` where a register may prove it. generate: the document that is made for it.
            All are empty where there is none. points: what a drawing has to show. defer: None where it may not come later.
        offers: what the applicant may undertake instead of handing it in now.
    """

    id: str
    label: str
    mode: str
    when: Condition | None
    basis: str
    note: str = ""
    certain: bool = True
    optional: bool = False
    licence: str = ""
    number: str = ""
    proof: str = ""
    generate: str = ""
    points: tuple[Point, ...] = ()
    defer: Deferral | None = None
    offers: tuple[Undertaking, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A rule across fields: ``refuse`` holds when the answers contradict each other. ``fact`` is where to mend it."""

    id: str
    refuse: Condition
    fact: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Form:
    """One item's form.

    Args:
        validate: problems of a finished application by the published JSON Schema; pure. Empty means it is valid.
        schema: the published JSON Schema (draft 2020-12), for those who want to check for themselves.
        version: hash of everything that shapes the form.
    """

    id: str
    title: str
    item: str
    version: str
    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    materials: tuple[Material, ...]
    checks: tuple[Check, ...]
    schema: Mapping[str, Any]
    validate: Callable[[Mapping[str, Any]], tuple[Problem, ...]]
