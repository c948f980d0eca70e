"""The paths as a page to read, print and sign. No script, nothing from elsewhere, every text escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from .exploring import Exploration
from .sheet import COLUMNS, cells, legend, usual_answers
from .tables import summary

_STYLE: Final = """
body { font: 14px/1.6 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif; margin: 24px; color: #1d2129 }
h1 { font-size: 22px; margin: 0 0 4px } h2 { font-size: 16px; margin: 24px 0 8px }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #c9cdd4; padding: 4px 8px; text-align: left; vertical-align: top }
th { background: #f2f3f5; white-space: nowrap } thead { display: table-header-group } tr { break-inside: avoid }
.fault td { background: #ffece8; color: #a8071a } .ends td { background: #f7f8fa }
.usual { columns: 3; padding-left: 18px; margin: 0 } .sign td { height: 48px; width: 33% }
@page { size: A3 landscape; margin: 12mm }
"""


def as_html(exploration: Exploration, texts: Mapping[str, str]) -> str:
    """A whole page: title, what was walked, endings, usual answers, the table, abbreviations, places to sign."""
    title = escape(f"{exploration.release.scenario.title}：路径表")
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n{as_fragment(exploration, texts)}\n</body>\n</html>\n"
    )


def as_fragment(exploration: Exploration, texts: Mapping[str, str]) -> str:
    """The same without the page around it, to stand in another page."""
    return "\n".join(_parts(exploration, texts))


def _parts(exploration: Exploration, texts: Mapping[str, str]) -> Iterator[str]:
    scenario, usual = exploration.release.scenario, usual_answers(exploration)
    yield f"<h1>{escape(scenario.title)}：路径表</h1>"
    yield f"<p>主题 {escape(scenario.id)}，版本 {escape(scenario.version)}，按 {exploration.day} 的规定。<br>"
    yield f"{escape(exploration.bound)}</p>"
    yield "<h2>走到哪里</h2>"
    yield _table(("结果", "几条路"), ((end, str(count)) for end, count in summary(exploration)))
    yield '<h2>对照的回答</h2><p>为了好读，下表的「情形」只写和这一组不一样的回答。</p><ul class="usual">'
    for fact, shown in usual.items():
        yield f"<li>{escape(exploration.release.facts[fact].label)}：{escape(shown)}</li>"
    yield "</ul><h2>每一条路</h2><table><thead>" + _row("th", COLUMNS) + "</thead><tbody>"
    for number, row in enumerate(exploration.rows, 1):
        mark = "fault" if row.fault is not None else "ends" if row.result.outcome else ""
        yield _row("td", cells(exploration, number, row, usual), mark)
    yield "</tbody></table><h2>编号</h2>"
    yield _table(("种类", "编号", "是什么"), ((one.kind, one.id, one.text) for one in legend(exploration, texts)))
    yield '<h2>审核</h2><table class="sign"><tbody>'
    yield _row("td", ("业务审核：", "法制审核：", "日期："))
    yield "</tbody></table>"


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    body = "".join(_row("td", one) for one in rows)
    return f"<table><thead>{_row('th', heads)}</thead><tbody>{body}</tbody></table>"


def _row(tag: str, texts: tuple[str, ...], mark: str = "") -> str:
    own = f' class="{mark}"' if mark else ""
    return f"<tr{own}>" + "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts) + "</tr>"
