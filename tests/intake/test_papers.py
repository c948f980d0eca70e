"""The paper of each event: what it says of a real application, who gets it, and that there is one where the law wants one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.apart import Apart, Limits
from actions.cipher import Cipher
from actions.database import open_engine
from api.intake import IntakeServices, create_intake, new_client_key, open_intake, published_forms
from api.intake.acts import read_act
from api.intake.applying import NOBODY, who_applies
from api.intake.clients import READ, SUBMIT
from api.intake.clock import open_clock
from api.intake.deadlines import Deadlines
from api.intake.event import Correction, Deadline, Event, Point
from api.intake.filling_in import Filing
from api.intake.notices import KINDS, MARK, Extended, Received, page_of
from api.intake.officers import Officer
from api.intake.papers import notice_of
from api.intake.status import STATUSES, may_happen
from api.printing.printer import LIMITS, Printer
from bot.catalog import Published, publish
from bot.catalog.processes import OFFICE
from tests import patient
from tests.actions.conftest import Clock
from tests.api.paper import bare, pages
from tests.api.problem import problem
from tests.catalog.tree import edit, plant
from tests.intake.http_server import serving
from tests.intake.permit import shop_catalog
from tests.intake.test_alone import alone
from tests.intake.test_taking import APPLICATION, PATH

ROOT = Path(__file__).resolve().parents[2]
MARKET = Officer("wang", "王科", "静安区市场监督管理局")
POLICE = Officer("jing", "警官", "上海市公安局静安分局")
#: A Monday; the holiday is over, and no weekend is worked until the end of the year.
MONDAY = datetime(2026, 10, 12, 2, tzinfo=timezone.utc)
FOOD, HOTEL, FILING = "food_operation", "hotel_special", "prepackaged_filing"
NAMES = {FOOD: "valid-beverage_shop", HOTEL: "valid-minimal", FILING: "valid-minimal"}
LEADS = {FOOD: MARKET, HOTEL: POLICE, FILING: MARKET}
MATERIALS = [
    {"id": "M02", "label": "营业执照", "mode": "e_license_exempt"},
    {"id": "M04", "label": "布局图", "mode": "upload", "files": [{"name": "布局图.pdf"}]},
    {"id": "M05", "label": "没有传的", "mode": "upload"},
    {"id": "other", "label": "窗口收的说明", "mode": "fill_in"},
    {
        "id": "later",
        "label": "容缺的",
        "mode": "deferred",
        "due": "2026-10-22",
        "undertaken": {"text": "我补交", "day": "2026-10-12"},
    },
    {
        "id": "promised",
        "label": "承诺后补的",
        "mode": "commitment",
        "undertaken": {"text": "我承诺", "day": "2026-10-12"},
    },
]
POINTS = [
    {"pointer": "/premises/total_area", "words": "和租赁合同上的面积不一样", "basis": "《食品经营许可和备案管理办法》第十三条"},
    {"material": "M04", "words": "缺第3页，请补齐"},
]  # fmt: skip
RECEIPT = "电子申请收件凭证，不表示已经受理"
REMEDIES = "六十日内，向（行政复议机关，由受理机关写明）申请行政复议"


@pytest.fixture(scope="module")
def published() -> Published:
    """What the project's files say."""
    return publish(ROOT, today=MONDAY.date())


@pytest.fixture(scope="module")
def printer() -> Iterator[Apart]:
    """Of the kind that a server has."""
    made = Apart(Printer, LIMITS)
    yield made
    made.close()


@pytest.fixture
def clock() -> Clock:
    made = Clock()
    made.now = MONDAY
    return made


@pytest.fixture
def services(tmp_path: Path, published: Published, printer: Apart, clock: Clock) -> Iterator[IntakeServices]:
    """The intake of the project's forms."""
    with opened(tmp_path, published, printer, clock) as services:
        yield services


