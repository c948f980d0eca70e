"""How items are dealt with: departments, steps, limits, and several items at once (并联审批、一业一证). Definitions only."""

from __future__ import annotations

from .catalogue import ItemVersion, item_in_force, versions_of
from .days import working_days
from .definitions import (
    After,
    Definitions,
    Department,
    DepartmentCode,
    DepartmentContact,
    DepartmentRemedies,
    Elsewhere,
    Fee,
    JointBundle,
    JointLicence,
    JointOrder,
    JointPart,
    Process,
    ProcessStep,
    Result,
    SameMaterial,
    StepKind,
    StepLimit,
    Term,
)
from .lookup import OFFICE, bundle_for, department_for, process_for
from .ordering import before

__all__ = [
    "OFFICE",
    "After",
    "Definitions",
    "Department",
    "DepartmentCode",
    "DepartmentContact",
    "DepartmentRemedies",
    "Elsewhere",
    "Fee",
    "ItemVersion",
    "JointBundle",
    "JointLicence",
    "JointOrder",
    "JointPart",
    "Process",
    "ProcessStep",
    "Result",
    "SameMaterial",
    "StepKind",
    "StepLimit",
    "Term",
    "before",
    "bundle_for",
    "department_for",
    "item_in_force",
    "process_for",
    "versions_of",
    "working_days",
]
