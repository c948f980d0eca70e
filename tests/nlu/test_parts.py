"""The parts understanding is made of: templates, phrases, words, spans, clauses, nearness."""

from __future__ import annotations

import sys
from datetime import date

import jieba
import pytest

from bot.nlu.clauses import clauses
from bot.nlu.folding import fold
from bot.nlu.knowledge import KnowledgeSearch
from bot.nlu.lexicon_reader import FOLDER, lexicon
from bot.nlu.matters import matter_of
from bot.nlu.message import Message
from bot.nlu.ngrams import PhraseIndex
from bot.nlu.phrases import Phrasebook
from bot.nlu.polarity import polarity, polarity_about, unquoted
from bot.nlu.segment import Dictionary, Segmenter
from bot.nlu.spans import Spotter
from bot.nlu.templates import expand, pattern

from .shop import catalog

DICTIONARY = Dictionary()


@pytest.mark.parametrize(
    ("template", "phrases"),
    [
        ("提交", {"提交"}),
        ("[我]提交", {"我提交", "提交"}),
        ("(先|再)等[一会|会儿]", {"先等", "再等", "先等一会", "再等一会", "先等会儿", "再等会儿"}),
        ("(a[b|c])d", {"ad", "abd", "acd"}),
    ],
)
def test_a_template_stands_for_its_phrases(template: str, phrases: set[str]) -> None:
    assert set(expand(template)) == phrases


@pytest.mark.parametrize("template", ["(a|b", "a)b", "[a", "让{who}来", "(a|b|c|d|e|f|g)" * 5])
def test_a_template_that_cannot_be_expanded_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="template"):
        expand(template)


def test_a_slot_becomes_its_expression() -> None:
    assert pattern("(等|让){who}来", {"who": "(.+)"}) == "(?:等|让)(.+)来"
    with pytest.raises(KeyError):
        pattern("让{whom}来", {"who": "(.+)"})


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_every_lexicon_file_can_be_read(name: str) -> None:
    sections = lexicon(name)
    assert sections and all(lines for lines in sections.values())


def test_every_steering_template_can_be_expanded() -> None:
    for name in ("acts", "smalltalk", "grades"):
        for templates in lexicon(name).values():
            assert all(expand(template) for template in templates if "{" not in template)


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("请帮我提交一下谢谢", "submit"),
        ("那就跳过吧", "skip"),
        ("哎呀，不知道呀", "dont_know"),
        ("我想返回上一步", "back"),
    ],
)
def test_politeness_around_a_phrase_counts_for_nothing(text: str, section: str) -> None:
    found = Phrasebook("acts").find(Message.of(text).core)
    assert found[0].section == section


@pytest.mark.parametrize("text", ["提交之前先看看再说吧我还不急", "等30天再说", "让我来发", "提" * 41, ""])
def test_a_part_of_a_phrase_is_no_phrase(text: str) -> None:
    assert not [
        one for one in Phrasebook("acts").find(Message.of(text).core) if one.section.startswith(("later", "submit"))
    ]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("面積１２０㎡", "面积120㎡"),
        ("ＡＢＣ", "abc"),
        ("（舊）", "(旧)"),
        ("ﬁ", "ﬁ"),
        ("乾隆", "乾隆"),
    ],
)
def test_folding_keeps_the_length(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("店名叫阿婆，八十平。电话138！", ["店名叫阿婆", "八十平", "电话138"]),
        ("1,200平", ["1,200平"]),
        ("80,电话", ["80", "电话"]),
        ("奶茶、咖啡\n果汁", ["奶茶、咖啡", "果汁"]),
        ("，。！", []),
    ],
)
def test_clauses_end_at_punctuation(text: str, parts: list[str]) -> None:
    message = Message.of(text)
    found = clauses(message)
    assert [one.folded for one in found] == parts
    assert all(message.folded[one.start : one.end] == one.folded for one in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("店名叫阿婆", ["店名"]),
        ("里面积水了", []),
        ("总面积八十", ["总面积"]),
        ("经营面积八十", ["面积"]),
        ("里面包括", []),
        ("法人电话", ["法人电话"]),
    ],
)
def test_a_word_is_found_unless_it_straddles_two_others(text: str, words: list[str]) -> None:
    segmenter = Segmenter(["店名", "面积", "总面积", "面包", "法人", "电话", "法人电话"], DICTIONARY)
    assert [text[start:end] for start, end in segmenter.spot(text)] == words
    assert "".join(segmenter.cut(text)) == text
    assert [span.text for span in Spotter(segmenter, segmenter_words(segmenter), ()).find(text)] == words


