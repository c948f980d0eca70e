"""Issues as SARIF 2.1.0, which editors and code review read: each stands beside the line it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from bot.catalog import Issue
from bot.catalog.codes import TITLES

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(issues: Sequence[Issue]) -> dict[str, Any]:
    """The log of one run; its rules are all codes there are, in the order of the table."""
    codes = list(TITLES)
    rules = [{"id": code, "shortDescription": {"text": title}} for code, title in TITLES.items()]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "daoban check", "rules": rules}},
                "results": [_result(issue, codes.index(issue.code)) for issue in issues],
            }
        ],
    }


def _result(issue: Issue, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(issue.file)}}
    if issue.line:
        place["region"] = {"startLine": issue.line}
    meant = f"是不是 {issue.suggestion}？" if issue.suggestion else ""
    return {
        "ruleId": issue.code,
        "ruleIndex": rule,
        "level": "error",
        "message": {"text": f"{issue.what}{meant}{issue.remedy}"},
        "locations": [{"physicalLocation": place}],
    }
