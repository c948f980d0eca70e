"""What may be kept of free words: nothing that is anybody's, whatever its spelling."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from actions.learning.hints import PARTICLES
from actions.learning.scrubbing import PLAIN, STRANGE, WORDS, Scrubber
from bot.nlu.values.common_words import is_word, name_words
from bot.nlu.values.surnames import DOUBLE, SURNAMES
from tests.actions.learning.planted import PLANTED

#: What scrubbed words are made of.
_ALLOWED = re.compile(r"(?:[\u3400-\u9fff]|⟨(?:数字|字母|姓名|名称)⟩)+")


@pytest.mark.parametrize(
    ("said", "kept", "people"),
    [
        pytest.param("执照已经下来了", "执照已经下来了", PLAIN, id="words-of-the-catalog"),
        pytest.param("還沒排隊呢！", "还没排队呢", WORDS, id="words-of-the-language"),
        pytest.param("开鹦咖", "开鹦咖", STRANGE, id="slang"),
        pytest.param("建军搞的", "建军搞的", STRANGE, id="rare-word-or-given-name"),
        pytest.param("东东说等等", "东东说等等", STRANGE, id="pet-name-in-the-lexicon"),
        pytest.param("法人方正明办的", "法人⟨姓名⟩办的", WORDS, id="name-inside"),
        pytest.param("找欧阳娜娜办", "找⟨姓名⟩办", WORDS, id="double-surname"),
        pytest.param("王阿婆办的", "⟨姓名⟩办的", WORDS, id="surname-and-nickname"),
        pytest.param("八十来平", "⟨数字⟩来平", WORDS, id="spoken-number"),
        pytest.param("卖OK的", "卖⟨字母⟩的", WORDS, id="latin"),
    ],
)
def test_what_is_kept(scrubber: Scrubber, said: str, kept: str, people: int) -> None:
    found = scrubber.scrub(said)
    assert found is not None
    assert (found.text, found.people) == (kept, people)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "   ",
        "张伟",
        "张 伟",
        "我叫小红",
        "一三八",
        "13812345678",
        "就在光明邨旁边",
        "hello",
        "，。",
        "好" * 31,
        "😀",
        "迪丽热巴",
        "我坐牢过",
    ],
)
def test_where_nothing_is_left_or_sure_nothing_is_kept(scrubber: Scrubber, said: str) -> None:
    assert scrubber.scrub(said) is None


@pytest.mark.parametrize(("said", "secrets"), PLANTED)
def test_nothing_planted_is_kept(scrubber: Scrubber, said: str, secrets: tuple[str, ...]) -> None:
    found = scrubber.scrub(said)
    if found is not None and found.people < STRANGE:
        assert [secret for secret in secrets if secret in found.text] == []


_FRAMES = st.sampled_from(["{}", "是{}办的", "{}还没办好", "找{}就行", "执照{}拿了", "就{}一个人", "好的{}", "问{}"])
_GIVEN = st.text(
    st.sampled_from("伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂玲辉鹏宇浩轩梓涵欣怡诗雨桐"), min_size=1, max_size=2
)
#: Surnames that are not words by themselves; those that are (都, 那, 全) need the gate of several people.
_SURNAMES = sorted(SURNAMES - PARTICLES - set("平明强军杰超"))


@given(frame=_FRAMES, surname=st.sampled_from(_SURNAMES) | st.sampled_from(sorted(DOUBLE)), given_name=_GIVEN)
def test_a_full_name_is_never_kept_in_any_frame(scrubber: Scrubber, frame: str, surname: str, given_name: str) -> None:
    name = surname + given_name
    assume(not is_word(name))  # 空军 and 安静 are words
    found = scrubber.scrub(frame.format(name))
    assert found is None or name not in found.text


@given(text=st.text(max_size=40))
def test_only_chinese_words_and_marks_are_kept(scrubber: Scrubber, text: str) -> None:
    found = scrubber.scrub(text)
    assert found is None or _ALLOWED.fullmatch(found.text)


_DIGIT = st.sampled_from("0123456789０１２３４５６７８９零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖①②③④⑤٠١٢٣٤٥")
_GAP = st.sampled_from(["", " ", "-", "　", "。", "，", "然后", "再", "/", "\u200b", "、"])


@given(parts=st.lists(st.tuples(_DIGIT, _GAP), min_size=4, max_size=14), frame=_FRAMES)
def test_of_a_number_in_whatever_writing_two_digits_at_most_are_kept(
    scrubber: Scrubber, parts: list[tuple[str, str]], frame: str
) -> None:
    found = scrubber.scrub(frame.format("".join(digit + gap for digit, gap in parts)))
    if found is not None:
        assert not re.search(r"\d", found.text)
        assert len(re.findall("[零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖]", found.text)) <= 2


#: Names that more than particles make up: 中上 is one in the dictionary.
_NAMES = sorted(word for word in name_words() if not set(word) <= PARTICLES)


@given(word=st.sampled_from(_NAMES))
def test_a_word_that_is_a_name_is_kept_only_where_the_catalog_says_it(scrubber: Scrubber, word: str) -> None:
    found = scrubber.scrub(word)
    known = scrubber._known
    assert found is None or word not in found.text or any(word in one or one in word for one in known)
