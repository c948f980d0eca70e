"""Documents -> frozen definitions. What cannot be built is an issue; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.engine.condition_parser import ConditionError, parse_condition
from bot.engine.conditions import Condition
from bot.engine.derivations import FUNCTIONS, Derivation
from bot.engine.facts import Fact, Limits, Option, Wording

from .issues import Issue, did_you_mean
from .yaml_reader import Document

_DERIVE: Final = re.compile(r"(?P<name>[a-z_]+)\((?P<args>.*)\)")


class Builder:
    """Reads parts that several files share; collects the issues it meets."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []

    def condition(self, document: Document, text: str | None, *path: str | int) -> Condition | None:
        """The condition at a place, or None when there is none or it cannot be read."""
        if text is None:
            return None
        try:
            return parse_condition(text)
        except ConditionError as fault:
            what = f"条件「{text[:80]}」第 {fault.position + 1} 个字符处读不懂：{fault}。"
            self.issues.append(
                Issue(document.file, document.line(*path), "COND-01", what, "照 forms/README.md 里条件的写法改。")
            )
            return None

    def day(self, document: Document, text: str | None, *path: str | int) -> date | None:
        """The date at a place, or None when there is none or it is not one (an issue says so)."""
        if text is None:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            what = f"{text[:40]} 不是日期，或者没有这一天。"
            self.issues.append(Issue(document.file, document.line(*path), "DATE-01", what, "写成 2026-01-31 的样子。"))
            return None

    def fact(self, document: Document, name: str, data: Mapping[str, Any], *path: str | int) -> Fact:
        """One entry of the dictionary, with the facts of its items."""
        items = tuple(
            self.fact(document, f"{name}.{part}", entry, *path, "items", part)
            for part, entry in data.get("items", {}).items()
        )
        return Fact(
            id=name,
            label=data["label"],
            kind=data["kind"],
            wording=wording(data),
            names=tuple(data.get("names", ())),
            unit=data.get("unit"),
            sensitivity=data.get("sensitivity", "public"),
            licence=data.get("licence"),
            options=options(data.get("options")),
            limits=Limits(**data.get("limits", {})),
            items=items,
            when=self.condition(document, data.get("when"), *path, "when"),
            optional=data.get("optional", False),
            default=data.get("default"),
            derive=self._derivation(document, data.get("derive"), *path, "derive"),
            parts=dict(data.get("parts", {})),
            says_yes=tuple(data.get("says_yes", ())),
            says_no=tuple(data.get("says_no", ())),
        )

    def _derivation(self, document: Document, text: str | None, *path: str | int) -> Derivation | None:
        if text is None:
            return None
        match = _DERIVE.fullmatch(text.strip())
        if match is None or match["name"] not in FUNCTIONS:
            named = match["name"] if match is not None else text
            remedy = f"可以用：{'、'.join(FUNCTIONS)}，例如 copy(premises.district_code)。"
            issue = Issue(
                document.file,
                document.line(*path),
                "DERIVE-01",
                f"推导「{text[:80]}」读不懂。",
                remedy,
                did_you_mean(named, FUNCTIONS),
            )
            self.issues.append(issue)
            return None
        return Derivation(match["name"], tuple(_argument(arg) for arg in match["args"].split(",")))


def options(entries: list[dict[str, Any]] | None) -> tuple[Option, ...]:
    """The options of a fact or question."""
    return tuple(Option(entry["value"], entry["label"], tuple(entry.get("names", ()))) for entry in entries or ())


def wording(data: Mapping[str, Any]) -> Wording:
    """How something is asked."""
    return Wording(data.get("ask", ""), data.get("why", ""), data.get("help", ""), str(data.get("example", "")))


def _argument(text: str) -> str:
    bare = text.strip()
    if bare.startswith("="):
        bare = bare[1:]
    return f"={bare[1:-1]}" if bare.startswith("'") and bare.endswith("'") else bare
