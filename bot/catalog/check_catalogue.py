"""The catalogue of items makes sense: codes look like codes, forms and departments exist, and one version is in force a day."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from stdnum.cn import uscc

from .building import Built
from .check_dates import backwards
from .check_names import unknown
from .issues import Issue
from .processes.catalogue import ItemVersion
from .processes.definitions import Department
from .yaml_reader import Document

#: Characters of the code of whoever implements an item, with which the item's own begins.
_BODY: Final = 18
#: 实施清单编码: the body's code, a digit of the level, and the basic code of 12; 业务办理项编码: two digits more.
#: Source: GB/T 39554.1-2020, as codes published in two provinces have it. Others have their own, which ``as_given`` lets pass.
_CODE: Final = re.compile(r"[0-9A-Z]{18}[1-6][0-9]{12}([0-9]{2})?")
_LOOK: Final = "对照事项清单：31 位（业务办理项 33 位），前 18 位是实施部门的统一社会信用代码；清单上就是这样的，写 as_given: true。"
_SOONER: Final = "给前一个版本写上 until，到后一个版本的 from 的前一天。"


def sound_catalogue(built: Built, today: date) -> Iterator[Issue]:
    """Every item is for a form and of a department that there are, has a code like a code, and one version a day."""
    yield from _bodies(built)
    document = built.source.catalogue
    if document is None:
        return
    departments = built.definitions().departments
    for at, item in built.listed.items():
        if item.form not in built.forms:
            yield unknown(
                document,
                ("items", at, "form"),
                "CATALOGUE-01",
                f"事项 {item.title} ",
                item.form,
                built.forms,
                "forms/ ",
            )
        if item.department not in departments:
            path = ("items", at, "department")
            where = "forms/departments.yml "
            yield unknown(document, path, "PROCESS-02", f"事项 {item.title} ", item.department, departments, where)
        yield from _code(document, at, item, departments.get(item.department))
        yield from backwards(document, ("items", at), f"事项 {item.title} ", item.start, item.until)
    yield from _versions(built, document)


def _bodies(built: Built) -> Iterator[Issue]:
    document = built.source.departments
    for name, department in built.definitions().departments.items():
        code = department.uscc.code
        if document is not None and code and not uscc.is_valid(code):
            what = f"部门 {name} 的 {code} 不像统一社会信用代码：18 位，最后一位是校验位。"
            line = document.line("departments", name, "uscc", "code")
            yield Issue(document.file, line, "CATALOGUE-02", what, "对照批准设立部门的文件改。")


def _code(document: Document, at: int, item: ItemVersion, department: Department | None) -> Iterator[Issue]:
    line = document.line("items", at, "code")
    body = item.code[:_BODY]
    if item.as_given:
        return
    if not _CODE.fullmatch(item.code) or not uscc.is_valid(body):
        yield Issue(document.file, line, "CATALOGUE-02", f"{item.code[:40]} 不像事项编码。", _LOOK)
    elif department is not None and department.uscc.code not in ("", body):
        what = f"事项 {item.title} 的编码以 {body} 开头，{department.id} 的代码是 {department.uscc.code}。"
        remedy = "改编码、department，或者 forms/departments.yml 里的 uscc。"
        yield Issue(document.file, line, "CATALOGUE-03", what, remedy)


def _versions(built: Built, document: Document) -> Iterator[Issue]:
    """No version is written twice, and none begins before the one before it has ended."""
    ordered = sorted(built.listed.items(), key=lambda one: (one[1].code, one[1].start, one[0]))
    for (_, earlier), (at, later) in itertools.pairwise(ordered):
        if earlier.code == later.code and (earlier.until is None or earlier.until >= later.start):
            what = f"事项 {later.code} 从 {later.start.isoformat()} 起有两个版本同时生效：{earlier.version} 和 {later.version}。"
            yield Issue(document.file, document.line("items", at, "from"), "CATALOGUE-04", what, _SOONER)
    seen: set[tuple[str, str]] = set()
    for at, item in built.listed.items():
        if (item.code, item.version) in seen:
            what = f"事项 {item.code} 的版本 {item.version} 写了两次。"
            yield Issue(document.file, document.line("items", at, "version"), "NAME-02", what, "删掉一个，或者改名。")
        seen.add((item.code, item.version))
