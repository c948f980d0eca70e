"""Request bodies of the applicant's API: strict JSON -> an inbound message, or a problem that names the field."""

from __future__ import annotations

import re
from typing import Any, Final

import orjson
from fastapi import Request

from actions.inbound import Inbound
from bot.engine.pointers import escaped

from .problems import Problem
from .security import read_body
from .strict_json import NotStrict, read_strict

#: Bytes of a request. A text of 20,000 characters fits.
LARGEST: Final = 128 * 1024
LONGEST_TEXT: Final = 20_000
_MESSAGE_ID: Final = re.compile(r"[A-Za-z0-9._:\-]{1,64}")
_CONTENTS: Final = ("text", "choice", "edit", "undertake")
_WAYS: Final = ("promised", "deferred", "upload")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_MEMBERS: Final = ("client_msg_id", *_CONTENTS, "question", "filled")
_DEEPEST: Final = 8
_LARGEST_VALUE: Final = 20_000


async def read_object(
    request: Request, members: tuple[str, ...], *, any_type: bool = False, largest: int = LARGEST
) -> dict[str, Any]:
    """The request's body as a JSON object with no other members than these; an empty body is an empty object.

    Args:
        any_type: takes JSON under another content type, as Rasa's own channel does.
        largest: bytes of the body.

    Raises:
        Problem: 413 when it is too large, 415 when it is not said to be JSON, 400 when it is none, 422 when it is no
            object or has other members.
    """
    content = await read_body(request, largest)
    if not content.strip():
        return {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not any_type:
        raise Problem(415, "unsupported-media-type", "请求的 Content-Type 应当是 application/json。")
    try:
        found = read_strict(content)
    except NotStrict as fault:
        raise Problem(400, "broken-json", f"请求读不懂：{fault}。应当是 UTF-8 编码的 JSON 对象。") from fault
    if not isinstance(found, dict):
        raise Problem(422, "invalid-request", "请求应当是一个 JSON 对象。")
    if unknown := [name for name in found if name not in members]:
        raise Problem(422, "invalid-request", "请求的内容不对。", _unknown(unknown, members))
    return found


def read_inbound(body: dict[str, Any]) -> Inbound:
    """The message that the body holds: exactly one of text, choice, edit and undertake; beside a text, the question it answers
    and whether it was put together of what stood in that question's boxes.

    Raises:
        Problem: 422, naming every member that is wrong.
    """
    errors = []
    message_id = body.get("client_msg_id")
    if not isinstance(message_id, str) or not _MESSAGE_ID.fullmatch(message_id):
        errors.append(("/client_msg_id", "必填，1 到 64 个字母、数字或 . _ : -"))
    given = [name for name in _CONTENTS if body.get(name) is not None]
    if len(given) != 1:
        errors.append(("/text", "text、choice、edit、undertake 四者正好有一个"))
    elif given == ["text"]:
        errors += _text_errors(body["text"])
    elif given == ["choice"]:
        errors += _pair_errors("choice", body["choice"], ("question", "value"))
    elif given == ["edit"]:
        errors += edit_errors(body["edit"])
    else:
        errors += _undertaking_errors(body["undertake"])
    question = body.get("question")
    if question is not None and (given != ["text"] or not isinstance(question, str) or not 0 < len(question) <= 200):
        errors.append(("/question", "只和 text 一起；1 到 200 个字的文字"))
    filled = body.get("filled", False)
    if not isinstance(filled, bool) or (filled and question is None):
        errors.append(("/filled", "true 或 false；只和 question 一起"))
    if errors:
        raise Problem(422, "invalid-request", "请求的内容不对。", errors)
    choice, edit, undertake = body.get("choice"), body.get("edit"), body.get("undertake")
    return Inbound(
        id=str(message_id),
        text=body.get("text"),
        choice=(choice["question"], choice["value"]) if choice is not None else None,
        edit=(edit["fact"], edit["value"]) if edit is not None else None,
        question=question,
        filled=filled,
        previewed=edit.get("previewed") if edit is not None else None,
        undertake=(undertake["material"], undertake["how"], undertake.get("version", "")) if undertake else None,
    )


async def read_message(request: Request) -> Inbound:
    """The message that the request carries. Raises Problem as ``read_object`` and ``read_inbound`` do."""
    return read_inbound(await read_object(request, _MEMBERS))


def _text_errors(text: Any) -> list[tuple[str, str]]:
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        return [("/text", f"文字，不超过 {LONGEST_TEXT} 个字")]
    return []


def edit_errors(found: Any) -> list[tuple[str, str]]:
    """What is wrong with an edit: ``{"fact", "value"}``, and ``previewed`` where the applicant saw what it does."""
    errors = _pair_errors("edit", found, ("fact", "value", "previewed"))
    seen = found.get("previewed", 0) if isinstance(found, dict) else 0
    if isinstance(seen, bool) or not isinstance(seen, int) or not 0 <= seen < 10**9:
        errors.append(("/edit/previewed", "预览给出的 seq"))
    return errors


def _undertaking_errors(found: Any) -> list[tuple[str, str]]:
    """What is wrong with an undertaking: ``{"material", "how", "version"}``; taking one back needs no version."""
    members = ("material", "how", "version")
    if not isinstance(found, dict):
        return [("/undertake", f"带有 {'、'.join(members)} 的对象")]
    errors = _unknown([member for member in found if member not in members], members, "/undertake")
    material, how, version = (found.get(member) for member in members)
    if not isinstance(material, str) or not 0 < len(material) <= 200:
        errors.append(("/undertake/material", "必填，1 到 200 个字的文字"))
    if how not in _WAYS:
        errors.append(("/undertake/how", f"必填，{'、'.join(_WAYS)} 之一"))
    if (how != "upload" or version is not None) and not (isinstance(version, str) and _HASH.fullmatch(version)):
        errors.append(("/undertake/version", "同意的是哪一版全文：状态里给出的 version"))
    return errors


def _pair_errors(name: str, found: Any, members: tuple[str, ...]) -> list[tuple[str, str]]:
    key = members[0]
    if not isinstance(found, dict):
        return [(f"/{name}", f"带有 {key} 和 value 的对象")]
    errors = _unknown([member for member in found if member not in members], members, f"/{name}")
    if not isinstance(found.get(key), str) or not 0 < len(found[key]) <= 200:
        errors.append((f"/{name}/{key}", "必填，1 到 200 个字的文字"))
    if "value" not in found:
        errors.append((f"/{name}/value", "必填；没有就写 null"))
    elif _depth(found["value"]) > _DEEPEST or len(orjson.dumps(found["value"])) > _LARGEST_VALUE:
        errors.append((f"/{name}/value", f"嵌套不超过 {_DEEPEST} 层，不超过 {_LARGEST_VALUE} 字节"))
    return errors


def _unknown(names: list[str], members: tuple[str, ...], inside: str = "") -> list[tuple[str, str]]:
    """Problems of members that are not there; what the sender wrote is named, but not at any length."""
    return [(f"{inside}/{escaped(name[:60])}", f"没有这个成员；可以有 {'、'.join(members)}") for name in names]


def _depth(value: Any) -> int:
    depth, layer = 0, [value]
    while layer and depth <= _DEEPEST:
        depth += 1
        layer = [
            child
            for node in layer
            for child in (node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())
        ]
    return depth
