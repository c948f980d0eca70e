"""The invented data agree with the library's invented holders, but for the one firm that is meant to differ; a faulty file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from api.registers.reference import INVENTED, BadReference, read_reference
from bot.nlu.values.uscc import is_credit_code

ROOT = Path(__file__).resolve().parents[2]
HOLDERS = YAML(typ="safe").load((ROOT / "api" / "library" / "demo" / "holders.yml").read_text("utf-8"))["holders"]
#: 半亩书店, whose licence says 胶州路170号.
DIFFERS = "91310106MADEM010XH"


def licence(holder: dict[str, object], kind: str) -> dict[str, str]:
    """What the newest licence of the kind says."""
    found = [one for one in holder["licences"] if one["type"] == kind]  # type: ignore[attr-defined]
    return dict(max(found, key=lambda one: one.get("version", 1))["content"])


def test_persons_agree_with_their_identity_cards() -> None:
    held = {one["number"]: licence(one, "居民身份证") for one in HOLDERS if one["id"].startswith("P")}
    told = read_reference().persons
    assert told.keys() == held.keys()
    for number, card in held.items():
        one = told[number]
        said = (one.name, one.sex, one.ethnicity, one.born)
        assert said == (card["姓名"], card["性别"], card["民族"], card["出生日期"])
        assert one.district in card["住址"]


def test_firms_agree_with_their_business_licences_but_for_one_address() -> None:
    held = {one["number"]: licence(one, "营业执照") for one in HOLDERS if one["id"].startswith("E")}
    told = read_reference().firms
    assert held.keys() <= told.keys()
    for number, card in held.items():
        one = told[number]
        said = (one.name, one.type, one.legal_rep, one.established_on, one.scope, one.capital)
        stands = tuple(card[name] for name in ("名称", "类型", "法定代表人", "成立日期", "经营范围"))
        assert said == (*stands, card.get("注册资本", ""))
    assert [number for number, card in held.items() if told[number].address != card["住所"]] == [DIFFERS]
    assert all(is_credit_code(number) for number in told)
    assert {one.status for one in told.values()} == {"存续", "吊销", "注销"}


def test_every_firm_has_its_house_and_its_property_of_every_kind() -> None:
    reference = read_reference()
    houses = {one.address for one in reference.houses}
    properties = {one.address: one for one in reference.properties}
    ours = [one for one in reference.firms.values() if one.id <= "E15"]
    assert len(ours) == 15
    assert [one.id for one in ours if one.address not in houses or one.address not in properties] == []
    of_ours = [(one, properties[one.address]) for one in ours]
    assert {held.use for _, held in of_ours} == {"商业", "办公", "居住", "工业", "旅馆", None}
    assert len([1 for one, held in of_ours if held.owner[0] == one.number]) >= 3
    assert len([1 for one, held in of_ours if any(lease.lessee == one.number for lease in held.leases)]) >= 5
    title = licence(next(one for one in HOLDERS if one["id"] == "E01"), "不动产权证书")
    first = properties[ours[0].address]
    assert (first.certificate, f"{first.area}平方米", first.use) == (title["证号"], title["面积"], title["用途"])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("id: P02", "id: P01", "「P01」前面已经有了", id="twice"),
        pytest.param("status: 存续", "status: 开着", "开着", id="a-status-there-is-not"),
        pytest.param("owner: E01", "owner: E99", "没有编号是「E99」", id="an-owner-there-is-not"),
        pytest.param("lessee: E02", "lessee: P77", "没有编号是「P77」", id="a-lessee-there-is-not"),
        pytest.param("streets: [静安寺街道]", "streets: [徐家汇街道]", "静安区没有「徐家汇街道」", id="a-street-elsewhere"),
        pytest.param("road: 愚园路", "road: 长乐路", "静安区长乐路没有", id="a-road-there-is-not"),
        pytest.param("address: 上海市静安区愚园路107号1层\n    certificate", "address: 哪里\n    certificate", "门牌里没有「哪里」", id="a-house-there-is-not"),
        pytest.param("as_of:", "as_off:", "as_off", id="a-member-there-is-not"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = INVENTED.read_text("utf-8")
    assert old in text
    (tmp_path / "invented.yml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BadReference, match=r"invented\.yml:[0-9]+ ") as refused:
        read_reference(tmp_path / "invented.yml")
    assert said in str(refused.value)
