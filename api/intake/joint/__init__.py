"""Joint review (并联审批、一业一证): who has to do what now, and how a bundle of several items ends. Pure: no clock, no files.

The caller keeps the opinions and asks again after each::

    bundle = bundle_of(definitions, handed_in, scenario)      # forms and applications of one hand-in
    tasks = open_tasks(bundle, done)                          # the same for every order in which ``done`` came
    ended = outcome(bundle, decisions_of(bundle, done))       # pending until every part is decided

A part that was withdrawn is left out of the bundle. Whether somebody may give an opinion is the caller's to check.
"""

from __future__ import annotations

from .limits import joint_limits
from .materials import SharedMaterial, shared_materials
from .order import Place, ancestors_of
from .outcome import Composite, Decision, Granted, Outcome, OutcomeKind, decisions_of, outcome
from .parts import Bundle, HandedIn, Part, bundle_of, part_of
from .stages import Stage, least_advanced, stages
from .tasks import Done, Opinion, State, Task, open_tasks

__all__ = [
    "Bundle",
    "Composite",
    "Decision",
    "Done",
    "Granted",
    "HandedIn",
    "Opinion",
    "Outcome",
    "OutcomeKind",
    "Part",
    "Place",
    "SharedMaterial",
    "Stage",
    "State",
    "Task",
    "ancestors_of",
    "bundle_of",
    "decisions_of",
    "joint_limits",
    "least_advanced",
    "open_tasks",
    "outcome",
    "part_of",
    "shared_materials",
    "stages",
]