@contextmanager
def opened(folder: Path, published: Published, printer: Apart, clock: Clock) -> Iterator[IntakeServices]:
    """An intake with a database of its own."""
    engine = open_engine(f"sqlite:///{folder / 'intake.sqlite3'}")
    forms, cipher = published_forms(published.catalog), Cipher({"k1": b"1" * 32}, "k1")
    yield open_intake(engine, cipher, forms, clock, definitions=lambda: published.definitions, printer=printer)
    engine.dispose()


@pytest.fixture
def web(services: IntakeServices) -> Iterator[httpx.Client]:
    """A client's system, over HTTP."""
    with asking(services) as client:
        yield client


@contextmanager
def asking(services: IntakeServices) -> Iterator[httpx.Client]:
    """A system that may hand in and read."""
    with serving(create_intake(services)) as url:
        key = new_client_key()
        services.clients.register(key, "窗口系统")
        with patient.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}) as client:
            yield client


def example(form: str) -> dict[str, Any]:
    """An application that the form takes."""
    found: dict[str, Any] = json.loads((ROOT / f"forms/{form}/examples/{NAMES[form]}.json").read_text("utf-8"))
    return found


def hand_in(web: httpx.Client, form: str = FOOD, key: str = "k1") -> str:
    """The reference of an application that was taken."""
    body = {"form": form, "application": example(form), "materials": MATERIALS}
    taken = web.post(PATH, json=body, headers={"Idempotency-Key": key})
    assert taken.status_code == 201, taken.text
    return str(taken.json()["reference"])


def does(services: IntakeServices, reference: str, officer: Officer, kind: str, **more: Any) -> Event:
    """An officer who has seen everything does something."""
    seq = len(services.casework.history.of(reference))
    return services.casework.act(officer, reference, read_act({"kind": kind, "seq": seq, **more}))


