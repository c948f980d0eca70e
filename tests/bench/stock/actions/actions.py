"""What a stock project writes for a Rasa form: validation per slot, and a submission over HTTP."""

from __future__ import annotations

import os
import re
from typing import Any

import aiohttp
from rasa_sdk import Action, FormValidationAction
from rasa_sdk.events import AllSlotsReset

FIELDS = (
    "shop_name address area dine_in takeout made_fresh decorate headcount legal_person id_number phone credit_code "
    "safety_manager hours open_date investment"
).split()
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
UNITS = {"十": 10, "百": 100, "千": 1000}


def number(text: str) -> float | None:
    """A number in digits or plain Chinese words at the start of the text."""
    found = re.match(r"\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+", text)
    if found is None:
        return None
    if found.group()[0].isdigit():
        return float(found.group())
    total = current = 0
    for char in found.group():
        if char in UNITS:
            total += (current or 1) * UNITS[char]
            current = 0
        else:
            current = DIGITS[char]
    return float(total + current)


def money(text: str) -> float | None:
    """Yuan."""
    value = number(text)
    return value * (10000 if "万" in text else 1) if value is not None else None


def day(text: str) -> str | None:
    """ISO date."""
    found = re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})", text)
    return "{:0>4}-{:0>2}-{:0>2}".format(*found.groups()) if found else None


def id_number(text: str) -> str | None:
    """Right check digit only."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    if not re.fullmatch(r"\d{17}[\dXx]", text):
        return None
    total = sum(int(char) * weight for char, weight in zip(text, weights, strict=False))
    return text.upper() if "10X98765432"[total % 11] == text[17].upper() else None


def name(text: str) -> str:
    """Without the words that lead in."""
    return re.sub(r"^(店名(叫|是)?|叫|法人是|地址(是|在)?)", "", text.strip()).strip("，。 ")


READ = {"area": number, "headcount": number, "investment": money, "open_date": day, "id_number": id_number}


class ValidatePermitForm(FormValidationAction):
    """Reads each slot's text; an unreadable one is asked again."""

    def name(self) -> str:
        return "validate_permit_form"


def validator(field: str) -> Any:
    """The method Rasa's SDK looks for."""

    def validate(self: Any, value: Any, dispatcher: Any, tracker: Any, domain: Any) -> dict[str, Any]:
        value = value[-1] if isinstance(value, list) else value
        if not isinstance(value, str):
            return {field: value}
        read = READ.get(field, name)(value)
        if read is None:
            dispatcher.utter_message(text="格式不正确，请重新输入。")
        return {field: read}

    return validate


for _field in FIELDS:
    if _field not in ("dine_in", "takeout", "made_fresh", "decorate"):
        setattr(ValidatePermitForm, f"validate_{_field}", validator(_field))


class SubmitPermit(Action):
    """Posts the sixteen slots."""

    def name(self) -> str:
        return "action_submit_permit"

    async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        async with aiohttp.ClientSession() as session:
            payload = {field: tracker.get_slot(field) for field in FIELDS}
            async with session.post(os.environ["STOCK_SUBMIT_URL"], json=payload) as response:
                receipt = (await response.json())["receipt"]
        dispatcher.utter_message(text=f"已提交，受理编号 {receipt}。")
        return [AllSlotsReset()]
