"""Shanghai's streets and towns: named in full, in short, nearly, or not at all."""

from __future__ import annotations

import pytest

from bot.engine.values import Value
from bot.nlu.values import parse_address, read_value
from bot.nlu.values.streets import street_meant

from .reading import TODAY

MEANT = [
    # words, district already known, street, certain
    ("南京西路街道", None, "南京西路街道", True),
    ("归彭浦新村街道管", None, "彭浦新村街道", True),
    ("周浦", None, "周浦镇", True),
    ("是五角场那边", None, "五角场街道", True),
    ("真如", None, "真如镇街道", True),
    ("曹杨", None, "曹杨新村街道", True),
    ("庙镇", None, "庙镇", True),
    ("虹桥", "310105", "虹桥街道", True),
    ("虹桥", "310112", "虹桥镇", True),
    ("南西街道吧", None, "南京西路街道", False),
    ("湖南", None, "湖南路街道", False),
    ("南西", "310106", "南京西路街道", False),
]


@pytest.mark.parametrize(("words", "district", "street", "certain"), MEANT)
def test_a_street_is_meant(words: str, district: str | None, street: str, certain: bool) -> None:
    found = street_meant(words, district)
    assert found is not None
    assert (found[0].name, found[1]) == (street, certain)


@pytest.mark.parametrize("words", ["不知道", "虹桥", "北京东路街", "马路对面", ""])
def test_no_street_is_made_up(words: str) -> None:
    assert street_meant(words) is None


PARTS = [
    # address, district, street, road
    ("浦东周浦 年家浜路398号", "310115", "周浦镇", "年家浜路"),
    ("浦东周浦年家浜路398号", "310115", "周浦镇", "年家浜路"),
    ("五角场 邯郸路600号", "310110", "五角场街道", "邯郸路"),
    ("五里桥街道瞿溪路100号", "310101", "五里桥街道", "瞿溪路"),
    ("黄浦外滩中山东一路18号", "310101", "外滩街道", "中山东一路"),
    ("松江中山东一路18号", "310117", None, "中山东一路"),
    ("静安大宁路100号", "310106", None, "大宁路"),
    ("南西 南京西路1234号", None, None, "南京西路"),
    ("静安区南西街道南京西路1234号", "310106", None, "南京西路"),
]


@pytest.mark.parametrize(("address", "district", "street", "road"), PARTS)
def test_a_street_before_the_road_is_no_part_of_it(
    address: str, district: str | None, street: str | None, road: str
) -> None:
    parts = parse_address(address)
    assert (parts.district_code, parts.subdistrict, parts.road) == (district, street, road)


PUT_RIGHT = [
    # said, number, room
    ("南京西路100号，不对，200号", "200号", None),
    ("南京西路100号不对，200号", "200号", None),
    ("南京西路100号说错了，是200号", "200号", None),
    ("静安区南京西路100号301室，不对，是302室", "100号", "302室"),
    ("静安区南京西路100号3楼，不对，南京西路200号", "200号", None),
]


@pytest.mark.parametrize(("address", "number", "room"), PUT_RIGHT)
def test_the_parts_are_those_of_the_address_that_is_taken(address: str, number: str, room: str | None) -> None:
    parts, taken = parse_address(address), read_value("address", address, today=TODAY)
    assert (parts.lane_no, parts.room) == (number, room)
    assert isinstance(taken, Value)
    assert parse_address(str(taken.value)) == parts
