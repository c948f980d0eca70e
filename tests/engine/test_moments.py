"""Moments from outside: what RFC 3339 writes, and nothing that a column or another zone could not tell again."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.moments import read_moment


@pytest.mark.parametrize(
    ("told", "utc"),
    [
        ("2026-11-27T14:05:00+08:00", datetime(2026, 11, 27, 6, 5)),
        ("2026-11-27T06:05:00Z", datetime(2026, 11, 27, 6, 5)),
        ("2026-11-27t06:05:00z", datetime(2026, 11, 27, 6, 5)),
        ("2026-11-27 06:05:00.5Z", datetime(2026, 11, 27, 6, 5, 0, 500_000)),
        ("2026-11-27T06:05:00.123456789Z", datetime(2026, 11, 27, 6, 5, 0, 123_456)),
        ("1900-01-01T00:00:00Z", datetime(1900, 1, 1)),
        ("9998-12-31T23:59:59-00:00", datetime(9998, 12, 31, 23, 59, 59)),
    ],
)
def test_what_is_a_moment(told: str, utc: datetime) -> None:
    assert read_moment(told) == utc.replace(tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "told",
    [
        None, 1795600000, "", "soon", "2026-11-27", "2026-11-27T14:05:00", "2026-11-27T14:05+08:00", "2026-13-01T00:00:00Z",
        "2026-11-27T24:00:00Z", "2026-11-27T14:05:00+25:00", "２０２６-11-27T14:05:00Z", "2026-11-27T14:05:00Z\n",
        "0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-14:00", "1899-12-31T23:59:59Z", "9999-01-01T00:00:00Z",
    ],
)  # fmt: skip
def test_what_is_none(told: object) -> None:
    with pytest.raises(ValueError):
        read_moment(told)


@given(
    st.datetimes(datetime(1901, 1, 1), datetime(9998, 12, 1)), st.integers(-23 * 60, 23 * 60), st.integers(-1439, 1439)
)
def test_every_zone_can_tell_it_again(moment: datetime, zone: int, other: int) -> None:
    written = moment.replace(tzinfo=timezone(timedelta(minutes=zone)))
    read = read_moment(written.isoformat())
    assert read == written == read_moment(read.astimezone(timezone(timedelta(minutes=other))).isoformat())
