"""Which permit a text names by its paper: 「器械证补办」, 「出版物零售证注销」. The names are those of the scenarios that continue a permit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.engine.scenario import Scenario

from .chosen_of import within
from .folding import fold

#: What stands before the paper in an author's words.
_DONE_TO: Final = re.compile(r"^(?:补办|补|注销|销|变更|更新|延续|改名字?|改|取消|换|把)+")
_PAPER: Final = re.compile(r"[\u3400-\u9fff]{1,12}?(?:许可证|备案证|证)(?!书|明|件|照|的?复印)")
#: Papers of no permit of ours, or of any.
_OTHERS: Final = re.compile(
    r"(?:营业|健康|身份|居住|房产|产权|毕业|资格|公|签|保|凭|查|验|认|暂住|通行|学生|结婚)证$|^(?:许可证|备案证|经营许可证|[新老旧换办补把的]证)$|[的了续把改换变]|一张|法人|法定代表人|公司|关门|装修"
)
#: What is done to a paper in one character: 「出版物经营许可证 补」.
_BRIEFLY: Final = re.compile(
    r"^[,，\s]*(?:要|想|来|去|是|也|的)*(?P<verb>补|销|续|延|换)(?:一下|下|办)?(?=$|[,，。\s])"
)
_VERBS: Final = {"补": "reissue", "销": "cancel", "续": "renew", "延": "renew", "换": "renew"}
#: Characters of a paper's short name at least: 药证 is one by an author's word only.
_SHORTEST: Final = 3
_LONGEST: Final = 10


class Papers:
    """The papers that scenarios continue."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        found: dict[str, set[str]] = {}
        self._continued: dict[tuple[str, str], list[str]] = {}
        for one in scenarios:
            for form in one.continues:
                self._continued.setdefault((form, str(one.assume.get("application_type", ""))), []).append(one.id)
            for word in (*one.words, one.title) if one.continues else ():
                match = _PAPER.match(_DONE_TO.sub("", fold(word)))
                if match is not None and _OTHERS.search(match[0]) is None:
                    found.setdefault(match[0], set()).update(one.continues)
        self._names: Mapping[str, frozenset[str]] = {name: frozenset(forms) for name, forms in found.items()}

    def named(self, folded: str, matter: str | None) -> tuple[list[str], str] | None:
        """The scenarios for the papers that the text names and what is done to them, and that matter; None where not both are plain."""
        told: list[frozenset[str]] = []
        brief = None
        for end in (at + 1 for at, char in enumerate(folded) if char == "证"):
            forms = self._forms(folded, end)
            if forms:
                told += [forms] if forms not in told else []
                match = _BRIEFLY.match(folded[end:])
                brief = brief or (_VERBS[match["verb"]] if match is not None else None)
        meant = matter if matter not in (None, "new", "report") else brief
        if not told or meant is None:
            return None
        serving = [{one for form in forms for one in self._continued.get((form, meant), ())} for forms in told]
        if any(len(one) != 1 for one in serving):
            return None
        return list(dict.fromkeys(scenario for one in serving for scenario in one)), meant

    def _forms(self, folded: str, end: int) -> frozenset[str]:
        """The permits whose paper's name, or a short form of it, ends there."""
        for length in range(min(_LONGEST, end), 1, -1):
            piece = folded[end - length : end]
            if piece in self._names:
                return self._names[piece]
            if length >= _SHORTEST and _OTHERS.search(piece) is None:
                fitting = {forms for name, forms in self._names.items() if name[0] == piece[0] and within(piece, name)}
                if len(fitting) == 1:
                    return fitting.pop()
        return frozenset()
