"""`daoban workdays`: a year to compare with its notice, or what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from api.intake.clock.reading import YEARS
from bot.cli import app


def test_a_year_is_listed_with_its_weekdays() -> None:
    done = CliRunner().invoke(app, ["workdays", "2026"])
    assert done.exit_code == 0
    assert "国办发明电〔2025〕7号" in done.output
    assert "调休上班：1月4日（周日）、2月14日（周六）" in done.output
    assert "全年 248 个工作日" in done.output


def test_a_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    wrong = (YEARS / "2026.yml").read_text("utf-8").replace("days: 9", "days: 8")
    (tmp_path / "2026.yml").write_text(wrong, "utf-8")
    done = CliRunner().invoke(app, ["workdays", "2026", "--folder", str(tmp_path)])
    assert done.exit_code == 1
    assert "2026.yml:10  YEAR-05" in done.output


def test_a_year_without_a_file() -> None:
    done = CliRunner().invoke(app, ["workdays", "2031"])
    assert done.exit_code == 1
    assert "2031.yml" in done.output
