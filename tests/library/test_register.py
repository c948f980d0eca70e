"""The register of licence types: enough of them, none that passes for confirmed, and a file with a fault is refused with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from ruamel.yaml import YAML
from stdnum.cn import uscc

from api.library.register import BadRegister, read_register

from .conftest import READER

ROOT = Path(__file__).resolve().parents[2]
TYPE = "title: 甲, code: '113100000000000004001', department: 乙, holder: [person], fields: [姓名], term: 5, source: 丙"
ISSUER = "title: 丁, code: '310106'"
REGISTER = f"types:\n  - {{{TYPE}}}\nissuers:\n  - {{{ISSUER}}}\n"


def test_nothing_in_the_register_passes_for_a_real_code() -> None:
    register = read_register()
    assert not any(one.certain for one in (*register.types, *register.issuers))
    assert register.type_called("没有的证照") == register.types[-1]
    assert register.issuer_called("没有的机构") == register.issuers[-1]


def test_there_are_at_least_forty_three_types_with_all_that_is_told_of_one() -> None:
    types = [one for one in read_register().types if one.title != "其他证照"]
    assert len(types) >= 43
    assert all(one.department and one.fields and one.holder and one.source for one in types)
    assert {one.holder for one in types} >= {("person",), ("enterprise",), ("person", "enterprise")}


def test_issuing_bodies_have_codes_with_the_right_check_characters() -> None:
    assert all(uscc.is_valid(one.code) for one in read_register().issuers)


def test_every_licence_that_forms_are_filled_in_from_has_its_type() -> None:
    dictionary = YAML(typ="safe").load((ROOT / "forms" / "dictionary.yml").read_text("utf-8"))
    # The agent's identity card is another licence than the representative's, and of the same type.
    licences = set(dictionary["licences"]) - {"AID"}
    assert {one.dictionary for one in read_register().types if one.dictionary} == licences


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("食品经营许可证", "113100000000000004001"),
        ("出版物发行备案回执", "113100000000000004013"),
        ("行业综合许可证（书店）", "113100000000000004104"),
        ("其他证照", "113100000000000004999"),
    ],
)
def test_a_code_that_licences_were_issued_under_stays(title: str, code: str) -> None:
    assert read_register().type_called(title).code == code


@pytest.mark.parametrize(
    ("change", "line"),
    [
        pytest.param(("types:", "types: ["), 2, id="no-yaml"),
        pytest.param(("term: 5", "term: 0"), 2, id="no-year"),
        pytest.param(("term: 5", "term: 五年"), 2, id="a-term-in-words"),
        pytest.param(("holder: [person]", "holder: [firm]"), 2, id="no-such-holder"),
        pytest.param(("holder: [person]", "holder: []"), 2, id="nobody-holds-it"),
        pytest.param((", source: 丙", ""), 2, id="no-source"),
        pytest.param((", source: 丙", ", source: 丙, colour: red"), 2, id="no-such-member"),
        pytest.param(("4001'", "401'"), 2, id="a-short-code"),
        pytest.param(("code: '310106'", "code: 310106"), 4, id="a-code-that-is-a-number"),
        pytest.param((f"  - {{{TYPE}}}\n", f"  - {{{TYPE}}}\n  - {{{TYPE.replace('甲', '戊')}}}\n"), 3, id="a-code-twice"),
        pytest.param((f"  - {{{ISSUER}}}\n", f"  - {{{ISSUER}}}\n  - {{{ISSUER.replace('310106', '310107')}}}\n"), 5, id="a-title-twice"),
    ],
)  # fmt: skip
def test_a_register_with_a_fault_is_refused_with_its_place(tmp_path: Path, change: tuple[str, str], line: int) -> None:
    file = tmp_path / "register.yml"
    file.write_text(REGISTER, "utf-8")
    assert read_register(file).types[0].term == 5
    file.write_text(REGISTER.replace(*change), "utf-8")
    with pytest.raises(BadRegister, match=f"register.yml:{line}  "):
        read_register(file)


def test_the_types_are_told_to_who_has_a_key(web: httpx.Client) -> None:
    web.headers["Authorization"] = f"Bearer {READER}"
    types: list[dict[str, Any]] = web.get("/library/v1/types").json()["types"]
    (food,) = (one for one in types if one["title"] == "食品经营许可证")
    # The term is confirmed by 《食品安全法实施条例》第十五条; who issues it is not, and neither is the code.
    assert (food["term"], food["sure"], food["certain"], food["dictionary"]) == (5, ["term"], False, "JY")
    del web.headers["Authorization"]
    assert web.get("/library/v1/types").status_code == 401
