"""Chinese text -> commands, in the context of what was asked. Pure: the same arguments give the same reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, NamedTuple

from bot.engine.catalog import Catalog, Release
from bot.engine.commands import Unknown
from bot.engine.reading import Asking, Reading

from .about_data import read_about_data
from .clauses import clauses
from .confirm_mode import read_confirm, read_more
from .findings import only
from .guards import refused, refused_length
from .heard import Heard
from .kept import kept
from .knowledge import KnowledgeSearch
from .message import Message
from .names import index_names
from .phrases import Match, Phrasebook
from .question_mode import read_question
from .review_mode import read_review, read_submitted, said_after
from .router import Router, Routing
from .routing_mode import read_routing
from .scene import Indexes, Scene
from .segment import Dictionary, Segmenter
from .spans import Spotter
from .undertaking import read_undertaking
from .values.common_words import is_word

_MODES: Final[Mapping[str, Callable[[Scene], Reading]]] = {
    "routing": read_routing,
    "question": read_question,
    "confirm": read_confirm,
    "more": read_more,
    "review": read_review,
    "submitted": read_submitted,
    "closed": read_submitted,
}


class _Language(NamedTuple):
    """What does not depend on a catalog."""

    dictionary: Dictionary
    acts: Phrasebook
    talk: Phrasebook
    heard: Heard


@cache
def _language() -> _Language:
    """Loaded once in a process, whatever number of catalogs is understood there: it takes seconds, and nothing changes it."""
    return _Language(Dictionary(), Phrasebook("acts"), Phrasebook("smalltalk"), Heard())


class Understander:
    """Understands applicants in terms of one catalog. Built once; safe to share between threads."""

    def __init__(self, catalog: Catalog) -> None:
        language = _language()
        self._dictionary: Dictionary = language.dictionary
        names = index_names(catalog)
        segmenter = Segmenter([*names.names, *names.places], self._dictionary)
        self._indexes: Indexes = Indexes(
            catalog=catalog,
            acts=language.acts,
            talk=language.talk,
            names=names,
            spotter=Spotter(segmenter, names.names, names.places),
            knowledge=KnowledgeSearch(catalog.knowledge, catalog.items),
            router=Router([release.scenario for release in catalog.current.values()], self._dictionary),
            heard=language.heard,
        )

    @property
    def dictionary(self) -> Dictionary:
        """The words of the language it reads with: large, so that whoever else needs them shares these."""
        return self._dictionary

    def warm(self) -> None:
        """The word lists and the pipeline are in memory; the first message would load them otherwise (one to three seconds)."""
        self._dictionary.initialize()
        is_word("")
        self._indexes.spotter.load()

    def read(self, text: str, asking: Asking, release: Release | None) -> Reading:
        """What the text asks the engine to do; never empty, never an exception for any text.

        Args:
            release: the open case's release; None while no scenario is chosen.

        Raises:
            KeyError: ``asking.mode`` is none of the modes.
        """
        mode = _MODES[asking.mode]
        reason = refused_length(text)
        if reason is not None:
            return only(Unknown(reason))
        message = Message.of(text)
        reason = refused(message)
        if reason is not None:
            return only(Unknown(reason))
        scene = Scene(message, asking, release, self._indexes, clauses(message), self._steering(message, asking))
        after = (said_after(scene) or kept(scene)) if asking.handed_in and asking.mode != "confirm" else None
        said = after or read_about_data(scene) or read_undertaking(scene)
        return mode(scene) if said is None else only(said)

    def _steering(self, message: Message, asking: Asking) -> tuple[Match, ...]:
        """What the whole message says as a steering phrase; the open question's name beside it counts for nothing."""
        if message.text.lstrip().startswith("/"):
            return ()
        found = self._indexes.acts.find(message.core)
        if found or asking.fact is None:
            return found
        for name in self._indexes.names.spoken.get(asking.fact.id, ()):
            if message.core.startswith(name):
                return self._indexes.acts.find(message.core[len(name) :])
            if message.core.endswith(name):
                return self._indexes.acts.find(message.core[: -len(name)])
        return ()

    def route(self, text: str) -> Routing:
        """Which scenarios the text asks for, whatever is being talked about now."""
        if refused_length(text) is not None:
            return Routing((), "new", sure=True)
        return self._indexes.router.route(Message.of(text))
