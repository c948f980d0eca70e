"""What each notice says, as an independent reader finds it: numbers, dates, clauses, limits and remedies, each where the law wants it.

The dates were counted by hand on the State Council's calendar for 2026: from 5 November, a Thursday, five working days end on
Thursday the 12th; from Monday 9 November twenty end on Monday 7 December, thirty on Monday 21 December; from Monday 30 November
ten end on Monday 14 December. No day off lies between. From 8 September forty-five end on 16 November and sixty on 7 December:
25 September and 1 to 7 October are off, 20 September and 10 October are worked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from api.intake.notices import MARK, Basis, Contact, CorrectionBegun, Defect, Remedies, Where
from tests.api.paper import bare, text_of

from .samples import ACCEPTED, MATTER, OFFICE, RECEIVED, REFERENCE, Print, samples, term

DOUBT = "（以受理窗口为准）"
CONTEST = (
    "如不服本决定，可以自知道或者应当知道本决定之日起六十日内，向上海市静安区人民政府（以受理窗口为准）申请行政复议；"
    "也可以自知道或者应当知道本决定之日起六个月内，直接向上海铁路运输法院（以受理窗口为准）提起行政诉讼。",
    "提交行政复议申请书的互联网渠道：https://review.example.gov.cn/（以受理窗口为准）",
    "《中华人民共和国行政复议法》第二十条第一款、第二十四条，《中华人民共和国行政诉讼法》第十八条、第四十六条第一款。",
)
#: Case -> its title and what it says beside what all say.
SAID = {
    "received": (
        "收件凭证",
        "你（单位）通过互联网提交的食品经营许可申请，已于2026年11月5日15时04分收到，收件编号" + REFERENCE,
        "本凭证只证明收到了电子申请，不表示已经受理，也不表示准予许可。",
        "自2026年11月5日收到之日起5个工作日内（当日不计入），最迟为2026年11月12日，一次告知需要补正的全部内容；"
        "逾期不告知的，自收到申请材料之日起即为受理。",
        "依据：《行政许可法》第三十二条第一款第四项。",
        "收到的材料（3）",
        "1营业执照电子证照，免交",
        "3食品安全管理人员健康证明—",
        "本凭证由收件系统自动出具，不加盖印章。",
    ),
    "supplement": ("补正材料收件凭证", "食品经营许可补正材料，已于2026年11月5日9时30分收到", "收到的材料（1）"),
    "correction": (
        "一次告知（补正）通知书",
        "申请材料不齐全或者不符合法定形式。根据《中华人民共和国行政许可法》第三十二条第一款第四项的规定，"
        "现将需要补正的全部内容（共2项）一次告知如下：",
        "1填写项：经营面积填的是80平方米，和租赁合同上的65平方米不一样照合同填写"
        "《食品经营许可和备案管理办法》第十三条（以受理窗口为准）",
        "2材料：租赁合同缺第3页补上第3页，重新上传整份合同—",
        "请于2026年11月20日（以受理窗口为准）以前补正。",
        "补正以后收件编号不变；按照要求提交全部补正申请材料的，本机关应当受理（《中华人民共和国行政许可法》第三十二条第一款第五项）。",
        "已经收到的材料（3）",
    ),
    "accepted": (
        "受理通知书",
        "申请材料齐全、符合法定形式。根据《中华人民共和国行政许可法》第三十二条第一款第五项的规定，本机关决定自2026年11月9日起受理。",
        "本机关应当自2026年11月9日受理之日起20个工作日内（当日不计入），最迟为2026年12月7日，作出行政许可决定。"
        "依据：《行政许可法》第四十二条第一款。",
        "所需时间不计算在上述期限内，另行书面告知（《中华人民共和国行政许可法》第四十五条）。",
        "收到：2026年11月5日受理：2026年11月9日",
    ),
    "by_silence": (
        "受理通知书",
        "第三十二条第一款第四项的规定，该申请自收到申请材料之日即2026年11月5日起即为受理。",
    ),
    "acceptance_refused": (
        "不予受理决定书",
        "经审查，本机关决定不予受理，理由如下：经营场所和有毒、有害场所的距离不足。现场核查量得12米。依据：《食品安全法》第三十三条第一款第一项",
        "根据《中华人民共和国行政许可法》第三十二条第一款第二项的规定，请向上海市静安区文化和旅游局申请。",
        "第三十二条第二款的规定，以加盖本机关专用印章和注明日期的书面凭证为准。",
        *CONTEST,
    ),
    "not_needed": (
        "不受理告知书",
        "申请事项依法不需要取得行政许可。根据《中华人民共和国行政许可法》第三十二条第一款第一项的规定，现告知你（单位）不受理",
        "如不服本告知，可以自知道或者应当知道本告知之日起六十日内，向（行政复议机关，由受理机关写明）申请行政复议；"
        "也可以自知道或者应当知道本告知之日起六个月内，直接向（有管辖权的人民法院，由受理机关写明）提起行政诉讼。",
    ),
    "granted": (
        "准予行政许可决定书",
        "根据《中华人民共和国行政许可法》第三十八条第一款、《食品经营许可和备案管理办法》第十三条（以受理窗口为准）的规定，"
        "本机关于2026年11月30日决定：准予行政许可。",
        "许可证件食品经营许可证",
        "证件编号JY23101060123456",
        "许可内容热食类食品制售自制饮品制售",
        "有效期自2026年11月30日有效期至2031年11月29日",
        "自2026年11月30日作出决定之日起10个工作日内（当日不计入），最迟为2026年12月14日，向你（单位）颁发、送达食品经营许可证。"
        "依据：《行政许可法》第四十四条。",
        "公众有权查阅（《中华人民共和国行政许可法》第四十条）。",
    ),
    "deferred": (
        "准予行政许可决定书",
        "容缺办理，以后补交的材料（1）",
        "1从业人员健康证明2026年12月10日（以受理窗口为准）",
        "盖章以前，请受理机关核对：1.容缺办理没有国家法律的依据",
    ),
    "refused": (
        "不予行政许可决定书",
        "根据《中华人民共和国行政许可法》第三十八条第二款的规定，本机关于2026年11月30日决定：不予行政许可。理由如下：",
        "1.经营场所和有毒、有害场所的距离不足。现场核查量得12米。依据：《食品安全法》第三十三条第一款第一项",
        "2.没有专职的食品安全管理人员。依据：《食品经营许可和备案管理办法》第十三条（以受理窗口为准）",
        "收到：2026年11月5日受理：2026年11月9日决定：2026年11月30日",
        *CONTEST,
    ),
    "extended": (
        "延长审查期限告知书",
        "原应当自2026年11月9日受理之日起20个工作日内（当日不计入），最迟为2026年12月7日，作出行政许可决定。",
        "不能在上述期限内作出决定的理由：需要再次现场核查。",
        "经本机关负责人于2026年11月30日批准，延长10个工作日。根据《中华人民共和国行政许可法》第四十二条第一款的规定，"
        "现将延长期限的理由告知你（单位）。",
        "延长以后，本机关应当自2026年11月9日受理之日起30个工作日内（当日不计入），最迟为2026年12月21日，作出行政许可决定。",
        "原期限至：2026年12月7日延长以后至：2026年12月21日",
    ),
    "joint_extended": (
        "延长审查期限告知书",
        "不能在上述期限内办结的理由：两个部门的意见还没有取齐。",
        "经本级人民政府负责人于2026年11月9日批准，延长15个工作日。根据《中华人民共和国行政许可法》第四十二条第二款的规定",
        "原应当自2026年9月8日受理之日起45个工作日内（当日不计入），最迟为2026年11月16日",
        "自2026年9月8日受理之日起60个工作日内（当日不计入），最迟为2026年12月7日",
    ),
    "special": (
        "特别程序告知书",
        "作出行政许可决定，依法需要专家评审（《食品经营许可和备案管理办法》第十三条（以受理窗口为准））。",
        "根据《中华人民共和国行政许可法》第四十五条的规定，专家评审所需时间不计算在审查期限内。审查期限自2026年11月12日起中止计算，"
        "所需时间：15个工作日，预计于2026年12月3日完成（以受理窗口为准）。",
        "审查期限继续计算，还剩17个工作日（以受理窗口为准），届时另行告知。",
        "盖章以前，请受理机关核对：1.暂停的头一天和末一天怎么算，法律没有写明",
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_a_notice_says_what_the_law_wants(case: str, pdf_of: Print) -> None:
    notice = samples()[case]
    text = text_of(pdf_of(notice))
    for said in SAID[case]:
        assert bare(said) in text
    for said in (REFERENCE, "上海阿婆奶茶有限公司：", "居民身份证号：310***********4321", MATTER.item_code, OFFICE):
        assert said in text
    assert "张老师，021-12345678，静安区政务服务中心3号窗口" in text
    assert "310106199003074321" not in text
    if notice.draft:
        assert f"（用章位）{OFFICE}2026年11月30日" in text
        assert "静市监许受〔2026〕118号" in text
    else:
        assert MARK not in text
        assert "用章位" not in text


def test_every_case_is_a_sample() -> None:
    assert set(SAID) == set(samples())


def test_what_nobody_knows_is_left_to_the_bureau(pdf_of: Print) -> None:
    matter = replace(MATTER, number=None, contact=None, dated=None, certificate=None, item_code=None)
    text = text_of(pdf_of(CorrectionBegun(matter, RECEIVED, (Defect(Where.material, "租赁合同", "缺第3页"),))))
    assert f"{OFFICE}（受理机关编号）一次告知（补正）通知书" in text
    assert "联系方式：（由受理机关写明）" in text
    assert f"（用章位）{OFFICE}年月日" in text
    assert "补正的期限（由受理机关写明）。" in text
    assert "实施编码" not in text
    assert "怎样补正" not in text
    assert "依据1" not in text


@pytest.mark.parametrize("certain", [True, False])
def test_what_nobody_has_confirmed_is_never_shown_as_certain(certain: bool, pdf_of: Print) -> None:
    basis = Basis("《某某办法》第九条", certain)
    limit = replace(term("decision", ACCEPTED, "受理"), basis=basis)
    cases = {
        "contact": (replace(samples()["refused"], matter=replace(MATTER, contact=Contact(phone="12345", certain=certain))), "12345"),
        "remedies": (replace(samples()["refused"], remedies=Remedies("某某区人民政府", certain=certain)), "某某区人民政府"),
        "until": (replace(samples()["correction"], until_basis=basis), "2026年11月20日"),
        "clause": (replace(samples()["correction"], until_basis=basis), "第九条"),
        "limit": (replace(samples()["accepted"], decision=limit), "最迟为2026年12月7日"),
        "promise": (replace(samples()["accepted"], promised=limit), "本机关承诺自2026年11月9日受理之日起20个工作日内（当日不计入），最迟为2026年12月7日"),
    }  # fmt: skip
    for name, (notice, said) in cases.items():
        text = text_of(pdf_of(notice))
        assert said in text, name
        assert (said + DOUBT in text) is not certain, name


def test_doubts_of_a_limit_are_told_to_whoever_seals_it_and_to_whoever_holds_the_receipt(pdf_of: Print) -> None:
    doubts = ("头一个疑问", "疑问B", "疑问b", "头一个疑问")
    accepted = replace(samples()["accepted"], decision=replace(term("decision", ACCEPTED, "受理"), doubts=doubts))
    text = text_of(pdf_of(accepted))
    assert "最迟为2026年12月7日（以受理窗口为准）" in text
    assert "盖章以前，请受理机关核对：1.头一个疑问2.疑问B3.疑问b" in text
    answer = replace(term("correction_notice", RECEIVED, "收到"), doubts=doubts)
    receipt = text_of(pdf_of(replace(samples()["received"], answer=answer)))
    assert "最迟为2026年11月12日（以受理窗口为准）" in receipt
    assert "写着以受理窗口为准的，原因是：1.头一个疑问2.疑问B3.疑问b" in receipt


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 1, 2), "2026年1月2日"), (date(2024, 2, 29), "2024年2月29日"), (date(2026, 12, 31), "2026年12月31日")],
)
def test_days_are_told_without_leading_zeros(day: date, said: str, pdf_of: Print) -> None:
    """Source: GB/T 9704-2012, 7.3.5.4."""
    assert f"（用章位）{OFFICE}{said}" in text_of(
        pdf_of(replace(samples()["refused"], matter=replace(MATTER, dated=day)))
    )
