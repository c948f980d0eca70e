"""A turn as one text of WeChat: what was said, and what can be tapped or answered by its number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from .tapping import Tap

#: Kinds of questions that take one of their choices by its number. Where a number is an answer itself, or several choices
#: may be taken, the number of a choice would be read as something else.
ONE_OF: Final = frozenset({"scenario", "confirm", "review", "more", "boolean", "choice"})


def render(
    outcome: Mapping[str, Any],
    id_of: Callable[[Tap], str],
    several: str,
    shorten: Callable[[str, str], str] | None = None,
) -> str:
    """The text of a turn's outcome. ``id_of`` gives what can be tapped its id; ``several`` says how to choose more than one.

    ``shorten`` makes a text of its kind (a check, an overview) one that is short enough; None: all are told whole. What applicants wrote stands in it as it is, but that nothing of it is a link.
    """
    asking = outcome.get("asking") or {}
    return "\n\n".join(filter(None, (_said(one, asking, id_of, several, shorten) for one in outcome["messages"])))


def by_number(outcome: Mapping[str, Any], text: str) -> Tap | None:
    """The choice that a bare number means under the open question, or None: then it is words like any."""
    asking = outcome.get("asking") or {}
    choices = _open_choices(outcome, asking)
    digits = text.strip().rstrip(".。、")
    if asking.get("kind") not in ONE_OF or not (digits.isascii() and digits.isdigit() and len(digits) <= 2):
        return None
    place = int(digits) - 1
    return Tap(asking["instance"], place) if 0 <= place < len(choices) else None


def value_at(outcome: Mapping[str, Any], tap: Tap) -> Any:
    """The value of what was tapped. Raises LookupError where it is not of the open question."""
    asking = outcome.get("asking") or {}
    if asking.get("instance") != tap.question:
        raise LookupError(tap.question)
    return _open_choices(outcome, asking)[tap.place]["value"]


def _open_choices(outcome: Mapping[str, Any], asking: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    for message in outcome["messages"]:
        if message.get("question") == asking.get("instance") and message.get("choices"):
            return list(message["choices"])
    return []


def _said(
    message: Mapping[str, Any],
    asking: Mapping[str, Any],
    id_of: Callable[[Tap], str],
    several: str,
    shorten: Callable[[str, str], str] | None,
) -> str:
    text = message["text"]
    lines = [plain(text) if shorten is None else shorten(message.get("kind", ""), text)]
    if message.get("help"):
        lines.append(f"（{plain(message['help'])}）")
    if message.get("choices") and message.get("question") == asking.get("instance"):
        lines += [*_choices(message, asking, id_of), *([several] if asking["kind"] == "multi_choice" else [])]
    return "\n".join(lines)


def _choices(message: Mapping[str, Any], asking: Mapping[str, Any], id_of: Callable[[Tap], str]) -> list[str]:
    labels = [plain(one["label"]) for one in message["choices"]]
    if asking["kind"] == "multi_choice":
        return [f"{number}. {label}" for number, label in enumerate(labels, 1)]
    links = [menu_link(label, id_of(Tap(message["question"], place)), label) for place, label in enumerate(labels)]
    return [f"{number}. {link}" for number, link in enumerate(links, 1)] if asking["kind"] in ONE_OF else links


def menu_link(content: str, id: str, label: str) -> str:
    """What sends the content with the id when it is tapped. ``label``: what is read, plain."""
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={quote(content)}&msgmenuid={id}">{label}</a>'


def plain(text: str) -> str:
    """The text without what WeChat would take for a link."""
    return str(text).replace("<", "＜").replace(">", "＞")
