"""The registers as the applicants' side asks them: the reference ones, and servers that are slow, away, talk nonsense, or tell of somebody else."""

from __future__ import annotations

import asyncio
import copy
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import orjson
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from actions.breaker import OPEN, Breaker
from actions.gateways.http_registers import HttpRegisters, registers_client
from actions.ports import NotAsked, Unavailable
from actions.principals import FIRM, Party
from actions.registers import GuardedRegisters, Registers
from tests.intake.http_server import serving
from tests.registers.conftest import KEY, READER, address, registers

__all__ = ["address", "registers"]
PURPOSE = "办理食品经营许可"
TEA = Party(FIRM, "上海演示悠然茶饮有限公司", "91310106MADEM00116")
MILK = Party(FIRM, "静安区演示阿婆奶茶店", "92310106MADEM002XT")
WANG = ("310100196203180028", "王桂兰")
Ask = Callable[[Registers], Awaitable[Any]]


def asked(url: str, ask: Ask, key: str = KEY, seconds: float = 6.0) -> Any:
    """What comes of a question."""

    async def scene() -> Any:
        async with registers_client(url, key, httpx.Timeout(min(seconds, 3.0))) as client:
            return await ask(HttpRegisters(client, seconds))

    return asyncio.run(scene())


def test_a_person_is_read(address: str) -> None:
    one = asked(address, lambda them: them.person(f" {WANG[0]} ", WANG[1], PURPOSE))
    assert (one.source.title, one.source.entry, one.source.as_of, one.source.invented) == (
        "人口库", "P01", date(2026, 11, 30), True,
    )  # fmt: skip
    told = (one.number, one.name, one.sex, one.ethnicity, one.born, one.district, one.district_code)
    assert told == (*WANG, "女", "汉", date(1962, 3, 18), "静安区", "310106")
    assert not any(part in repr(one) for part in (*WANG, "1962"))
    assert asked(address, lambda them: them.person(WANG[0], "别人", PURPOSE)) is None


def test_a_firm_is_read(address: str) -> None:
    one = asked(address, lambda them: them.firm(TEA.number.lower(), PURPOSE))
    told = (one.name, one.legal_rep, one.address, one.capital, one.established_on, one.status, one.is_going)
    assert told == (TEA.name, "张晓雯", "上海市静安区愚园路107号1层", "50万元人民币", date(2013, 2, 18), "存续", True)
    assert not asked(address, lambda them: them.firm("91310106MADEM0169R", PURPOSE)).is_going
    assert asked(address, lambda them: them.firm("91110000600037341L", PURPOSE)) is None


def test_places_are_read_all_of_them(address: str) -> None:
    found = asked(address, lambda them: them.places("愚园路107号", PURPOSE))
    assert [(one.district, one.street, one.confidence, one.system) for one in found] == [
        ("静安区", "静安寺街道", "house", "CGCS2000"), ("长宁区", "江苏路街道", "house", "CGCS2000"),
    ]  # fmt: skip
    assert asked(address, lambda them: them.places("随便", PURPOSE)) == ()


def test_a_property_waives_the_lease_of_whoever_it_is_proven_for(address: str) -> None:
    (owned,) = asked(address, lambda them: them.properties(PURPOSE, address="静安区愚园路107号1层", party=TEA))
    assert (owned.use, owned.area, owned.is_owner, owned.tenure.by) == ("商业", Decimal("86.40"), True, "owner")
    assert owned.proves_tenure_of(TEA) and not owned.proves_tenure_of(MILK)
    (leased,) = asked(address, lambda them: them.properties(PURPOSE, address="静安区常德路114号1层", party=MILK))
    assert (leased.tenure.by, leased.tenure.lease.last) == ("lease", date(2029, 12, 31))
    assert leased.proves_tenure_of(MILK) and not leased.proves_tenure_of(TEA)
    (other,) = asked(address, lambda them: them.properties(PURPOSE, address="静安区常德路114号1层", party=TEA))
    assert other.tenure is None and not other.proves_tenure_of(TEA)
    nobody = Party(FIRM, "没有号码", "")
    (unasked,) = asked(
        address, lambda them: them.properties(PURPOSE, address="静安区常德路114号1层", party=nobody, lessor=TEA.number)
    )
    assert not unasked.proves_tenure_of(nobody)
    with pytest.raises(ValueError, match="one of them"):
        asked(address, lambda them: them.properties(PURPOSE))


