"""A conversation as the text of a story file."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.engine import Address, Catalog, Position
from bot.engine.amend import value_now
from bot.engine.review import review
from bot.nlu import Understander

from .failure import Failure
from .playing import run_story


class NotWritten(Exception):
    """No file was made; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence and what is expected after it."""

    say: str
    expect: Mapping[str, Any]


def after(outcome: Mapping[str, Any]) -> dict[str, Any]:
    """What to expect after a turn: the stage, and what is asked next or where it ended."""
    asking = outcome["asking"] or {}
    asked = asking.get("fact") or asking.get("kind")
    ended = (outcome["case"].get("outcome") or {}).get("id")
    told = {"stage": outcome["case"]["stage"], "asked": asked, "outcome": ended}
    return {name: value for name, value in told.items() if value is not None}


def at_end(position: Position) -> dict[str, Any]:
    """What to expect at the end: every answer that counts, what the rules made of them, and the materials."""
    view = position.view
    if view is None:
        return {}
    addresses = [address for key in view.case.answers if (address := Address.parse(key)) is not None]
    addresses += [Address(name) for name in (*view.release.plan.setters, *view.release.plan.adders)]
    known = {one.key: value_now(view, one) for one in addresses if view.relevant(one) is True}
    told = {key: value for key, value in known.items() if value is not None and value != ()}
    facts = {key: list(value) if isinstance(value, tuple) else value for key, value in told.items()}
    return {"facts": facts, "materials": [material.id for material in review(view).materials]}


def story_text(day: date, turns: Sequence[Spoken], remark: str) -> str:
    """The file's text. Values are written as JSON, which is YAML too."""
    lines = [f"# {remark}", f"today: {day.isoformat()}", "turns:"]
    for turn in turns:
        lines.append(f"  - say: {_json(turn.say)}")
        lines += [f"    expect: {_json(turn.expect)}"] if turn.expect else []
    return "\n".join(lines) + "\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_story(file: Path, text: str, catalog: Catalog, understander: Understander) -> list[Failure]:
    """Makes the file, unless the story does not pass: then what went another way is given back and nothing is made.

    Raises:
        NotWritten: there is such a file already, or it cannot be made.
    """
    if file.exists():
        raise NotWritten(f"已经有 {file} 了，换一个名字。")
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        draft.write_text(text, "utf-8")
        failures = run_story(draft, catalog, understander)
        if not failures:
            os.link(draft, file)
    except (OSError, UnicodeError) as fault:
        raise NotWritten(f"写不了 {file}：{fault}") from fault
    finally:
        draft.unlink(missing_ok=True)
    return [Failure(str(file), one.turn, one.said, one.what.replace(str(draft), str(file))) for one in failures]


def with_end(turns: Iterable[Spoken], position: Position) -> list[Spoken]:
    """The turns, the last one with what stands at the end."""
    found = list(turns)
    if found:
        found[-1] = Spoken(found[-1].say, {**found[-1].expect, **at_end(position)})
    return found
