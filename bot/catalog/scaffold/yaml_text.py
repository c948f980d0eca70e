"""Plain data -> YAML lines in the house's style: short things in braces, long things one key a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

#: Text that YAML takes as it stands, inside braces too; what YAML would read as something else is found by reading it.
_PLAIN: Final = re.compile(r"[\w/《「（](?:[\w./（）《》〈〉「」、。：；？！，·…㎡+-]| (?=[\w（《「]))*")


def scalar(value: Any) -> str:
    """One value as it stands in a file: quoted only where it must be."""
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and _reads_as_itself(value):
        return value
    if "'" not in value and value.isprintable():
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=not value.isprintable())


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(flow(one) for one in value)}]"
    return scalar(value)


def entry(fields: Mapping[str, Any], indent: int, hints: Mapping[str, str]) -> Iterator[str]:
    """The lines of a fact of the dictionary, one key a line.

    Args:
        hints: fact's or item's name -> the comment that stands for its ``when``; the fact itself is ``""``.
    """
    pad = " " * indent
    for key, value in fields.items():
        if key == "options":
            yield f"{pad}options:"
            yield from (f"{pad}  - {flow(option)}" for option in value)
        elif key == "items":
            yield f"{pad}items:"
            for name, part in value.items():
                yield f"{pad}  {scalar(name)}:"
                yield from entry(part, indent + 4, {"": hints[name]} if name in hints else {})
        else:
            yield f"{pad}{key}: {flow(value)}"
        if key == "kind" and "" in hints:
            yield f"{pad}# {hints['']}"


def _reads_as_itself(text: str) -> bool:
    try:
        return bool(YAML(typ="safe").load(f"[{text}]") == [text])
    except YAMLError:
        return False
