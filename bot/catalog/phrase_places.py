"""Where an author's file holds the ways to say something: a choice, a yes, a fact's name, a whole matter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .building import Built, build
from .places import fact_path
from .source import read_source
from .yaml_reader import Path_


@dataclass(frozen=True, slots=True)
class PhrasePlace:
    """A list of phrases.

    Args:
        file: from the project's root. ``path``: where in it the list is; ``after``: the key behind which it is begun.
        own: it is one scenario's and not shared by all.
    """

    file: str
    path: Path_
    after: str = "label"
    own: bool = False


class NoPlace(LookupError):
    """Nothing of that name is in the files; the message is for the author."""


class PhrasePlaces:
    """The places in the files under one root, read once."""

    def __init__(self, root: Path) -> None:
        self._built: Built = build(read_source(root.resolve(), stories=False))

    def scenario(self, name: str) -> str:
        """The name, of which there is a scenario. Raises NoPlace."""
        if name not in self._built.scenarios:
            raise NoPlace(f"没有主题 {name}。有：{'、'.join(self._built.scenarios)}。")
        return name

    def option(self, fact: str, option: str, scenario: str | None) -> PhrasePlace:
        """Where a choice's names are: in the scenario or its fragment, where that words its own options, else in the dictionary.

        Raises NoPlace.
        """
        path = self._fact(fact)
        known = [one.value for one in self._built.facts[fact].options]
        if option not in known:
            raise NoPlace(f"{fact} 没有选项 {option}。有：{'、'.join(known) or '没有选项'}。")
        own = self._own_option(fact, option, scenario) if scenario is not None else None
        return own or PhrasePlace(self._dictionary, (*path, "options", known.index(option), "names"))

    def answer(self, fact: str, yes: bool) -> PhrasePlace:
        """Where the words for yes, or for no, to a yes-or-no fact are. Raises NoPlace."""
        path = self._fact(fact)
        kind = self._built.facts[fact].kind
        if kind != "boolean":
            raise NoPlace(f"{fact} 的种类是 {kind}，不能写 --yes、--no。")
        return PhrasePlace(self._dictionary, (*path, "says_yes" if yes else "says_no"))

    def name(self, fact: str) -> PhrasePlace:
        """Where the fact's spoken names are. Raises NoPlace."""
        return PhrasePlace(self._dictionary, (*self._fact(fact), "names"))

    def matter(self, key: str, scenario: str | None) -> PhrasePlace:
        """Where a scenario's ``says`` or ``words`` are. Raises NoPlace."""
        if scenario is None:
            raise NoPlace(f"加到 {key} 里，要写明主题。有：{'、'.join(self._built.scenarios)}。")
        document = self._built.homes["scenario", self.scenario(scenario)]
        return PhrasePlace(document.file, (key,), "title", own=True)

    @property
    def _dictionary(self) -> str:
        return self._built.source.dictionary.file if self._built.source.dictionary is not None else ""

    def _fact(self, fact: str) -> Path_:
        if fact not in self._built.facts:
            raise NoPlace(f"没有信息项 {fact}。")
        return fact_path(self._built, fact)

    def _own_option(self, fact: str, option: str, scenario: str) -> PhrasePlace | None:
        document = self._built.homes["scenario", self.scenario(scenario)]
        for index, question in enumerate(self._built.scenarios[scenario].questions):
            for at, one in enumerate(question.options or () if question.fact == fact else ()):
                if one.value == option:
                    home, path = document.origin("questions", index, "options", at, "names")
                    return PhrasePlace(home.file, path, own=home.file == document.file)
        return None
