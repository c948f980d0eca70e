"""Where in a half-written YAML text the cursor stands: inside which keys, and whether a key or a value is being written.

The text need not be YAML yet; what cannot be followed gives no place. Lists count as ``[]`` in a path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

ITEM: Final = "[]"
_ENTRY: Final = re.compile(
    r"""(?P<key>"[^"]*"\s*|'[^']*'\s*|[^\s"'#{}\[\],:&*!|>%@`-][^:#]*):(?:\s+(?P<value>.*))?$""", re.S
)
#: Characters of a line, or of one with those that its brackets span; longer ones are not followed.
_LONGEST: Final = 4_000
_BLOCK_TEXT: Final = re.compile(r"[|>][+-]?\d?\s*$")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor stands.

    Args:
        path: keys from the outermost; for a value, its own key is the last.
        is_key: a key is being written in the mapping at ``path``; otherwise the value at ``path``.
        typed: what of it stands before the cursor, without an opening quote.
        quote: the opening quote, or empty.
        scopes: what the mappings around say so far, from the outermost: key -> value as written.
    """

    path: tuple[str, ...]
    is_key: bool
    typed: str
    quote: str = ""
    scopes: tuple[dict[str, str], ...] = ()


@dataclass
class _Level:
    indent: int
    name: str
    scope: dict[str, str] = field(default_factory=dict)


def spot_at_end(before: str) -> Spot | None:
    """Where the end of the text is; None inside a comment or a long text, where anything may be written."""
    levels = [_Level(-1, "")]
    text_inside: int | None = None
    *earlier, last = _logical_lines(before)
    for line in earlier:
        indent = _indent(line)
        if not line.strip() or line.lstrip().startswith("#") or len(line) > _LONGEST:
            continue
        if text_inside is not None and indent > text_inside:
            continue
        text_inside = _enter(levels, line)
    if len(last) > _LONGEST:
        return None
    if text_inside is not None and (_indent(last) > text_inside or not last.strip()):
        return None
    return _spot(levels, last)


def _enter(levels: list[_Level], line: str) -> int | None:
    """Follows a whole line; gives its indent when a long text (``|``) begins on it."""
    content, indent = _open_items(levels, line)
    found = _ENTRY.match(content)
    if found is None or content[:1] in "{[":
        return None
    key, value = _bare(found["key"].strip()), (found["value"] or "").strip()
    _close(levels, indent)
    levels[-1].scope[key] = _bare(value)
    levels.append(_Level(indent, key))
    return indent if _BLOCK_TEXT.match(value) else None


def _spot(levels: list[_Level], line: str) -> Spot | None:
    content, indent = _open_items(levels, line)
    if content.startswith("#"):
        return None
    if not content.startswith(("{", "[")):
        _close(levels, indent)
        found = _ENTRY.match(content)
        if found is None:
            quote, typed = _quoted(content)
            return Spot(_path(levels), True, typed, quote, _scopes(levels)) if typed == content.strip() else None
        content = found["value"] or ""
        if found["value"] is None:
            return None
        levels.append(_Level(indent, _bare(found["key"].strip())))
    if content.startswith(("{", "[")):
        return _flow_spot(_path(levels), _scopes(levels), content)
    if " #" in content:
        return None
    quote, typed = _quoted(content)
    return Spot(_path(levels), False, typed, quote, _scopes(levels))


def _open_items(levels: list[_Level], line: str) -> tuple[str, int]:
    """Enters the list items that begin on the line; gives what follows the dashes, and how far it is indented."""
    indent = _indent(line)
    content = line.lstrip(" ")
    while content == "-" or content.startswith("- "):
        while levels[-1].indent > indent or (levels[-1].indent == indent and levels[-1].name == ITEM):
            levels.pop()
        levels.append(_Level(indent, ITEM))
        rest = content[1:].lstrip(" ")
        indent += len(content) - len(rest)
        content = rest
    return content, indent


def _close(levels: list[_Level], indent: int) -> None:
    """Leaves what a key at this indent cannot be inside."""
    while levels[-1].indent >= indent:
        levels.pop()


def _flow_spot(path: tuple[str, ...], scopes: tuple[dict[str, str], ...], text: str) -> Spot | None:
    """Where the end of ``{a: b, c: [d`` is."""
    opened: list[_Level] = []
    kinds: list[str] = []
    key: str | None = None
    for kind, token in _flow_tokens(text):
        if kind in "{[":
            name = key if key is not None else ITEM if kinds and kinds[-1] == "[" else ""
            opened.append(_Level(0, name))
            kinds.append(kind)
            key = None
        elif kind in "}]":
            if not kinds:
                return None
            opened.pop()
            kinds.pop()
            key = None
        elif kind == ",":
            key = None
        elif kind == ":":
            key = token
        elif kind == "value" and key is not None and opened:
            opened[-1].scope[key] = token
        elif kind == "open" and kinds:
            inside = path + tuple(level.name for level in opened if level.name)
            around = scopes + tuple(level.scope for level in opened)
            quote, typed = _quoted(token)
            if kinds[-1] == "[":
                return Spot((*inside, ITEM), False, typed, quote, around)
            return Spot((*inside, key) if key is not None else inside, key is None, typed, quote, around)
    return None


def _flow_tokens(text: str) -> list[tuple[str, str]]:
    """Brackets, commas, keys (``:``) and values of a flow text; what is unfinished at the end is ``open``."""
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        character = text[at]
        if character in "{}[],":
            tokens.append((character, character))
            at += 1
            continue
        if character.isspace():
            at += 1
            continue
        start = at
        at = _scalar_end(text, at)
        if at >= len(text):
            return [*tokens, ("open", text[start:])]
        if text[at] == ":":
            tokens.append((":", _bare(text[start:at].strip())))
            at += 1
        else:
            tokens.append(("value", _bare(text[start:at].strip())))
    return [*tokens, ("open", "")]


def _scalar_end(text: str, at: int) -> int:
    """Where the scalar that begins here ends; the text's length when it is not finished."""
    if text[at] in "\"'":
        closing = text.find(text[at], at + 1)
        if closing < 0:
            return len(text)
        at = closing + 1
        while at < len(text) and text[at] == " ":
            at += 1
        return at
    while at < len(text):
        if text[at] in ",{}[]" or (text[at] == ":" and text[at + 1 : at + 2] in (" ", "\n", "")):
            return at
        at += 1
    return at


def _logical_lines(text: str) -> list[str]:
    """The lines; one that opens a bracket goes on until it is closed."""
    lines: list[str] = []
    joined, size, depth = [""], 0, 0
    for line in text.split("\n"):
        if depth <= 0 or size > _LONGEST:
            lines.append("\n".join(joined))
            joined, size, depth = [], 0, _opened(_after_key(line))
        else:
            depth += _opened(line)
        joined.append(line)
        size += len(line)
    return [*lines[1:], "\n".join(joined)]


def _after_key(line: str) -> str:
    """What may open a bracket on a line: all of it, or the value of its key."""
    content = line.lstrip(" -")
    found = _ENTRY.match(content) if not content.startswith(("{", "[")) else None
    value = (found["value"] or "") if found is not None else content
    return value if value.startswith(("{", "[")) else ""


def _opened(text: str) -> int:
    """Brackets that the text opens, less those that it closes."""
    if len(text) > _LONGEST:
        return 0
    return sum({"{": 1, "[": 1, "}": -1, "]": -1}.get(kind, 0) for kind, _ in _flow_tokens(text))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _quoted(text: str) -> tuple[str, str]:
    """The opening quote and what follows it."""
    return (text[0], text[1:]) if text[:1] in ("'", '"') else ("", text)


def _bare(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _path(levels: list[_Level]) -> tuple[str, ...]:
    return tuple(level.name for level in levels[1:])


def _scopes(levels: list[_Level]) -> tuple[dict[str, str], ...]:
    return tuple(level.scope for level in levels)
