"""Whole conversations in words: looking up is agreed to, told, put right and taken back; a report is promised, and comes after all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from actions.database import open_engine
from actions.keys import data_cipher
from actions.local_time import now
from api.library.app import open_library
from api.library.services import LibraryServices
from tests.serving import Running, Talk
from tests.sign_in.test_binding import bind, choose

from .intake_tells import until
from .test_identities import signed_in
from .test_undertaking import report, told

#: 王阿婆's shop.
SHOP = "92310106MADEM002XT"
OPENING = "我想在静安区开一家奶茶店"


@pytest.fixture
def talk(server: Running) -> Iterator[Talk]:
    """王阿婆, at the offer."""
    talk = signed_in(server, "apo")
    talk.say(OPENING)
    assert "同意查用吗" in talk.said()
    yield talk
    talk.http.close()


def sources(talk: Talk) -> set[str]:
    return {field["source"] for field in talk.look()["case"]["applications"][0]["fields"].values()}


@pytest.fixture
def library(server: Running) -> Iterator[LibraryServices]:
    """The server's library, opened a second time."""
    var = server.log.parent
    engine = open_engine(f"sqlite:///{var / 'intake.sqlite3'}")
    library = open_library(engine, data_cipher(None, var / "keys" / "data.key"), now, migrate=False)
    yield library
    library.documents.printer.close()
    engine.dispose()


def stands(library: LibraryServices) -> bool:
    """Whether the library may use the shop's licences for a tea shop by some consent."""
    return any(one.ended is None and "奶茶店" in one.agreed.purpose for one in library.consents.of_holder(SHOP))


def test_the_library_is_told_that_the_consent_is_taken_back(talk: Talk, library: LibraryServices) -> None:
    talk.say("查吧")
    assert stands(library)
    talk.say("撤回授权")
    assert stands(library)
    talk.say("确定")
    until(lambda: not stands(library))


def test_agreed_to_in_dialect_told_of_and_taken_back(talk: Talk) -> None:
    talk.say("要得 同意")
    assert "这些信息来自营业执照" in talk.said()
    talk.say("你们查到我什么了")
    assert "· 营业执照" in talk.said()
    assert "我的证照和档案" in talk.said()
    assert "这些信息来自营业执照" in talk.said()  # what was asked is asked again
    talk.say("撤回授权")
    assert "经营者名称" in talk.said()
    assert "确定撤回吗" in talk.said()
    assert "licence" in sources(talk)
    talk.say("确定")
    assert "已撤回查用的同意" in talk.said()
    assert "licence" not in sources(talk)
    talk.say("档案里有我什么")
    assert "没有用到查来的信息" in talk.said()
    talk.say("不要用我的数据")
    assert "不查用您的证照" in talk.said()


def test_a_second_thought_keeps_it(talk: Talk) -> None:
    talk.say("查嘛")
    talk.say("刚才查的都不要了")
    talk.say("算了 不撤了")
    assert "这些信息来自营业执照" in talk.said()
    assert "licence" in sources(talk)


def test_refused_in_words(talk: Talk) -> None:
    talk.say("别查我的证照")
    assert "不查用，由您自己填" in talk.said()
    assert talk.last["asking"]["kind"] == "choice"


def test_said_before_anything_nothing_is_offered(server: Running) -> None:
    talk = signed_in(server, "apo")
    talk.say("别查我的证照")
    assert "由您自己填" in talk.said()
    talk.say(OPENING)
    assert "同意查用吗" not in talk.said()
    assert talk.last["asking"]["kind"] == "choice"
    talk.http.close()


def test_which_are_wrong_by_their_names(talk: Talk) -> None:
    talk.say("可以查")
    assert "· 经营者名称：静安区演示阿婆奶茶店" in talk.said()
    talk.say("不对")
    assert "哪一项不对" in talk.said()
    talk.say("经营者名称和信用代码")
    assert "重新填：经营者名称、统一社会信用代码" in talk.said()
    assert "这些信息来自营业执照" in talk.said()
    assert "· 经营者名称" not in talk.said()
    talk.say("都对啊")
    assert "核对过了" in talk.said()


def test_where_it_is_shown_from(talk: Talk) -> None:
    talk.say("证照亮一下")
    assert "我的证照和档案" in talk.said()
    assert "同意查用吗" in talk.said()


def test_an_agent_is_told_what_the_mandate_does_not_cover(server: Running) -> None:
    """吴静怡 may apply for 一碗面's food permits, and not for the hygiene permit of a barber shop."""
    with Talk(server.url) as talk:
        choose(talk.http, "P08-E03")
        assert bind(talk).status_code == 200
        talk.say("我想开一家理发店")
        assert "以「上海演示一碗面餐饮管理有限公司」代办人的身份登录的，委托范围里没有" in talk.said()
        assert talk.last["messages"][-1]["kind"] == "question"
        talk.say("正在办")
        assert "委托范围里没有" not in talk.said()
        assert "licence" not in sources(talk)


def test_a_report_is_promised_in_words_and_comes_after_all(server: Running) -> None:
    with Talk(server.url) as shop:
        told(shop)
        shop.say("平面图后补行不行")
        assert "「方位图、平面图和卫生设施布局图」没有列在可以写承诺代替、可以后补的材料里" in shop.said()
        shop.say("空调检测报告能不能写承诺")
        assert "自愿选择告知承诺" in shop.said()
        assert "撤销许可决定" in shop.said()
        assert "《上海市公共场所卫生行政许可管理办法》（以受理窗口为准）" in shop.said()
        assert report(shop)["mode"] == "upload"
        shop.say("嗯")
        assert report(shop)["mode"] == "upload"
        shop.say("全文看过了，我承诺")
        assert "按告知承诺办" in shop.said()
        assert report(shop)["how"] == "promised"
        shop.say("撤回承诺")
        assert "改回来了" in shop.said()
        assert report(shop)["how"] == "to_upload"
        shop.say("容缺受理可以吗")
        assert "没有列为可以容缺后补的，可以按告知承诺办" in shop.said()
        shop.say("不同意")
        assert report(shop)["how"] == "to_upload"
