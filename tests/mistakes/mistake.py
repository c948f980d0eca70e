"""One mistake planted by hand into a copy of the real files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DICTIONARY, FIGURES = "forms/dictionary.yml", "forms/figures.yml"
LAYOUT, MATERIALS = "forms/food_operation/layout.yml", "forms/food_operation/materials.yml"
SCHEMA, EXAMPLE = "forms/food_operation/form.schema.json", "forms/food_operation/examples/valid-beverage_shop.json"
BEVERAGE, NOODLE = "scenarios/food/beverage_shop.yml", "scenarios/food/noodle_shop.yml"
STORE, KNOWLEDGE = "scenarios/food/convenience_store.yml", "scenarios/knowledge/food.yml"
_FRAGMENT = "scenarios/food/fragments/{}.yml"
ADMISSION, ALCOHOL, APPLICANT, CHAIN_STORE, DINING, DUTIES, INSPECTION, LICENCE_MATCH, MADE_FOOD, SITE, SOLD_FOOD, SOLD_SHOP, SPECIAL_DRINKS = (
    _FRAGMENT.format(name)
    for name in (
        "admission", "alcohol", "applicant", "chain_store", "dining", "duties", "inspection", "licence_match", "made_food", "site",
        "sold_food", "sold_shop", "special_drinks",
    )
)  # fmt: skip
TEXTS, WARNINGS, REJECTIONS = (f"scenarios/shared/{name}.zh.yml" for name in ("text", "warnings", "rejections"))
PLAIN, REFUSAL = "scenarios/stories/beverage_shop-plain.yml", "scenarios/stories/beverage_shop-refusal.yml"
SITUATIONS = "scenarios/stories/beverage_shop-site.yml"


@dataclass(frozen=True, slots=True)
class Mistake:
    """In ``file``, the one place that says ``old`` says ``new``; ``check`` must tell ``code``.

    Args:
        below: the issue stands that many lines below the place where ``old`` began.
        where, at: the issue stands in this other file, on the line where this text stands (it stands there once,
            after the change); ``where`` empty: in ``file``; ``at`` None: line 0, for a file that has no lines.
        meant: what 「是不是」 must suggest.
    """

    name: str
    file: str
    old: str
    new: str
    code: str
    below: int = 0
    where: str = ""
    at: str | None = ""
    meant: str = ""

    def plant(self, root: Path) -> tuple[str, int]:
        """The mistake is in the files under ``root``; gives the file and line where it must be told."""
        place = root / self.file
        text = place.read_text("utf-8")
        if text.count(self.old) != 1:
            raise ValueError(f"{self.name}: {self.old!r} stands {text.count(self.old)} times in {self.file}")
        place.write_text(text.replace(self.old, self.new), "utf-8")
        told_in = self.where or self.file
        if self.at is None:
            return told_in, 0
        if not self.at:
            return told_in, text[: text.index(self.old)].count("\n") + 1 + self.below
        found = (root / told_in).read_text("utf-8")
        if found.count(self.at) != 1:
            raise ValueError(f"{self.name}: {self.at!r} stands {found.count(self.at)} times in {told_in}")
        return told_in, found[: found.index(self.at)].count("\n") + 1
