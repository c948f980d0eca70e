"""A change is written whole, inside the project, over the very text it was made from; or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.learning.changes import Change, Refused, is_writable, write


@pytest.mark.parametrize("before", [None, "甲\r\n"])
def test_a_change_is_written_with_its_line_ends(tmp_path: Path, before: str | None) -> None:
    file = tmp_path / "scenarios/stories/phrases.yml"
    if before is not None:
        file.parent.mkdir(parents=True)
        file.write_bytes(before.encode())
    write(tmp_path, Change("scenarios/stories/phrases.yml", before, "甲\r\n乙\r\n"))
    assert file.read_bytes() == "甲\r\n乙\r\n".encode()
    assert [one.name for one in file.parent.iterdir()] == ["phrases.yml"]


@pytest.mark.parametrize("before", [None, "甲\n"])
def test_what_somebody_else_wrote_meanwhile_stays(tmp_path: Path, before: str | None) -> None:
    (tmp_path / "a.yml").write_text("别人写的\n", "utf-8")
    with pytest.raises(Refused, match="刚才被别人改过"):
        write(tmp_path, Change("a.yml", before, "乙\n"))
    assert (tmp_path / "a.yml").read_text("utf-8") == "别人写的\n"


def test_nothing_is_written_through_a_link_that_leads_out(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (root / "stories").symlink_to(outside)
    for file in ("stories/phrases.yml", "../outside/phrases.yml"):
        with pytest.raises(Refused, match="不在"):
            write(root, Change(file, None, "乙\n"))
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    "words", ["", "  ", "甲\n乙", "甲\x00", "甲\x1b[31m", "\u202e甲", "甲\u200b", "甲" * 41, "\udc80"]
)
def test_what_cannot_stand_in_a_line_is_told(words: str) -> None:
    assert not is_writable(words, 40)
    assert is_writable("甲 <b>: #{", 40)
