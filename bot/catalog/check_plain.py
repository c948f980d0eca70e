"""What is said to applicants is plain: one short question at a time, and no words of documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from .building import Built
from .issues import Issue
from .jargon import jargon_in
from .places import fact_path
from .yaml_reader import Document

#: Characters of a question; consent texts (facts that must be true) may be longer.
LONGEST_QUESTION: Final = 40
_Place = tuple[Document, tuple[str | int, ...]]
#: Parts of a question that are said to the applicant.
_SAID: Final = ("ask", "why", "help")


def single_short_questions(built: Built, today: date) -> Iterator[Issue]:
    """No question is longer than people read, and none asks two things."""
    for document, path, name, question in _questions(built):
        fact = built.facts.get(name)
        ask = question.get("ask", "")
        if fact is not None and len(ask) > LONGEST_QUESTION and fact.limits.must_be is None:
            what = f"{name} 的问法有 {len(ask)} 个字，超过 {LONGEST_QUESTION} 个。"
            yield Issue(*document.at(*path, "ask"), "ASK-02", what, "问短一点，解释写到 help 里。")
        if ask.count("？") + ask.count("?") > 1:
            what = f"{name} 的问法里有两个问号，一句话问了两件事。"
            remedy = "只问一件事；另一件写成另一个问题，解释写到 help 里。"
            yield Issue(*document.at(*path, "ask"), "ASK-03", what, remedy)


def known_to_a_register(built: Built, today: date) -> Iterator[Issue]:
    """A scenario that words anew a question whose answer an e-licence holds says why it asks all the same.

    Only naming such a fact, to say when it is asked, is fine: whoever signed in has it filled in and is not asked.
    """
    licences = built.source.dictionary.data.get("licences", {}) if built.source.dictionary is not None else {}
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for index, question in enumerate(scenario.questions):
            fact = built.facts.get(question.fact)
            said = question.wording
            if fact is not None and fact.licence is not None and said is not None and said.ask and not said.why:
                holder = licences.get(fact.licence, fact.licence)
                what = f"{fact.id} 在「{holder}」里就有，登录以后会带出来；这里另写了问法，没有写为什么还要问。"
                remedy = "删掉 ask，用字典里的问法；确实要另问的，写上 why。"
                yield Issue(*document.at("questions", index, "ask"), "ASK-04", what, remedy)


def plain_words(built: Built, today: date) -> Iterator[Issue]:
    """No question, outcome, hint, check, note or answer has a word that only documents use."""
    for (document, path), owner, text in _told(built):
        for word, plain in jargon_in(text):
            remedy = f"改成申请人听得懂的话（{plain}）。"
            yield Issue(*document.at(*path), "JARGON-01", f"{owner}里有公文用语「{word}」。", remedy)


def _questions(built: Built) -> Iterator[tuple[Document, tuple[str | int, ...], str, dict[str, Any]]]:
    """Every question as it is written: where, its fact, and its data."""
    dictionary = built.source.dictionary
    for name in built.facts if dictionary is not None else ():
        if dictionary is not None:
            path = fact_path(built, name)
            yield dictionary, path, name, _at(dictionary, path)
    for name in built.scenarios:
        document = built.homes[("scenario", name)]
        for index, entry in enumerate(document.data.get("questions", ())):
            yield document, ("questions", index), entry["fact"], entry


def _at(document: Document, path: tuple[str | int, ...]) -> dict[str, Any]:
    found: Any = document.data
    for part in path:
        found = found[part]
    return dict(found)


def _told(built: Built) -> Iterator[tuple[_Place, str, str]]:
    """Every text that an applicant reads: where it is, what it is, and itself."""
    for document, path, name, question in _questions(built):
        yield from (((document, (*path, key)), f"{name} 的 {key} ", question[key]) for key in _SAID if key in question)
    for name, scenario in built.scenarios.items():
        home = built.homes[("scenario", name)]
        for outcome in scenario.outcomes.values():
            yield (home, ("outcomes", outcome.id, "text")), f"结果 {outcome.id} ", outcome.text
    for files in built.source.forms:
        for index, check in enumerate(files.layout.data.get("checks", ())):
            yield (files.layout, ("checks", index, "text")), f"核对 {check['id']} ", check["text"]
        if files.materials is not None:
            for index, material in enumerate(files.materials.data["materials"]):
                if "note" in material:
                    place = (files.materials, ("materials", index, "note"))
                    yield place, f"材料 {material['id']} 的 note ", material["note"]
    for document in built.source.knowledge:
        for index, entry in enumerate(document.data["entries"]):
            yield (document, ("entries", index, "answer")), f"问答 {entry['id']} ", entry["answer"]
    for document in built.source.texts:
        yield from (((document, (key,)), f"文字 {key} ", text) for key, text in document.data.items())
