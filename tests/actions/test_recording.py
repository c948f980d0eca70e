"""A conversation taken down: what was played passes at once, and of a stored one nobody's data is left."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from actions.cipher import Cipher
from actions.conversations import Conversations
from actions.database import open_engine
from actions.inbound import Inbound
from actions.learning.scrubbing import Scrubber
from actions.migrating import APPLICANTS, upgrade
from actions.opening import ROOT
from actions.rehearsal import Rehearsal
from actions.store import Store
from actions.stories import run_story
from actions.stories.recording import Recording
from actions.stories.retelling import retell
from actions.stories.stand_ins import StandIns
from actions.stories.story_text import NotWritten, write_story
from bot.catalog import load
from bot.engine import Case, Catalog
from bot.nlu import Understander
from bot.nlu.values.id_card import problem_of
from bot.nlu.values.uscc import is_credit_code
from tests.applicant import Applicant

TODAY = date(2026, 11, 27)
#: What a person tells of themselves; none of it may be in a story. The numbers have right check digits.
SECRETS = {
    "operator.name": "上海阿婆奶茶餐饮管理有限公司",
    "operator.uscc": "92310106MA1BRNYTP7",
    "operator.registered_address": "静安区威海路755号12楼1203室",
    "premises.address": "静安区南京西路1375号3楼480室",
    "contact.name": "李梅香",
    "contact.mobile": "13897103890",
    "contact.email": "meixiang@163.com",
    "legal_rep.name": "胡强",
    "legal_rep.id_no": "310106197206168908",
    "legal_rep.domicile": "静安区北京西路604号4楼379室",
    "legal_rep.mobile": "13823686772",
    "food_safety_staff.name": "高志强",
    "food_safety_staff.id_no": "31010619651207418X",
    "food_safety_staff.mobile": "13847511488",
    "workers.name": "杨军",
    "workers.id_no": "310106197502056337",
    "workers.health_cert_no": "3101062025A0099887",
}
#: How some of it is said: other words around it, spelt out, together with somebody else's.
SAID = {
    "place_kind": "固定店面，房东是王丽", "premises.subdistrict": "南京西路街道", "drinks": "冲泡奶茶", "premises.total_area": "八十平",
    "premises.food_handling_area": "二十平", "bright_kitchen.status": "已经装了", "licence_state": "已经办好了",
    "contact.name": "找我老婆李梅香", "contact.mobile": "138 9710 3890", "legal_rep.name": "我叫胡强",
    "legal_rep.id_no": "三幺零幺零六一九七二零六幺六八九零八", "legal_rep.mobile": "我的手机13823686772",
    "workers.health_cert_no": ["3101062025A0099887"], "operator.business_scope": "餐饮服务，食品销售", "has_agent": "不用，我自己来",
    "operator.entity_type": "个体户", "operator.established_on": "2025年3月8号", "staff.total": "六个人", "staff.need_health_cert": "两个人",
    "health_cert_state": "都办好了", "premises.tenure": "自己的房子", "policies": "全部", "declarations.truthful": "我承诺",
    "declarations.no_ban": "我承诺", "declarations.e_delivery": "同意", "declarations.bright_kitchen": "同意",
    "workers.health_cert_until": "2027年3月1号", "legal_rep.position": "老板", "legal_rep.ethnicity": "汉族",
}  # fmt: skip


@pytest.fixture(scope="module")
def published() -> tuple[Catalog, Understander]:
    catalog = load(ROOT, today=TODAY)
    return catalog, Understander(catalog)


def at() -> datetime:
    return datetime(2026, 11, 27, 9, tzinfo=timezone.utc)


def talk(conversations: Conversations, until: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """A conversation with a person who tells everything, up to a moment."""
    who = Applicant(7, {**SECRETS, **SAID})
    conversations.store.create("c_1", channel="web", token_hash=None, case=Case("c_1"))
    outcome = conversations.take("c_1", Inbound("m0", text="我想在静安区开一家奶茶店"))
    for number in range(1, 150):
        asking = outcome["asking"]
        if asking is None or until(outcome):
            return outcome
        text = "对" if asking["kind"] == "confirm" else who.reply(asking)
        outcome = conversations.take("c_1", Inbound(f"m{number}", text=text))
    raise AssertionError(f"still asking {asking}")


@pytest.fixture(scope="module")
def stored(published: tuple[Catalog, Understander], tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A database with the whole conversation, sealed, as a server keeps it."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('cases') / 'cases.sqlite3'}")
    upgrade(engine, APPLICANTS)
    store = Store(engine, Cipher({"k1": b"1" * 32}, "k1"), at)
    talk(Conversations(*published, store, at), lambda outcome: outcome["case"]["stage"] == "review")
    return Store(engine, Cipher({"k1": b"1" * 32}, "k1"), at)


@pytest.fixture(scope="module")
def case(stored: Store) -> Case:
    row = stored.find("c_1")
    assert row is not None
    return row.case


def test_the_conversation_holds_what_must_not_get_out(case: Case) -> None:
    held = json.dumps([stored.value for stored in case.answers.values()], ensure_ascii=False)
    assert [secret for secret in SECRETS.values() if secret not in held] == []


def test_the_story_of_a_stored_conversation_passes_and_holds_nobodys_data(
    published: tuple[Catalog, Understander], case: Case, tmp_path: Path
) -> None:
    text, told = retell(case, *published, TODAY)
    file = tmp_path / "story.yml"
    assert write_story(file, text, *published) == []
    assert run_story(file, *published) == []
    assert told.left_out == []
    bare = re.sub(r"[\s-]", "", text)
    assert [secret for secret in SECRETS.values() if secret in text or secret in bare] == []
    # Nor what was said beside it, nor the places behind the addresses.
    for other in ("王丽", "老婆", "南京西路", "威海路", "北京西路", "三幺零", "阿婆"):
        assert other not in text, other
    data = YAML(typ="safe").load(text)
    assert len(data["turns"]) > 70
    assert data["turns"][-1]["expect"]["stage"] == "review"


def test_what_was_decided_stays_and_persons_are_made_up_alike(
    published: tuple[Catalog, Understander], case: Case
) -> None:
    text, _ = retell(case, *published, TODAY)
    facts = YAML(typ="safe").load(text)["turns"][-1]["expect"]["facts"]
    kept = {"premises.total_area": 80, "drinks": ["brew"], "inspection": "exempt", "operator.entity_type": "individual"}
    assert {name: facts[name] for name in kept} == kept
    assert facts["operator.business_scope"] == "食品、餐饮"  # what the rule on the scope looks for stays in it
    persons = [
        facts[name] for name in ("contact.name", "legal_rep.name", "food_safety_staff[1].name", "workers[1].name")
    ]
    assert len(set(persons)) == 4
    assert problem_of(facts["legal_rep.id_no"], TODAY) is None
    assert facts["legal_rep.id_no"][6:14] == "19000101"
    assert is_credit_code(facts["operator.uscc"])
    assert facts["contact.email"].endswith("@example.com")


def test_the_same_person_stays_the_same(published: tuple[Catalog, Understander]) -> None:
    release = published[0].current["beverage_shop"]
    stand_ins = StandIns(release, TODAY)
    name, mobile = release.facts["contact.name"], release.facts["contact.mobile"]
    first = stand_ins.of(name, "胡强")
    assert stand_ins.of(release.facts["legal_rep.name"], "胡强") == first
    assert stand_ins.of(name, "胡建国") != first
    shared = stand_ins.of(mobile, "13823686772")
    assert stand_ins.of(release.facts["legal_rep.phone"], "13823686772") == shared
    made = [stand_ins.of(release.facts["legal_rep.id_no"], f"31010619720616{number:04d}") for number in range(120)]
    assert len(set(made)) == 120
    assert {problem_of(one, TODAY) for one in made} == {None}
    codes = [stand_ins.of(release.facts["operator.uscc"], f"9231010600{number:08d}") for number in range(120)]
    assert all(is_credit_code(one) for one in codes)
    assert len(set(codes)) == 120


def test_nothing_is_written_while_something_personal_is_left(
    published: tuple[Catalog, Understander], case: Case
) -> None:
    # A firm that is called as a choice is: the choice must be told, so that the last look at the text finds the name.
    named = replace(case.answers["operator.name"], value="固定店面")
    with pytest.raises(NotWritten, match=r"operator\.name") as refused:
        retell(replace(case, answers={**case.answers, "operator.name": named}), *published, TODAY)
    assert "固定店面" not in str(refused.value)


def test_an_unfinished_conversation_ends_where_it_ended(
    published: tuple[Catalog, Understander], tmp_path: Path
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'cases.sqlite3'}")
    upgrade(engine, APPLICANTS)
    store = Store(engine, Cipher({"k1": b"1" * 32}, "k1"), at)
    talk(Conversations(*published, store, at), lambda outcome: outcome["asking"].get("fact") == "premises.total_area")
    row = store.find("c_1")
    assert row is not None
    text, _ = retell(row.case, *published, TODAY)
    assert YAML(typ="safe").load(text)["turns"][-1]["expect"]["asked"] == "premises.total_area"
    with pytest.raises(NotWritten, match="没有选主题"):
        retell(Case("c_2"), *published, TODAY)
    engine.dispose()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("固定店面", True), ("已经办好", True), ("没有", True), ("固定店面，没有", True), ("八十平", False), ("80平米", False),
        ("房东是王丽", False), ("13823686772", False), ("一三八二三六八六七七二", False), ("幺三八零零零", False), ("a@b.cn", False),
        ("找胡强", False), ("我是建军", False), ("在南京西路", False), ("欧阳娜娜", False), ("310106197206168908", False), ("", False),
    ],
)  # fmt: skip
def test_words_are_kept_only_where_none_can_be_a_name(
    text: str, kept: bool, published: tuple[Catalog, Understander]
) -> None:
    catalog, understander = published
    assert Scrubber(catalog, understander.dictionary).tells_of_nobody(text) is kept


def test_a_rehearsal_is_taken_down_and_passes(published: tuple[Catalog, Understander], tmp_path: Path) -> None:
    rehearsal = Rehearsal(*published, at)
    recording = Recording(rehearsal)
    for said in ("我想开一家奶茶店", "已经办好了", "为什么问这个？", '我想摆个"路边摊"'):
        recording.take(said, rehearsal.say(said))
    file = tmp_path / "story.yml"
    assert recording.write(file, TODAY) == []
    assert YAML(typ="safe").load(file.read_text("utf-8"))["turns"][-1]["expect"]["outcome"] == "stall"
    assert run_story(file, *published) == []
    with pytest.raises(NotWritten, match="已经有"):
        recording.write(file, TODAY)
    assert [one.name for one in tmp_path.iterdir()] == ["story.yml"]


def test_a_rehearsal_that_would_not_pass_makes_no_file(published: tuple[Catalog, Understander], tmp_path: Path) -> None:
    rehearsal = Rehearsal(*published, at)
    recording = Recording(rehearsal)
    recording.take("我想开一家奶茶店", rehearsal.say("你好"))
    failures = recording.write(tmp_path / "story.yml", TODAY)
    assert failures
    assert str(failures[0]).startswith(str(tmp_path / "story.yml"))
    assert list(tmp_path.iterdir()) == []
