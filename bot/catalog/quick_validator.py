"""jsonschema's validator for draft 2020-12, without the detours it takes at every step down a schema.

``evolve`` of the library looks for another ``$schema`` in each sub-schema; forms and our own files have none, and the
detour is a third of the time a check takes.
"""

from __future__ import annotations

from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.validators import extend

_TYPES: Final = dict(Draft202012Validator.TYPE_CHECKER._type_checkers)


def _evolve(validator: Any, **changes: Any) -> Any:
    """The same validator for another part of the schema."""
    made = object.__new__(type(validator))
    made.__dict__.update(validator.__dict__, **changes)
    return made


def _is_type(validator: Any, instance: Any, name: str) -> bool:
    return bool(_TYPES[name](validator.TYPE_CHECKER, instance))


QuickValidator: Final[Any] = extend(Draft202012Validator)
QuickValidator.evolve = _evolve
QuickValidator.is_type = _is_type
