"""What axe finds wrong with a page for people who read, see or move otherwise than most."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from playwright.sync_api import Page

#: To be given to a context as a script: a script element would be refused by the page's policy.
AXE: Final = Path(__file__).resolve().parents[2] / "api/web/node_modules/axe-core/axe.min.js"


def faults(page: Page) -> list[str]:
    """What axe calls serious or critical."""
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{one['id']}: {node['html']} {node['failureSummary']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
