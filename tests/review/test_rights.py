"""Nobody but a signed-in officer gets anything from the desk, and no officer gets another department's matters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.officers import demo_officers, read_officers
from api.people import BadPeople, hash_password
from tests import patient
from tests.api.problem import problem
from tests.serving import ROOT, Running, running

from .office import API, HEALTH, KEY, MARKET, WORK, Applicant, Clerk, example

OFFICES = (MARKET, HEALTH, "静安区文化和旅游局", "上海市公安局静安分局", "静安区新闻出版管理部门")
REFERENCE = "SH-JA-20261130-0000000000"
ACT = {"kind": "accepted", "seq": 1}
#: Every endpoint that asks for an officer, with a body that would do; {} is a reference.
ENDPOINTS: list[tuple[str, str, Any]] = [
    ("GET", f"{API}/session", None),
    ("DELETE", f"{API}/session", None),
    ("GET", WORK, None),
    ("GET", f"{WORK}/{{}}", None),
    ("GET", f"{WORK}/{{}}/notices/1.pdf", None),
    ("POST", f"{WORK}/{{}}/reveal", {"pointer": "/contact/mobile"}),
    ("POST", f"{WORK}/{{}}/preview", ACT),
    ("POST", f"{WORK}/{{}}/acts", ACT),
    ("POST", f"{WORK}/{{}}/opinions", {"step": "x", "verdict": "agree"}),
    ("GET", f"{API}/ratings", None),
    ("GET", f"{API}/ratings/{{}}", None),
    ("POST", f"{API}/ratings/{{}}/answer", {"found": "属实", "done": "改了", "call": "reached", "words": "对不起"}),
    ("POST", f"{API}/verifications", {"text": "x", "purpose": "window"}),
]
OF_ONE = [one for one in ENDPOINTS if "{}" in one[1]]
CHANGING = [one for one in ENDPOINTS if one[0] != "GET"]


@pytest.fixture
def stranger(server: Running) -> Iterator[httpx.Client]:
    with patient.Client(base_url=server.url) as client:
        yield client


@pytest.fixture(scope="module")
def reference(applicant: Applicant) -> str:
    """An application that nobody has touched."""
    return applicant.hand_in()


def test_the_table_of_endpoints_is_whole() -> None:
    decorators = ("@routes.get", "@routes.post", "@routes.put", "@routes.delete")
    sources = [*(ROOT / "api/routes/review").glob("*.py"), ROOT / "api/routes/staff_sessions.py"]
    count = sum(source.read_text("utf-8").count(one) for source in sources for one in decorators)
    open_to_all = 2  # the list of demo officers, signing in
    assert len(ENDPOINTS) == count - open_to_all


@pytest.mark.parametrize(("method", "path", "body"), ENDPOINTS)
def test_a_stranger_gets_nothing(stranger: httpx.Client, reference: str, method: str, path: str, body: Any) -> None:
    assert problem(stranger.request(method, path.format(reference), json=body), 401)["title"] == "not-signed-in"


@pytest.mark.parametrize(("method", "path", "body"), ENDPOINTS)
@pytest.mark.parametrize("role", ["applicant", "author", "intake"])
def test_no_other_session_and_no_key_is_an_officers(
    stranger: httpx.Client, reference: str, role: str, method: str, path: str, body: Any
) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    if role == "applicant":
        stranger.post("/api/v1/session", json={"identity": "apo"}).raise_for_status()
        headers = {"Cookie": f"daoban_review={stranger.cookies['daoban_session']}"}
    elif role == "author":
        headers = {"Cookie": f"daoban_review={author_token(str(stranger.base_url))}"}
    answer = stranger.request(method, path.format(reference), json=body, headers=headers)
    assert problem(answer, 401)["title"] == "not-signed-in"


_TOKENS: dict[str, str] = {}


def author_token(url: str) -> str:
    """A session of an author, begun once: a name may be tried ten times a minute."""
    if url not in _TOKENS:
        with patient.Client(base_url=url) as client:
            client.post("/studio/api/session", json={"author": "demo_lin"}).raise_for_status()
            _TOKENS[url] = str(client.cookies["daoban_studio"])
    return _TOKENS[url]


def test_an_officers_session_is_none_of_an_author(stranger: httpx.Client, wang: Clerk) -> None:
    token = wang.http.cookies["daoban_review"]
    problem(stranger.get("/studio/api/scenarios", headers={"Cookie": f"daoban_studio={token}"}), 401)


@pytest.mark.parametrize(("method", "path", "body"), [*CHANGING, ("POST", f"{API}/session", {"officer": "demo_wang"})])
@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=["foreign", "null", "cross-site"],
)
def test_another_sites_page_changes_nothing(
    wang: Clerk, reference: str, method: str, path: str, body: Any, headers: dict[str, str]
) -> None:
    answer = wang.http.request(method, path.format(reference), json=body, headers=headers)
    assert problem(answer, 403)["title"] == "foreign-origin"
    assert wang.look(reference)["seq"] == 1


@pytest.mark.parametrize(("method", "path", "body"), OF_ONE)
@pytest.mark.parametrize("name", ["{reference}", REFERENCE, "x", "%00", "..%2f..%2fapi", "x" * 400])
def test_anothers_matter_looks_like_none(
    fang: Clerk, wang: Clerk, reference: str, name: str, method: str, path: str, body: Any
) -> None:
    answer = fang.http.request(method, path.format(name.format(reference=reference)), json=body)
    assert answer.status_code == 404
    if "%2f" not in name:
        assert problem(answer, 404)["title"] == "no-such-application"
    assert wang.look(reference)["seq"] == 1


def test_each_department_lists_its_own(applicant: Applicant, wang: Clerk, tao: Clerk) -> None:
    bundle = {"id": "b1", "forms": ["food_operation", "publication_retail"]}
    food = applicant.hand_in(bundle=bundle)
    books = applicant.hand_in(example("publication_retail", "valid-bookshop"), "publication_retail", bundle=bundle)
    assert food in wang.references()
    assert books not in wang.references()
    assert tao.references() == [books]
    # The other part is told of, without what would let one ask for it.
    mates = tao.look(books)["mates"]
    assert [(one["title"], one["status"]["name"], one["reference"]) for one in mates] == [
        ("食品经营许可申请书", "received", None)
    ]
    problem(wang.http.get(f"{WORK}/{books}"), 404)


@pytest.mark.parametrize(
    "query", [{"standing": "x"}, {"page": "0"}, {"page": "-1"}, {"page": "1e3"}, {"page": "9" * 9}]
)
def test_a_list_that_is_none_is_refused(wang: Clerk, query: dict[str, str]) -> None:
    told = problem(wang.http.get(WORK, params=query), 422)
    assert told["field"].startswith("query/")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param({"kind": "accepted", "seq": 9}, 409, id="not-seen"),
        pytest.param({"kind": "granted", "seq": 1}, 409, id="not-now"),
        pytest.param({"kind": "refused", "seq": 1}, 422, id="no-grounds"),
        pytest.param({"kind": "withdrawn", "seq": 1}, 422, id="not-an-officers"),
        pytest.param({"kind": "accepted", "seq": 1, "by": "demo_zhou"}, 422, id="somebody-elses-name"),
        pytest.param({"kind": "correction_begun", "seq": 1, "points": [{"pointer": "/x", "words": "x"}]}, 422, id="no-place"),
        pytest.param([], 422, id="no-object"),
    ],
)  # fmt: skip
def test_an_act_that_cannot_be_is_refused_before_and_when_it_is_sent(
    wang: Clerk, reference: str, body: Any, status: int
) -> None:
    for path in ("preview", "acts"):
        problem(wang.http.post(f"{WORK}/{reference}/{path}", json=body), status)
    assert wang.look(reference)["seq"] == 1


@pytest.mark.parametrize("pointer", ["/operator/name", "/nothing", "", None, 7, "x" * 600, "/contact/mobile/0"])
def test_only_what_is_hidden_is_revealed(wang: Clerk, reference: str, pointer: Any) -> None:
    answer = wang.http.post(f"{WORK}/{reference}/reveal", json={"pointer": pointer})
    assert answer.status_code in (404, 422), answer.text


def test_the_cookie_stays_with_the_desk_and_out_of_scripts(stranger: httpx.Client) -> None:
    told = stranger.post(f"{API}/session", json={"officer": "demo_tao"}).headers["set-cookie"]
    parts = {part.strip().lower() for part in told.split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/review"} <= parts


def test_who_signs_out_is_out(server: Running) -> None:
    with Clerk(server.url, "demo_meng") as clerk:
        held = {"Cookie": f"daoban_review={clerk.http.cookies['daoban_review']}"}
        assert clerk.http.delete(f"{API}/session").status_code == 204
        problem(patient.get(f"{server.url}{WORK}", headers=held), 401)


def test_signing_in_is_not_to_be_guessed(server: Running) -> None:
    with patient.Client(base_url=server.url) as client:
        answers = [client.post(f"{API}/session", json={"officer": "nobody"}).status_code for _ in range(12)]
    assert (answers[0], answers[-1]) == (401, 429)


def test_nothing_of_the_desk_is_published(server: Running) -> None:
    assert "/review" not in patient.get(f"{server.url}/openapi.json").text


# Officers ----------------------------------------------------------------------------------------------------------


def test_the_made_up_officers_are_of_departments_that_review_something() -> None:
    assert {MARKET, HEALTH} <= {one.office for one in demo_officers(OFFICES).values()}
    assert all(one.password is None and "演示" in one.name for one in demo_officers(OFFICES).values())


@pytest.mark.parametrize(
    "officer",
    [
        "{id: a, name: b, office: 静安区市场监督管理局}",
        "{id: a, name: b, password: x, office: 静安区市场监督管理局}",
        f"{{id: a, name: b, office: 市场局, password: '{hash_password('long enough')}'}}",
        f"{{id: a, name: b, password: '{hash_password('long enough')}'}}",
        f"{{id: A b, name: b, office: 静安区市场监督管理局, password: '{hash_password('long enough')}'}}",
    ],
    ids=["no-password", "plain-password", "no-such-department", "no-department", "bad-id"],
)
def test_a_file_of_officers_that_cannot_be_used_is_refused(tmp_path: Path, officer: str) -> None:
    file = tmp_path / "officers.yml"
    file.write_text(f"officers: [{officer}]", "utf-8")
    with pytest.raises(BadPeople, match="officers"):
        read_officers(file, OFFICES)


def test_in_production_officers_prove_themselves_and_without_any_there_is_no_desk(
    project: Path, tmp_path: Path
) -> None:
    from base64 import b64encode

    keys = {
        "DAOBAN_ENV": "production",
        "DAOBAN_ROOT": str(project),
        "DAOBAN_DATA_KEY": f"k1:{b64encode(bytes(range(32))).decode()}",
        "DAOBAN_INTAKE_KEY": KEY,
    }
    with running(tmp_path / "none", rasa=False, **keys) as server:
        for method, path, body in [
            *ENDPOINTS,
            ("GET", "/review", None),
            ("POST", f"{API}/session", {"officer": "demo_wang"}),
        ]:
            assert patient.request(method, server.url + path.format(REFERENCE), json=body).status_code == 404
    people = tmp_path / "officers.yml"
    people.write_text(
        f"officers:\n  - {{id: wu, name: 吴科, office: {MARKET}, password: '{hash_password('a long password')}'}}\n",
        "utf-8",
    )
    with running(tmp_path / "some", rasa=False, DAOBAN_OFFICERS=str(people), **keys) as server:
        with patient.Client(base_url=server.url) as client:
            assert client.get(f"{API}/officers").json() == {"demo": False, "officers": []}
            for wrong in ({"officer": "demo_wang"}, {"officer": "wu"}, {"officer": "wu", "password": "another one"}):
                assert problem(client.post(f"{API}/session", json=wrong), 401)["title"] == "wrong-officer"
            signed = client.post(f"{API}/session", json={"officer": "wu", "password": "a long password"})
            assert signed.json() == {"id": "wu", "name": "吴科", "office": MARKET}
            assert client.get(WORK).status_code == 200
        assert "a long password" not in server.log.read_text("utf-8")
