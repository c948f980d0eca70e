"""The words that may be shown as they are: those of the catalog and of the lexicon, which nobody's name is among."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bot.engine import Catalog
from bot.engine.catalog import Release
from bot.nlu.folding import fold
from bot.nlu.lexicon_reader import lexicon

from .keeping import closed_facts

#: Files of the lexicon that hold ways to answer and to steer, none that holds names of persons or firms.
_LEXICON: Final = ("acts", "choices", "cues", "framing", "synonyms")
_WORDS: Final = re.compile(r"[\u3400-\u9fff]{2,12}")


def catalog_words(catalog: Catalog) -> frozenset[str]:
    """Folded words of two characters and more, names of places apart. Examples are left out: they show made-up persons."""
    releases = (*catalog.current.values(), *catalog.older.values())
    places = (text for release in releases for text in _places_in(release))
    return _words(text for release in releases for text in _said_in(release)) - _words(places)


def lexicon_words() -> frozenset[str]:
    """The same of the lexicon."""
    return _words(text for name in _LEXICON for lines in lexicon(name).values() for text in lines)


def _words(texts: Iterable[str]) -> frozenset[str]:
    # Scenarios share most of their facts: each text is read once.
    return frozenset(word for text in frozenset(texts) for word in _WORDS.findall(fold(text)))


def _said_in(release: Release) -> Iterator[str]:
    closed = closed_facts(release.facts)
    yield from (release.scenario.title, *release.scenario.words)
    for fact in release.facts.values():
        yield from (fact.label, *fact.names)
        if fact.id not in closed:
            yield from (*fact.says_yes, *fact.says_no)
            yield from (text for option in fact.options for text in (option.label, *option.names))
    for question in release.scenario.questions:
        if question.fact not in closed:
            yield from (text for option in question.options or () for text in (option.label, *option.names))


def _places_in(release: Release) -> Iterator[str]:
    """The choices of facts that are parts of an address, whatever other fact offers the same."""
    for part in {part for fact in release.facts.values() for part in fact.parts.values()}:
        options = release.facts[part].options if part in release.facts else ()
        yield from (text for option in options for text in (option.label, *option.names))
