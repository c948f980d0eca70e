"""What the account sets up: its menu, its templates, and codes that lead to it with a scene."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: What the interface says where there is no menu, too much of it, or no code of that form.
NO_MENU, TOO_MANY, NO_SCENE, TOO_LONG_A_TIME = 46003, 40016, 40053, 40098


@dataclass
class SetUp:
    """The menu, each template's content by its id, and each code's scene by its ticket and by its url."""

    buttons: list[dict[str, Any]] = field(default_factory=list)
    templates: dict[str, str] = field(default_factory=dict)
    scenes: dict[str, str] = field(default_factory=dict)

    def menu_create(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The account has this menu from now on."""
        buttons = body.get("button")
        if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
            return {"errcode": TOO_MANY}
        if any(len(one.get("sub_button", ())) > 5 for one in buttons):
            return {"errcode": TOO_MANY}
        self.buttons = buttons
        return {"errcode": 0}

    def menu_get(self) -> dict[str, Any]:
        """The menu, as it was created."""
        return {"menu": {"button": self.buttons}} if self.buttons else {"errcode": NO_MENU}

    def menu_delete(self) -> dict[str, Any]:
        """There is none any more."""
        self.buttons = []
        return {"errcode": 0}

    def menu_info(self) -> dict[str, Any]:
        """The menu that is in force, wherever it was made. What stands above an entry is in a list of its own there."""
        buttons = [
            {**one, "sub_button": {"list": one["sub_button"]}} if "sub_button" in one else one for one in self.buttons
        ]
        return {"is_menu_open": int(bool(buttons)), "selfmenu_info": {"button": buttons}}

    def template_list(self) -> dict[str, Any]:
        """The templates that the account took."""
        listed = [{"template_id": one, "title": "进度提醒", "content": text} for one, text in self.templates.items()]
        return {"template_list": listed}

    def code(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """A code with a scene."""
        scene = body.get("action_info", {}).get("scene", {}).get("scene_str", "")
        seconds = body.get("expire_seconds", 60)
        if body.get("action_name") not in ("QR_STR_SCENE", "QR_LIMIT_STR_SCENE") or not 1 <= len(scene) <= 64:
            return {"errcode": NO_SCENE}
        if not 0 < seconds <= 2_592_000:
            return {"errcode": TOO_LONG_A_TIME}
        ticket, url = secrets.token_urlsafe(40), f"http://weixin.qq.com/q/{secrets.token_urlsafe(15)}"
        self.scenes |= {ticket: scene, url: scene}
        return {"ticket": ticket, "expire_seconds": seconds, "url": url}
