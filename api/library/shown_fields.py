"""What a clerk or an enforcement officer may see of a licence that is shown to them: what it allows, where, since when; names and numbers masked.

A name that is in neither list is withheld: who adds a type of licences shows nothing new by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from actions.masking import mask, scrub

from .telling import masked_name

#: Characters of one field that are shown.
_LONGEST: Final = 500
#: Numbers with more characters are masked as identity numbers are.
_LONG: Final = 12
#: What the licence allows and where. A person's own address, birthday, relations, illness and cards are not among it.
_OPEN: Final = frozenset(
    "主体业态 经营项目 经营范围 经营方式 经营区域 许可项目 许可范围 许可经营事项 许可经营业务 许可经营的项目 业务范围 业务种类 种类和范围 "
    "行业类别 食品类别 核定人数 经营场所 经营地址 住所 注册住所 生产地址 生产经营场所地址 库房地址 地址 单位地址 建设地址 坐落 用途 面积 "
    "权利类型 许可证编号 许可证号 备案编号 备案日期 备案项目 备案事项 登记机关 签发机关 登记日期 注册日期 签发日期 成立日期 有效期至 "
    "营业期限 使用期限 类型 文号 结论 检查日期 体检日期 从业类别 从业地点 执业类别 执业范围 执业地点 执业单位 诊疗科目 "
    "诊疗活动范围 办学内容 操作项目 作业类别 作业项目 资格种类 准驾车型 包含的许可 排水去向".split()
)
_NAMES: Final = frozenset(
    "姓名 法定代表人 负责人 主要负责人 企业负责人 质量负责人 持证人 权利人 所有人 校长 名称 企业名称 单位名称 公司名称 机构名称 "
    "场所名称 学校名称 经营者名称 经营单位名称 经营机构名称 生产者名称 业户名称 旅行社名称 排水户名称 工程名称 建设单位 举办单位".split()
)
_NUMBERS: Final = frozenset(
    "统一社会信用代码 公民身份号码 证件号码 证号 证书编号 证书编码 证书号码 注册证号 编号".split()
)


def shown_fields(content: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """What is shown, name by name, and the names of what is withheld."""
    shown: dict[str, str] = {}
    withheld: list[str] = []
    for name, value in content.items():
        text = _shown(name, value)
        if text is None:
            withheld.append(name)
        else:
            shown[name] = text
    return shown, withheld


def _shown(name: str, value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = "、".join(value)
    if not isinstance(value, str):
        return None
    if name in _NAMES:
        return masked_name(value)
    if name in _NUMBERS:
        if len(value) > _LONG:
            return mask("sensitive", value)
        # Of a short number the rule for identity numbers would hide next to nothing.
        hidden = len(value) - len(value) // 3
        return "*" * hidden + value[hidden:]
    return scrub(value)[:_LONGEST] if name in _OPEN else None
