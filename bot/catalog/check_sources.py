"""The file of sources names facts and licences that there are, and each fact's reuse once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .building import Built
from .check_names import unknown
from .issues import Issue
from .sources import fact_sources_of


def sources_make_sense(built: Built, _: date) -> Iterator[Issue]:
    """What a source supplies is in the dictionary and no list, and what is reused is used in one way."""
    document, dictionary = built.source.sources, built.source.dictionary
    if document is None or dictionary is None:
        return
    sources, licences = fact_sources_of(document), dictionary.data.get("licences", {})
    for one in sources.all:
        place = ("sources", one.id)
        if one.code and one.code not in licences:
            yield unknown(
                document, (*place, "code"), "LICENCE-01", f"来源 {one.title} ", one.code, licences, "licences "
            )
        for name in one.facts:
            at = (*place, "facts", name)
            if name not in built.facts:
                yield unknown(document, at, "HELD-01", f"来源 {one.title} ", name, built.facts, "字典")
            elif built.facts[name].kind == "list":
                what = f"来源 {one.title} 写了 {name}，它是列表，证照和登记库给不出一张列表。"
                yield Issue(*document.at(*at), "HELD-02", what, "去掉它。")
    for way in ("never", "free", "pledges"):
        for number, name in enumerate(document.data["earlier"][way]):
            here = ("earlier", way, number)
            if name not in built.facts:
                yield unknown(document, here, "HELD-01", f"earlier.{way} ", name, built.facts, "字典")
            elif way == "free" and name in sources.never:
                what = f"信息项 {name} 在 never 和 free 里都有：一种是不可用，一种是免填。"
                yield Issue(*document.at(*here), "HELD-03", what, "只留一处。")
            elif way == "pledges" and name not in sources.never:
                what = f"信息项 {name} 写成了声明或承诺，却没有写在 never 里：它会从以前的申请带过来。"
                yield Issue(*document.at(*here), "HELD-04", what, "在 never 里也写上。")
