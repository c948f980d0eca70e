"""The guide for authors and the table of codes say the same, and every issue has a code of the table."""

from __future__ import annotations

import re
from pathlib import Path

from bot.catalog.codes import TITLES
from bot.catalog.jargon import JARGON, jargon_in

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "scenarios/README.md").read_text("utf-8").partition("\n## daoban check 的编号\n")[2]
_ROW = re.compile(r"^\| `([A-Z]+-\d{2})` \| (.+) \|$", re.MULTILINE)


def test_the_guide_has_every_code_with_its_title() -> None:
    assert _ROW.findall(GUIDE) == list(TITLES.items())
    assert list(TITLES) == sorted(TITLES)


def test_every_code_that_a_check_gives_is_in_the_table_and_each_of_the_table_is_given() -> None:
    files = [file for file in (ROOT / "bot/catalog").glob("*.py") if file.name != "codes.py"]
    given = {code for file in files for code in re.findall(r'"([A-Z]+-\d{2})"', file.read_text("utf-8"))}
    assert given == set(TITLES)


def test_the_guide_names_the_words_that_are_not_taken() -> None:
    listed = re.search(r"公文用语（`JARGON-01`）是这些：(.+)。", GUIDE)
    assert listed is not None
    assert listed[1].split("、") == list(JARGON)


def test_a_word_of_documents_is_found_inside_a_sentence() -> None:
    assert jargon_in("上述材料应予以提交") == [("予以", JARGON["予以"]), ("上述", JARGON["上述"])]
    assert jargon_in("您店里卖什么？") == []