def segmenter_words(segmenter: Segmenter) -> list[str]:
    """The words a segmenter knows."""
    return [word for words in segmenter._by_first.values() for word in words]


def test_the_process_wide_tokenizer_is_left_alone() -> None:
    DICTIONARY.initialize()
    assert not jieba.dt.initialized
    assert "阿婆奶茶" not in jieba.dt.FREQ


def test_spacy_comes_without_deep_learning() -> None:
    Spotter(Segmenter(["店名"], DICTIONARY), ["店名"], ()).load()
    assert "spacy" in sys.modules
    assert "torch" not in sys.modules


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("有", "", True),
        ("", "有的", True),
        ("没有", "", False),
        ("", "不做", False),
        ("我们也做", "", True),
        ("", "", None),
        ("旁边的", "很好", None),
    ],
)
def test_yes_and_no_around_a_name(before: str, after: str, said: bool | None) -> None:
    assert polarity(before, after) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [("旁边有个垃圾站", True), ("没有垃圾站", False), ("什么都没有", False), ("孩子在公厕", None), ("随便走走", None)],
)
def test_yes_and_no_before_words_of_the_question(text: str, said: bool | None) -> None:
    assert polarity_about(text, "周围有垃圾站污水池公厕吗") is said


def test_what_repeats_the_question_denies_nothing() -> None:
    assert unquoted("会放一台无人咖啡机", "会放自动售货机无人咖啡机这类设备吗") == "会放一台"


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("我想开一家奶茶店", "new"),
        ("办食品许可证", "new"),
        ("许可证快到期了怎么续", "renew"),
        ("换法人了要办什么", "change"),
        ("想加一个凉菜项目", "change"),
        ("食品经营许可证丢了怎么办", "reissue"),
        ("店关了要注销吗", "cancel"),
        ("不开奶茶店了,想开面馆", "new"),
        ("面馆不想做了,能不能早点销", "cancel"),
        ("面馆要注销,然后开个花店", "cancel"),
        ("面馆注销了,想开个花店", "new"),
        ("上美团要报备吗", "report"),
        ("奶茶店", None),
    ],
)
def test_the_matter_of_a_text(text: str, matter: str | None) -> None:
    assert matter_of(text) == matter


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("许可证有效期几年", "K-years"),
        ("您好我想咨询一下，这个证到底能用几年啊", "K-years"),
        ("食品许可证有效期多长时间", "K-years"),
        ("开奶茶店需不需要专间", "K-room"),
        ("80平的奶茶店能不能免掉现场核查", "K-visit"),
        ("停车位怎么收费", None),
        ("有", None),
        ("", None),
        ("😀", None),
    ],
)
def test_a_question_finds_its_entry_or_none(question: str, entry: str | None) -> None:
    assert KnowledgeSearch(catalog().knowledge).best(question, date(2026, 11, 24))[0] == entry


@pytest.mark.parametrize(
    ("day", "entry"), [(date(2019, 5, 1), "K-old"), (date(2020, 1, 1), "K-old"), (date(2020, 1, 2), None)]
)
def test_an_entry_is_served_only_while_it_is_in_force(day: date, entry: str | None) -> None:
    assert KnowledgeSearch(catalog().knowledge).best("还要办卫生许可证吗", day)[0] == entry


def test_nearness_is_one_for_the_same_and_nothing_for_strangers() -> None:
    index = PhraseIndex([("a", "许可证有效期几年几个月"), ("b", "奶茶店要做专间吗对不对")])
    scores = index.scores("许可证有效期几年几个月")
    assert scores["a"] == pytest.approx(1.0)
    assert "b" not in scores
    assert index.scores("") == {}
