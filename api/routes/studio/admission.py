"""Who an author's request is from, and what it may name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fastapi import Request

from actions.studio.scenario_files import LONGEST, BadPlace, BadText, Place, clean_text
from bot.catalog import Issue

from ...authors import Author
from ...bodies import read_object
from ...problems import Problem
from ...studio_services import Studio

#: Bytes of a body with a scenario in it.
LARGEST: Final = 4 * LONGEST + 64 * 1024


def signed_in(studio: Studio, request: Request) -> Author:
    """The author whose session the request holds. Raises Problem, as ``Door.signed_in`` does."""
    return studio.door.signed_in(request)


async def read_body(request: Request, *members: str) -> dict[str, Any]:
    """The request's object, which has all of the members and no other. Raises Problem."""
    body = await read_object(request, members, largest=LARGEST)
    missing = [(f"/{name}", "必填") for name in members if name not in body]
    if missing:
        raise Problem(422, "invalid-request", "请求的内容不对。", missing)
    return body


def a_text(body: dict[str, Any], name: str, most: int, *, least: int = 0) -> str:
    """A member that is a text of so many characters. Raises Problem 422."""
    found = body[name]
    if not isinstance(found, str) or not least <= len(found.strip()) or len(found) > most or "\x00" in found:
        told = f"文字，{least} 到 {most} 个字" if least else f"文字，不超过 {most} 个字"
        raise Problem(422, "invalid-request", "请求的内容不对。", [(f"/{name}", told)])
    return found


def a_number(body: dict[str, Any], name: str) -> int:
    """A member that is a whole number from 0. Raises Problem 422."""
    found = body[name]
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 2**53:
        raise Problem(422, "invalid-request", "请求的内容不对。", [(f"/{name}", "从 0 起的整数")])
    return found


def a_scenario(body: dict[str, Any], name: str = "text") -> str:
    """A member that is a scenario's text, with plain line ends. Raises Problem 422."""
    try:
        return clean_text(a_text(body, name, LONGEST))
    except BadText as fault:
        raise Problem(422, "bad-text", str(fault), [(f"/{name}", str(fault))]) from fault


def in_force(studio: Studio, place: Place) -> str | None:
    """The scenario's file; None when there is none. Raises Problem 422 when it cannot be read."""
    try:
        return studio.files.read(place)
    except (BadPlace, BadText) as fault:
        raise Problem(422, "bad-text", str(fault)) from fault


def issues_told(issues: Sequence[Issue]) -> list[tuple[str, str]]:
    """The issues as errors of a problem: where, and what."""
    return [(f"/{one.file}:{one.line}", f"{one.what}{one.remedy}") for one in issues]


def a_place(studio: Studio, folder: Any, scenario: Any) -> Place:
    """The place that the two names make. Raises Problem 404 when no scenario can be there."""
    if not isinstance(folder, str) or not isinstance(scenario, str):
        raise Problem(404, "no-such-place", "没有这个主题。")
    try:
        return studio.files.place(folder, scenario)
    except BadPlace as fault:
        raise Problem(404, "no-such-place", str(fault)) from fault
