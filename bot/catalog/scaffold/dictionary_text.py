"""New facts at the end of the dictionary; every byte before them stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from ..yaml_reader import parse_yaml
from .facts_from_schema import Proposal
from .splicing import CannotSplice
from .yaml_text import entry, scalar

NAME = "forms/dictionary.yml"
_NEW = "# yaml-language-server: $schema=dictionary.schema.json\nfacts:\n"
_NONE = "facts: {}"


def with_facts(text: str | None, form: str, title: str, proposals: Sequence[Proposal]) -> str:
    """The dictionary's text with the new facts in it.

    Args:
        text: the dictionary as it is; None when there is none yet.

    Raises:
        CannotSplice: ``facts`` is not the last thing in the file, or not written one fact a line.
    """
    if not proposals:
        return text or ""
    before = _NEW if text is None else text
    if before.rstrip().endswith(_NONE):
        before = before.rstrip().removesuffix(" {}") + "\n"
    newline = "\r\n" if "\r\n" in before else "\n"
    known, _ = parse_yaml(NAME, before.removeprefix("\ufeff"))
    facts = (known.data.get("facts") if known is not None else None) or {}
    indent = _indent(before, next(iter(facts), None))
    lines = ["", f"{' ' * indent}# {title}（{form}）"] if facts else []
    for number, one in enumerate(proposals):
        lines += [""] if number else []
        lines += [f"{' ' * indent}{scalar(one.id)}:", *entry(one.data, indent + 2, one.hints)]
    after = before + ("" if before.endswith("\n") else newline) + newline.join(lines) + newline
    read, _ = parse_yaml(NAME, after.removeprefix("\ufeff"))
    wanted = {**facts, **{one.id: one.data for one in proposals}}
    if read is None or read.data.get("facts") != wanted:
        raise CannotSplice
    return after


def _indent(text: str, first: str | None) -> int:
    """How far the facts stand to the right."""
    for line in text.splitlines():
        if first is not None and line.lstrip().startswith((f"{first}:", f"'{first}':", f'"{first}":')):
            return len(line) - len(line.lstrip())
    return 2
