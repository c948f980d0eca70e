"""Real staff sign in with a password and a code; codes are taken once, guessing ends, and one is at one place at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Browser, expect

from actions.cipher import Cipher
from actions.keys import data_cipher
from api.factor import new_factor, read_factor
from api.people import BadPeople, hash_password
from api.staff import read_staff
from tests import patient
from tests.api.browser import fresh
from tests.serving import Running, running

from .seat import API

PASSWORD = "一二三四五六七八九十"
PEOPLE = ("lin", "pan", "he", "wu", "qin")
CITY = {"id": "sh", "name": "上海", "kind": "city"}


class Office:
    """A desk with real staff; ``code`` gives somebody's code of now, or so many steps away."""

    def __init__(self, running_: Running, secrets: dict[str, bytes]) -> None:
        self.url, self._secrets = running_.url, secrets

    def code(self, person: str, steps: int = 0) -> str:
        at = datetime.now(timezone.utc) + timedelta(seconds=30 * steps)
        return TOTP(self._secrets[person], 6, SHA1(), 30).generate(int(at.timestamp())).decode()

    def sign_in(self, client: patient.Client, person: str, password: str = PASSWORD, code: str | None = None) -> int:
        """The status of a try."""
        body = {"staff": person, "password": password, "code": self.code(person) if code is None else code}
        return client.post(f"{API}/session", json=body).status_code


def staff_file(folder: Path, cipher: Cipher) -> tuple[Path, dict[str, bytes]]:
    """A file of five clerks, and their secrets."""
    kept = {person: new_factor(cipher, person)[0] for person in PEOPLE}
    hashed = hash_password(PASSWORD)
    staff = [
        {"id": person, "name": person, "role": "clerk", "organisation": "hall", "password": hashed, "factor": kept[person]}
        for person in PEOPLE
    ]  # fmt: skip
    places = [CITY, {"id": "hall", "name": "大厅", "kind": "hall", "parent": "sh"}]
    file = folder / "staff.yml"
    file.write_text(json.dumps({"organisations": places, "staff": staff}, ensure_ascii=False), "utf-8")
    return file, {person: read_factor(cipher, person, text) for person, text in kept.items()}


@pytest.fixture(scope="module")
def office(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    var = tmp_path_factory.mktemp("var")
    file, secrets = staff_file(var, data_cipher(None, var / "keys" / "data.key"))
    with running(var, rasa=False, DAOBAN_ROOT=str(project), DAOBAN_STAFF=str(file)) as started:
        yield Office(started, secrets)


def test_a_password_and_a_code_and_neither_alone(office: Office) -> None:
    with patient.Client(base_url=office.url) as client:
        told = client.get(f"{API}/staffs").json()
        assert (told["demo"], told["factor"], told["staffs"]) == (False, True, [])
        assert office.sign_in(client, "lin", code="") == 401
        assert office.sign_in(client, "lin", password="wrong") == 401
        assert client.get(f"{API}/session").status_code == 401
        code = office.code("lin", -1)
        assert office.sign_in(client, "lin", code=code) == 200
        assert client.get(f"{API}/session").json()["id"] == "lin"
        # Who looked over the shoulder has nothing: neither that code nor an older one.
        assert office.sign_in(client, "lin", code=code) == 401


def test_anothers_code_is_none(office: Office) -> None:
    with patient.Client(base_url=office.url) as client:
        assert office.sign_in(client, "he", code=office.code("pan")) == 401


def test_guessing_ends_and_tells_nothing(office: Office) -> None:
    with patient.Client(base_url=office.url) as client:
        answers = [
            client.post(f"{API}/session", json={"staff": "wu", "password": PASSWORD, "code": f"{number:06}"})
            for number in range(5)
        ]
        right = client.post(f"{API}/session", json={"staff": "wu", "password": PASSWORD, "code": office.code("wu")})
        nobody = client.post(f"{API}/session", json={"staff": "nobody", "password": "x", "code": "1"})
        told = {(one.status_code, one.json()["title"], one.json()["detail"]) for one in (*answers, right, nobody)}
        assert len(told) == 1
        assert right.status_code == 401


def test_who_signs_in_elsewhere_is_out_here(office: Office) -> None:
    with patient.Client(base_url=office.url) as here, patient.Client(base_url=office.url) as there:
        assert office.sign_in(here, "pan", code=office.code("pan", -1)) == 200
        assert here.get(f"{API}/session").status_code == 200
        assert office.sign_in(there, "pan") == 200
        assert here.get(f"{API}/session").status_code == 401
        assert there.get(f"{API}/session").status_code == 200


def test_the_form_asks_for_the_code(office: Office, browser: Browser) -> None:
    page = fresh(browser).new_page()
    page.goto(f"{office.url}/desk")
    page.get_by_label("账号").fill("qin")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_label("验证码").fill(office.code("qin", -1))
    page.keyboard.press("Enter")
    expect(page.locator("#who")).to_contain_text("qin")
    page.context.close()


def test_a_file_in_which_somebody_has_no_factor_is_refused(tmp_path: Path) -> None:
    cipher = Cipher({"k1": b"1" * 32}, "k1")
    file, _ = staff_file(tmp_path, cipher)
    assert set(read_staff(file, cipher).people) == set(PEOPLE)
    told = json.loads(file.read_text("utf-8"))
    for factor in (told["staff"][0]["factor"], "", None):
        told["staff"][1]["factor"] = factor
        if factor is None:
            del told["staff"][1]["factor"]
        file.write_text(json.dumps(told), "utf-8")
        with pytest.raises(BadPeople, match="pan 的 factor"):
            read_staff(file, cipher)
