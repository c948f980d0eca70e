"""The XML that WeChat pushes and takes: a flat list of named texts, a few of them in a group of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, Union
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

#: Name -> text, number, group, or the items of a list, each a group.
Written = Mapping[str, Union[str, int, "Written", list["Written"]]]
#: Groups in groups that WeChat has; more is no message of it.
_DEEPEST: Final = 3
_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class NotAMessage(Exception):
    """The body is none of WeChat's messages."""


def read_fields(body: bytes) -> dict[str, str]:
    """Name -> text; what is in a group by ``Group/Name``. Of several of one name the first counts.

    Raises:
        NotAMessage: it is no XML, has a document type or entities, is not called ``xml``, or goes too deep.
    """
    try:
        root = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as fault:
        raise NotAMessage("no plain XML") from fault
    if root.tag != "xml":
        raise NotAMessage("not called xml")
    found: dict[str, str] = {}
    for name, text in _texts(root, "", 1):
        found.setdefault(name, text)
    return found


def _texts(group: Element, inside: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise NotAMessage("groups in groups")
    for child in group:
        name = f"{inside}{child.tag}"
        yield name, (child.text or "").strip()
        if len(child):
            yield from _texts(child, f"{name}/", depth + 1)


def write_fields(fields: Written) -> str:
    """The XML of an answer. Raises ValueError for a name that is none."""
    return f"<xml>{_written(fields)}</xml>"


def _written(fields: Written) -> str:
    return "".join(f"<{_named(name)}>{_content(value)}</{name}>" for name, value in fields.items())


def _content(value: str | int | Written | list[Written]) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        # What ends the section inside it is written in two sections.
        return f"<![CDATA[{_NOT_XML.sub('', value).replace(']]>', ']]]]><![CDATA[>')}]]>"
    return "".join(f"<item>{_written(one)}</item>" for one in value) if isinstance(value, list) else _written(value)


def _named(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"no name of a field: {name!r}")
    return name
