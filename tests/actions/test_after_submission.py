"""What follows the hand-over, over HTTP: events, a correction answered, an application withdrawn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

import orjson
import pytest
from sqlalchemy.engine import Engine

from actions.asking_desk import seek_delivery, seek_payment
from actions.cipher import Cipher
from actions.gateways import HttpSubmission, intake_client
from actions.outbox import Claim
from actions.ports import Receipt, Refused, Stuck, Unavailable
from actions.supplement import supplement
from actions.withdraw import withdraw
from api.intake import IntakeServices, create_intake, open_intake, published_forms
from api.intake.acts import read_act
from bot.engine import EffectDone, EffectFailed
from tests.actions.conftest import NOW, Clock
from tests.actions.test_http_submission import answering
from tests.bench.process import free_port
from tests.intake.conftest import key
from tests.intake.http_server import serving
from tests.intake.permit import shop_catalog, submitted
from tests.intake.test_casework import CORRECTION, POINT, WANG

__all__ = ["key"]

Found = TypeVar("Found")
SHOP, SIGN = "SH-JA-20261130-7K3M9QXT2D", "SH-JA-20261130-8K3M9QXT2E"
REQUEST = submitted()[1]
EVENT: dict[str, Any] = {
    "id": f"{SHOP}:3", "reference": SHOP, "form": "food_operation", "seq": 3, "code": 6, "status": "correction_begun",
    "text": "补正（开始）", "at": "2026-11-30T15:04:05+08:00", "office": "静安区市场监督管理局", "words": "请补正",
    "due": {"day": "2026-12-28", "days": 20, "unit": "工作日", "certain": True, "tables": ["2026:ab12"]},
    "correction": {"id": f"{SHOP}:c1", "until": "2026-12-21", "points": [
        {"pointer": "/premises/area", "label": "经营面积", "words": "和租赁合同上的面积不一样", "basis": "第十五条"},
        {"material": "lease", "label": "租赁合同", "words": "缺第3页", "basis": "第十五条"}]},
    "licence": {"identifier": "1.2.156.3005.2.1", "title": "食品经营许可证"},
}  # fmt: skip


@pytest.fixture
def services(empty: Engine, cipher: Cipher, clock: Clock) -> IntakeServices:
    """The reference intake, whose one department reviews the small shop's permit."""
    return open_intake(empty, cipher, published_forms(shop_catalog()), clock)


@dataclass
class Site:
    """The intake at its address, our key for it, and two applications that it holds."""

    services: IntakeServices
    url: str
    key: str
    shop: str = ""
    sign: str = ""

    def ask(self, ask: Callable[[HttpSubmission], Awaitable[Found]], key: str | None = None) -> Found:
        """What the desk answers."""
        return at(self.url, ask, key or self.key)

    def act(self, reference: str, kind: str, seq: int, **more: Any) -> None:
        """An officer does something to the application."""
        self.services.casework.act(WANG, reference, read_act({"kind": kind, "seq": seq, **more}))

    def correct(self) -> str:
        """The shop's name has to be corrected; the correction's id."""
        point = {**POINT, "pointer": "/name"}
        self.services.casework.act(WANG, self.shop, read_act({**CORRECTION, "points": [point]}))
        return f"{self.shop}:c2"

    def codes(self, reference: str) -> list[int]:
        """What happened to the application."""
        return [one.event.code for one in self.ask(lambda desk: desk.events(reference, 0))]


@pytest.fixture
def site(services: IntakeServices, key: str) -> Iterator[Site]:
    with serving(create_intake(services)) as url:
        made = Site(services, url, key)
        for name in ("shop", "sign"):
            (receipt,) = made.ask(partial(_hand_in, name))
            setattr(made, name, receipt.reference)
        yield made


def _hand_in(name: str, desk: HttpSubmission) -> Awaitable[tuple[Receipt, ...]]:
    return desk.submit(f"{name}:1", REQUEST.applications, REQUEST.materials, REQUEST.provenance)


