"""Where secrets come from: a setting, or a file that is made on the first run and kept."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from .cipher import KEY_BYTES, Cipher


class BadDataKey(ValueError):
    """The data keys are missing or not written as ``id:base64`` pairs."""


def data_cipher(setting: str | None, file: Path | None) -> Cipher:
    """The cipher of the setting; without one, of the key file, which is made on the first run.

    Args:
        setting: ``id:base64`` pairs with commas between, the current key first, then older ones.
        file: None outside the default configuration: a key must then be set.

    Raises:
        BadDataKey: says what is wrong; never prints a key.
    """
    if setting:
        return read_keys(setting)
    if file is None:
        raise BadDataKey("no data key is set: give DAOBAN_DATA_KEY as id:base64, 32 random bytes in base64")
    return read_keys(kept_secret(file, new_key))


def read_keys(text: str) -> Cipher:
    """The cipher that ``id:base64,id:base64`` describes; the first key is current. Raises BadDataKey."""
    keys: dict[str, bytes] = {}
    for number, pair in enumerate(text.strip().split(","), start=1):
        name, colon, encoded = pair.strip().partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if not colon or not name.isascii() or not name.isprintable() or len(key) != KEY_BYTES or name in keys:
            raise BadDataKey(
                f"data key {number} is not written as id:base64 with {KEY_BYTES} bytes and an id of its own"
            )
        keys[name] = key
    try:
        return Cipher(keys, next(iter(keys)))
    except ValueError as fault:
        raise BadDataKey(str(fault)) from fault


def new_key() -> str:
    """A new data key, as the setting and the file hold it."""
    return f"k{secrets.token_hex(4)}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def kept_secret(file: Path, make: Callable[[], str]) -> str:
    """The secret in the file; the first caller makes it, owner-only, whole and on disk before anyone can see it.

    Two processes that start at once get the same secret: the file appears under its name in one step, once.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
        try:
            _write(draft, make())
            os.link(draft, file)
        except FileExistsError:
            pass  # another process was first; its secret holds
        finally:
            draft.unlink(missing_ok=True)
        _sync(file.parent)
    return file.read_text("ascii").strip()


def _write(file: Path, text: str) -> None:
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(text + "\n")
        stream.flush()
        os.fsync(descriptor)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
