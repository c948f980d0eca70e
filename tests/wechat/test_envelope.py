"""The XML of pushes and answers: what is read, what is refused, and that nothing said breaks out of its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.wechat.envelope import NotAMessage, read_fields, write_fields

ENTITIES = "<!DOCTYPE xml [" + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9)) + "]>"


def test_fields_groups_and_the_first_of_several() -> None:
    body = """<xml><A><![CDATA[一]]></A><B> 2 </B><C/><A>again</A>
    <ScanCodeInfo><ScanType><![CDATA[qrcode]]></ScanType><ScanResult>1</ScanResult></ScanCodeInfo></xml>"""
    told = {
        "A": "一",
        "B": "2",
        "C": "",
        "ScanCodeInfo": "",
        "ScanCodeInfo/ScanType": "qrcode",
        "ScanCodeInfo/ScanResult": "1",
    }
    assert read_fields(body.encode()) == told


REFUSED = {
    "nothing": b"",
    "json": b'{"ToUserName": "gh_1"}',
    "not-closed": b"<xml><A>",
    "another-root": b"<message><A>1</A></message>",
    "two-roots": b"<xml/><xml/>",
    "a-document-type": b"<!DOCTYPE xml><xml/>",
    "an-entity": b'<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>',
    "a-billion-laughs": f"{ENTITIES}<xml><A>&e9;</A></xml>".encode(),
    "a-file-from-outside": b'<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><A>&a;</A></xml>',
    "an-unknown-entity": b"<xml><A>&a;</A></xml>",
    "no-utf-8": b"<xml><A>\xff\xfe</A></xml>",
    "an-unknown-encoding": b'<?xml version="1.0" encoding="x-none"?><xml/>',
    "a-control-character": b"<xml><A>\x00</A></xml>",
    "groups-in-groups": b"<xml>" + b"<A>" * 6 + b"</A>" * 6 + b"</xml>",
    "very-deep": b"<xml>" + b"<A>" * 20_000 + b"</A>" * 20_000 + b"</xml>",
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_is_no_message(body: bytes) -> None:
    with pytest.raises(NotAMessage):
        read_fields(body)


WRITTEN: dict[str, tuple[dict[str, Any], str]] = {
    "text-and-number": ({"Content": "好", "CreateTime": 12}, "<xml><Content><![CDATA[好]]></Content><CreateTime>12</CreateTime></xml>"),
    "a-group": ({"Image": {"MediaId": "m"}}, "<xml><Image><MediaId><![CDATA[m]]></MediaId></Image></xml>"),
    "items": (
        {"Articles": [{"Title": "一"}, {"Title": "二"}]},
        "<xml><Articles><item><Title><![CDATA[一]]></Title></item><item><Title><![CDATA[二]]></Title></item></Articles></xml>",
    ),
    "what-would-break-out": (
        {"Content": "]]></Content><Content>x"},
        "<xml><Content><![CDATA[]]]]><![CDATA[></Content><Content>x]]></Content></xml>",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "xml"), WRITTEN.values(), ids=WRITTEN)
def test_what_is_written(fields: dict[str, Any], xml: str) -> None:
    assert write_fields(fields) == xml


@pytest.mark.parametrize("name", ["", "a b", "a><b", "1a", "名"])
def test_a_name_that_is_none(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        write_fields({name: "x"})


@given(st.text(max_size=200))
def test_whatever_is_said_comes_back(said: str) -> None:
    kept = "".join(
        one
        for one in said
        if one in "\t\n\r" or 0x20 <= ord(one) < 0xD800 or 0xE000 <= ord(one) < 0xFFFE or ord(one) > 0xFFFF
    )
    read = read_fields(write_fields({"Content": said, "After": "x"}).encode())
    assert read == {"Content": kept.replace("\r\n", "\n").replace("\r", "\n").strip(), "After": "x"}


@given(st.binary(max_size=300))
def test_anything_is_read_or_refused(body: bytes) -> None:
    try:
        read_fields(body)
    except NotAMessage:
        return