def at(url: str, ask: Callable[[HttpSubmission], Awaitable[Found]], key: str = "key") -> Found:
    """What the desk at this address answers."""

    async def scene() -> Found:
        async with intake_client(url, key) as client:
            return await ask(HttpSubmission(client))

    return asyncio.run(scene())


def answer(reference: str, correction: str, **changed: Any) -> Claim:
    """An effect that answers the correction with a changed application."""
    payload = {
        "reference": reference,
        "form": "permit",
        "correction": correction,
        "application": {**REQUEST.applications["permit"], **changed},
        "materials": [dict(one) for one in REQUEST.materials],
        "provenance": {},
    }
    return Claim(1, "c_1", "supplement", "c_1:9", payload, 1, "outbox:1", NOW)


def take_back(*references: str) -> Claim:
    payload = {"references": list(references), "reason": "不开了"}
    return Claim(1, "c_1", "withdraw", "c_1:9", payload, 1, "outbox:1", NOW)


def test_a_correction_is_answered_once(site: Site) -> None:
    claim = answer(site.shop, site.correct(), name="阿公奶茶")
    first = site.ask(lambda desk: supplement(desk, claim))
    assert isinstance(first, EffectDone)
    assert first.result["reference"] == site.shop and first.result["correction"] == f"{site.shop}:c2"
    assert site.ask(lambda desk: supplement(desk, replace(claim, attempts=2))) == first
    assert site.codes(site.shop) == [1, 6, 7]
    held = site.services.desk.find("daoban", site.shop).document()
    assert held["application"]["name"] == "阿公奶茶"


def test_an_answer_that_is_not_taken_says_why(site: Site) -> None:
    correction = site.correct()
    for claim, code, places in (
        (answer(site.shop, correction, name=""), "invalid", [("permit", "/name")]),
        (answer(site.shop, f"{site.shop}:c9"), "no_open_correction", []),
    ):
        failed = site.ask(partial(_supplement, claim))
        assert isinstance(failed, EffectFailed)
        assert failed.code == code
        assert [(problem["form"], problem["pointer"]) for problem in failed.problems] == places
    assert site.codes(site.shop) == [1, 6]


def _supplement(claim: Claim, desk: HttpSubmission) -> Awaitable[EffectDone | EffectFailed]:
    return supplement(desk, claim)


def test_a_key_that_answered_with_something_else_is_refused(site: Site) -> None:
    correction = site.correct()
    site.ask(lambda desk: supplement(desk, answer(site.shop, correction, name="阿婆")))
    failed = site.ask(lambda desk: supplement(desk, answer(site.shop, correction, name="阿公")))
    assert isinstance(failed, EffectFailed) and failed.code == "key_reused"


def test_applications_are_withdrawn_and_stay_so(site: Site) -> None:
    claim = take_back(site.shop, site.sign)
    for _ in range(2):
        done = site.ask(lambda desk: withdraw(desk, claim))
        assert done == EffectDone("c_1:9", {"statuses": {site.shop: "withdrawn", site.sign: "withdrawn"}})
    assert (site.codes(site.shop), site.codes(site.sign)) == ([1, 2], [1, 2])


def test_what_is_decided_is_named_and_the_rest_is_withdrawn(site: Site) -> None:
    site.act(site.shop, "accepted", 1)
    site.act(site.shop, "granted", 2)
    failed = site.ask(lambda desk: withdraw(desk, take_back(site.shop, site.sign)))
    assert isinstance(failed, EffectFailed)
    assert [problem["reference"] for problem in failed.problems] == [site.shop]
    assert (site.codes(site.shop), site.codes(site.sign)) == ([1, 3, 11], [1, 2])


def test_a_wrong_key_is_for_the_operator_to_mend(site: Site) -> None:
    for do in (
        lambda desk: supplement(desk, answer(site.shop, "x")),
        lambda desk: withdraw(desk, take_back(site.shop)),
    ):
        with pytest.raises(Stuck, match="http_401"):
            site.ask(do, key="wrong")


