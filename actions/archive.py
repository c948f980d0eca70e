"""The archive: every release that was ever served, kept as plain data so that open cases can stay on theirs."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
from sqlalchemy import and_, bindparam, select, update

from bot.catalog import Bundle, BundleInvalid, release_of_bundle
from bot.engine import Release

from .database import Database
from .moments import micros, moment
from .tables import releases

#: What a release can be marked as; the last two make its cases move to the release in force.
STATES: Final = ("current", "broken", "expired")
#: How long a mark may go unseen by a running process.
LOOK_AGAIN: Final = timedelta(seconds=15)
#: A bundle is a quarter of a megabyte; one that unpacks to more than this is none of ours.
LARGEST: Final = 64_000_000


@dataclass(frozen=True, slots=True)
class Archived:
    """A release as the archive lists it.

    Args:
        published: when a server first started with it; ``served``: when one last did.
        state: what holds for it now, by its files or by the latest mark.
        marked_at, marked_by: None where nobody has marked it.
    """

    scenario: str
    version: str
    published: datetime
    served: datetime
    state: str
    note: str = ""
    marked_at: datetime | None = None
    marked_by: str | None = None


class Archive:
    """The archived releases of one database. Nothing is ever taken out. Methods raise DatabaseUnavailable."""

    def __init__(self, database: Database, clock: Callable[[], datetime], releases: Any = releases) -> None:
        """``releases``: the table that holds them."""
        self._database = database
        self._clock = clock
        key = and_(releases.c.scenario == bindparam("on_scenario"), releases.c.version == bindparam("on_version"))
        prepare = database.prepare
        rows = [column for column in releases.c if column.name != "bundle"]
        self._rows = prepare(select(*rows).order_by(releases.c.scenario, releases.c.published, releases.c.version))
        self._find = prepare(select(releases.c.bundle).where(key))
        self._add = prepare(
            releases.insert(), ("scenario", "version", "bundle", "published", "served", "state", "note")
        )
        self._serve = prepare(update(releases).where(key).values(served=bindparam("now")))
        self._mark = prepare(
            update(releases)
            .where(key)
            .values(
                state=bindparam("to_state"),
                note=bindparam("why"),
                marked_at=bindparam("now"),
                marked_by=bindparam("by"),
            )
        )

    def keep(self, bundles: Iterable[Bundle]) -> None:
        """These releases are archived, and noted as served now; one that is there already stays as it is."""
        kept = {(one.scenario, one.version) for one in self.rows()}
        served: list[tuple[str, str]] = []
        for bundle in bundles:
            served.append((bundle["scenario"]["id"], bundle["version"]))
            if served[-1] not in kept:
                self._insert(*served[-1], bundle)
        with self._database.write() as cursor:
            # In one order: processes that start together do not wait crosswise.
            for scenario, version in sorted(served):
                values = {"on_scenario": scenario, "on_version": version, "now": micros(self._clock())}
                self._serve.run(cursor, values)

    def rows(self) -> list[Archived]:
        """All archived releases, by scenario, the oldest first."""
        with self._database.read() as cursor:
            return [_archived(row) for row in self._rows.run(cursor, {}).fetchall()]

    def bundle(self, scenario: str, version: str) -> Bundle | None:
        """The data of a release, or None where it is not archived.

        Raises:
            BundleInvalid: it is damaged.
        """
        with self._database.read() as cursor:
            rows = self._find.run(cursor, {"on_scenario": scenario, "on_version": version}).fetchall()
        return _unpacked(bytes(rows[0][0])) if rows else None

    def mark(self, scenario: str, version: str, state: str, *, note: str, by: str) -> bool:
        """The release has this state from now on; False where it is not archived. Raises ValueError for another state."""
        if state not in STATES:
            raise ValueError(f"a release is {', '.join(STATES)}, not {state}")
        values = {"on_scenario": scenario, "on_version": version, "to_state": state, "why": note, "by": by}
        with self._database.write() as cursor:
            done: bool = self._mark.run(cursor, {**values, "now": micros(self._clock())}).rowcount == 1
        return done

    def _insert(self, scenario: str, version: str, bundle: Bundle) -> None:
        now = micros(self._clock())
        row = {
            "scenario": scenario,
            "version": version,
            "bundle": zlib.compress(orjson.dumps(bundle), zlib.Z_BEST_SPEED),  # a first start archives all releases
            "published": now,
            "served": now,
            "state": bundle["scenario"].get("state", STATES[0]),
            "note": "",
        }
        try:
            with self._database.write() as cursor:
                self._add.run(cursor, row)
        except self._database.integrity_error:
            return  # another process archived it meanwhile: the same version is the same release


def in_force(rows: Iterable[Archived]) -> dict[str, Archived]:
    """Scenario -> the release that a server last started with."""
    found: dict[str, Archived] = {}
    for row in rows:
        if row.scenario not in found or row.served >= found[row.scenario].served:
            found[row.scenario] = row
    return found


def _archived(row: Any) -> Archived:
    scenario, version, published, served, state, note, marked_at, marked_by = row
    marked = moment(marked_at) if marked_at is not None else None
    return Archived(scenario, version, moment(published), moment(served), state, note, marked, marked_by)


def _unpacked(data: bytes) -> Bundle:
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(data, LARGEST)
        if not unpacking.eof:
            raise BundleInvalid("it is cut short, or far too large")
        found: Bundle = orjson.loads(text)
    except (zlib.error, orjson.JSONDecodeError) as fault:
        raise BundleInvalid("it is damaged") from fault
    return found


def archived_release(archive: Archive, scenario: str, version: str) -> Release | None:
    """The release as it was archived; None where it was not, or can no longer be built."""
    try:
        bundle = archive.bundle(scenario, version)
        return release_of_bundle(bundle) if bundle is not None else None
    except BundleInvalid:
        return None
