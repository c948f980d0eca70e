"""The notice on personal data: one data file, filled in with what the operator says, and a version that its text decides."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson
from ruamel.yaml import YAML

from actions.settings import Settings

from ..plain_pages import templates

_FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice as this installation gives it.

    Args:
        version: changes with every word of it.
        short: scope -> what is said before the first question of that kind.
        page: all of it, as a page of its own.
    """

    version: str
    short: dict[str, list[str]]
    page: str

    def told(self) -> dict[str, Any]:
        """As the API gives it."""
        return {"version": self.version, "short": self.short, "page": "/privacy"}


def read_notice(settings: Settings) -> Notice:
    """The notice of the data file, with the operator's settings in it."""
    data = YAML(typ="safe").load((_FOLDER / "notice.yml").read_text("utf-8"))
    blanks = data.pop("placeholders")
    words = {
        "operator": settings.operator or blanks["operator"],
        "contact": settings.contact or blanks["contact"],
        "days": str(settings.retention_days),
    }
    filled = _filled(data, words)
    version = hashlib.sha256(orjson.dumps(filled, option=orjson.OPT_SORT_KEYS)).hexdigest()[:12]
    page = templates(_FOLDER).get_template("privacy.html").render(notice=filled, version=version)
    return Notice(version, filled["short"], page)


def _filled(node: Any, words: dict[str, str]) -> Any:
    """The same with each {word} replaced in its texts; what is put in is never read as a template."""
    if isinstance(node, dict):
        return {name: _filled(one, words) for name, one in node.items()}
    if isinstance(node, list):
        return [_filled(one, words) for one in node]
    parts = str(node).split("{")
    told = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        told.append(words[name] + rest)
    return "".join(told)
