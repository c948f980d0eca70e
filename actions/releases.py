"""The releases a process serves: those of its files, and whichever older or newer ones the cases it meets stand on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from threading import Lock
from types import MappingProxyType
from typing import Final

from bot.catalog import Bundle, BundleInvalid, Published, release_of_bundle
from bot.engine import Case, Release

from .archive import LOOK_AGAIN, Archive
from .database import DatabaseUnavailable
from .pins import Pin

_LOG: Final = logging.getLogger("daoban.releases")


class Releases:
    """One catalog whose releases come and go while its holders keep it: its mappings are views on what is here.

    A release is built at most once, when a case first needs it. A turn on a known release costs two look-ups, however many
    releases there are.
    """

    def __init__(
        self, published: Published, archive: Archive, clock: Callable[[], datetime], pinned: Iterable[Pin] = ()
    ) -> None:
        """The files' releases are archived; those in ``pinned`` are there before anything is built from the catalog."""
        self._archive = archive
        self._clock = clock
        self._lock = Lock()
        self._current: dict[str, Release] = dict(published.catalog.current)
        self._older: dict[tuple[str, str], Release] = {}
        self._texts: dict[str, str] = dict(published.catalog.texts)
        self._refused: set[Pin] = set()
        self._looked = clock()
        self.catalog = replace(
            published.catalog,
            current=MappingProxyType(self._current),
            older=MappingProxyType(self._older),
            texts=MappingProxyType(self._texts),
        )
        archive.keep(published.bundles.values())
        for pin in sorted(pinned):
            self.load(pin)
        self._take_states()

    def provide(self, case: Case) -> None:
        """The catalog has the case's release, if it is archived, in the state that holds by now.

        Where the archive cannot be reached, what is known goes on being served; a release that is not known then raises
        DatabaseUnavailable, for the case must not be moved by mistake.
        """
        now = self._clock()
        if abs(now - self._looked) >= LOOK_AGAIN:
            self._look(now)
        if case.scenario is not None:
            self.load(Pin(case.scenario, case.version))

    def load(self, pin: Pin) -> bool:
        """Whether the catalog has this release now, from the archive where need be."""
        if self.catalog.pinned(*pin) is not None:
            return True
        with self._lock:
            if self.catalog.pinned(*pin) is None and pin not in self._refused:
                self._bring(pin)
        return self.catalog.pinned(*pin) is not None

    def _bring(self, pin: Pin) -> None:
        try:
            bundle = self._archive.bundle(*pin)
            release = release_of_bundle(bundle) if bundle is not None else None
        except BundleInvalid as fault:
            _LOG.error("release %s %s cannot be used, its cases move on: %s", *pin, fault)
            self._refused.add(pin)
            return
        if bundle is None or release is None:
            return
        self._add_texts(bundle)
        states = {(row.scenario, row.version): row.state for row in self._archive.rows()}
        self._older[pin] = _in_state(release, states.get(pin, release.scenario.state))
        _LOG.info("release %s %s is served from the archive", *pin)

    def _add_texts(self, bundle: Bundle) -> None:
        """Warnings that the files no longer have; those they have are said as they say them now."""
        for name, text in bundle["texts"].items():
            self._texts.setdefault(name, text)

    def _look(self, now: datetime) -> None:
        self._looked = now
        try:
            with self._lock:
                self._take_states()
        except DatabaseUnavailable as fault:
            _LOG.warning("the archive could not be looked at: %s", fault)

    def _take_states(self) -> None:
        for row in self._archive.rows():
            release = self.catalog.pinned(row.scenario, row.version)
            if release is None or release.scenario.state == row.state:
                continue
            marked = _in_state(release, row.state)
            if self._current.get(row.scenario) is release:
                self._current[row.scenario] = marked
            else:
                self._older[Pin(row.scenario, row.version)] = marked
            _LOG.warning("release %s %s is now %s", row.scenario, row.version, row.state)


def _in_state(release: Release, state: str) -> Release:
    if release.scenario.state == state:
        return release
    return replace(release, scenario=replace(release.scenario, state=state))
