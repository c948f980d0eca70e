"""Nobody but a signed-in author gets anything from the studio, and no author gets more than is his."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.authors import demo_authors, read_authors
from api.people import BadPeople, hash_password, proves
from tests import patient
from tests.api.problem import problem
from tests.bench.process import free_port
from tests.serving import ROOT, Running, running

from .project import DRAFT, HERE, PLACE, Author

API = "/studio/api"
EVIL = {"Origin": "https://evil.example"}
TEXT = {**PLACE, "text": "id: x\n"}

#: Every endpoint that asks for an author, with a body that would do.
ENDPOINTS: list[tuple[str, str, Any]] = [
    ("GET", f"{API}/session", None),
    ("DELETE", f"{API}/session", None),
    ("GET", f"{API}/scenarios", None),
    ("GET", f"{API}/coverage", None),
    ("GET", HERE, None),
    ("GET", f"{DRAFT}/demo_lin", None),
    ("PUT", DRAFT, {"text": "id: x\n", "version": 0, "base": ""}),
    ("DELETE", DRAFT, {"version": 1}),
    ("POST", f"{API}/check", TEXT),
    ("POST", f"{API}/outlines", {**PLACE, "title": "x", "form": "food_operation"}),
    ("POST", f"{API}/complete", {**PLACE, "before": "", "after": ""}),
    ("POST", f"{API}/views/graph", TEXT),
    ("POST", f"{API}/chats", TEXT),
    ("POST", f"{API}/chats/x/messages", {"client_msg_id": "a", "text": "b"}),
    ("GET", f"{API}/submissions/1", None),
    ("POST", f"{API}/submissions", {**PLACE, "version": 1, "note": "note"}),
    ("POST", f"{API}/submissions/1/approve", {"hash": "x"}),
    ("POST", f"{API}/submissions/1/send-back", {"reason": "reason"}),
    ("POST", f"{API}/submissions/1/withdraw", {}),
    ("GET", f"{API}/publications/1", None),
    ("POST", f"{API}/publications/1/restore", {"note": "note"}),
]
CHANGING = [one for one in ENDPOINTS if one[0] != "GET"]


@pytest.fixture
def stranger(server: Running) -> Iterator[httpx.Client]:
    with patient.Client(base_url=server.url) as client:
        yield client


@pytest.mark.parametrize(
    ("host", "status"), [("evil.example", 403), ("localhost", 200), ("127.0.0.1", 200), ("[::1]", 200)]
)
def test_the_demonstration_signs_nobody_in_by_a_name_of_the_net(
    host: str, status: int, stranger: httpx.Client, server: Running
) -> None:
    """A hostile page may have its name point at this machine; then its origin is the host itself."""
    named = f"{host}:{server.port}"
    answer = stranger.post(
        f"{API}/session", json={"author": "demo_lin"}, headers={"Host": named, "Origin": f"http://{named}"}
    )
    assert answer.status_code == status


def test_the_table_of_endpoints_is_whole() -> None:
    """Each route in the studio's sources is in the table above, but for the page and the signing in."""
    decorators = ("@routes.get", "@routes.post", "@routes.put", "@routes.delete")
    sources = [*sorted((ROOT / "api/routes/studio").glob("*.py")), *(ROOT / "api/routes").glob("staff_*.py")]
    count = sum(source.read_text("utf-8").count(one) for source in sources for one in decorators)
    open_to_all = 3  # the page's files (one decorator), the list of demo authors, signing in
    assert len(ENDPOINTS) == count - open_to_all


@pytest.mark.parametrize(("method", "path", "body"), ENDPOINTS)
def test_a_stranger_gets_nothing(stranger: httpx.Client, method: str, path: str, body: Any) -> None:
    assert problem(stranger.request(method, path, json=body), 401)["title"] == "not-signed-in"