@pytest.mark.parametrize(("key", "code"), [("nobody", "http_401"), (READER, None)])
def test_a_wrong_key_is_told_as_nobody_s_answer(address: str, key: str, code: str | None) -> None:
    if code is None:
        assert asked(address, lambda them: them.firm(TEA.number, PURPOSE), key) is not None
        return
    with pytest.raises(Unavailable) as fault:
        asked(address, lambda them: them.firm(TEA.number, PURPOSE), key)
    assert fault.value.code == code


SOURCE = {"entry": "x", "as_of": "2026-11-30", "invented": False}
PERSON = {
    **SOURCE, "register": "人口库", "number": WANG[0], "name": WANG[1], "sex": "女", "ethnicity": "汉", "born": "1962-03-18",
    "residence": {"district": "静安区", "district_code": "310106"},
}  # fmt: skip
COMPANY = {
    **SOURCE, "register": "法人库", "number": TEA.number, "name": TEA.name, "type": "x", "legal_rep": "x", "address": "x",
    "capital": "", "established_on": "2013-02-18", "scope": "x", "status": "存续",
}  # fmt: skip
PLACE = {
    **SOURCE, "register": "空间地理库", "address": "x", "district": "静安区", "district_code": "310106", "street": None,
    "confidence": "house", "coordinates": {"system": "WGS84", "longitude": 121.4, "latitude": 31.2},
}  # fmt: skip
ROOMS: dict[str, Any] = {
    **SOURCE, "register": "房产信息", "address": "x", "certificate": "x", "use": None, "area": "86.4",
    "owner": {"name": "x", "is_party": False},
    "tenure": {"party": TEA.number, "proven": True, "by": "lease", "lease": {"number": "x", "from": "2025-01-01", "until": "2029-12-31"}},
}  # fmt: skip
#: Question -> what is well told.
WELL: dict[str, tuple[Ask, dict[str, Any]]] = {
    "person": (lambda them: them.person(*WANG, PURPOSE), PERSON),
    "firm": (lambda them: them.firm(TEA.number, PURPOSE), COMPANY),
    "places": (lambda them: them.places("x", PURPOSE), {"candidates": [PLACE]}),
    "properties": (lambda them: them.properties(PURPOSE, address="x", party=TEA), {"properties": [ROOMS]}),
    "unasked": (lambda them: them.properties(PURPOSE, address="x"), {"properties": [{k: v for k, v in ROOMS.items() if k != "tenure"}]}),
}  # fmt: skip


class Pretender:
    """A server that tells what it is told to tell."""

    def __init__(self) -> None:
        self.tell: Callable[[Request], Response] = lambda _: Response("{}", media_type="application/json")

    def app(self) -> Starlette:
        async def answer(request: Request) -> Response:
            return self.tell(request)

        return Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])])


@pytest.fixture(scope="module")
def pretender() -> Iterator[tuple[str, Pretender]]:
    made = Pretender()
    with serving(made.app()) as url:
        yield url, made


@pytest.mark.parametrize("question", WELL)
def test_what_is_well_told_is_taken(pretender: tuple[str, Pretender], question: str) -> None:
    ask, told = WELL[question]
    pretender[1].tell = lambda _: Response(orjson.dumps(told))
    assert asked(pretender[0], ask)


