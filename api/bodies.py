"""Request bodies of the applicant's API: strict JSON -> an inbound message, or a problem that names the field."""

from __future__ import annotations

import re
from typing import Any, Final

import orjson
from fastapi import Request

from actions.inbound import Inbound

from .problems import Problem
from .security import read_body

#: Bytes of a request. A text of 20,000 characters fits.
LARGEST: Final = 128 * 1024
LONGEST_TEXT: Final = 20_000
_MESSAGE_ID: Final = re.compile(r"[A-Za-z0-9._:\-]{1,64}")
_MEMBERS: Final = frozenset({"client_msg_id", "text", "choice", "edit"})
_DEEPEST: Final = 8


async def read_object(request: Request) -> dict[str, Any]:
    """The request's body as a JSON object; an empty body is an empty object.

    Raises:
        Problem: 400 when it is not JSON, 413 when it is too large, 422 when it is no object.
    """
    content = await read_body(request, LARGEST)
    if not content.strip():
        return {}
    try:
        found = orjson.loads(content)
    except orjson.JSONDecodeError as fault:
        raise Problem(400, "broken-json", "请求不是合法的 JSON。", [("", "UTF-8 编码的 JSON 对象")]) from fault
    if not isinstance(found, dict):
        raise Problem(422, "invalid-request", "请求应当是一个 JSON 对象。", [("", "JSON 对象")])
    return found


def read_inbound(body: dict[str, Any]) -> Inbound:
    """The message that the body holds: exactly one of text, choice and edit.

    Raises:
        Problem: 422, naming every member that is wrong.
    """
    errors = [(f"/{name}", "没有这个成员") for name in body if name not in _MEMBERS]
    message_id = body.get("client_msg_id")
    if not isinstance(message_id, str) or not _MESSAGE_ID.fullmatch(message_id):
        errors.append(("/client_msg_id", "必填，1 到 64 个字母、数字或 . _ : -"))
    given = [name for name in ("text", "choice", "edit") if body.get(name) is not None]
    if len(given) != 1:
        errors.append(("/text", "text、choice、edit 三者正好有一个"))
    elif given == ["text"]:
        errors += _text_errors(body["text"])
    else:
        errors += _pair_errors(given[0], body[given[0]], "question" if given == ["choice"] else "fact")
    if errors:
        raise Problem(422, "invalid-request", "请求的内容不对。", errors)
    choice, edit = body.get("choice"), body.get("edit")
    return Inbound(
        id=str(message_id),
        text=body.get("text"),
        choice=(choice["question"], choice.get("value")) if choice is not None else None,
        edit=(edit["fact"], edit.get("value")) if edit is not None else None,
    )


def _text_errors(text: Any) -> list[tuple[str, str]]:
    if not isinstance(text, str):
        return [("/text", "文字")]
    if len(text) > LONGEST_TEXT:
        return [("/text", f"不超过 {LONGEST_TEXT} 个字")]
    return []


def _pair_errors(name: str, found: Any, key: str) -> list[tuple[str, str]]:
    if not isinstance(found, dict):
        return [(f"/{name}", f"带有 {key} 和 value 的对象")]
    errors = [(f"/{name}/{member}", "没有这个成员") for member in found if member not in (key, "value")]
    if not isinstance(found.get(key), str) or not 0 < len(found[key]) <= 200:
        errors.append((f"/{name}/{key}", "必填，文字"))
    if "value" not in found:
        errors.append((f"/{name}/value", "必填；没有就写 null"))
    elif _depth(found["value"]) > _DEEPEST or len(orjson.dumps(found["value"])) > 20_000:
        errors.append((f"/{name}/value", "内容太大或嵌套太深"))
    return errors


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
