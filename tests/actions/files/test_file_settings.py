"""The limits are settings, and a setting that is none is told at the start."""

from __future__ import annotations

import pytest

from actions.settings import BadSetting, read_settings


def test_limits_are_set() -> None:
    given = read_settings(
        {"DAOBAN_FILES": "5", "DAOBAN_FILE_MEGABYTES": "3", "DAOBAN_PDF_PAGES": "9", "DAOBAN_CLAMAV": "tcp://av:3310"}
    )
    assert (given.files, given.file_megabytes, given.pdf_pages, given.clamav) == (5, 3, 9, "tcp://av:3310")


def test_without_them_there_are_usual_ones() -> None:
    given = read_settings({})
    assert (given.files, given.file_megabytes, given.pdf_pages, given.clamav) == (20, 10, 200, None)


@pytest.mark.parametrize("name", ["DAOBAN_FILES", "DAOBAN_FILE_MEGABYTES", "DAOBAN_PDF_PAGES"])
@pytest.mark.parametrize("text", ["0", "-1", "", "ten", "100000"])
def test_what_is_no_limit_is_told(name: str, text: str) -> None:
    with pytest.raises(BadSetting, match=name):
        read_settings({name: text})
