"""What the program fills into each rejection of a value (scenarios/shared/rejections.zh.yml)."""

from __future__ import annotations

from typing import Final

from .slots import table

#: Why an answer cannot be taken (scenarios/shared/rejections.zh.yml).
REJECTIONS: Final = table(
    """
input.empty
input.too_long bound
input.malformed
address.unreadable understood accepted
address.elsewhere understood
address.incomplete understood accepted
area.unreadable understood accepted
area.ambiguous understood accepted
area.out_of_range understood accepted
boolean.unreadable understood
boolean.negative understood
boolean.unsure understood
business_hours.unreadable understood accepted
business_hours.differs understood accepted
choice.unreadable understood options
choice.ambiguous understood options
company_name.unreadable understood accepted
company_name.length understood accepted
date.unreadable understood accepted
date.ambiguous understood accepted
date.ahead understood accepted
date.impossible understood accepted
duration.ambiguous understood accepted
duration.unreadable understood accepted
email.unreadable understood accepted
id_card.unreadable understood accepted
id_card.ambiguous understood
id_card.length count accepted
id_card.characters understood suggest
id_card.date accepted
id_card.check_digit accepted
id_document.unreadable understood accepted
integer.unreadable understood accepted
integer.ambiguous understood accepted
integer.out_of_range understood accepted
licence_number.unreadable understood accepted
licence_number.length count accepted
licence_number.kind understood accepted
mobile.unreadable understood accepted
mobile.length digits count accepted
mobile.prefix digits accepted
mobile.ambiguous understood accepted
money.unreadable understood accepted
money.ambiguous understood accepted
money.currency understood accepted
money.out_of_range understood accepted
multi_choice.unreadable understood options
number.unreadable understood accepted
number.ambiguous understood accepted
number.out_of_range understood accepted
percentage.unreadable understood accepted
percentage.ambiguous understood accepted
percentage.out_of_range understood accepted
person_name.unreadable understood accepted
person_name.surname_only understood accepted
phone.unreadable understood accepted
phone.length digits count accepted
phone.ambiguous understood accepted
plate.unreadable understood accepted
postcode.unreadable understood accepted
postcode.length count accepted
text.unreadable understood
text.not_expected label
time_range.ambiguous understood accepted
time_range.unreadable understood accepted
url.unreadable understood accepted
uscc.ambiguous understood
uscc.unreadable understood accepted
uscc.length count
uscc.characters suggest
uscc.check_digit accepted
"""
)
