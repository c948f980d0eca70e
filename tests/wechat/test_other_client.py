"""wechatpy, written by others, opens and reads what we seal and write, and we what it does."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto

from api.wechat.admitting import Account, admit
from api.wechat.envelope import write_fields
from api.wechat.inbound import Place, Text, read_push
from api.wechat.sealing import Seal
from api.wechat.signing import signature

from .vectors import E

TOKEN = "123456"
THEIRS = WeChatCrypto(TOKEN, E.key, E.appid)
OURS = Account(TOKEN, Seal([E.key], E.appid))
WORDS = st.text(st.characters(min_codepoint=0x20, blacklist_categories=["Cs", "Cc", "Cn"]), max_size=60).map(str.strip)


@given(WORDS)
def test_they_open_what_we_seal(words: str) -> None:
    now, nonce = str(int(time.time())), "n1"
    message = write_fields(
        {"ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": 1, "MsgType": "text", "MsgId": 7, "Content": words}
    )
    assert OURS.seal is not None
    sealed = OURS.seal.seal(message.encode())
    body = write_fields({"Encrypt": sealed})
    opened = THEIRS.decrypt_message(body, signature(TOKEN, now, nonce, sealed), now, nonce)
    parsed = parse_message(opened)
    assert (parsed.type, parsed.source, parsed.target) == ("text", "o1", "gh_1")
    assert (parsed.content or "") == words


@given(WORDS)
def test_we_open_what_they_seal(words: str) -> None:
    now = int(time.time())
    message = write_fields(
        {"ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": 1, "MsgType": "text", "MsgId": 7, "Content": words}
    )
    body = THEIRS.encrypt_message(message, "n1", str(now))
    sealed = body.partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
    query = {"timestamp": str(now), "nonce": "n1", "msg_signature": signature(TOKEN, str(now), "n1", sealed)}
    assert query["msg_signature"] in body
    assert read_push(admit(OURS, query, body.encode(), now)).content == Text(words)


@pytest.mark.parametrize("label", ["南京西路1266号", "<b>&]]>"])
def test_they_read_places_as_we_do(label: str) -> None:
    fields: dict[str, str | int] = {"ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": 1, "MsgType": "location", "MsgId": 7, "Location_X": "31.2", "Location_Y": "121.4", "Scale": 16, "Label": label}  # fmt: skip
    parsed = parse_message(write_fields(fields))
    ours = read_push({name: str(value) for name, value in fields.items()}).content
    assert ours == Place(float(parsed.location_x), float(parsed.location_y), parsed.label)
