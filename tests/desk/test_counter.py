"""A walk-in at a bank's outlet: the whole application by keyboard, agreed to and handed in on the applicant's own screen."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.browser import fresh
from tests.serving import Running

from .page import Sit, hand_in

pytestmark = pytest.mark.browser

#: What a trained clerk types for each answer that is come to: label -> words. In the order in which they come.
ANSWERS: Final = {
    "营业执照办理情况": "已经办好", "经营地点形式": "固定店面", "是否处于食品从业禁止期": "没有", "经营场所地址": "静安区南京西路1234号2楼201室",
    "经营场所所在街道或镇": "南京西路街道", "现场制作的饮品": "冲泡奶茶", "现场制作的食品": "没有", "是否仅简单制售": "是", "酒类": "不卖酒",
    "食品处理区面积": "20平", "房屋性质": "商业", "场所使用权来源": "自有", "所在建筑与居民楼的关系": "独立商业，楼里没有住户", "是否连锁门店": "否",
    "互联网+明厨亮灶": "已接入监管", "是否网络经营": "否", "是否利用自动设备": "否", "取证方式": "只要电子证照", "是否委托代理人": "否",
    "经营者名称": "上海阿婆餐饮店", "统一社会信用代码": "92310106MA14JURQ2K", "主体类型": "个体工商户", "成立日期": "2025年3月8号",
    "执照经营范围": "餐饮服务，食品销售", "住所": "静安区南京西路1234号2楼201室", "经营场所与住所一致": "是", "25米内有无污染源": "没有", "是否有外设仓库": "没有",
    "开业日期": "没有", "联系人": "张伟", "联系人手机": "13812345678", "联系人邮箱": "没有", "邮政编码": "没有", "职工人数": "6", "应体检人数": "2",
    "健康证办理情况": "都办好了", "法定代表人（负责人）姓名": "张伟", "法定代表人（负责人）证件类型": "居民身份证", "法定代表人（负责人）身份证号码": "11010519491231002X",
    "法定代表人（负责人）民族": "汉族", "户籍登记住址": "静安区南京西路1234号2楼201室", "法定代表人（负责人）职务": "店主",
    "法定代表人（负责人）移动电话": "13812345678", "法定代表人（负责人）固定电话": "没有", "食品安全管理人员姓名": "张伟",
    "食品安全管理人员身份证号码": "11010519491231002X", "食品安全管理人员手机": "13812345678", "食品安全管理人员职务": "店主", "任免单位": "上海阿婆餐饮店",
    "食品安全岗位": "食品安全员", "专职或兼职": "专职", "考核合格证明编号": "没有", "从业人员姓名": "李芳", "从业人员身份证号码": "11010519491231002X",
    "工种": "饮品", "健康证明编号": "没有", "餐饮具来源": "一次性", "设备名称": "冰箱", "设备数量": "1", "设备位置": "操作间", "设备类别": "冷藏设备",
    "平面布局图提交方式": "到窗口递交", "操作流程文件提交方式": "到窗口递交", "食品安全制度目录": "全部", "同意电子送达": "是", "申请人签章方式": "电子签名",
}  # fmt: skip


#: What stands in the form at the end, of what is easily put in a wrong place.
FILED: Final = {
    "场所总使用面积": "80㎡", "食品处理区面积": "20㎡", "职工人数": "6人", "应体检人数": "2人", "经营者名称": "上海阿婆餐饮店",
    "法定代表人（负责人）姓名": "张伟", "从业人员姓名": "李芳", "联系人手机": "13812345678", "设备名称": "冰箱", "餐饮具来源": "一次性",
}  # fmt: skip


class Keys:
    """A clerk's keyboard. ``pressed``: how many keys, besides the words that are typed."""

    def __init__(self, page: Page) -> None:
        self._page, self.pressed = page, 0

    def press(self, key: str) -> None:
        """One key, or one with Alt."""
        self._page.keyboard.press(key)
        self.pressed += 1

    def say(self, text: str) -> None:
        """Words and Enter."""
        self._page.keyboard.type(text)
        self.press("Enter")


