"""JSON that two programs could read differently is not read at all."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.strict_json import DEPTH, VALUES, NotStrict, read_strict

SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e15, 1e15) | st.text()
DOCUMENTS = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)


@given(DOCUMENTS)
def test_plain_json_is_read(document: Any) -> None:
    for ascii_only in (True, False):
        assert read_strict(json.dumps(document, ensure_ascii=ascii_only).encode()) == document


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(NotStrict):
        json.dumps(read_strict(content), allow_nan=False)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", "JSON", id="empty"),
        pytest.param(b"{} {}", "JSON", id="two-values"),
        pytest.param(b"{'a': 1}", "JSON", id="single-quotes"),
        pytest.param(b'{"a": 1,}', "JSON", id="trailing-comma"),
        pytest.param(b"\xef\xbb\xbf{}", "JSON", id="byte-order-mark"),
        pytest.param('"é"'.encode("latin-1"), "UTF-8", id="not-utf8"),
        pytest.param("{}".encode("utf-16"), "UTF-8", id="utf-16"),
        pytest.param(b'"\xed\xa0\x80"', "UTF-8", id="surrogate-in-utf8"),
        pytest.param(b'"\\ud800"', "不完整", id="half-a-pair"),
        pytest.param(b'{"\\udc00": 1}', "不完整", id="half-a-pair-in-a-name"),
        pytest.param(b'{"a": 1, "a": 1}', "重复", id="name-twice"),
        pytest.param(b'[{"a": {"b": 1, "b": 2}}]', "重复", id="name-twice-inside"),
        pytest.param(b'{"a": 1, "\\u0061": 1}', "重复", id="name-twice-spelt-differently"),
        pytest.param(b"NaN", "数字", id="nan"),
        pytest.param(b"[-Infinity]", "数字", id="infinity"),
        pytest.param(b"1e999", "太大", id="becomes-infinity"),
        pytest.param(b"9007199254740993", "太大", id="no-double-holds-it"),
        pytest.param(b"9" * 100_000, "太大", id="very-long-integer"),
        pytest.param(b"0." + b"1" * 100_000, "太长", id="very-long-fraction"),
        pytest.param(b"[" * (DEPTH + 2) + b"]" * (DEPTH + 2), "太深", id="deep"),
        pytest.param(b"[" * 500_000, "太深", id="very-deep-and-broken"),
        pytest.param(b'{"a":' * 100_000, "太深", id="very-deep-objects"),
        pytest.param(b"[" + b"1," * VALUES + b"1]", "太多", id="many-values"),
    ],
)
def test_what_is_not_strict_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(NotStrict, match=why):
        read_strict(content)


def test_the_deepest_document_allowed_is_read() -> None:
    assert read_strict(b"[" * DEPTH + b"]" * DEPTH)
