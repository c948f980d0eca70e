"""What a template takes, as WeChat looks at a notice: every field filled, and with what its kind allows.

Written without a look at our own reading (api/wechat/template.py), from WeChat's table 类目模板消息参数值内容限制.
"""

from __future__ import annotations

import re
from typing import Any

UNFIT = 47003
_NAMES = re.compile(r"\{\{(\w+)\.DATA\}\}")
#: Kind -> what a value of it looks like. A kind that is not here takes anything.
_KINDS = {
    "thing": r".{1,20}",
    "phrase": r"[\u4e00-\u9fff]{1,5}",
    "character_string": r"[\x20-\x7e]{1,32}",
    "time": r"(\d{4}[-年]\d{1,2}[-月]\d{1,2}日? )?\d{1,2}:\d{2}(:\d{2})?",
    "date": r"\d{4}[-年]\d{1,2}[-月]\d{1,2}日?( \d{1,2}:\d{2}(:\d{2})?)?",
}


def refused(content: str, data: dict[str, Any]) -> str:
    """Why a notice with these values is not taken; empty: it is. ``content``: of the template."""
    for name in _NAMES.findall(content):
        value = str(data.get(name, {}).get("value", ""))
        if not re.fullmatch(_KINDS.get(name.rstrip("0123456789"), r"(?s:.+)"), value):
            return f"argument invalid! data.{name}.value invalid"
    return ""
