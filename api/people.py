"""Who may work here: people of a file, each with a password, or made-up ones for a demonstration."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

_ID: Final = re.compile(r"[a-z][a-z0-9_.\-]{0,39}")
#: scrypt's cost: 16 MiB and some 50 ms. Source: RFC 7914, section 2.
_N, _R, _P = 2**14, 8, 1
_SHORTEST: Final = 10
_LONGEST: Final = 200


class BadPeople(ValueError):
    """The file of people cannot be used; the message says why, in Chinese."""


class Person(Protocol):
    """Somebody who signs in. ``password``: its salted hash; None: chosen without one, in a demonstration."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def password(self) -> str | None: ...


P = TypeVar("P", bound=Person)


def read_people(file: Path, kind: str, word: str, make: Callable[[Mapping[str, Any]], P]) -> dict[str, P]:
    """The people of a file ``{kind}: [{id, name, password, …}]``, by id.

    Args:
        word: what they are called, in Chinese.
        make: one of them, of an entry; it may raise KeyError or TypeError.

    Raises:
        BadPeople: the file cannot be used.
    """
    try:
        entries: Any = YAML(typ="safe").load(file.read_text("utf-8"))[kind]
        people = [make(one) for one in entries]
    except (OSError, UnicodeDecodeError, YAMLError, KeyError, TypeError) as fault:
        raise BadPeople(f"{file}：读不了；应当是 {kind} 列表，每个{word}写 id、name 和 password。") from fault
    for one in people:
        if _ID.fullmatch(one.id) is None or not 0 < len(one.name) <= 40:
            raise BadPeople(f"{file}：{word} {one.id[:40]} 的 id 或 name 不能用。")
        if one.password is not None and not _is_hash(one.password):
            raise BadPeople(f"{file}：{word} {one.id} 的 password 应当是 daoban author-password 给出的一行。")
    if len({one.id for one in people}) < len(people):
        raise BadPeople(f"{file}：有两个{word}的 id 一样。")
    return {one.id: one for one in people}


def hash_password(password: str) -> str:
    """What the file keeps of a password: ``scrypt:<salt>:<hash>``. Raises BadPeople when it is too short or too long."""
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise BadPeople(f"密码要 {_SHORTEST} 到 {_LONGEST} 个字符。")
    salt = os.urandom(16)
    return ":".join(("scrypt", _text(salt), _text(_scrypt(password, salt))))


def proves(person: Person | None, password: str) -> bool:
    """Whether the password is the person's; it takes as long when there is no such person, or the password is wrong."""
    held = person.password if person is not None and person.password is not None else _NOBODY
    _, salt, hashed = held.split(":")
    same = hmac.compare_digest(_scrypt(password[:_LONGEST], base64.b64decode(salt)), base64.b64decode(hashed))
    return same and held is not _NOBODY


def _is_hash(text: str) -> bool:
    kind, _, rest = text.partition(":")
    try:
        salt, hashed = (base64.b64decode(part, validate=True) for part in rest.split(":"))
    except ValueError:
        return False
    return kind == "scrypt" and len(salt) == 16 and len(hashed) == 64


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=_N, r=_R, p=_P, maxmem=64 * 1024 * 1024)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


#: A hash that no password has.
_NOBODY: Final = ":".join(("scrypt", _text(bytes(16)), _text(bytes(64))))
