"""How people ask where their application stands, and say that they want it back, once it was handed in."""

from __future__ import annotations

import pytest

from bot.engine.commands import Answer

from .shop import asking, said, understander

#: Proper, spoken, hurried and badly recognised Chinese.
ASKED = """
我的申请到哪一步了 我的申请到哪步了呀 我申请的那个证到哪了 申请办到哪里了 到哪一步了 现在到哪了 办到哪一步了 证办好了吗 证下来了吗
证什么时候能下来 许可证什么时候能拿到 啥时候能办好 多久能批下来 还要等多久 还要等几天 还有几天 审核通过了没 通过没 批下来没 批了没有
审批怎么样了 有没有进展 有啥进展 进展怎么样 进展如何 受理了吗 受理没有 材料审得怎么样了 我交的材料怎么样了 那个申请咋样了 咋样了 怎么样了
有消息了吗 有消息没 有结果没 什么时候出证 查一下进度 帮我查进度 查查我的办理进度 状态查询 查状态 办理状态 办证进度 食品证办好没 证到哪儿了
我的件办到哪了 我那个办得咋样了呢 到哪部了 申请到那一步了 我要补正什么 要我补什么 要改哪里 哪里要改 补正到什么时候 最晚什么时候改好
下一步是什么 接下来干什么 接下来要做什么 那个部门在办 哪个部门在办 现在谁在审
过了吗 过了没有 过没过啊 批了吗 批没批啊 批没批下来 通没通过 是不是批了 办没办好 好没好啊 好了吗 证好了没 证书好了吗 证件做好了没有 执照寄出来了吗
几号能拿证 哪天能拿到证 什么时候能好啊 啥时候能好 啥时候下证 什么时候发证 几天能下来 大概几号有结果 到底哪天能办完 我的证多久能取
等了好久了 我都等了一个星期了 等了这么久怎么还没好 怎么还没消息 怎么到现在还没动静 咋还没批 为什么这么久还不批 怎么还不下来
到谁那儿了 到谁那里了 卡在谁手里了 现在到哪个部门了 卡在哪个环节了 证书编号是多少 证号多少 许可证编号是什么 证书编号呢
为什么没批 为啥没过 凭什么不批 为什么不予许可 为什么被驳回了 没通过的原因是什么 怎么复议 我要申请复议 怎么申请行政复议 去哪里申诉 我想起诉
我不服 我不服这个决定 我有异议 能申请复议吗 不服怎么办
""".split()
WANTED_BACK = "撤回申请 我不办了 我要撤回 撤件 申请撤掉 把申请撤了吧 申请撤销 不想办了撤回来吧 我想撤回申请 帮我把申请撤回 我不办了撤回吧".split()
#: What means the same whether or not anything was handed in.
PLAIN = "我的申请到哪一步了 申请到哪步了 到哪部了 查状态 办证进度 有没有进展 受理了吗 进展怎么样了".split()


@pytest.mark.parametrize("text", ASKED)
def test_asked_where_it_stands(text: str) -> None:
    assert said(text, None, "submitted") == ["status"]


@pytest.mark.parametrize("text", WANTED_BACK)
def test_wanted_back(text: str) -> None:
    assert said(text, None, "submitted") == ["cancel"]


@pytest.mark.parametrize("text", ASKED)
@pytest.mark.parametrize(("key", "mode"), [("area", "question"), (None, "review"), ("staff", "more")])
def test_asked_in_the_middle_of_a_correction(text: str, key: str | None, mode: str) -> None:
    assert said(text, key, mode, handed_in=True) == ["status"]


@pytest.mark.parametrize("text", PLAIN)
def test_asked_before_anything_was_handed_in(text: str) -> None:
    assert said(text, "area") == ["status"]


NUMBERS = ("SH-JA-20261130-7K3M9QXT2D", "演练-0001")
OWN = "查一下SH-JA-20261130-7K3M9QXT2D sh-ja-20261130-7k3m9qxt2d 帮我看看SH-JA-20261130-7K3M9QXT2D到哪一步了 ＳＨ－ＪＡ－20261130-7K3M9QXT2D 收件编号演练-0001的进度".split()
#: Said with the number, or with one that is nobody's here.
OTHERWISE = "演练-0001不要了撤回来 查一下SH-JA-20261130-AAAAAAAAAA".split()


@pytest.mark.parametrize("text", OWN)
@pytest.mark.parametrize(("key", "mode"), [(None, "submitted"), ("area", "question"), (None, "review")])
def test_asked_by_its_number(text: str, key: str | None, mode: str) -> None:
    assert said(text, key, mode, handed_in=True, references=NUMBERS) == ["status"]


