"""How people ask where their application stands, and say that they want it back, once it was handed in."""

from __future__ import annotations

import pytest

from .shop import said

#: Proper, spoken, hurried and badly recognised Chinese.
ASKED = """
我的申请到哪一步了 我的申请到哪步了呀 我申请的那个证到哪了 申请办到哪里了 到哪一步了 现在到哪了 办到哪一步了 证办好了吗 证下来了吗
证什么时候能下来 许可证什么时候能拿到 啥时候能办好 多久能批下来 还要等多久 还要等几天 还有几天 审核通过了没 通过没 批下来没 批了没有
审批怎么样了 有没有进展 有啥进展 进展怎么样 进展如何 受理了吗 受理没有 材料审得怎么样了 我交的材料怎么样了 那个申请咋样了 咋样了 怎么样了
有消息了吗 有消息没 有结果没 什么时候出证 查一下进度 帮我查进度 查查我的办理进度 状态查询 查状态 办理状态 办证进度 食品证办好没 证到哪儿了
我的件办到哪了 我那个办得咋样了呢 到哪部了 申请到那一步了 我要补正什么 要我补什么 要改哪里 哪里要改 补正到什么时候 最晚什么时候改好
下一步是什么 接下来干什么 接下来要做什么 那个部门在办 哪个部门在办 现在谁在审
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


def test_a_yes_is_still_a_yes() -> None:
    assert said("撤回申请", "area", "confirm", handed_in=True) == ["cancel"]


@pytest.mark.parametrize("text", "不撤了 先别撤 算了先不撤 那就不撤了吧 还是不撤回了 别撤".split())
def test_a_no_to_taking_it_back_is_a_no(text: str) -> None:
    assert said(text, None, "confirm", handed_in=True) == ["reject"]
