"""Keys: from the setting, from a file made once, and found out at start-up when they are wrong."""

from __future__ import annotations

import base64
import multiprocessing
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.database import Database
from actions.key_check import WrongDataKey, check_keys
from actions.keys import BadDataKey, data_cipher, kept_secret, new_key, read_keys
from actions.tables import key_checks

ONE = base64.b64encode(b"1" * 32).decode()
TWO = base64.b64encode(b"2" * 32).decode()


def test_the_first_key_of_the_setting_is_current() -> None:
    cipher = read_keys(f"k2:{TWO}, k1:{ONE}\n")
    assert (cipher.current, cipher.ids) == ("k2", ("k2", "k1"))
    assert cipher.open("p", Cipher({"k1": b"1" * 32}, "k1").seal("p", b"old")) == b"old"


@pytest.mark.parametrize(
    "setting",
    [
        pytest.param(ONE, id="no-id"),
        pytest.param("k1:", id="no-key"),
        pytest.param("k1:not base64", id="not-base64"),
        pytest.param("k1:" + base64.b64encode(b"1" * 16).decode(), id="too-short"),
        pytest.param(f"k1:{ONE},k1:{TWO}", id="one-id-twice"),
        pytest.param(f"k1:{ONE},", id="trailing-comma"),
        pytest.param(f":{ONE}", id="empty-id"),
        pytest.param(f"密钥:{ONE}", id="id-not-ascii"),
    ],
)
def test_a_setting_that_cannot_be_read_is_refused_without_being_shown(setting: str) -> None:
    with pytest.raises(BadDataKey) as refused:
        read_keys(setting)
    assert ONE not in str(refused.value) and TWO not in str(refused.value)


def test_without_setting_and_file_there_is_no_key() -> None:
    with pytest.raises(BadDataKey, match="DAOBAN_DATA_KEY"):
        data_cipher(None, None)


def test_the_setting_goes_before_the_file(tmp_path: Path) -> None:
    assert data_cipher(f"k1:{ONE}", tmp_path / "data.key").current == "k1"
    assert not (tmp_path / "data.key").exists()


def test_the_first_run_makes_a_key_that_only_its_owner_can_read(tmp_path: Path) -> None:
    file = tmp_path / "var" / "keys" / "data.key"
    first, second = data_cipher(None, file), data_cipher("", file)
    assert second.open("p", first.seal("p", b"secret")) == b"secret"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["data.key"]


def _make(file: Path, gate: Any, results: Any) -> None:
    gate.wait()
    results.put(kept_secret(file, new_key))


def test_processes_that_start_at_once_get_one_key(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    gate, results = spawn.Barrier(4), spawn.Queue()
    file = tmp_path / "keys" / "data.key"
    processes = [spawn.Process(target=_make, args=(file, gate, results)) for _ in range(4)]
    for process in processes:
        process.start()
    found = {results.get(timeout=60) for _ in processes}
    for process in processes:
        process.join()
    assert found == {file.read_text().strip()}
    assert [path.name for path in file.parent.iterdir()] == ["data.key"]


@pytest.mark.parametrize(
    ("now", "message"),
    [
        pytest.param({"k1": b"x" * 32}, "'k1' is not the key this database was written with", id="same-id-other-key"),
        pytest.param({"k2": b"2" * 32}, "add that key", id="old-key-forgotten"),
    ],
)
def test_a_wrong_key_is_found_at_start_up(engine: Engine, now: dict[str, bytes], message: str) -> None:
    database = Database(engine)
    check_keys(database, Cipher({"k1": b"1" * 32}, "k1"), key_checks)
    with pytest.raises(WrongDataKey, match=message):
        check_keys(database, Cipher(now, next(iter(now))), key_checks)


def test_a_right_key_and_a_rotation_pass(engine: Engine) -> None:
    database = Database(engine)
    for keys in ({"k1": b"1" * 32}, {"k1": b"1" * 32}, {"k2": b"2" * 32, "k1": b"1" * 32}):
        check_keys(database, Cipher(keys, next(iter(keys))), key_checks)
    with pytest.raises(WrongDataKey, match="'k2'"):
        check_keys(database, Cipher({"k1": b"1" * 32}, "k1"), key_checks)
