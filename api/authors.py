"""Who may work on scenarios: made-up authors for a demonstration, or those of a file, each with a password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

_DEMO: Final = Path(__file__).parent / "demo" / "authors.yml"
_ID: Final = re.compile(r"[a-z][a-z0-9_.\-]{0,39}")
#: scrypt's cost: 16 MiB and some 50 ms. Source: RFC 7914, section 2.
_N, _R, _P = 2**14, 8, 1
_SHORTEST: Final = 10
_LONGEST: Final = 200


class BadAuthors(ValueError):
    """The file of authors cannot be used; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who may work on scenarios. ``password``: its salted hash; None: chosen without one, in a demonstration."""

    id: str
    name: str
    password: str | None = None


def demo_authors() -> dict[str, Author]:
    """The made-up authors, by id."""
    return {author.id: author for author in _read(_DEMO, demo=True)}


def read_authors(file: Path) -> dict[str, Author]:
    """The authors of a file ``authors: [{id, name, password}]``, by id. Raises BadAuthors."""
    authors = _read(file, demo=False)
    if len({author.id for author in authors}) < len(authors):
        raise BadAuthors(f"{file}：有两个作者的 id 一样。")
    return {author.id: author for author in authors}


def hash_password(password: str) -> str:
    """What the file keeps of a password: ``scrypt:<salt>:<hash>``. Raises BadAuthors when it is too short or too long."""
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise BadAuthors(f"密码要 {_SHORTEST} 到 {_LONGEST} 个字符。")
    salt = os.urandom(16)
    return ":".join(("scrypt", _text(salt), _text(_scrypt(password, salt))))


def proves(author: Author | None, password: str) -> bool:
    """Whether the password is the author's; it takes as long when there is no such author, or the password is wrong."""
    held = author.password if author is not None and author.password is not None else _NOBODY
    _, salt, hashed = held.split(":")
    same = hmac.compare_digest(_scrypt(password[:_LONGEST], base64.b64decode(salt)), base64.b64decode(hashed))
    return same and held is not _NOBODY


def _read(file: Path, *, demo: bool) -> list[Author]:
    try:
        entries: Any = YAML(typ="safe").load(file.read_text("utf-8"))["authors"]
        authors = [Author(str(one["id"]), str(one["name"]), None if demo else str(one["password"])) for one in entries]
    except (OSError, UnicodeDecodeError, YAMLError, KeyError, TypeError) as fault:
        raise BadAuthors(f"{file}：读不了；应当是 authors 列表，每个作者写 id、name 和 password。") from fault
    for author in authors:
        if _ID.fullmatch(author.id) is None or not 0 < len(author.name) <= 40:
            raise BadAuthors(f"{file}：作者 {author.id[:40]} 的 id 或 name 不能用。")
        if author.password is not None and not _is_hash(author.password):
            raise BadAuthors(f"{file}：作者 {author.id} 的 password 应当是 daoban author-password 给出的一行。")
    return authors


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