def paper(web: httpx.Client, reference: str, seq: int) -> str:
    """All that the event's paper shows; its mark stands on each page."""
    answer = web.get(f"{PATH}/{reference}/notices/{seq}.pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    found = pages(answer.content)
    assert all(MARK in page for page in found) or all(RECEIPT in page for page in found)
    return "".join(found)


Step = tuple[int, str, dict[str, Any]]
ACCEPT: Step = (0, "accepted", {})
#: Form, what its officer does (days later, kind, more), and what the paper of the last act says.
CASES: list[Any] = [
    pytest.param(FOOD, [], (
        "收件凭证", RECEIPT, "10时00分收到", "上海阿婆餐饮管理有限公司（统一社会信用代码：91310106MAFRP306M7）", "食品经营许可（食品销售、餐饮服务、单位食堂）",
        "静安区市场监督管理局（以受理窗口为准）", "自2026年10月12日收到之日起5个工作日内（当日不计入），最迟为2026年10月19日",
        "收到的材料（3）", "上传", "窗口收的说明",
    ), id="received"),
    pytest.param(FOOD, [(1, "correction_begun", {"points": POINTS, "until": "2026-10-30", "words": "有两处，一起改。"})], (
        "一次告知（补正）通知书", "（共2项）", "填写项：场所总使用面积", "和租赁合同上的面积不一样", "《食品经营许可和备案管理办法》第十三条",
        "材料：主要设备设施和经营布局文件", "缺第3页，请补齐", "请于2026年10月30日（以受理窗口为准）以前补正", "说明：有两处，一起改。",
    ), id="correction_begun"),
    pytest.param(FOOD, [(1, "accepted", {"words": "请留意电话。"})], (
        "受理通知书", "自2026年10月13日起受理", "第三十二条第一款第五项", "本机关承诺自2026年10月13日受理之日起10个工作日内",
        "最迟为2026年10月27日（以受理窗口为准）", "说明：请留意电话。",
    ), id="accepted"),
    pytest.param(FOOD, [(9, "accepted", {})], (
        "受理通知书", "没有在规定的期限内告知", "自收到申请材料之日即2026年10月12日起即为受理", "自2026年10月12日受理之日起10个工作日内", "最迟为2026年10月26日",
    ), id="accepted-by-silence"),
    pytest.param(FOOD, [(0, "acceptance_refused", {"words": "请向静安区文化和旅游局申请。"})], (
        "不予受理决定书", "请向静安区文化和旅游局申请。", "《中华人民共和国行政许可法》第三十二条第二款；事项适用的具体条款由受理机关写明", REMEDIES,
    ), id="acceptance_refused"),
    pytest.param(FOOD, [(0, "not_needed", {"words": "只卖农产品，不用许可。"})], (
        "不受理告知书", "只卖农产品，不用许可。", "依法不需要取得行政许可", REMEDIES,
    ), id="not_needed"),
    pytest.param(FOOD, [ACCEPT, (2, "granted", {})], (
        "准予行政许可决定书", "食品经营许可证", "收到：2026年10月12日", "决定：2026年10月14日", "自2026年10月14日作出决定之日起10个工作日内", "2026年10月28日",
    ), id="granted"),
    pytest.param(FOOD, [ACCEPT, (2, "granted_with_deferral", {"words": "健康证明一个月内补。"})], (
        "准予行政许可决定书", "容缺办理，以后补交的材料和期限以受理窗口为准。健康证明一个月内补。",
    ), id="granted_with_deferral"),
    pytest.param(FOOD, [ACCEPT, (1, "refused", {"words": "场所在住宅楼里。"})], (
        "不予行政许可决定书", "场所在住宅楼里。", "《中华人民共和国行政许可法》第三十八条第二款；事项适用", REMEDIES, "决定：2026年10月13日",
    ), id="refused"),
    pytest.param(HOTEL, [ACCEPT, (3, "extended", {"words": "要再核查一次现场。"})], (
        "延长审查期限告知书", "最迟为2026年11月9日", "延长10个工作日", "最迟为2026年11月23日", "理由：要再核查一次现场。", "第四十二条第一款",
    ), id="extended"),
    pytest.param(HOTEL, [ACCEPT, (2, "special_begun", {"reason": "检测"})], (
        "特别程序告知书", "依法需要检测", "审查期限自2026年10月14日起中止计算", "还剩18个工作日",
    ), id="special_begun"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "steps", "said"), CASES)
def test_the_paper_of_an_event_says_what_happened(
    web: httpx.Client, services: IntakeServices, clock: Clock, form: str, steps: list[Step], said: tuple[str, ...]
) -> None:
    reference = hand_in(web, form)
    for days, kind, more in steps:
        clock.pass_seconds(timedelta(days=days).total_seconds())
        does(services, reference, LEADS[form], kind, **more)
    told = paper(web, reference, len(steps) + 1)
    assert [one for one in (*said, reference) if bare(one) not in told] == []
    people = [value for value in example(form)["legal_rep"].values() if len(str(value)) > 7]
    assert people
    assert [one for one in people if bare(str(one)) in told] == []
    assert [one for one in ("没有传的", "容缺的", "承诺后补的") if one in told] == []


def test_every_kind_that_has_a_paper_is_in_the_table() -> None:
    kinds = {steps[-1][1] if steps else "received" for steps in (one.values[1] for one in CASES)}
    assert kinds | {"correction_ended"} == set(KINDS)


def test_a_supplement_is_receipted_and_earlier_papers_stay_as_they_were(
    web: httpx.Client, services: IntakeServices
) -> None:
    reference = hand_in(web)
    first = paper(web, reference, 1)
    name = {"pointer": "/operator/name", "words": "和营业执照不一样"}
    does(services, reference, MARKET, "correction_begun", points=[*POINTS, name])
    corrected = example(FOOD)
    corrected["operator"]["name"] = "上海阿公餐饮管理有限公司"
    body = {"correction": f"{reference}:c2", "application": corrected, "materials": MATERIALS[1:2]}
    answer = web.post(f"{PATH}/{reference}/supplements", json=body, headers={"Idempotency-Key": "s"})
    assert answer.status_code == 200
    told = paper(web, reference, 3)
    assert [one for one in ("补正材料收件凭证", "阿公", "收到的材料（1）") if one not in told] == []
    assert "即为受理" not in told
    assert paper(web, reference, 1) == first
    assert "阿婆" in first


def test_a_filing_has_a_receipt_and_no_paper_of_the_permit_law(web: httpx.Client, services: IntakeServices) -> None:
    reference = hand_in(web, FILING)
    told = paper(web, reference, 1)
    assert "仅销售预包装食品备案" in told
    assert "即为受理" not in told
    does(services, reference, MARKET, "accepted")
    assert problem(web.get(f"{PATH}/{reference}/notices/2.pdf"), 404)["title"] == "no-such-notice"


@pytest.mark.parametrize("seq", ["0", "2", "3", "99", "-1", "1.5", "x", "٣", "9" * 5000, "1%00", "01"])
def test_there_is_no_paper_of_what_did_not_happen_or_has_none(
    web: httpx.Client, services: IntakeServices, seq: str
) -> None:
    reference = hand_in(web)
    web.post(f"{PATH}/{reference}/withdrawal", json={}).raise_for_status()
    assert problem(web.get(f"{PATH}/{reference}/notices/{seq}.pdf"), 404)["title"] == "no-such-notice"


@pytest.mark.parametrize(
    ("scope", "owner", "status"),
    [
        pytest.param(READ, "窗口系统", 200, id="its-own"),
        pytest.param(READ, "别的系统", 404, id="anothers"),
        pytest.param(SUBMIT, "窗口系统", 403, id="no-right-to-read"),
    ],
)
def test_a_client_gets_the_papers_of_its_own_applications(
    web: httpx.Client, services: IntakeServices, scope: str, owner: str, status: int
) -> None:
    reference, key = hand_in(web), new_client_key()
    services.clients.register(key, owner, (scope,))
    answer = web.get(f"{PATH}/{reference}/notices/1.pdf", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == status
    problem(web.get(f"{PATH}/{reference}/notices/1.pdf", headers={"Authorization": ""}), 401)


def test_a_printer_that_is_busy_is_a_problem_of_its_own(tmp_path: Path, published: Published, clock: Clock) -> None:
    full = Apart(Printer, Limits(waiting=0))
    with opened(tmp_path, published, full, clock) as services, asking(services) as web:
        answer = web.get(f"{PATH}/{hand_in(web)}/notices/1.pdf")
    assert problem(answer, 503)["title"] == "not-printed"
    assert answer.headers["retry-after"] == "5"
    full.close()


def test_an_intake_alone_prints_by_itself(tmp_path: Path) -> None:
    root, var = plant(tmp_path / "project"), tmp_path / "var"
    application = json.loads((root / "forms/permit/examples/valid-shop.json").read_text("utf-8"))
    with alone(var, root) as url, patient.Client(base_url=url) as client:
        client.headers["Authorization"] = f"Bearer {(var / 'keys' / 'intake.key').read_text().strip()}"
        body = {"form": "permit", "application": application}
        taken = client.post(PATH, json=body, headers={"Idempotency-Key": "k"})
        assert taken.json()["reference"] in paper(client, taken.json()["reference"], 1)


# What is filled in, without a server -----------------------------------------------------------------------------------

SHOP = published_forms(shop_catalog())["permit"]
OF_SHOP = Filing("SH-JA-20261012-7K3M9QXT2D", SHOP, APPLICATION, (), OFFICE, "许可证")
DEADLINES = Deadlines(open_clock())
POINT = Point("面积", "改", "/place/area", "", "《办法》第三条")


def event(status: str, seq: int = 1, at: datetime = MONDAY, **more: Any) -> Event:
    """Something that happened to the shop's application."""
    return Event(OF_SHOP.reference, seq, status, at, **more)


def test_whom_to_ask_and_where_to_contest_is_as_the_department_confirmed_it(tmp_path: Path, printer: Apart) -> None:
    root = plant(tmp_path / "project")
    told_of = "contact: {phone: 021-00000000, certain: true}, remedies: {review_body: 某区人民政府}, short: 市场监管"
    edit(root, "forms/departments.yml", "short: 市场监管", told_of)
    market = publish(root, today=MONDAY.date()).definitions.departments["market"]
    filing = replace(OF_SHOP, lead=market)
    notice = notice_of(
        filing, [event("received"), event("not_needed", 2, office="某局", words="不用许可。")], DEADLINES
    )
    assert notice is not None
    told = "".join(pages(printer.call("pdf", *page_of(notice))))
    assert "联系方式：021-00000000用章位" in told.replace("（用章位）", "用章位")
    assert "向某区人民政府（以受理窗口为准）申请行政复议" in told
    assert "向（有管辖权的人民法院，由受理机关写明）提起行政诉讼" in told


def test_a_persons_number_is_masked_and_an_agents_is_nobodys() -> None:
    number = APPLICATION["owner"]["id_no"]
    name, certificate = who_applies(SHOP, APPLICATION)
    assert name == APPLICATION["name"]
    assert certificate is not None
    assert certificate.shown == number[:3] + "*" * 11 + number[-4:]
    assert who_applies(SHOP, {"owner": {"id_no": number}}) == (NOBODY, None)


def test_an_agents_number_is_not_the_firms(published: Published) -> None:
    food = published_forms(published.catalog)[FOOD]
    application = {**example(FOOD), "agent": {"name": "周小敏", "id_no": "310106199003074321"}}
    del application["operator"]["uscc"]
    assert who_applies(food, application) == ("上海阿婆餐饮管理有限公司", None)


def test_a_day_that_was_told_stays_and_a_table_that_changed_is_a_doubt() -> None:
    due = Deadline(date(2026, 10, 20), 5, "工作日", True, ())
    notice = notice_of(OF_SHOP, [event("received", due=due)], DEADLINES)
    assert isinstance(notice, Received)
    assert notice.answer is not None
    assert (notice.answer.last, notice.answer.doubts) == (due.day, ("按现在的工作日表，最后一天是2026-10-19",))


@pytest.mark.parametrize(
    "history",
    [
        pytest.param([event("received"), event("refused", 2, words="不行")], id="never-accepted"),
        pytest.param([event("received"), event("correction_begun", 2)], id="nothing-to-correct"),
        pytest.param([event("received"), event("accepted", 2), event("special_begun", 3, reason="公示")], id="no-procedure-of-the-law"),
        pytest.param([event("received"), event("accepted", 2), event("extended", 3, MONDAY + timedelta(days=80), words="忙")], id="too-late"),
    ],
)  # fmt: skip
def test_what_the_law_wants_and_nobody_said_is_logged_without_values(
    history: list[Event], caplog: pytest.LogCaptureFixture
) -> None:
    assert notice_of(OF_SHOP, history, DEADLINES) is None
    assert history[-1].id in caplog.text
    assert APPLICATION["name"] not in caplog.text


@given(st.lists(st.tuples(st.sampled_from(sorted(STATUSES)), st.integers(0, 30)), max_size=30))
def test_whatever_happens_each_event_has_its_own_paper_or_none(tried: list[tuple[str, int]]) -> None:
    happened = [event("received")]
    for status, hours in tried:
        if not may_happen(status, [one.status for one in happened]):
            continue
        happened.append(
            event(
                status, len(happened) + 1, happened[-1].at + timedelta(hours=hours), office="市场局", words="理由。",
                reason="听证" if status.startswith("special") else "",
                correction=Correction("c", (POINT,)) if status == "correction_begun" else None,
            )
        )  # fmt: skip
        notice = notice_of(OF_SHOP, happened, DEADLINES)
        if notice is None:
            # The days of an extension that came late, or ends in a year without a table, are not known.
            assert status not in KINDS or KINDS[status] is Extended
        else:
            assert isinstance(notice, KINDS[status])
            assert APPLICATION["owner"]["id_no"] not in str(asdict(notice))
            page_of(notice)
