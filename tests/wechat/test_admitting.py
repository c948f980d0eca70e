"""Who is let in at the webhook, in plain and in safe mode."""

from __future__ import annotations

import pytest

from api.wechat.admitting import LARGEST, WINDOW, Account, Refused, admit, echo
from api.wechat.envelope import write_fields
from api.wechat.sealing import Seal
from api.wechat.signing import signature

from .vectors import A1, A2, B_PLAIN, B, C

NOW = 1_715_943_330.0
PLAIN = Account("AAAAA")
SAFE = Account("AAAAA", Seal([C.key], C.appid))
BODY = write_fields({"ToUserName": "gh_1", "Content": "我想开奶茶店"}).encode()


def signed(*sealed: str, at: float = NOW, token: str = "AAAAA") -> dict[str, str]:
    """The query of a push that WeChat sends at a moment."""
    timestamp, nonce = str(int(at)), "1590219412"
    return {
        "timestamp": timestamp,
        "nonce": nonce,
        "signature": signature(token, timestamp, nonce),
        **({"encrypt_type": "aes", "msg_signature": signature(token, timestamp, nonce, *sealed)} if sealed else {}),
    }


def envelope(sealed: str) -> bytes:
    return write_fields({"ToUserName": "gh_1", "Encrypt": sealed}).encode()


def test_the_address_proves_itself() -> None:
    query = {
        "signature": A1.signature,
        "timestamp": A1.parts[0],
        "nonce": A1.parts[1],
        "echostr": "4375120948345356249",
    }
    assert echo(PLAIN, query, float(A1.parts[0])) == "4375120948345356249"
    with pytest.raises(Refused):
        echo(Account("BBBBB"), query, float(A1.parts[0]))


def test_a_plain_push() -> None:
    query = {"signature": A2.signature, "timestamp": A2.parts[0], "nonce": A2.parts[1]}
    assert admit(PLAIN, query, BODY, float(A2.parts[0]) + 1)["Content"] == "我想开奶茶店"


def test_the_sealed_push_of_the_worked_example() -> None:
    query = {
        "timestamp": C.signed.parts[0],
        "nonce": C.signed.parts[1],
        "msg_signature": C.signed.signature,
        "encrypt_type": "aes",
    }
    fields = admit(SAFE, query, envelope(C.ciphertext), NOW)
    assert (fields["MsgType"], fields["Event"], fields["FromUserName"]) == (
        "event",
        "debug_demo",
        "o9AgO5Kd5ggOC-bXrbNODIiE3bGY",
    )


def test_a_sealed_push_that_is_no_xml_is_refused() -> None:
    account = Account("AAAAA", Seal([B.key], B.appid))
    query = {"timestamp": B.signed.parts[0], "nonce": B.signed.parts[1], "msg_signature": B.signed.signature}
    with pytest.raises(Refused, match="no plain XML"):
        admit(account, query, envelope(B.ciphertext), float(B.signed.parts[0]))


@pytest.mark.parametrize("late", [-WINDOW, 0, WINDOW])
def test_a_push_of_this_moment(late: int) -> None:
    assert admit(PLAIN, signed(at=NOW - late), BODY, NOW)["ToUserName"] == "gh_1"


SEALED = SAFE.seal.seal(BODY) if SAFE.seal else ""
BAD_QUERIES = {
    "nothing": {},
    "no-signature": {name: value for name, value in signed(SEALED).items() if name != "msg_signature"},
    "the-plain-signature-alone": {**signed(SEALED), "msg_signature": signed()["signature"]},
    "another-token": signed(SEALED, token="BBBBB"),
    "another-ciphertext": signed("x" + SEALED),
    "too-old": signed(SEALED, at=NOW - WINDOW - 1),
    "of-the-future": signed(SEALED, at=NOW + WINDOW + 1),
    "no-time": {**signed(SEALED), "timestamp": "", "msg_signature": signature("AAAAA", "", "1590219412", SEALED)},
    "a-time-in-other-digits": {**signed(SEALED), "timestamp": "１", "msg_signature": signature("AAAAA", "１", "1590219412", SEALED)},
    "a-time-below-nothing": {**signed(SEALED), "timestamp": "-1", "msg_signature": signature("AAAAA", "-1", "1590219412", SEALED)},
    "a-very-long-time": {**signed(SEALED), "timestamp": "9" * 5000, "msg_signature": signature("AAAAA", "9" * 5000, "1590219412", SEALED)},
}  # fmt: skip


@pytest.mark.parametrize("query", BAD_QUERIES.values(), ids=BAD_QUERIES)
def test_who_is_not_let_in(query: dict[str, str]) -> None:
    assert admit(SAFE, signed(SEALED), envelope(SEALED), NOW)["Content"] == "我想开奶茶店"
    with pytest.raises(Refused):
        admit(SAFE, query, envelope(SEALED), NOW)


BAD_BODIES = {
    "plain-in-safe-mode": BODY,
    "empty": b"",
    "nothing-sealed": envelope(""),
    "too-large": b"<xml>" + b" " * LARGEST + b"</xml>",
    "a-document-type": b"<!DOCTYPE xml>" + envelope(SEALED),
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES)
def test_bodies_that_are_refused_in_safe_mode(body: bytes) -> None:
    with pytest.raises(Refused):
        admit(SAFE, signed(SEALED), body, NOW)


def test_a_signed_push_that_was_sealed_for_another_account() -> None:
    foreign = Seal([C.key], "wx0000000000000000").seal(BODY)
    with pytest.raises(Refused, match="not sealed for this account"):
        admit(SAFE, signed(foreign), envelope(foreign), NOW)


def test_both_signatures_of_a_push_are_of_the_same_query() -> None:
    assert signature("AAAAA", *B_PLAIN.parts) == B_PLAIN.signature
