"""`daoban read`: one phrase, or a stream of JSON lines, read as values; needs no catalog."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import typer

from actions.local_time import now
from actions.speech.speaker import fill
from bot.catalog import read_texts
from bot.engine.values import Rejection, Value
from bot.nlu import ChoiceOption, read_value
from bot.nlu.values import KINDS

from .lines import Json, Malformed, answer_lines, text_of

_TEXTS: Final = Path(__file__).resolve().parents[2] / "scenarios/shared/rejections.zh.yml"


def command(
    kind: str = typer.Argument(None, help="要读成哪种值，例如 area。"),
    text: str = typer.Argument(None, help="要读的话，例如 八十平。"),
    jsonl: bool = typer.Option(
        False, "--jsonl", help='从标准输入逐行读 {"kind","text","today","options"?,"ask"?}，逐行回答。'
    ),
    today: str = typer.Option("", help="相对日期从哪天算起，例如 2026-01-31；不写就是今天。"),
) -> None:
    """Prints what the phrase means, or why it means nothing."""
    texts = read_texts(_TEXTS)
    if jsonl:
        answer_lines(lambda line: answer(line, texts), lambda: _rejection(Rejection("input.malformed"), texts))
        return
    if kind not in KINDS or text is None:
        typer.echo(f"用法：daoban read 种类 文字，或 daoban read --jsonl。种类有：{'、'.join(KINDS)}", err=True)
        raise typer.Exit(2)
    try:
        day = date.fromisoformat(today) if today else now().date()
    except ValueError:
        typer.echo(f"{today} 不是日期，写成 2026-01-31 的样子。", err=True)
        raise typer.Exit(2) from None
    typer.echo(_for_people(read_value(kind, text, today=day), texts))


def answer(line: Json, texts: Mapping[str, str]) -> Json:
    """The reply to one line. Raises Malformed when a member is missing, or is none of what it can be."""
    kind, text = text_of(line, "kind"), text_of(line, "text")
    if kind not in KINDS:
        raise Malformed(kind)
    try:
        today = date.fromisoformat(text_of(line, "today"))
    except ValueError:
        raise Malformed("today") from None
    ask = text_of(line, "ask") if "ask" in line else ""
    found = read_value(kind, text, today=today, options=_options(line.get("options")), ask=ask)
    return _rejection(found, texts) if isinstance(found, Rejection) else _value(found)


def _options(given: Any) -> list[ChoiceOption]:
    if not isinstance(given, (list, type(None))):
        raise Malformed("options")
    return [_option(one) for one in given or ()]


def _option(given: Any) -> ChoiceOption:
    if isinstance(given, str):
        return ChoiceOption(given, given)
    names = given.get("names", []) if isinstance(given, dict) else None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Malformed("options")
    value = text_of(given, "value")
    return ChoiceOption(value, text_of(given, "label") if "label" in given else value, tuple(names))


def _value(found: Value) -> Json:
    reply: Json = {"value": found.value}
    if found.approx:
        reply["approx"] = True
    if found.range is not None:
        reply["range"] = list(found.range)
    return reply


def _rejection(found: Rejection, texts: Mapping[str, str]) -> Json:
    return {"rejection": {"code": found.code, "text": fill(texts[found.code], found.params)}}


def _for_people(found: Value | Rejection, texts: Mapping[str, str]) -> str:
    if isinstance(found, Rejection):
        return fill(texts[found.code], found.params)
    if found.range is not None:
        return f"{found.range[0]} 到 {found.range[1]}，要问清楚是哪一个"
    return f"{found.value}{'（大约，要确认）' if found.approx else ''}"
