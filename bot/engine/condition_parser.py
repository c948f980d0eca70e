"""Text of a condition -> frozen nodes, or an error that says where and what was expected."""

from __future__ import annotations

import re
from typing import Final

from .conditions import And, Compare, Condition, FactRef, FigureRef, Known, Literal, Not, Operand, Or

#: A condition longer than this is refused: nobody could check it by reading.
LONGEST: Final = 1000

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<number>-?\d+(?:\.\d+)?)|'(?P<text>[^'\n]*)'|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)"
    r"|(?P<op>==|!=|<=|>=|<|>|\(|\)|\[|\]|,))"
)
_COMPARISONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">=", "in", "has"})
_WORDS: Final = frozenset({"and", "or", "not", "in", "has", "known"})


class ConditionError(ValueError):
    """The text is not a condition; ``position`` is the character (from 0) where reading stopped."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


def parse_condition(text: str) -> Condition:
    """The condition that ``text`` says.

    Example: ``premises.total_area <= figure.small_shop_area and bright_kitchen.status in ['installed', 'booked']``

    Raises:
        ConditionError: the text is empty, too long or not in the language; the message is in Chinese, for authors.
    """
    if len(text) > LONGEST:
        raise ConditionError(f"条件超过 {LONGEST} 个字符，请拆成几条规则", LONGEST)
    parser = _Parser(text)
    condition = parser.disjunction()
    parser.finish()
    return condition


class _Parser:
    """One pass over the tokens; each method reads one level of precedence."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0

    def disjunction(self) -> Condition:
        parts = [self._conjunction()]
        while self._take("or"):
            parts.append(self._conjunction())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _conjunction(self) -> Condition:
        parts = [self._negation()]
        while self._take("and"):
            parts.append(self._negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _negation(self) -> Condition:
        self._depth += 1
        if self._depth > 50:
            raise ConditionError("括号或 not 嵌套太深，请拆成几条规则", self._position())
        try:
            return Not(self._negation()) if self._take("not") else self._comparison()
        finally:
            self._depth -= 1

    def _comparison(self) -> Condition:
        if self._take("("):
            inside = self.disjunction()
            self._expect(")")
            return inside
        if self._take("known"):
            return Known(self._name())
        left = self._operand()
        kind, op, _ = self._peek()
        if kind in ("op", "word") and op in _COMPARISONS:
            self._at += 1
            return Compare(left, op, self._operand())
        if kind == "word" and op == "not" and self._tokens[self._at + 1 : self._at + 2]:
            follower = self._tokens[self._at + 1][1]
            if follower in ("in", "has"):
                self._at += 2
                return Not(Compare(left, follower, self._operand()))
        if isinstance(left, FactRef) or (isinstance(left, Literal) and isinstance(left.value, bool)):
            return left
        raise ConditionError("这里应当是一个比较，例如 premises.total_area <= 150", self._position())

    def _operand(self) -> Operand:
        kind, text, position = self._peek()
        self._at += 1
        if kind == "number":
            return Literal(float(text) if "." in text else int(text))
        if kind == "text":
            return Literal(text)
        if kind == "name":
            if text in ("true", "false"):
                return Literal(text == "true")
            return FigureRef(text[len("figure.") :]) if text.startswith("figure.") else FactRef(text)
        if (kind, text) == ("op", "["):
            return Literal(tuple(self._list_items()))
        raise ConditionError("这里应当是信息项、数字、带引号的文字或列表", position)

    def _list_items(self) -> list[object]:
        items: list[object] = []
        while not self._take("]"):
            if items:
                self._expect(",")
            kind, _, position = self._peek()
            operand = self._operand()
            if kind not in ("number", "text") or not isinstance(operand, Literal):
                raise ConditionError("列表里只能写数字或带引号的文字", position)
            items.append(operand.value)
        return items

    def _name(self) -> str:
        kind, text, position = self._peek()
        if kind != "name":
            raise ConditionError("known 后面应当是信息项的名字", position)
        self._at += 1
        return text

    def _peek(self) -> tuple[str, str, int]:
        return self._tokens[self._at]

    def _position(self) -> int:
        return self._peek()[2]

    def _take(self, text: str) -> bool:
        kind, found, _ = self._peek()
        if kind in ("op", "word") and found == text:
            self._at += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._take(text):
            raise ConditionError(f"这里缺少 {text}", self._position())

    def finish(self) -> None:
        kind, text, position = self._peek()
        if kind != "end":
            raise ConditionError(f"多出了 {text}", position)


def _tokens(text: str) -> list[tuple[str, str, int]]:
    found: list[tuple[str, str, int]] = []
    at = 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            bad = at + len(text[at:]) - len(text[at:].lstrip())
            raise ConditionError(f"不认识的字符 {text[bad]}", bad)
        kind = str(match.lastgroup)
        word = match.group(kind)
        if kind == "name" and word in _WORDS:
            kind = "word"
        found.append((kind, word, match.end() - len(match.group().lstrip())))
        at = match.end()
    found.append(("end", "", len(text)))
    return found
