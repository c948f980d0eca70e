"""In WeChat too, whoever asks where their licence is hears how it comes, its courier's number and how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.intake import IntakeServices
from api.intake.acts import read_act
from tests.api.intake_tells import WANG, beside_in, until
from tests.some_shops import TWO, some_shops

from .double import Double
from .filled import filled
from .played import BRISK, Played, off, played


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, var: Path) -> Iterator[Played]:
    with played(var, some_shops(tmp_path_factory.mktemp("shops"), TWO), **BRISK) as started:
        yield started


def issue(intake: IntakeServices, reference: str) -> None:
    """王科 grants it, and the licence is made."""
    for kind in ("accepted", "granted", "issued"):
        seq = len(intake.desk.history.of(reference))
        intake.casework.act(WANG, reference, read_act({"kind": kind, "seq": seq}))


def number_of(intake: IntakeServices, reference: str) -> str | None:
    """The courier's number of the application's licence; None before it has one."""
    entry = intake.desk.registry.by_reference(reference)
    told = intake.handing_over.told(entry, intake.desk.history.of(reference)) if entry is not None else None
    return (told or {}).get("number")


def test_who_asks_in_wechat_hears_where_the_licence_is(server: Played, var: Path) -> None:
    async def act(double: Double) -> None:
        mail = {"delivery_method": "邮寄", "mail_address": "静安区南京西路1234号201室"}
        phone = await filled(server, double, "oByMail", **mail)
        await phone.say("确认提交")
        await phone.quiet(2.0)
        [reference] = server.case(phone)["receipt"]["references"].values()
        with beside_in(var) as intake:
            await off(lambda: issue(intake, reference))
            sent = await off(lambda: until(lambda: number_of(intake, reference)))
        await off(lambda: until(lambda: server.case(phone)["standing"][0]["events"][-1]["status"] == "issued"))
        await phone.quiet(2.0)
        answer = await phone.say("快递到哪了")
        assert "证已经做好，会寄到您填的地址" in answer
        assert f"取证方式：邮寄。快递单号 {sent}，已下单（" in answer
        assert "请稍候" not in answer

    server.run(act)