def test_events_are_told_from_where_one_left_off(site: Site) -> None:
    site.correct()
    told = site.ask(lambda desk: desk.events(site.shop, 0))
    assert [(one.event.seq, one.event.status) for one in told] == [(1, "received"), (2, "correction_begun")]
    correction = told[1].event.correction
    assert correction is not None and correction.points[0].words == POINT["words"]
    assert site.ask(lambda desk: desk.events(site.shop, 1)) == told[1:]
    assert site.ask(lambda desk: desk.events(site.shop, 2)) == ()
    with pytest.raises(Refused, match="unknown_reference"):
        site.ask(lambda desk: desk.events("SH-JA-none", 0))


SHOPS_FIRST = {**EVENT, "seq": 1, "code": 1, "status": "received", "correction": None}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(b"[]", "no_events", id="no-object"),
        pytest.param(b'{"events": {}}', "no_events", id="no-list"),
        pytest.param(orjson.dumps({"events": [{**SHOPS_FIRST, "code": 2}]}), "bad_event", id="bad"),
        pytest.param(orjson.dumps({"events": [SHOPS_FIRST, SHOPS_FIRST]}), "bad_events", id="twice"),
        pytest.param(orjson.dumps({"events": [EVENT]}), "bad_events", id="one-is-missing"),
        pytest.param(orjson.dumps({"events": [{**SHOPS_FIRST, "reference": SIGN}]}), "bad_events", id="another's"),
    ],
)
def test_what_is_no_list_of_events_is_asked_for_again(body: bytes, code: str) -> None:
    with serving(answering(200, body)) as url, pytest.raises(Unavailable, match=code):
        at(url, lambda one: one.events(SHOP, 0))


def where_it_is(*references: str) -> Claim:
    return Claim(1, "c_1", "delivery", "c_1:9:delivery", {"references": list(references)}, 1, "outbox:1", NOW)


def test_where_licences_are_is_found_out_once_and_never_keeps_anybody_waiting(site: Site) -> None:
    for seq, kind in enumerate(("accepted", "granted", "issued"), 1):
        site.act(site.shop, kind, seq)
    found = site.ask(lambda desk: seek_delivery(desk, where_it_is(site.shop, site.sign, SIGN)))
    told = {"method": "到窗口领取", "number": "", "state": "", "at": ""}
    assert found == EffectDone("c_1:9:delivery", {"sought": {site.shop: told, site.sign: None, SIGN: None}})
    away = at(f"http://127.0.0.1:{free_port()}", lambda desk: seek_delivery(desk, where_it_is(site.shop)))
    assert away.result == {"sought": {site.shop: None}}


STANDING = {"reference": SHOP, "status": "granted", "status_text": "办结（通过）", "status_code": 11,
            "received_at": "2026-11-30T09:00:00+08:00", "updated_at": "2026-11-30T09:00:00+08:00"}  # fmt: skip
BILL = {
    "items": [{"title": "工本费", "cents": 1000}],
    "text": "待缴费",
    "number": "B7",
    "page": "https://pay.example/B7",
}


@pytest.mark.parametrize(
    ("payment", "told"),
    [
        pytest.param({"payment": BILL}, {"state": "待缴费", "number": "B7", "at": ""}, id="owes"),
        pytest.param(
            {"payment": {**BILL, "text": "已缴费", "paid_at": "2026-11-30T10:20:00+08:00"}},
            {"state": "已缴费", "number": "B7", "at": "2026-11-30T10:20:00+08:00"},
            id="paid",
        ),
        pytest.param({}, None, id="not told"),
    ],
)
def test_how_a_bill_stands_is_found_out_once(payment: dict[str, Any], told: object) -> None:
    claim = replace(where_it_is(SHOP), kind="payment")
    with serving(answering(200, orjson.dumps({**STANDING, **payment}))) as url:
        found = at(url, lambda desk: seek_payment(desk, claim))
    assert found.result == {"sought": {SHOP: told}}
    away = at(f"http://127.0.0.1:{free_port()}", lambda desk: seek_payment(desk, claim))
    assert away.result == {"sought": {SHOP: None}}
