"""Files over HTTP: taken, told, shown and removed, for the materials that the case asks for, until it is handed in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests import patient
from tests.actions.files.made import EXE, MAKER, archive, bomb, paper, photo, picture
from tests.serving import Running, Talk

from .noodles import LEASE, LICENCE, STEPS, complete, opened, own, path, rented, send
from .problem import problem


@pytest.fixture(scope="module")
def shop(server: Running) -> Iterator[Talk]:
    """A shop that is being told; what a test puts there is there for the next."""
    with Talk(server.url) as talk:
        yield opened(talk)


@pytest.fixture
def begin(open_talk: Callable[[], Talk]) -> Callable[[], Talk]:
    """A shop of its own."""
    return lambda: opened(open_talk())


def case(talk: Talk) -> dict[str, Any]:
    """The case as it stands."""
    return dict(talk.http.get(f"/api/v1/conversations/{talk.id}").json()["case"])


def files(talk: Talk, material: str = LEASE) -> list[dict[str, Any]]:
    """The files that the state tells of a material that is asked for."""
    return next(list(one["files"]) for one in case(talk)["materials"] if one["id"] == material)


def test_a_photo_is_taken_told_and_shown(begin: Callable[[], Talk]) -> None:
    talk = begin()
    sent = send(talk, photo(60, 40, orientation=6), "租赁合同 第1页.JPEG")
    assert sent.status_code == 201, sent.text
    told = sent.json()
    assert {name: told[name] for name in ("name", "media_type", "pages", "state")} == {
        "name": "租赁合同 第1页.jpg",
        "media_type": "image/jpeg",
        "pages": None,
        "state": "unscanned",
    }
    assert files(talk) == [told]
    shown = talk.http.get(path(talk, LEASE, told["id"]))
    assert len(shown.content) == told["size"]
    assert Image.open(BytesIO(shown.content)).size == (40, 60)
    assert MAKER.encode() not in shown.content
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["content-disposition"].startswith("inline; filename=\"file.jpg\"; filename*=UTF-8''")
    assert "sandbox; default-src 'none'" in shown.headers.get_list("content-security-policy")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["cache-control"] == "no-store"


def test_a_paper_is_kept_as_it_is_and_saved_by_the_browser(shop: Talk) -> None:
    content = paper(3)
    told = send(shop, content, "合同.pdf").json()
    assert (told["media_type"], told["pages"], told["size"]) == ("application/pdf", 3, len(content))
    shown = shop.http.get(path(shop, LEASE, told["id"]))
    assert shown.content == content
    assert shown.headers["content-disposition"].startswith("attachment; ")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("合同.pdf", "合同.png", id="ends-as-its-content"),
        pytest.param("../../etc/passwd", "passwd.png", id="folders"),
        pytest.param("C:\\照片\\一.png", "一.png", id="folders-of-another-system"),
        pytest.param("a\u202egnp.exe", "agnp.png", id="turned-round"),
        pytest.param("a\r\nSet-Cookie: x=1.png", "aSet-Cookie x=1.png", id="lines"),
        pytest.param("", "文件.png", id="none"),
        pytest.param("...", "文件.png", id="dots"),
        pytest.param("长" * 300 + ".png", "长" * 80 + ".png", id="long"),
    ],
)
def test_names(shop: Talk, name: str, kept: str) -> None:
    sent = send(shop, picture(7, 9), name)
    assert sent.json()["name"] == kept
    shop.http.delete(path(shop, LEASE, sent.json()["id"])).raise_for_status()


def test_the_same_again_is_the_same_file(begin: Callable[[], Talk]) -> None:
    talk, content = begin(), photo()
    first = send(talk, content, "一.jpg")
    again = send(talk, content, "二.jpg")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert files(talk) == [first.json()]
    other = send(talk, content, "三.jpg", STEPS)
    assert other.status_code == 201
    assert other.json()["id"] != first.json()["id"]
    talk.http.delete(path(talk, LEASE, first.json()["id"])).raise_for_status()
    assert talk.http.get(path(talk, STEPS, other.json()["id"])).status_code == 200


def test_what_was_removed_is_gone_and_may_be_sent_again(begin: Callable[[], Talk]) -> None:
    talk, content = begin(), photo()
    first = send(talk, content).json()
    assert talk.http.delete(path(talk, LEASE, first["id"])).status_code == 204
    assert files(talk) == []
    for again in (talk.http.get, talk.http.delete):
        assert problem(again(path(talk, LEASE, first["id"])), 404)["title"] == "unknown-file"
    sent = send(talk, content)
    assert sent.status_code == 201
    assert sent.json()["id"] != first["id"]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        pytest.param(b"", 422, "empty", id="empty"),
        pytest.param(EXE, 415, "wrong-kind", id="program"),
        pytest.param(archive(), 415, "wrong-kind", id="archive"),
        pytest.param(photo()[:500], 422, "damaged", id="half-a-photo"),
        pytest.param(bomb(), 422, "too-many-pixels", id="bomb"),
        pytest.param(paper(1, password="x"), 422, "encrypted", id="password"),
        pytest.param(paper(1, javascript="1"), 422, "active", id="script"),
        pytest.param(paper(201), 422, "too-many-pages", id="pages"),
        pytest.param(paper(1) + archive(), 422, "mixed", id="archive-behind-a-paper"),
        pytest.param(bytes(10 * 1024 * 1024 + 1), 413, "too-large", id="large"),
    ],
)
def test_what_is_refused_is_told_and_not_kept(shop: Talk, content: bytes, status: int, code: str) -> None:
    before = files(shop)
    assert problem(send(shop, content, "合同.jpg"), status)["title"] == code
    assert files(shop) == before


@pytest.mark.parametrize(
    ("material", "status", "code"),
    [
        pytest.param(LICENCE, 409, "not-uploadable", id="from-a-register"),
        pytest.param("M07", 404, "unknown-material", id="not-asked-for"),
        pytest.param("M99", 404, "unknown-material", id="not-there"),
    ],
)
def test_only_for_what_is_to_be_uploaded(shop: Talk, material: str, status: int, code: str) -> None:
    assert problem(send(shop, photo(), material=material), status)["title"] == code


def test_before_anything_is_chosen_nothing_is_asked_for(open_talk: Callable[[], Talk]) -> None:
    assert problem(send(open_talk(), photo()), 404)["title"] == "unknown-material"


def test_no_more_than_twenty(begin: Callable[[], Talk]) -> None:
    talk = begin()
    sent = [send(talk, picture(number + 1, 1)) for number in range(20)]
    assert {one.status_code for one in sent} == {201}
    refused = problem(send(talk, picture(21, 1), material=STEPS), 409)
    assert refused["title"] == "too-many"
    assert "20 个" in refused["detail"]
    assert send(talk, picture(1, 1)).status_code == 200
    talk.http.delete(path(talk, LEASE, sent[3].json()["id"])).raise_for_status()
    assert send(talk, picture(21, 1)).status_code == 201


def test_nobody_else_may(shop: Talk, begin: Callable[[], Talk]) -> None:
    """Another conversation's token, none, a page of another origin; and a file by another conversation's or material's address."""
    mine = send(shop, picture(5, 5)).json()["id"]
    other, address = begin(), path(shop, LEASE, mine)
    cookie = {"Cookie": f"daoban_conversation={shop.token}"}
    foreign = {**cookie, "Origin": "https://evil.example"}
    with patient.Client(base_url=str(shop.http.base_url)) as anybody:
        for method, place in (("POST", path(shop, LEASE)), ("GET", address), ("DELETE", address)):
            problem(other.http.request(method, place, content=b""), 401)
            problem(anybody.request(method, place), 401)
        problem(anybody.post(path(shop, LEASE), content=photo(), headers=foreign), 403)
        problem(anybody.delete(address, headers=foreign), 403)
        assert anybody.get(address, headers=cookie).status_code == 200
    problem(other.http.get(path(other, LEASE, mine)), 404)
    problem(shop.http.get(path(shop, STEPS, mine)), 404)
    assert mine in [one["id"] for one in files(shop)]


