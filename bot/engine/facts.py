"""Facts: the entries of the shared dictionary. One fact, one source, asked once, used by every form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from .conditions import Condition
from .derivations import Derivation
from .values import Json

#: How much care a value needs: ``public`` may be shown; ``personal`` is masked in lists and logs; ``sensitive`` too.
SENSITIVITIES: Final = ("public", "personal", "sensitive")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the form's value, what the applicant reads, and other ways to say it."""

    value: str
    label: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a value must keep to; None where there is no limit. ``not_after``: the only word is ``today``."""

    minimum: float | None = None
    above: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    must_be: Json = None
    not_after: str | None = None
    not_before: str | None = None

    @property
    def lowest(self) -> tuple[float, bool] | None:
        """The lower bound that tells, and whether it may not be reached itself; None where there is none.

        Of two the greater is the tighter: 5 that may not be reached keeps out more than 5 that may.
        """
        bounds = ((self.minimum, False), (self.above, True))
        return max(((low, strict) for low, strict in bounds if low is not None), default=None)


@dataclass(frozen=True, slots=True)
class Wording:
    """How a fact is asked. ``why`` may name its legal clause; ``example`` is one acceptable answer."""

    ask: str
    why: str = ""
    help: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of the dictionary.

    Args:
        id: dotted, e.g. ``premises.total_area``; a list's facts are ``<list>.<name>``.
        label: the official name. ``names``: what people call it (「面积」「店多大」), for addressed answers.
        kind: a value kind of understanding (``area``, ``choice`` ...), or ``list``.
        says_yes, says_no: for kind ``boolean``, what people say instead of yes and no (「只打包」 is no dining in).
        licence: code of the e-licence that holds it (BL, ID, JY ...), or None.
        items: for kind ``list``, the facts of one item, in the order they are asked.
        when: the fact matters only where this holds; None means always. In a list it may read the item's own facts.
        optional: 「没有」 is an acceptable answer.
        default: value taken, marked as a default, until the applicant says otherwise; None means there is none.
        derive: computed from other facts and never asked; None means it is asked (or set by rules).
        parts: for kind ``address``: name of the part -> fact that the part answers.
    """

    id: str
    label: str
    kind: str
    wording: Wording
    names: tuple[str, ...] = ()
    unit: str | None = None
    sensitivity: str = "public"
    licence: str | None = None
    options: tuple[Option, ...] = ()
    limits: Limits = field(default_factory=Limits)
    items: tuple[Fact, ...] = ()
    when: Condition | None = None
    optional: bool = False
    default: Json = None
    derive: Derivation | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    says_yes: tuple[str, ...] = ()
    says_no: tuple[str, ...] = ()

    @property
    def is_declared(self) -> bool:
        """Whether a yes is all that it takes: who applies declares it."""
        return self.limits.must_be is True

    def option(self, value: str) -> Option | None:
        """The option with this value, or None."""
        return next((option for option in self.options if option.value == value), None)
