"""The account's template for news of an application: what each of its fields is filled with.

An account takes a template out of WeChat's library, whose fields are named by WeChat (``thing2``, ``time5``), so that they are told apart
by what people read before them (「办理事项」) and by their kind. All are filled, as WeChat refuses a notice with an empty one.

Source: developers.weixin.qq.com, 模板消息 (类目模板消息参数值内容限制); read in November 2026. The kinds ``const``, ``short_thing`` and
``enum_string`` stand in no table of theirs that was found (以平台为准); the last two are not taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

#: A field, and what stands before it in its line.
_FIELD: Final = re.compile(r"(?P<label>[^\n{}]*?)[:：]?\s*\{\{\s*(?P<name>[A-Za-z_]+\d*)\.DATA\s*\}\}")
#: Kind -> characters that it takes.
LENGTHS: Final[Mapping[str, int]] = {
    "thing": 20,
    "phrase": 5,
    "const": 20,
    "character_string": 32,
    "time": 32,
    "date": 32,
}
_CUT: Final = "…"


class Told(Enum):
    """What news tells, in the words that READMEs and messages call it by."""

    ITEM = "事项"
    STATE = "进度"
    NUMBER = "收件编号"
    AT = "时间"


#: What is told -> words in a label by which it is known, and kinds of a field that can hold it. The first that fits counts.
KNOWN: Final[Mapping[Told, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    Told.NUMBER: (("编号", "单号", "件号", "受理号"), ("character_string",)),
    Told.AT: (("时间", "日期"), ("time", "date")),
    Told.STATE: (("状态", "进度", "进展", "结果", "环节"), ("phrase", "const", "thing")),
    Told.ITEM: (("事项", "业务", "项目", "名称", "类型", "内容"), ("thing",)),
}


class Unfit(ValueError):
    """The template cannot be filled. ``fields``: those that nothing is known for, as their labels call them."""

    def __init__(self, fields: tuple[str, ...], *, missing: tuple[Told, ...] = ()) -> None:
        super().__init__(", ".join((*fields, *(f"no {one.name}" for one in missing))))
        self.fields = fields
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Template:
    """Fields by their names -> what each tells."""

    fields: Mapping[str, Told]

    def data(self, news: Mapping[Told, str]) -> dict[str, str]:
        """What a notice is filled with, each field as long as its kind takes. Raises KeyError for what the news does not tell."""
        return {name: _fitted(news[told], kind_of(name)) for name, told in self.fields.items()}


def read_template(content: str) -> Template:
    """The template with this content, as WeChat tells it.

    Raises:
        Unfit: it has a field that nothing is known for, two that tell the same, or none for item and state.
    """
    fields: dict[str, Told] = {}
    strange: list[str] = []
    for match in _FIELD.finditer(content):
        label, name = match["label"].strip(), match["name"]
        told = _told(label, kind_of(name))
        if told is None or told in fields.values():
            strange.append(f"{label}（{name}）")
        else:
            fields[name] = told
    missing = tuple(one for one in (Told.ITEM, Told.STATE) if one not in fields.values())
    if strange or missing:
        raise Unfit(tuple(strange), missing=missing)
    return Template(fields)


def template_of(told: Mapping[str, Any], template: str) -> str | None:
    """The content of the account's template with this id, out of what WeChat tells of all; None where there is none."""
    listed = told.get("template_list")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and one.get("template_id") == template:
            return str(one.get("content", ""))
    return None


def kind_of(name: str) -> str:
    """The kind of a field, which its name begins with."""
    return name.rstrip("0123456789")


def _told(label: str, kind: str) -> Told | None:
    for told, (words, kinds) in KNOWN.items():
        if kind in kinds and any(word in label for word in words):
            return told
    return None


def _fitted(value: str, kind: str) -> str:
    longest = LENGTHS[kind]
    # A phrase is nothing but Chinese characters, a cut one too.
    cut = "" if kind == "phrase" else _CUT
    return value if len(value) <= longest else value[: longest - len(cut)] + cut