def test_what_a_correction_makes_needless_stays_and_comes_back(begin: Callable[[], Talk]) -> None:
    talk = begin()
    lease, steps = send(talk, photo()).json(), send(talk, paper(), material=STEPS).json()
    own(talk)
    told = case(talk)
    assert LEASE not in [one["id"] for one in told["materials"]]
    assert [(one["id"], one["files"]) for one in told["unneeded"]] == [(LEASE, [lease])]
    assert files(talk, STEPS) == [steps]
    assert talk.last["case"]["unneeded"] == told["unneeded"]
    problem(send(talk, picture()), 404)
    assert talk.http.get(path(talk, LEASE, lease["id"])).status_code == 200
    rented(talk)
    assert files(talk) == [lease]
    assert "unneeded" not in talk.last["case"]


def test_the_bundle_names_the_files_and_nothing_changes_after_it(server: Running, begin: Callable[[], Talk]) -> None:
    talk, content = complete(begin()), paper(2)
    steps = send(talk, content, "流程.pdf", STEPS).json()
    lease = send(talk, photo(), "合同.jpg").json()
    kept = talk.http.get(path(talk, LEASE, lease["id"])).content
    talk.say("确认提交")
    assert talk.last["case"]["receipt"]
    key = (server.log.parent / "keys/intake.key").read_text().strip()
    reference = talk.last["case"]["receipt"]["reference"]
    with patient.Client(base_url=server.url, headers={"Authorization": f"Bearer {key}"}) as intake:
        held = intake.get(f"/intake/v1/applications/{reference}").json()["materials"]
    assert {one["id"]: one["files"] for one in held if "files" in one} == {
        STEPS: [{"name": "流程.pdf", "media_type": "application/pdf", "size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "scan": "unscanned"}],
        LEASE: [{"name": "合同.jpg", "media_type": "image/jpeg", "size": len(kept), "sha256": hashlib.sha256(kept).hexdigest(), "scan": "unscanned"}],
    }  # fmt: skip
    for answer in (send(talk, picture()), talk.http.delete(path(talk, LEASE, lease["id"]))):
        assert problem(answer, 409)["title"] == "handed-in"
    assert files(talk) == [lease]
    assert files(talk, STEPS) == [steps]
    assert talk.http.get(path(talk, STEPS, steps["id"])).content == content


def test_the_log_tells_neither_names_nor_contents(server: Running, shop: Talk) -> None:
    for content in (photo(), paper(), EXE, b"%PDF-1.4\n" + "租约机密".encode() + b" secret-words\n%%EOF"):
        send(shop, content, "张伟的租约.pdf")
    log = server.log.read_text("utf-8")
    assert [word for word in ("张伟", "租约", "secret-words", "%E5", MAKER, "materials/") if word in log] == []


def test_each_material_tells_which_answer_asks_for_it(shop: Talk) -> None:
    why = {one["id"]: one["why"] for one in case(shop)["materials"]}
    assert {name: why[name] for name in ("M01", LICENCE, LEASE, STEPS)} == {
        "M01": "",
        LICENCE: "",
        LEASE: "场所使用权来源是「租赁」",
        STEPS: "经营项目含「热食类食品制售」",
    }


def test_who_sends_too_much_waits(open_talk: Callable[[], Talk]) -> None:
    talk = open_talk()
    statuses = [talk.http.delete(path(talk, LEASE, "x")).status_code for _ in range(200)]
    assert statuses[:100] == [404] * 100
    assert statuses[-1] == 429