def box(page: Page) -> str | None:
    """The label of the box that has the focus; None where none has."""
    label = page.evaluate(
        "document.activeElement.closest('#fields') && document.activeElement.getAttribute('aria-label')"
    )
    return str(label) if label else None


def walk(page: Page, keys: Keys) -> list[str]:
    """Every missing answer is put in; gives their labels in the order in which they came."""
    keys.press("Alt+m")
    come = []
    for _ in ANSWERS:
        expect(page.locator("#fields tr form input")).to_be_focused()
        label = box(page)
        assert label is not None
        come.append(label)
        keys.say(ANSWERS[label])
        expect(page.locator("#tried")).to_contain_text("工作人员替您")
        expect(page.get_by_label(label, exact=True)).to_have_count(0)
        if page.locator("#said").evaluate("box => box === document.activeElement"):
            return come
    return come


def let_in(browser: Browser, server: Running, code: str) -> Page:
    """The screen on the applicant's side, which goes on with the case by the code's digits."""
    screen = fresh(browser, viewport={"width": 1280, "height": 760}).new_page()
    screen.goto(server.url)
    screen.get_by_role("button", name="更多").click()
    screen.locator("#menu").get_by_role("button", name="我的办理").click()
    screen.get_by_label("输入换设备的数字码").fill(code)
    screen.keyboard.press("Enter")
    expect(screen.locator("#helped")).to_contain_text("正在帮您办")
    return screen


def agree(screen: Page) -> None:
    """The applicant agrees to what happens with their data, one scope after the other."""
    for words in ("个人信息", "敏感"):
        notice = screen.locator("#notice")
        expect(notice).to_contain_text(words)
        notice.get_by_role("button").first.click()
    expect(screen.locator("#notice")).to_have_count(0)


def conversation(page: Page) -> str:
    """The case that the desk looks at."""
    return page.url.partition("#")[2]


def shown(case: dict[str, Any]) -> set[tuple[str, str]]:
    """Label and value of every field."""
    fields = (field for one in case["applications"] for field in one["fields"].values())
    return {(field["label"], field["display"]) for field in fields}


def test_a_walk_in_is_filed_at_a_banks_outlet_by_keyboard(browser: Browser, server: Running, sit: Sit) -> None:
    page = sit("钱网点")
    keys = Keys(page)
    keys.press("Alt+n")
    expect(page.locator("#said")).to_be_focused()
    keys.say("开一家奶茶店（饮品店）")
    expect(page.locator("#title")).to_contain_text("食品经营许可")
    keys.say("80平有外卖没堂食")
    expect(page.locator("#tried .good")).to_contain_text("80㎡")
    keys.press("Alt+p")
    screen = let_in(browser, server, page.locator("#dialog .code").inner_text())
    keys.press("Escape")
    agree(screen)
    assert walk(page, keys) == list(ANSWERS)
    keys.press("Alt+k")
    expect(screen.locator("#log li").last).to_contain_text("都对吗？")
    screen.get_by_role("button", name="都对", exact=True).click()
    expect(page.locator("#fields")).not_to_contain_text("申请人还没核对")
    keys.press("Alt+b")
    expect(screen.locator("#helped")).to_be_hidden()
    hand_in(screen)
    expect(page.locator("#standing")).to_contain_text("已提交")
    case = screen.request.get(f"{server.url}/api/v1/conversations/{conversation(page)}").json()["case"]
    assert re.fullmatch(r"[0-9A-Z-]{10,}", case["receipt"]["reference"])
    assert shown(case) >= set(FILED.items())
    # 「80平有外卖没堂食」 and all the rest: the words are not counted, each Enter and each key with Alt is.
    assert keys.pressed < 90
    screen.context.close()