@pytest.mark.parametrize(("method", "path", "body"), ENDPOINTS)
def test_an_applicants_session_is_none_of_an_author(stranger: httpx.Client, method: str, path: str, body: Any) -> None:
    stranger.post("/api/v1/session", json={"identity": "apo"}).raise_for_status()
    token = stranger.cookies["daoban_session"]
    for name in ("daoban_session", "daoban_studio"):
        answer = stranger.request(method, path, json=body, headers={"Cookie": f"{name}={token}"})
        assert problem(answer, 401)["title"] == "not-signed-in"


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "author:demo_lin", "demo_lin", "'; --", "%00"])
def test_a_made_up_token_opens_nothing(stranger: httpx.Client, token: str) -> None:
    problem(stranger.get(f"{API}/scenarios", headers={"Cookie": f"daoban_studio={token}"}), 401)


@pytest.mark.parametrize(("method", "path", "body"), [*CHANGING, ("POST", f"{API}/session", {"author": "demo_lin"})])
@pytest.mark.parametrize(
    "headers",
    [EVIL, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
    ids=["foreign", "null", "cross-site", "same-site"],
)
def test_another_sites_page_changes_nothing(
    lin: Author, method: str, path: str, body: Any, headers: dict[str, str]
) -> None:
    assert problem(lin.http.request(method, path, json=body, headers=headers), 403)["title"] == "foreign-origin"


def test_an_authors_session_is_none_of_an_applicant(lin: Author) -> None:
    """The token in an applicant's cookie brings no licences into a conversation."""
    token = lin.http.cookies["daoban_studio"]
    begun = patient.post(
        f"{lin.url}/api/v1/conversations", json={}, headers={"Cookie": f"daoban_session={token}"}, timeout=60
    )
    assert begun.status_code == 201


def test_the_cookie_stays_with_the_studio_and_out_of_scripts(stranger: httpx.Client) -> None:
    told = stranger.post(f"{API}/session", json={"author": "demo_lin"}).headers["set-cookie"]
    parts = {part.strip().lower() for part in told.split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/studio"} <= parts


def test_who_signs_out_is_out(server: Running) -> None:
    with Author(server.url) as author:
        token = author.http.cookies["daoban_studio"]
        assert author.http.delete(f"{API}/session").status_code == 204
        held = {"Cookie": f"daoban_studio={token}"}
        problem(patient.get(f"{server.url}{API}/scenarios", headers=held), 401)


def test_anothers_draft_is_read_and_not_changed(lin: Author, he: Author) -> None:
    text = lin.scenario()["text"] + "# mine\n"
    lin.save(text)
    assert he.http.get(f"{DRAFT}/demo_lin").json()["text"] == text
    # The only draft that a request can name is the sender's own: there is no address for another's.
    for method, body in (("PUT", {"text": "x", "version": 1, "base": ""}), ("DELETE", {"version": 1})):
        assert he.http.request(method, f"{DRAFT}/demo_lin", json=body).status_code == 405
        problem(he.http.request(method, DRAFT, json=body), 409)
    extra = he.http.put(DRAFT, json={"text": "x", "version": 0, "base": "", "author": "demo_lin"})
    assert problem(extra, 422)["field"] == "author"
    assert lin.scenario()["draft"]["text"] == text
    assert he.scenario()["draft"] is None
    lin.http.request("DELETE", DRAFT, json={"version": lin.scenario()["draft"]["version"]}).raise_for_status()


def test_anothers_rehearsal_is_not_heard(lin: Author, he: Author) -> None:
    begun = lin.http.post(f"{API}/chats", json={**PLACE, "text": lin.scenario()["text"]})
    assert begun.status_code == 201, begun.text
    address, said = f"{API}/chats/{begun.json()['chat']}/messages", {"client_msg_id": "a", "text": "已经办好了"}
    problem(he.http.post(address, json=said), 404)
    assert lin.http.post(address, json=said).json()["seq"] == 2


@pytest.mark.parametrize(
    ("folder", "scenario"),
    [
        ("food", "..%2f..%2fforms%2fdictionary"), ("..", "forms"), ("%2e%2e", "x"), ("food", "%2e%2e"), ("stories", "x"),
        ("shared", "text"), ("food", "x%00"), ("food", "beverage_shop.yml"), ("food", "BEVERAGE_SHOP"), ("food%2f..", "x"),
        ("food", "a" * 300), ("food", "%E5%BA%97"),
    ],
)  # fmt: skip
def test_an_address_that_looks_like_a_path_leads_nowhere(
    lin: Author, project: Path, folder: str, scenario: str
) -> None:
    before = {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}
    for method, area, body in (
        ("GET", "scenarios", None),
        ("PUT", "drafts", {"text": "x", "version": 0, "base": ""}),
        ("DELETE", "drafts", {"version": 1}),
    ):
        answer = lin.http.request(method, f"{API}/{area}/{folder}/{scenario}", json=body)
        assert answer.status_code in (404, 405), answer.text
    assert {file: file.read_bytes() for file in project.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    "place",
    [{"folder": "../forms", "id": "x"}, {"folder": "food", "id": "../x"}, {"folder": ["food"], "id": "x"},
     {"folder": "food", "id": {"a": 1}}, {"folder": None, "id": None}, {"folder": "stories", "id": "x"}],
)  # fmt: skip
def test_a_place_in_a_body_is_none_that_is_a_path(lin: Author, place: dict[str, Any]) -> None:
    for path, body in (
        ("check", {"text": "x"}),
        ("complete", {"before": "x", "after": ""}),
        ("chats", {"text": "x"}),
        ("views/graph", {"text": "x"}),
        ("submissions", {"version": 1, "note": "note"}),
    ):
        problem(lin.http.post(f"{API}/{path}", json={**place, **body}), 404)


HOSTILE = [
    pytest.param("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "YAML-05", id="a-bomb"),
    pytest.param("x: " + "[" * 70_000, "YAML-07", id="deep"),
    pytest.param("x: !!python/object/apply:os.system ['touch /tmp/owned']\n", "YAML-06", id="a-tag"),
    pytest.param("x: !!binary aGk=\n", "YAML-06", id="another-tag"),
    pytest.param("{{1: 2}: 3}", "YAML-08", id="a-mapping-as-a-key"),
    pytest.param("until: " + "9" * 70_000, "SHAPE-01", id="a-number-without-end"),
    pytest.param("", "SHAPE-01", id="nothing"),
    pytest.param("- a\n- b\n", "SHAPE-01", id="a-list"),
    pytest.param("\ufeff---\n...\n---\nid: x\n", "YAML-03", id="two-documents"),
    pytest.param("%YAML 9.9\n---\nid: x\n", None, id="another-version"),
    pytest.param("id: '<script>alert(1)</script>'\n", "SHAPE-01", id="markup"),
]


@pytest.mark.parametrize(("text", "code"), HOSTILE)
def test_hostile_yaml_is_an_issue_like_any_other(lin: Author, text: str, code: str | None) -> None:
    issues = lin.check(text)
    assert issues
    assert code is None or code in {issue["code"] for issue in issues}
    answer = lin.http.post(f"{API}/chats", json={**PLACE, "text": text})
    assert problem(answer, 422)["title"] == "has-issues"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("a" * 80_001, 422),
        ("\n" * 2_001, 422),
        ("x\x00y", 422),
        ("x\x07", 422),
        (7, 422),
        (None, 422),
        ("茶" * 500_000, 413),
    ],
)
def test_a_text_that_is_none_is_refused_before_anything_reads_it(lin: Author, text: Any, status: int) -> None:
    for method, path, more in (("POST", f"{API}/check", PLACE), ("PUT", DRAFT, {"version": 0, "base": ""})):
        problem(lin.http.request(method, path, json={**more, "text": text}), status)


def test_signing_in_is_not_to_be_guessed(server: Running) -> None:
    with patient.Client(base_url=server.url) as client:
        answers = [client.post(f"{API}/session", json={"author": "nobody"}).status_code for _ in range(12)]
    assert answers[0] == 401
    assert answers[-1] == 429


# Production --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a production server must be given."""
    from base64 import b64encode

    return {
        "DAOBAN_ENV": "production",
        "DAOBAN_DATA_KEY": f"k1:{b64encode(bytes(range(32))).decode()}",
        "DAOBAN_INTAKE_KEY": "x" * 40,
    }


def test_in_production_there_is_no_studio_without_authors(project: Path, tmp_path: Path, keys: dict[str, str]) -> None:
    with running(tmp_path, rasa=False, DAOBAN_ROOT=str(project), **keys) as server:
        for method, path, body in [
            *ENDPOINTS,
            ("GET", "/studio", None),
            ("POST", f"{API}/session", {"author": "demo_lin"}),
        ]:
            assert patient.request(method, server.url + path, json=body).status_code == 404


def test_in_production_authors_prove_themselves(project: Path, tmp_path: Path, keys: dict[str, str]) -> None:
    people = tmp_path / "authors.yml"
    people.write_text(
        "authors:\n"
        f"  - {{id: wu, name: 吴老师, password: '{hash_password('a long password')}'}}\n"
        f"  - {{id: qian, name: 钱老师, password: '{hash_password('another password')}'}}\n",
        "utf-8",
    )
    with running(tmp_path, rasa=False, DAOBAN_ROOT=str(project), DAOBAN_AUTHORS=str(people), **keys) as server:
        with patient.Client(base_url=server.url) as client:
            assert client.get(f"{API}/authors").json() == {"demo": False, "authors": []}
            for body in (
                {"author": "demo_lin"}, {"author": "wu"}, {"author": "wu", "password": ""}, {"author": "nobody", "password": "x"},
                {"author": "wu", "password": "another password"}, {"author": "wu", "password": "a long password "},
            ):  # fmt: skip
                assert problem(client.post(f"{API}/session", json=body), 401)["title"] == "wrong-author"
            signed = client.post(f"{API}/session", json={"author": "wu", "password": "a long password"})
            assert signed.json() == {"id": "wu", "name": "吴老师"}
            assert client.get(f"{API}/scenarios").status_code == 200
        assert "a long password" not in server.log.read_text("utf-8")


@pytest.mark.parametrize(
    "content",
    ["", "authors: 1", "authors: [{id: a, name: b}]", "authors: [{id: a, name: b, password: plain}]", "- a", "\x00", "a: [",
     "authors: [{id: A B, name: b, password: 'scrypt:AA==:AA=='}]", "authors: [{id: a, name: b, password: 'scrypt:AA==:AA=='}]"],
)  # fmt: skip
def test_a_file_of_authors_that_cannot_be_used_stops_the_server(tmp_path: Path, content: str) -> None:
    file = tmp_path / "authors.yml"
    file.write_text(content, "utf-8")
    with pytest.raises(BadPeople, match="authors"):
        read_authors(file)
    environment = {**os.environ, "DAOBAN_AUTHORS": str(file), "DAOBAN_VAR": str(tmp_path / "var")}
    if content == "authors: 1":
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", "serve", "--no-rasa", "--port", str(free_port())],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert "authors" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_password_is_kept_as_a_salted_hash(tmp_path: Path) -> None:
    typed = "正确的马电池订书钉"
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "author-password"], cwd=ROOT, input=f"{typed}+\n{typed}+\n",
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    line = done.stdout.strip().splitlines()[-1]
    assert typed not in done.stdout
    file = tmp_path / "authors.yml"
    file.write_text(f"authors: [{{id: wu, name: 吴, password: '{line}'}}]", "utf-8")
    author = read_authors(file)["wu"]
    assert proves(author, typed + "+")
    assert not proves(author, typed)
    assert not proves(None, "")
    assert not any(proves(one, "") for one in demo_authors().values())
    assert hash_password(typed + "+") != line


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
def test_a_password_too_short_or_too_long_is_none(password: str) -> None:
    with pytest.raises(BadPeople):
        hash_password(password)
