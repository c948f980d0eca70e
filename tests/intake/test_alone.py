"""The intake alone: forms that change under it, a server of its own, and keys for its clients."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.settings import BadSetting, read_settings
from api.intake import open_intake
from api.intake.desk import Desk
from api.intake.forms_in_force import FormsInForce, FormsServed
from api.problems import Problem
from bot.catalog import load
from tests import patient, warm
from tests.actions.conftest import Clock
from tests.actions.publishing import PETS
from tests.bench.process import free_port, wait_for
from tests.catalog.tree import edit, plant
from tests.cli.test_commands import daoban


@contextmanager
def alone(var: Path, root: Path, **environment: str) -> Iterator[str]:
    """`daoban serve intake` in a process of its own; gives its address."""
    port = free_port()
    settings = {**os.environ, "DAOBAN_VAR": str(var), **environment}
    var.mkdir(parents=True, exist_ok=True)
    arguments = ["serve", "intake", "--port", str(port), "--root", str(root)]
    process = warm.start(arguments, settings, warm.ROOT, var / "intake.log")
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", [process], var / "intake.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def example(root: Path) -> dict[str, object]:
    """What the published form calls valid."""
    found: dict[str, object] = json.loads((root / "forms/permit/examples/valid-shop.json").read_text("utf-8"))
    return found


def ask_for_pets(root: Path) -> None:
    """The form is published anew and wants one more answer."""
    for file, old, new in PETS:
        edit(root, file, old, new)
    for file in (root / "forms/permit/examples").glob("*.json"):
        file.write_text(file.read_text("utf-8").replace("{", '{"pets": false, ', 1), "utf-8")


def hand_in(desk: Desk, key: str, application: object) -> str:
    """The version that the application was taken by."""
    return desk.take("daoban", key, {"form": "permit", "application": application})[0].form_version


def test_a_form_published_anew_is_taken_and_so_is_the_one_before(
    tmp_path: Path, empty: Engine, cipher: Cipher, clock: Clock
) -> None:
    root = plant(tmp_path / "project")
    before = example(root)
    forms = FormsInForce(root, empty, clock)
    desk = open_intake(empty, cipher, forms, clock, earlier=forms.earlier).desk
    first = hand_in(desk, "k1", before)
    ask_for_pets(root)
    forms.look()  # the files have changed, and may be changing still
    assert forms["permit"].form.version == first
    forms.look()
    second = hand_in(desk, "k2", example(root))
    assert second != first
    assert hand_in(desk, "k3", before) == first
    # Another process, which has never seen the first version's files, takes both.
    again = FormsInForce(root, empty, clock)
    desk = open_intake(empty, cipher, again, clock, earlier=again.earlier).desk
    assert (hand_in(desk, "k4", before), hand_in(desk, "k5", example(root))) == (first, second)
    with pytest.raises(Problem):
        hand_in(desk, "k6", {**before, "area": "很大"})


def test_beside_the_applicants_what_is_published_is_taken(
    tmp_path: Path, empty: Engine, cipher: Cipher, clock: Clock
) -> None:
    root = plant(tmp_path / "project")
    before = example(root)
    served = [load(root, today=clock().date())]
    forms = FormsServed(lambda: served[-1])
    desk = open_intake(empty, cipher, forms, clock, earlier=forms.earlier).desk
    first = hand_in(desk, "k1", before)
    ask_for_pets(root)
    served.append(load(root, today=clock().date()))
    assert hand_in(desk, "k2", example(root)) != first
    assert [*forms] == ["permit"]


def test_files_with_mistakes_change_nothing(tmp_path: Path, empty: Engine, clock: Clock) -> None:
    root = plant(tmp_path / "project")
    forms = FormsInForce(root, empty, clock)
    version = forms["permit"].form.version
    schema = root / "forms/permit/form.schema.json"
    schema.write_text(schema.read_text("utf-8")[:-20], "utf-8")
    forms.look()
    forms.look()
    assert forms["permit"].form.version == version


def test_it_serves_by_itself_and_keys_are_made_beside_it(tmp_path: Path) -> None:
    """A new key opens what its scopes say, at once; a revoked one opens nothing."""
    root, var = plant(tmp_path / "project"), tmp_path / "var"
    with alone(var, root) as url:
        made = daoban("intake-key", "new", "窗口系统", "--scope", "applications:read", DAOBAN_VAR=str(var))
        key = made.stdout.strip()
        assert key not in daoban("intake-key", "list", DAOBAN_VAR=str(var)).stdout
        with patient.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}) as web:
            assert web.get("/healthz").json() == {"status": "ok"}
            assert web.get("/readyz").json()["forms"] == ["permit"]
            assert "daoban_intake_forms 1.0" in web.get("/metrics").text
            assert "daoban_intake_errands 0.0" in web.get("/metrics").text
            assert web.get("/library/v1/verify/x").json()["title"] == "no-such-licence"
            assert web.get("/intake/v1/applications/SH-1").status_code == 404
            body = {"form": "permit", "application": example(root)}
            sent = web.post("/intake/v1/applications", json=body, headers={"Idempotency-Key": "k"})
            assert sent.status_code == 403
            web.headers["Authorization"] = f"Bearer {(var / 'keys' / 'intake.key').read_text().strip()}"
            sent = web.post("/intake/v1/applications", json=body, headers={"Idempotency-Key": "k"})
            assert sent.status_code == 201
            mark = _mark_of(daoban("intake-key", "list", DAOBAN_VAR=str(var)).stdout, "窗口系统")
            assert daoban("intake-key", "revoke", mark, DAOBAN_VAR=str(var)).returncode == 0
            assert daoban("intake-key", "revoke", mark, DAOBAN_VAR=str(var)).returncode == 1
            web.headers["Authorization"] = f"Bearer {key}"
            assert web.get("/intake/v1/applications/SH-1").status_code == 401


def _mark_of(listed: str, client: str) -> str:
    return next(line.split()[0] for line in listed.splitlines() if client in line)


@pytest.mark.parametrize(
    ("alone_", "given", "told"),
    [
        pytest.param(True, {}, "DAOBAN_DATA_KEY", id="alone-without-a-data-key"),
        pytest.param(False, {"DAOBAN_DATA_KEY": "k:x"}, "DAOBAN_INTAKE_KEY", id="applicants-without-the-intake-s-key"),
    ],
)
def test_production_makes_nothing_up(alone_: bool, given: dict[str, str], told: str) -> None:
    with pytest.raises(BadSetting, match=told):
        read_settings({"DAOBAN_ENV": "production", **given}, intake_alone=alone_)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param({"DAOBAN_LIBRARY_URL": "https://library"}, "DAOBAN_LIBRARY_KEY", id="a-library-without-its-key"),
        pytest.param({"DAOBAN_LIBRARY_URL": "library"}, "DAOBAN_LIBRARY_URL", id="no-address"),
        pytest.param(
            {"DAOBAN_COURIER_URL": "https://courier", "DAOBAN_COURIER_KEY": "k"}, "DAOBAN_COURIER_SECRET",
            id="a-courier-without-its-secret",
        ),
        pytest.param({"DAOBAN_COURIER_SECRET": "secret"}, "DAOBAN_COURIER_SECRET", id="no-secret-of-the-standard"),
    ],
)  # fmt: skip
def test_who_is_elsewhere_has_an_address_and_a_key(given: dict[str, str], told: str) -> None:
    with pytest.raises(BadSetting, match=told):
        read_settings(given)


def test_an_intake_alone_needs_no_key_of_another_intake() -> None:
    given = {"DAOBAN_ENV": "production", "DAOBAN_DATA_KEY": "k:x"}
    assert read_settings(given, intake_alone=True).intake_key is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["new"], "系统的名字", id="nobody"),
        pytest.param(["new", "x", "--scope", "applications:decide"], "applications:decide", id="no-such-scope"),
        pytest.param(["lend", "x"], "lend", id="no-such-task"),
    ],
)
def test_what_is_typed_wrong_is_told(arguments: list[str], told: str, tmp_path: Path) -> None:
    done = daoban("intake-key", *arguments, DAOBAN_VAR=str(tmp_path))
    assert done.returncode == 2
    assert told in done.stderr
