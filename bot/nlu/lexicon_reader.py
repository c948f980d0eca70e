"""The lexicon's text files -> sections of templates. The phrases are data: they live in ``lexicon/*.txt``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "lexicon"
_SECTION: Final = re.compile(r"\[(?P<name>[a-z_.]+[0-9]?)\]")


@cache
def lexicon(name: str) -> Mapping[str, tuple[str, ...]]:
    """The templates of ``lexicon/<name>.txt``: section -> lines, in the file's order.

    A line ``[section]`` of Latin letters opens a section, ``#`` a comment; every other line is one template.

    Raises:
        ValueError: a template stands before the first section.
    """
    sections: dict[str, list[str]] = {}
    here: list[str] | None = None
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        template = line.partition("#")[0].strip()
        heading = _SECTION.fullmatch(template)
        if heading is not None:
            here = sections.setdefault(heading["name"], [])
        elif template:
            if here is None:
                raise ValueError(f"lexicon/{name}.txt: {template!r} stands in no section")
            here.append(template)
    return {section: tuple(lines) for section, lines in sections.items()}
