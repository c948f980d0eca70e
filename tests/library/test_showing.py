"""What a holder shows is taken once, within a minute, by who may verify; it tells whether it is valid now, and the holder reads who looked."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import Any

import httpx
import jsonschema
import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.migrating import alembic_config, upgrade
from api.library import openapi
from api.library.app import open_library
from api.library.migrating import LIBRARY
from api.library.services import LibraryServices
from api.library.shown_fields import shown_fields
from tests.actions.conftest import Clock

from .conftest import client
from .test_consent import PERSON, agree, log, search
from .test_library import FIRM, PATH, code, issue

PURPOSE, OFFICE = "执法检查", "静安区市场监督管理局"
CONTENT = {
    "经营者名称": "上海悠然茶饮有限公司", "统一社会信用代码": FIRM, "法定代表人": "张晓雯", "经营场所": "上海市静安区愚园路107号1层",
    "主体业态": "餐饮服务经营者", "许可证编号": "JY23101060000001", "联系电话": "13800138000", "备注": "联系 13800138000",
}  # fmt: skip


@pytest.fixture(autouse=True)
def november(clock: Clock) -> None:
    """The licence is valid on this day."""
    clock.now = datetime(2026, 11, 30, 2, 0, tzinfo=timezone.utc)


@pytest.fixture
def identifier(web: httpx.Client) -> str:
    """A food licence of the firm."""
    return str(issue(web, content=CONTENT).json()["identifier"])


def show(reader: httpx.Client, identifier: str, holder: str = FIRM) -> httpx.Response:
    return reader.post("/library/v1/showings", json={"holder": holder, "identifier": identifier})


def shown(reader: httpx.Client, identifier: str) -> str:
    """The text of a code."""
    answer = show(reader, identifier)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["text"])


def resolve(clerk: httpx.Client, text_: str, **more: Any) -> httpx.Response:
    return clerk.post("/library/v1/showings/resolve", json={"shown": text_, "purpose": PURPOSE, "by": OFFICE, **more})


def test_what_is_shown_tells_what_a_verifier_may_see(
    reader: httpx.Client, clerk: httpx.Client, identifier: str
) -> None:
    made = show(reader, identifier, FIRM.lower()).json()
    assert made["text"] == f"DBLZ:1:{made['token']}"
    assert made["expires_at"] == "2026-11-30T10:01:00+08:00"
    # The code tells nothing by itself: neither the licence nor its holder, and no address to open.
    assert not any(part in made["text"] for part in (FIRM, identifier, "http", "/"))
    told = resolve(clerk, made["text"]).json()
    assert (told["identifier"], told["status"], told["valid"]) == (identifier, "valid", True)
    assert told["holder"] == {"name": "上海****有限公司", "number": "913***********341L"}
    assert told["fields"] == {
        "经营者名称": "上海****有限公司", "统一社会信用代码": "913***********341L", "法定代表人": "张**",
        "经营场所": "上海市静安区愚园路107号1层", "主体业态": "餐饮服务经营者", "许可证编号": "JY23101060000001",
    }  # fmt: skip
    # In the order of the licence, with what its type does not know at the end.
    assert list(told["fields"])[:3] == ["经营者名称", "统一社会信用代码", "法定代表人"]
    assert set(told["withheld"]) == {"联系电话", "备注"}


def test_the_holder_reads_who_looked(reader: httpx.Client, clerk: httpx.Client, identifier: str) -> None:
    resolve(clerk, shown(reader, identifier))
    (use,) = log(reader)
    assert use == {
        "seq": use["seq"], "at": "2026-11-30T10:00:00+08:00", "client": "desk", "kind": "verified", "purpose": PURPOSE,
        "cause": OFFICE, "consent": None, "identifier": identifier,
    }  # fmt: skip
    agree(reader)
    search(reader)
    assert [one["kind"] for one in log(reader)] == ["listed", "verified"]


def test_it_is_taken_once_and_within_its_time(
    reader: httpx.Client, clerk: httpx.Client, identifier: str, clock: Clock
) -> None:
    first, second, third = (shown(reader, identifier) for _ in range(3))
    assert resolve(clerk, first).status_code == 200
    assert code(resolve(clerk, first)) == (409, "already-shown")
    clock.pass_seconds(59.9)
    assert resolve(clerk, second).status_code == 200
    clock.pass_seconds(0.1)
    assert code(resolve(clerk, third)) == (410, "showing-expired")
    # What was taken in time stays that, and what expired is not in the log.
    assert code(resolve(clerk, second)) == (409, "already-shown")
    assert len(log(reader)) == 2


@pytest.mark.parametrize(
    "what",
    [
        "DBLZ:1:" + "A" * 43,
        "DBLZ:2:{token}",
        "{token}",
        "dblz:1:{token}",
        "DBLZ:1:{token}x",
        "https://x.example/?{token}",
        "x",
    ],
)
def test_what_was_never_shown_is_told_as_that(
    reader: httpx.Client, clerk: httpx.Client, identifier: str, what: str
) -> None:
    token = show(reader, identifier).json()["token"]
    assert code(resolve(clerk, what.format(token=token))) == (404, "no-such-showing")
    assert resolve(clerk, f"DBLZ:1:{token}").status_code == 200


@pytest.mark.parametrize("end", ["recalled", "revoked"])
def test_a_licence_that_ended_meanwhile_is_told_as_that_and_nothing_on_it(
    web: httpx.Client, reader: httpx.Client, clerk: httpx.Client, identifier: str, end: str
) -> None:
    code_ = shown(reader, identifier)
    web.post(f"{PATH}/{identifier}/end", json={"status": end, "reason": "材料是假的"})
    told = resolve(clerk, code_).json()
    assert (told["valid"], told["status"], told["fields"], told["withheld"]) == (False, end, {}, [])
    assert "材料是假的" not in str(told)
    assert len(log(reader)) == 1


def test_a_licence_renewed_meanwhile_is_told_as_superseded(
    web: httpx.Client, reader: httpx.Client, clerk: httpx.Client, identifier: str
) -> None:
    code_ = shown(reader, identifier)
    issue(web, "k9", version=2)
    told = resolve(clerk, code_).json()
    assert (told["valid"], told["status"]) == (False, "superseded")


@pytest.mark.parametrize(
    ("change", "holder", "refused"),
    [
        pytest.param({}, PERSON, (404, "no-such-licence"), id="another-s"),
        pytest.param({"valid_until": "2026-11-29"}, FIRM, (409, "not-valid"), id="expired"),
        pytest.param({"valid_from": "2026-12-01"}, FIRM, (409, "not-valid"), id="not-yet"),
        pytest.param({"holder": {"name": "某某"}}, FIRM, (404, "no-such-licence"), id="nobody-s"),
    ],
)
def test_only_a_valid_licence_of_one_s_own_is_shown(
    web: httpx.Client, reader: httpx.Client, change: dict[str, Any], holder: str, refused: tuple[int, str]
) -> None:
    identifier = issue(web, **change).json()["identifier"]
    assert code(show(reader, identifier, holder)) == refused
    assert code(show(reader, "1.2.3", holder)) == (404, "no-such-licence")
    if refused[0] == 404:
        assert show(reader, identifier, holder).json() == show(reader, "1.2.3", holder).json()


def test_each_key_does_its_own(
    address: str, web: httpx.Client, reader: httpx.Client, clerk: httpx.Client, identifier: str
) -> None:
    text_ = shown(reader, identifier)
    for other in (web, clerk):
        assert code(show(other, identifier)) == (403, "forbidden")
    for other in (web, reader):
        assert code(resolve(other, text_)) == (403, "forbidden")
    with client(address, "nobody") as nobody:
        assert code(show(nobody, identifier)) == code(resolve(nobody, text_)) == (401, "unauthorized")
    assert code(search(clerk)) == (403, "forbidden")
    assert resolve(clerk, text_).status_code == 200


def test_of_fifty_who_take_it_at_once_exactly_one_does(
    reader: httpx.Client, clerk: httpx.Client, identifier: str
) -> None:
    text_ = shown(reader, identifier)
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: resolve(clerk, text_).status_code, range(50)))
    assert Counter(answers) == {200: 1, 409: 49}
    assert len(log(reader)) == 1


def test_one_holder_shows_so_often_and_another_still_may(
    web: httpx.Client, reader: httpx.Client, identifier: str
) -> None:
    tried = [show(reader, identifier).status_code for _ in range(33)]
    assert (tried[:30], tried[-1]) == ([201] * 30, 429)
    other = issue(web, "k7", serial="P1", holder={"name": "张三", "number": PERSON}).json()["identifier"]
    assert show(reader, other, PERSON).status_code == 201


def test_no_token_is_kept_and_what_is_long_over_is_forgotten(
    reader: httpx.Client, identifier: str, empty: Engine, clock: Clock
) -> None:
    token = show(reader, identifier).json()["token"]
    with empty.connect() as connection:
        assert token not in repr(connection.execute(text("SELECT * FROM library_showings")).all())
    clock.pass_seconds(2 * 86_400)
    show(reader, identifier)
    with empty.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM library_showings")).scalar() == 1


@pytest.mark.parametrize(
    ("path", "body", "pointers"),
    [
        pytest.param("showings", {"holder": FIRM}, ["/identifier"], id="no-licence"),
        pytest.param("showings", {"holder": 1, "identifier": " ", "more": 1}, ["/more", "/holder", "/identifier"], id="every-place"),
        pytest.param("showings/resolve", {"shown": "x"}, ["/purpose"], id="no-purpose"),
        pytest.param("showings/resolve", {"shown": "x" * 201, "purpose": "x", "by": 1}, ["/shown", "/by"], id="too-long"),
        pytest.param("showings/resolve", [], [""], id="no-object"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_its_places(
    reader: httpx.Client, clerk: httpx.Client, path: str, body: Any, pointers: list[str]
) -> None:
    answer = (clerk if path.endswith("resolve") else reader).post(f"/library/v1/{path}", json=body)
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == pointers


def test_answers_are_shaped_as_published(reader: httpx.Client, clerk: httpx.Client, identifier: str) -> None:
    made = show(reader, identifier)
    cases = [
        (openapi.SHOWN[201], made),
        (openapi.RESOLVED[200], resolve(clerk, made.json()["text"])),
        (openapi.RESOLVED[409], resolve(clerk, made.json()["text"])),
        (openapi.USES[200], reader.post("/library/v1/uses/searches", json={"holder": FIRM})),
    ]
    for described, answer in cases:
        ((_, content),) = described["content"].items()
        jsonschema.Draft202012Validator(content["schema"]).validate(answer.json())


def test_the_time_can_be_set(empty: Engine, cipher: Cipher, clock: Clock, library: LibraryServices) -> None:
    short = open_library(empty, cipher, clock, printer=library.documents.printer, showing_seconds=5)
    assert (short.showings._seconds, library.showings._seconds) == (5, 60)


@pytest.mark.parametrize(
    ("name", "value", "shown_as"),
    [
        pytest.param("姓名", "王桂兰", "王**", id="a-name"),
        pytest.param("公民身份号码", "310100196203180028", "310***********0028", id="a-number"),
        pytest.param("证号", "DEMOP01", "*****01", id="a-short-number"),
        pytest.param("证号", "12", "**", id="a-number-of-two"),
        pytest.param("经营项目", ["热食", "冷食"], "热食、冷食", id="several"),
        pytest.param("经营场所", "愚园路1号 13800138000", "愚园路1号 *******8000", id="a-telephone-among-it"),
        pytest.param("住址", "愚园路1号", None, id="a-home"),
        pytest.param("出生日期", "1962-03-18", None, id="a-birthday"),
        pytest.param("残疾类别", "x", None, id="an-illness"),
        pytest.param("新来的项", "x", None, id="a-name-that-nobody-knows"),
        pytest.param("经营项目", {"a": 1}, None, id="no-text"),
    ],
)
def test_fields_are_shown_masked_or_withheld(name: str, value: Any, shown_as: str | None) -> None:
    expected = ({}, [name]) if shown_as is None else ({name: shown_as}, [])
    assert shown_fields({name: value}) == expected


def test_uses_of_before_are_kept_by_the_migration(empty: Engine, cipher: Cipher, clock: Clock) -> None:
    config = alembic_config(LIBRARY)
    with empty.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "library_0002")
        connection.execute(
            text(
                "INSERT INTO library_consents (id, client, holder, use, given, until, sealed) VALUES ('c', 'x', 'h', 'u', 1, '2026-12-31', :s)"
            ),
            {"s": b"x"},
        )
        for at in (1, 2):
            connection.execute(
                text(
                    "INSERT INTO library_uses (consent, client, holder, kind, at, sealed) VALUES ('c', 'x', 'h', 'listed', :a, :s)"
                ),
                {"a": at, "s": b"x"},
            )
    upgrade(empty, LIBRARY)
    with empty.begin() as connection:
        assert connection.execute(text("SELECT id, consent, at FROM library_uses ORDER BY id")).all() == [
            (1, "c", 1),
            (2, "c", 2),
        ]
        connection.execute(
            text("INSERT INTO library_uses (client, holder, kind, at, sealed) VALUES ('x', 'h', 'verified', 3, :s)"),
            {"s": b"x"},
        )
        config.attributes["connection"] = connection
        command.downgrade(config, "library_0002")
        assert connection.execute(text("SELECT consent FROM library_uses")).scalars().all() == ["c", "c"]
