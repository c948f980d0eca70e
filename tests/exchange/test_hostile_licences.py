"""What stands on a licence is somebody else's text: what nobody sees, what is cut off, and what has run out is not taken."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .conftest import SHOP, Site
from .test_licences import told


def written(site: Site, title: str, **content: Any) -> None:
    """The library's licences of this title have this written on them."""
    code = site.library.register.type_called(title).code

    def change(path: str, answer: dict[str, Any]) -> dict[str, Any]:
        if not path.endswith("/uses") or answer["identifier"].split(".")[5] != code:
            return answer
        return {**answer, "content": {**answer["content"], **content}}

    site.between.change = change


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("静安区\x00演示阿婆奶茶店", id="a-null"),
        pytest.param("静安区\x0b演示阿婆奶茶店", id="a-control"),
        pytest.param("静安区\u202e演示阿婆奶茶店", id="turns-the-line-round"),
        pytest.param("店" * 3000, id="more-than-an-answer-holds"),
        pytest.param(["静安区演示阿婆奶茶店"], id="a-list"),
        pytest.param({"text": "静安区演示阿婆奶茶店"}, id="an-object"),
        pytest.param(None, id="nothing"),
    ],
)
def test_what_cannot_be_shown_whole_is_asked_instead(site: Site, name: Any) -> None:
    written(site, "营业执照", 名称=name)
    found = told(site.found())
    assert "operator.name" not in found
    assert found["operator.uscc"] == SHOP.number


def test_a_scope_is_never_cut_off(site: Site) -> None:
    """A firm would apply with half of what it may do."""
    written(site, "营业执照", 经营范围="餐饮服务；" * 500)
    assert "operator.business_scope" not in told(site.found())


def test_a_licence_that_is_said_to_hold_after_its_last_day_is_not_taken(site: Site, december: Any) -> None:
    """The library is behind: what it lists as valid has run out by its own date."""
    yesterday = date(2026, 11, 30).isoformat()

    def change(path: str, answer: dict[str, Any]) -> dict[str, Any]:
        if path.endswith("/uses"):
            return {**answer, "valid_until": yesterday}
        if path.endswith("/searches") and "licences" in answer:
            return {**answer, "licences": [{**one, "valid_until": yesterday} for one in answer["licences"]]}
        return answer

    site.between.change = change
    found = site.found()
    assert "operator.name" not in found.values
    assert {one.code for one in found.troubles} == {"expired"}
    assert not any(one.holds for one in found.proofs.values())
