"""Regular expressions that authors write: whether they are any, and whether a hostile answer could keep one busy for ever."""

from __future__ import annotations

import re
import sre_parse
import warnings
from collections.abc import Iterable
from typing import Any, Final

#: From so many repetitions on, one repetition inside another is not to be tried: the ways to divide a text double with each letter.
_MANY: Final = 20


def fault_of(pattern: str) -> str | None:
    """What is wrong with the pattern, in Chinese; None when it can be used."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)
            re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return "不是正则表达式"
    except FutureWarning:  # a set inside a set: another meaning in JSON Schema's own dialect, and in a later Python's
        return "里方括号中的 [、--、&&、~~ 或 || 意思不定，请在前面加 \\"
    whole: Any = sre_parse.parse(pattern)
    return "里重复套着重复，遇到长的回答会算不完" if _nested(whole, inside=False) else None


def _nested(items: Iterable[Any], *, inside: bool) -> bool:
    """Whether something that may be repeated many times holds something that may be as well."""
    return any(_is_nested(operator, argument, inside) for operator, argument in items)


def _is_nested(operator: Any, argument: Any, inside: bool) -> bool:
    if operator in (sre_parse.MAX_REPEAT, sre_parse.MIN_REPEAT):
        _, most, body = argument
        many = most >= _MANY
        return (many and inside) or _nested(body, inside=inside or many)
    return any(_nested(part, inside=inside) for part in _parts(operator, argument))


def _parts(operator: Any, argument: Any) -> list[Any]:
    """The patterns that are parts of one."""
    if operator == sre_parse.SUBPATTERN:
        return [argument[-1]]
    if operator == sre_parse.BRANCH:
        return list(argument[1])
    if operator in (sre_parse.ASSERT, sre_parse.ASSERT_NOT):
        return [argument[1]]
    if operator == sre_parse.GROUPREF_EXISTS:
        return [part for part in argument[1:] if part is not None]
    return []