@pytest.mark.parametrize(
    ("question", "change"),
    [
        pytest.param("person", {"number": "310100197011020059"}, id="another-person"),
        pytest.param("person", {"name": "王桂花"}, id="another-name"),
        pytest.param("person", {"sex": "x"}, id="a-sex-there-is-not"),
        pytest.param("person", {"born": "1962-02-30"}, id="a-day-there-is-not"),
        pytest.param("person", {"residence": None}, id="nowhere"),
        pytest.param("person", {"invented": "no"}, id="a-text-is-no-truth"),
        pytest.param("person", {"as_of": 20261130}, id="a-number-is-no-day"),
        pytest.param("firm", {"number": MILK.number}, id="another-firm"),
        pytest.param("firm", {"name": ""}, id="without-a-name"),
        pytest.param("firm", {"address": "路\u202e1号"}, id="text-turned-round"),
        pytest.param("firm", {"address": "路" * 201}, id="too-long"),
        pytest.param("firm", {"scope": ["x"]}, id="a-list-is-no-text"),
        pytest.param("places/candidates", {"coordinates": {"system": "WGS84", "longitude": 31.2, "latitude": 121.4}}, id="the-wrong-way-round"),
        pytest.param("places/candidates", {"coordinates": {"system": "BD09", "longitude": 121.4, "latitude": 31.2}}, id="another-system"),
        pytest.param("places/candidates", {"coordinates": {"system": "WGS84", "longitude": True, "latitude": 31.2}}, id="a-truth-is-no-number"),
        pytest.param("places/candidates", {"confidence": "surely"}, id="a-confidence-there-is-not"),
        pytest.param("places/candidates", {"district_code": "静安"}, id="no-code"),
        pytest.param("properties/properties", {"tenure": {**ROOMS["tenure"], "party": MILK.number}}, id="another-party-s-tenure"),
        pytest.param("properties/properties", {"tenure": {**ROOMS["tenure"], "by": "hearsay"}}, id="by-hearsay"),
        pytest.param("properties/properties", {"tenure": {"party": TEA.number, "proven": True, "by": "lease"}}, id="a-lease-that-is-not-told"),
        pytest.param("properties/properties", {"tenure": {**ROOMS["tenure"], "by": "owner"}}, id="an-owner-who-is-none"),
        pytest.param("properties/properties", {"tenure": {**ROOMS["tenure"], "proven": "true"}}, id="a-text-is-no-proof"),
        pytest.param("properties/properties", {"area": "86.40平方米"}, id="an-area-with-words"),
        pytest.param("properties/properties", {"area": "NaN"}, id="an-area-that-is-none"),
        pytest.param("unasked/properties", {"tenure": ROOMS["tenure"]}, id="a-tenure-of-nobody-who-was-asked-for"),
        pytest.param("unasked/properties", {"owner": {"name": "x", "is_party": True}}, id="an-owner-whom-nobody-asked-for"),
    ],
)  # fmt: skip
def test_what_is_ill_told_is_no_answer(pretender: tuple[str, Pretender], question: str, change: dict[str, Any]) -> None:
    name, _, member = question.partition("/")
    ask, well = WELL[name]
    told = copy.deepcopy(well)
    (told[member][0] if member else told).update(change)
    pretender[1].tell = lambda _: Response(orjson.dumps(told))
    with pytest.raises(Unavailable) as fault:
        asked(pretender[0], ask)
    assert (fault.value.code, str(fault.value), fault.value.__cause__) == ("bad-answer", "bad-answer", None)


def slow(_: Request) -> Response:
    """A byte at a time, for ever."""

    async def drop() -> Any:
        while True:
            yield b" "
            await asyncio.sleep(0.05)

    return StreamingResponse(drop(), media_type="application/json")


@pytest.mark.parametrize(
    ("tell", "code"),
    [
        pytest.param(lambda _: Response(b"<html>", media_type="text/html"), "bad-answer", id="a-page"),
        pytest.param(lambda _: Response(b"[]"), "bad-answer", id="a-list"),
        pytest.param(lambda _: Response(b"[" * 100_000), "bad-answer", id="nested-too-deep"),
        pytest.param(lambda _: Response(b" " * (300 << 10)), "answer_too_long", id="too-long"),
        pytest.param(lambda _: Response(b"x", 404), "http_404", id="a-404-of-something-else"),
        pytest.param(lambda _: RedirectResponse("https://evil.example/"), "http_307", id="sent-elsewhere"),
        pytest.param(lambda _: Response(b"x", 500), "http_500", id="broken"),
        pytest.param(slow, "too_slow", id="slow"),
    ],
)
def test_a_server_that_misbehaves_is_nobody_s_answer(
    pretender: tuple[str, Pretender], tell: Callable[[Request], Response], code: str
) -> None:
    pretender[1].tell = tell
    for ask, _ in WELL.values():
        begun = time.monotonic()
        with pytest.raises(Unavailable) as fault:
            asked(pretender[0], ask, seconds=0.5)
        assert fault.value.code == code
        assert time.monotonic() - begun < 30


def test_registers_that_are_away_are_not_waited_for() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        breaker = Breaker(2, 30, time.monotonic)

        async def scene() -> list[str]:
            codes = []
            async with registers_client(url, KEY) as client:
                guarded = GuardedRegisters(HttpRegisters(client), breaker)
                for ask, _ in (WELL["firm"], WELL["person"], WELL["places"], WELL["properties"]):
                    try:
                        await ask(guarded)
                    except Unavailable as fault:
                        codes.append("not asked" if isinstance(fault, NotAsked) else fault.code)
            return codes

        assert asyncio.run(scene()) == ["connect", "connect", "not asked", "not asked"]
        assert breaker.state == OPEN
