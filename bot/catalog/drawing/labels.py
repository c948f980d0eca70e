"""What stands in the boxes: questions, rules, outcomes, forms and materials in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, Final

from bot.engine.catalog import Release
from bot.engine.conditions import Condition
from bot.engine.facts import Fact
from bot.engine.forms import Form, Material
from bot.engine.scenario import Outcome, Question, Rule

from ..condition_words import in_words
from ..fact_words import DOUBT, fact_label, stated, value_words
from .asked import Asked
from .deciding import Decision
from .model import Line
from .settling import ALWAYS, NEVER, Settling

#: Options of a question that are listed; further ones are counted.
_MOST_OPTIONS: Final = 12
_KINDS: Final = {
    "text": "文字", "boolean": "是非", "choice": "单选", "multi_choice": "多选", "integer": "整数", "number": "数",
    "area": "面积", "money": "金额", "percentage": "百分比", "date": "日期", "duration": "时长", "time_range": "时段",
    "business_hours": "营业时间", "mobile": "手机号", "phone": "电话", "email": "邮箱", "postcode": "邮政编码",
    "url": "网址", "plate": "车牌", "person_name": "姓名", "company_name": "企业名称", "id_card": "身份证号",
    "id_document": "证件号码", "licence_number": "许可证编号", "uscc": "统一社会信用代码", "address": "地址",
    "file": "文件", "list": "列表",
}  # fmt: skip
#: How a material is handed in, in Chinese.
MODES: Final = {
    "system_generated": "系统生成", "e_license_exempt": "电子证照免交", "upload": "上传", "fill_in": "在表里填",
    "commitment": "告知承诺", "system_check": "系统核查", "register_exempt": "登记核验免交", "deferred": "容缺后补",
}  # fmt: skip
_ENDS: Final = {"elsewhere": "到别处办", "refused": "不能办"}
_STATES: Final = {"broken": "已停用：写错了", "expired": "已停用：依据失效"}


class Labels:
    """The words of one release, with the figures of one day."""

    def __init__(self, release: Release, settling: Settling, on: date | None) -> None:
        self._release = release
        self._settling = settling
        self._on = on

    def words(self, condition: Condition) -> str:
        """The condition in Chinese."""
        return in_words(condition, self._release.facts, self._release.figures, on=self._on)

    def condition(self, when: Condition | None) -> str:
        """What is left of a condition in this scenario; empty when it always holds, whole when it never does."""
        settled = self._settling.settle(when)
        if when is None or settled == ALWAYS:
            return ""
        return self.words(when if settled == NEVER else settled)

    def start(self) -> tuple[Line, ...]:
        """What the scenario is, and what it settles without asking."""
        scenario = self._release.scenario
        facts = self._release.facts
        lines = [Line(scenario.title, "title"), Line(f"主题 {scenario.theme}（{scenario.id}）", "note")]
        if scenario.state in _STATES:
            lines.append(Line(_STATES[scenario.state]))
        if scenario.until is not None:
            lines.append(Line(f"有效期到 {scenario.until.isoformat()}"))
        known = [stated(name, value, facts) for name, value in scenario.assume.items()]
        return (*lines, *([Line(f"不用问的：{'；'.join(known)}")] if known else []))

    def question(
        self, number: int, question: Question, asked: Collection[str], later: Iterable[str], unreachable: bool
    ) -> tuple[Line, ...]:
        """A question with its wording, its options and its condition; ``later``: facts further down that it waits for."""
        fact = self._release.facts.get(question.fact)
        label = fact_label(question.fact, self._release.facts)
        lines = [Line(f"问题{number}　{label}{f'（{self._kind(fact)}）' if fact is not None else ''}", "title")]
        if fact is not None:
            own = question.wording.ask if question.wording is not None else ""
            lines += [Line(text) for text in (own or fact.wording.ask, self._answers(fact, question)) if text]
        lines += [Line(f"仅当{words}时问", "note") for words in self._only(question)]
        waits = "、".join(fact_label(name, self._release.facts) for name in later)
        lines += [Line(f"要等后面的「{waits}」答了再问", "note")] if waits else []
        lines += [Line("规则定下了的不再问", "note")] if self._ruled(question.fact) else []
        whole = self._release.plan.whole.get(question.fact)
        if whole is not None:
            lines.append(Line(f"在「{fact_label(whole, self._release.facts)}」里说清的不再问", "note"))
        if unreachable or question.fact not in asked:
            lines.append(Line("问不到" if unreachable else "现在的写法下不会问到", "note"))
        return tuple(lines)

    def _ruled(self, name: str) -> bool:
        """Whether a rule may settle the fact, so that it is not asked."""
        return name in self._release.plan.setters or name in self._release.plan.adders

    def _only(self, question: Question) -> list[str]:
        """The condition of a question; its parts in full where it never holds."""
        relevance = self._settling.relevance(question.fact)
        if relevance == ALWAYS:
            return []
        if relevance != NEVER:
            return [self.words(relevance)]
        return [self.words(when) for when in self._release.plan.relevance.get(question.fact, ())]

    def _kind(self, fact: Fact) -> str:
        """What kind of answer is wanted."""
        return "，".join(part for part in (_KINDS.get(fact.kind, fact.kind), fact.unit) if part)

    def _answers(self, fact: Fact, question: Question) -> str:
        """The answers to choose from, or what a list's items are made of; empty for other kinds."""
        options = [one.label for one in (question.options if question.options is not None else fact.options)]
        if fact.items:
            return f"每一项填：{'、'.join(item.label for item in fact.items)}"
        more = f" 等 {len(options)} 项" if len(options) > _MOST_OPTIONS else ""
        mark = "□" if fact.kind == "multi_choice" else "○"
        return " ".join(f"{mark}{label}" for label in options[:_MOST_OPTIONS]) + more

    def fields(self, names: Iterable[str]) -> Iterator[tuple[Line, ...]]:
        """Further facts to be asked, those with one condition together."""
        grouped: dict[str, list[str]] = {}
        for name in names:
            fact, when = self._release.facts[name], self._settling.relevance(name)
            words = "" if when in (ALWAYS, NEVER) else self.words(when)
            without = "算不出来" if fact.derive is not None else "规则没有定下" if self._ruled(name) else ""
            words = "，且".join(part for part in (words, without) if part)
            items = f"（每一项填：{'、'.join(item.label for item in fact.items)}）" if fact.items else ""
            grouped.setdefault(words, []).append(f"{fact.label}{items}")
        for words, labels in sorted(grouped.items(), key=lambda one: one[0] != ""):
            yield (Line(f"{f'仅当{words}时' if words else '都要问'}：{'、'.join(labels)}"),)

    def decision(self, decision: Decision) -> str:
        """The heading of rules that decide the same facts, with how they stand to each other."""
        how = "写在前面的先算" if any(rule.set for rule in decision.rules) else "成立的都算"
        several = f"（{how}）" if len(decision.rules) > 1 else ""
        return f"定下：{'、'.join(fact_label(name, self._release.facts) for name in decision.facts)}{several}"

    def rule(self, rule: Rule, others: bool = False, dead: bool = False) -> tuple[Line, ...]:
        """A rule with what it decides and where it stands. ``others``: rules before it decide the same; ``dead``: it never holds."""
        words = self.words(rule.when) if dead and rule.when is not None else self.condition(rule.when)
        when = f"{words}时" if words else "其余情况" if rule.set and others else "总是"
        first = f"〔{rule.id}〕{when}：{'；'.join(self._effects(rule))}"
        return (Line(first), Line(self.source(rule), "note"))

    def _effects(self, rule: Rule) -> Iterator[str]:
        facts = self._release.facts
        for name, value in rule.set.items():
            yield f"{fact_label(name, facts)}定为{self._value(name, value)}"
        for name, values in rule.add.items():
            yield f"{fact_label(name, facts)}加{self._value(name, values)}"
        if not rule.set and not rule.add:
            yield f"走到结果 {rule.outcome}" if rule.outcome is not None else "提醒申请人"

    def _value(self, name: str, value: Any) -> str:
        return value_words(self._release.facts.get(name), value)

    def source(self, rule: Rule) -> str:
        """Where the rule stands."""
        return f"依据：{sourced(rule.source or '没有写', rule.certain)}"

    def outcome(self, outcome: Outcome, unreachable: bool) -> tuple[Line, ...]:
        """What the applicant is told where the matter ends."""
        lines = [Line(f"{_ENDS.get(outcome.kind, outcome.kind)}　{outcome.id}", "title"), Line(outcome.text)]
        lines += [Line(f"依据：{outcome.source}", "note")] if outcome.source else []
        return (*lines, *([Line("没有规则会走到", "note")] if unreachable else []))

    def form(self, form: Form, when: Condition | None, asked: Asked) -> tuple[Line, ...]:
        """A form with the number of its fields and where their values come from."""
        shown = list(asked.on_form(form))
        names = set(asked.facts)
        questions = sum(field.fact in names for field in shown)
        open_ = sum(not field.required and field.fact not in names for field in shown)
        parts = [f"{questions} 栏问申请人", f"{len(shown) - questions - open_} 栏自动得出"]
        parts += [f"{open_} 栏不问、可以空着"] if open_ else []
        unused = len(form.fields) - len(shown)
        parts += [f"{unused} 栏这个主题用不到"] if unused else []
        lines = [Line(form.title, "title"), Line(f"共 {len(form.fields)} 栏：{'，'.join(parts)}")]
        lines += [Line(f"填好后核对 {len(form.checks)} 条")] if form.checks else []
        words = self.condition(when)
        return (*lines, *([Line(f"仅当{words}时填", "note")] if words else []))

    def materials(self, form: Form) -> Iterator[tuple[Line, ...]]:
        """The materials that can be wanted here, those that always are first."""
        wanted = [(one, self._settling.settle(one.when)) for one in form.materials]
        for material, when in sorted(wanted, key=lambda one: one[1] != ALWAYS):
            if when != NEVER:
                yield self._material(material, when)

    def _material(self, material: Material, when: Condition) -> tuple[Line, ...]:
        first = Line(f"〔{material.id}〕{material.label}（{MODES.get(material.mode, material.mode)}）")
        only = [] if when == ALWAYS else [Line(f"仅当{self.words(when)}时", "note")]
        return (first, *only, Line(f"依据：{sourced(material.basis, material.certain)}", "note"))


def sourced(source: str, certain: bool) -> str:
    """Where something stands, in doubt where nobody has confirmed it."""
    return source if certain or DOUBT in source else f"{source}，{DOUBT}"