@pytest.mark.parametrize("text", OTHERWISE)
def test_with_other_words_or_another_number_it_is_not_looked_up_by_number(text: str) -> None:
    assert said(text, "area", handed_in=True, references=NUMBERS) != ["status"]


#: To a question of a correction: what stands there is right.
KEPT = """
没错 没有错 没错的 没填错 没问题 不用改 不用改了 不改 不改了 别改 不需要改 不变 没变 保持不变 照旧 对 对的 是对的 是的 确定 确认 就是这个数 就是这个 就这个数 还是这个
还是原来的 照原来的 按原来的 还是填原来的 还是用之前的 就按原来的 跟原来一样 一样 对就是这个 没错就这样 这个数没错 原来填的没错
""".split()
HELD = {
    "area": 30.0,
    "name": "阿婆奶茶",
    "dine_in": False,
    "drinks": ["brew"],
    "email": None,
    "address": "南京西路1号",
    "road": "南京西路",
}


def keeping(text: str, key: str) -> list[str]:
    """What the text says to a question of a correction."""
    return said(text, key, handed_in=True, held=HELD, answered=frozenset(HELD))


@pytest.mark.parametrize("text", KEPT)
@pytest.mark.parametrize(("key", "read"), [("area", "= 30.0"), ("name", "= 阿婆奶茶"), ("drinks", "= brew")])
def test_what_stands_there_is_kept(text: str, key: str, read: str) -> None:
    assert keeping(text, key) == [read]


@pytest.mark.parametrize("text", ["没错", "不用改", "照旧"])
def test_a_no_is_kept_as_a_no_and_nothing_as_nothing(text: str) -> None:
    assert keeping(text, "dine_in") == ["= False"]
    assert keeping(text, "email") == ["= (none)"]


def test_a_bare_yes_to_a_yes_or_no_question_is_a_yes() -> None:
    assert keeping("对", "dine_in") == ["= True"]


def test_an_address_is_kept_with_its_parts() -> None:
    here = asking("address", handed_in=True, held=HELD, answered=frozenset(HELD))
    [answer] = understander().read("没错", here, None).commands
    assert isinstance(answer, Answer)
    assert answer.parts == {"road": "南京西路"}


@pytest.mark.parametrize("text", ["没错", "不用改", "确定"])
def test_where_nothing_stands_or_nothing_was_handed_in_nothing_is_kept(text: str) -> None:
    assert said(text, "area", handed_in=True) == said(text, "area")
    assert said(text, "area", held=HELD, answered=frozenset(HELD)) == said(text, "area")


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("120", ["= 120"]),
        ("面积是120平", ["area = 120"]),
        ("等会儿补", ["later"]),
        ("为什么问这个", ["explain"]),
        ("不想说", ["skip"]),
    ],
)
def test_answers_to_a_correction_are_read_as_ever(text: str, commands: list[str]) -> None:
    assert said(text, "area", handed_in=True) == said(text, "area")
    assert said(text, "area", handed_in=True)[0].split()[-1] == commands[0].split()[-1]


@pytest.mark.parametrize(
    "text", "我来补传平面图 我要补传材料 材料怎么补传 我想上传平面图 平面图在哪上传 我再传一下 可以补交材料吗".split()
)
def test_what_is_to_be_sent_later_is_told_where_it_goes(text: str) -> None:
    assert said(text, None, "submitted")[0].startswith(("fix last", "status"))


def test_a_yes_is_still_a_yes() -> None:
    assert said("撤回申请", "area", "confirm", handed_in=True) == ["cancel"]


@pytest.mark.parametrize("text", "不撤了 先别撤 算了先不撤 那就不撤了吧 还是不撤回了 别撤".split())
def test_a_no_to_taking_it_back_is_a_no(text: str) -> None:
    assert said(text, None, "confirm", handed_in=True) == ["reject"]


#: What is to be paid and whether it was is told of the standing.
PAYING = """
我已经缴费了 缴过了 在哪里缴费 怎么缴费 钱付了 我刚付了钱 缴费成功了吗 还要交多少钱 费用缴清了 我昨天交的费 缴款单在哪 钱交了怎么还没好 哪里付钱
到哪交费 付款成功了没 我已经交过钱了 我付过了 交了钱了 我还没缴费
""".split()


@pytest.mark.parametrize("text", PAYING)
@pytest.mark.parametrize(("key", "mode"), [(None, "submitted"), ("area", "question"), (None, "review")])
def test_asked_about_what_is_to_be_paid(text: str, key: str | None, mode: str) -> None:
    assert said(text, key, mode, handed_in=True) == ["status"]


@pytest.mark.parametrize("text", ["不缴了撤回吧", "许可证有效期几年", "办这个要交钱吗"])
def test_not_about_ones_own_bill(text: str) -> None:
    assert said(text, None, "submitted", handed_in=True) != ["status"]
