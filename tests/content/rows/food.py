"""The facts on food: what is decided (R), what is forbidden (P), when nobody comes to look (E, I) and what is said (W).

Three forms, one for each act of the authority: permit a shop, file one that sells only packaged food, change a permit.
"""

from __future__ import annotations

from .table import Item, Row

_PERMIT = ["food_operation"]
_FILING = ["prepackaged_filing"]
_AMENDMENT = ["food_amendment"]


def _from(letter: str, first: int, last: int, width: int = 1) -> list[str]:
    return [f"{letter}-{number:0{width}}" for number in range(first, last + 1)]


#: Which item it is, or none.
_ITEM: dict[str, Row] = {
    "R-101": ({"R-101"}, {"W-FILING", "R-FILING"}, {"F-01", "F-03", "F-04", "F-05"}),
    "R-102": ({"R-102"}, set(), {"F-08"}),
    "R-103": ({"R-103"}, {"W-MEAT"}, {"F-09"}),
    "R-104": ({"R-104", "R-104-sale"}, {"W-ALCOHOL", "W-LIQUOR"}, {"F-06", "F-07"}),
    "R-105": ({"R-105"}, set(), {"F-02"}),
    "R-106": ({"R-106", "R-106-hq"}, set(), {"F-20"}),
    "R-107": ({"R-107"}, {"W-PRODUCER"}, {"F-61"}),
    "R-108": ({"R-108", "P-11"}, {"W-FSMP-PHARMACY", "W-FSMP", "W-SPECIAL"}, set()),
    # Who filed and then sells more is sent on to the permit, and told that the filing ends by itself.
    "R-109": ({"R-103", "R-104", "R-105", "R-106"}, {"W-ALCOHOL", "W-MEAT"}, {"F-62"}),
    "R-110": ({"R-110"}, {"W-HQ-PACKAGED"}, {"F-12"}),
    "R-111": (set(), set(), {"F-63"}),
    "R-112": ({"R-112", "R-106"}, {"W-PRODUCTION"}, {"F-64"}),
    "R-113": ({"R-113"}, {"W-CUT"}, {"F-65"}),
    "R-114": ({"R-114"}, set(), set()),
    "R-115": ({"R-115"}, set(), set()),
    "R-116": ({"P-07-fume"}, set(), {"F-56"}),
    "R-117": ({"R-117"}, set(), set()),
    "R-118": (set(), set(), {"F-66"}),
}

#: The main kind of business and what is written beside it.
_KIND: dict[str, Row] = {
    "R-201": ({"R-106", "R-201"}, {"W-WHOLESALE"}, set()),
    "R-202": ({"R-106"}, set(), {"F-36"}),
    "R-203": (
        {"R-203", "R-203-outside"},
        {"W-AUTO", "W-AUTO-FILING", "W-AUTO-OUTSIDE", "R-305"},
        {"F-38", "F-39"},
    ),
    "R-204": ({"R-106", "R-204-self_operated", "R-204-contracted", "R-204-ordered"}, set(), set()),
    "R-205": (
        {"R-205", "R-205-inner", "R-205-point", "R-205-both"},
        {"W-COMMUNITY", "W-SENIOR-SUPPLIER"},
        set(),
    ),
    "R-206": ({"R-206", "R-206-only", "R-206-others"}, {"W-OWN-STORES"}, {"F-43"}),
    "R-207": ({"R-207", "R-207-only", "R-207-deliver", "R-207-no-dining", "R-207-regular"}, set(), {"F-43"}),
    "R-208": (
        {"R-208", "R-208-size", "R-208-dining", "R-208-retail", "E-2-group"},
        {"W-GROUP", "W-GROUP-SMALL", "W-GROUP-CHECK"},
        set(),
    ),
    "R-209": ({"R-226"}, set(), {"F-21"}),
    "R-210": ({"R-210", "R-105", "R-226"}, set(), {"F-20"}),
    "R-211": ({"R-211"}, {"W-HQ-TYPE"}, set()),
}

#: What is made and sold, and the room it wants.
_GOODS: dict[str, Row] = {
    "R-220": ({"R-220", "R-220-kitchen"}, set(), {"F-42"}),
    "R-221": ({"R-221"}, set(), {"F-18", "F-19"}),
    "R-222": ({"R-222", "R-222-own"}, {"W-ROOM"}, {"F-18"}),
    "R-223": ({"R-223", "R-223-own"}, {"W-ROOM"}, {"F-16"}),
    "R-224": ({"R-224", "R-224-own", "R-224-zone", "R-224-own-zone"}, {"W-ZONE"}, {"F-15"}),
    "R-225": ({"R-225", "R-225-own"}, {"W-RAW", "W-ROOM"}, {"F-17"}),
    "R-226": ({"R-226"}, set(), {"F-13"}),
    "R-227": ({"R-227"}, {"W-JUICE"}, set()),
    "R-228": ({"R-228"}, set(), set()),
    "R-229": ({"R-229", "R-223", "R-224-zone"}, {"W-ROOM", "W-ZONE"}, set()),
    "R-230": ({"R-223", "R-225"}, {"W-RAW", "W-ROOM"}, set()),
    "R-231": ({"R-231"}, {"W-ETHANOL"}, set()),
    "R-232": ({"R-232"}, set(), {"F-59"}),
    "R-233": ({"R-233"}, set(), set()),
    "R-234": ({"R-234", "R-234-display", "R-105"}, {"W-BULK"}, {"F-02"}),
    "R-235": ({"R-235", "R-235-bulk"}, {"W-BULK-COOKED"}, set()),
    "R-236": ({"R-236", "R-236-units", "R-220-kitchen"}, set(), {"F-44"}),
    "R-237": ({"R-237"}, {"W-ZONE"}, set()),
    "R-239": (
        {"R-239-hot", "R-239-cold", "R-239-drink", "I-3", "P-03", "P-03-own", "P-03-cooked", "P-03-kitchen"},
        {"W-SIMPLE", "W-SIMPLE-ONLY"},
        {"F-15", "F-42"},
    ),
}

#: What is to be reported afterwards.
_REPORTS: dict[str, Row] = {
    "R-301": ({"W-NET", "online-yes"}, {"W-NET", "W-NET-FILING", "R-301", "R-309"}, {"F-37"}),
    "R-302": ({"R-302"}, {"R-302"}, set()),
    "R-303": ({"R-303"}, {"R-303"}, set()),
    "R-304": ({"R-304"}, {"R-304"}, set()),
    "R-305": ({"R-203"}, {"W-AUTO", "W-AUTO-FILING", "R-305"}, {"F-38"}),
    "R-306": ({"R-306", "R-110"}, {"R-306", "W-HQ-PACKAGED"}, {"F-12"}),
    "R-307": ({"R-307"}, {"R-307"}, {"F-37"}),
    "R-308": (set(), set(), {"F-50"}),
    "R-309": ({"R-309", "online-yes"}, {"R-309", "R-301", "W-NET-FILING"}, set()),
}

#: People, and duties that go on.
_DUTIES: dict[str, Row] = {
    "R-401": ({"R-401"}, set(), {"F-31"}),
    "R-402": (
        {"R-402", "R-402-provinces"},
        {"W-MGMT", "W-HQ-PLACES", "R-MGMT-PROVINCE"},
        {"F-11"},
    ),
    "R-403": (
        {"R-403", "R-403-kitchen", "R-403-meals", "R-403-daily", "R-409"},
        {
            *("W-DIRECTOR-LARGE", "W-DIRECTOR-KITCHEN", "W-DIRECTOR-MEALS", "W-DIRECTOR-DAILY", "W-HQ-DIRECTOR"),
            *("W-TEST", "W-TEST-KITCHEN"),
        },
        {"F-32"},
    ),
    "R-404": ({"R-404-preschool", "R-404-school", "R-404-other"}, {"W-DIRECTOR"}, {"F-33"}),
    "R-405": (
        {"R-403", "R-404-preschool", "R-404-school", "R-404-other"},
        {"W-DIRECTOR-LARGE", "W-HQ-DIRECTOR", "W-DIRECTOR"},
        set(),
    ),
    "R-406": ({"R-406", "R-406-door"}, {"W-HEALTH", "W-SENIOR-DOOR"}, {"F-29"}),
    "R-407": (set(), set(), {"F-30"}),
    "R-408": (set(), set(), {"F-67"}),
    "R-409": ({"R-409"}, {"W-TEST", "W-TEST-KITCHEN"}, set()),
    "R-410": ({"R-410", "R-410-kitchen"}, {"W-SAMPLE", "W-SAMPLE-KITCHEN"}, set()),
    "R-411": ({"R-411", "R-201"}, {"W-WHOLESALE"}, set()),
    "R-412": ({"R-412", "R-412-made", "R-412-meals"}, {"W-INSURE", "W-INSURE-MEALS"}, set()),
    "R-413": ({"R-413", "R-413-kitchen", "R-501"}, {"W-OIL", "W-EXHAUST"}, set()),
    "R-414": ({"R-104"}, {"W-ALCOHOL"}, {"F-60"}),
    "R-415": ({"R-415"}, {"W-CONTRACTOR", "W-CONTRACT", "W-SENIOR-CONTRACT"}, {"F-34"}),
    "R-416": ({"R-416"}, {"W-NODINE"}, {"F-36"}),
    "R-501": ({"R-501"}, {"W-EXHAUST"}, {"F-41"}),
    "R-502": ({"R-502"}, {"W-FIRE"}, set()),
    "R-503": ({"R-503"}, {"W-ONE"}, {"F-57"}),
    "R-504": ({"R-503", "R-504", "W-ADDR"}, {"W-ONE", "W-NOT-ONE", "W-ADDR", "W-ADDR-STORE"}, {"F-57"}),
    "R-505": ({"R-413"}, {"W-OIL"}, set()),
    "R-801": ({"R-801"}, {"W-BAN"}, set()),
}

#: A permit that is changed, renewed, lost or given up, and the shop of a chain.
_AFTERWARDS: dict[str, Row] = {
    "R-601": ({"R-601"}, set(), {"F-47"}),
    "R-602": ({"R-602", "R-602-owner", "E-4"}, {"W-CHANGE", "W-AFTER-CHECK"}, {"F-48"}),
    "R-603": ({"R-603", "R-603-not", "E-3"}, {"W-HQ-CODE", "W-HQ-EVALUATE"}, {"F-58"}),
    "R-604": ({"R-604", "I-2"}, {"W-CHANGE-CHECK"}, {"F-49"}),
    "R-605": ({"E-4"}, {"W-AFTER-CHECK"}, set()),
    "R-606": ({"R-606"}, set(), {"F-45"}),
    "R-607": (set(), set(), {"F-45"}),
    "R-608": ({"R-608"}, {"W-LATE"}, {"F-45"}),
    "R-609": ({"R-609"}, set(), {"F-46"}),
    "R-610": ({"R-610"}, set(), {"F-51"}),
    "R-611": ({"R-611", "R-101"}, {"W-CANCEL", "W-FILING", "R-FILING"}, set()),
}

_FORBIDDEN: dict[str, Row] = {
    "P-01": ({"P-01"}, set(), set()),
    "P-02": ({"P-02"}, set(), {"F-44"}),
    "P-03": ({"P-03", "P-03-own", "P-03-cooked", "P-03-kitchen"}, {"W-SIMPLE"}, {"F-16"}),
    "P-04": (
        {"P-04", "P-04-duty", "P-04-nitrite", "P-04-own", "P-04-own-duty"},
        {"W-SCHOOL-FOOD", "W-SCHOOL-DUTY", "W-NITRITE"},
        {"F-35"},
    ),
    "P-05": ({"P-05", "P-05-made"}, {"W-CK", "W-CK-MADE"}, set()),
    "P-06": ({"R-203"}, {"W-AUTO", "W-AUTO-FILING", "R-305"}, set()),
    "P-07": ({"P-07", "P-07-building", "P-07-fume"}, {"W-FUME", "W-FUME-FINE"}, {"F-41"}),
    "P-08": ({"P-08"}, {"W-RESIDENTIAL"}, {"F-40"}),
    "P-09": ({"P-09", "R-104"}, {"W-SCHOOL", "W-ALCOHOL"}, {"F-60"}),
    "P-10": ({"P-10"}, {"W-SPECIAL"}, set()),
    "P-11": ({"P-11"}, {"W-FSMP", "W-SPECIAL"}, set()),
    "P-12": ({"P-12", "R-225"}, {"W-SEAFOOD", "W-RAW", "W-ROOM"}, {"F-17", "F-68"}),
    "P-13": ({"R-115"}, set(), set()),
    "P-14": ({"R-801"}, {"W-BAN"}, set()),
    "P-15": ({"P-15"}, {"W-FALSE"}, {"F-55"}),
    "P-16": ({"R-601"}, set(), {"F-47"}),
    "P-17": ({"P-17"}, {"W-BOOTH", "W-CONTRACT-EACH"}, {"F-11"}),
}

#: Whether somebody comes to look before the permit.
_VISIT: dict[str, Row] = {
    "E-1": ({"E-1"}, {"W-PREPACKAGED"}, set()),
    "E-2": ({"E-2", "E-2-ROOM", "E-2-note", "E-2-installed"}, {"W-EXEMPT"}, {"F-14"}),
    "E-3": ({"E-3"}, set(), {"F-58"}),
    "E-4": ({"E-4"}, {"W-AFTER-CHECK"}, {"F-48"}),
    "E-5": ({"E-5", "E-5-packaged"}, {"W-HQ-ONLY", "W-HQ-PACKAGED"}, set()),
    "E-6": ({"E-6"}, set(), {"F-04"}),
    "I-1": ({"I-1"}, set(), {"F-27", "F-28"}),
    "I-2": ({"I-2", "R-604"}, {"W-CHANGE-CHECK"}, {"F-49"}),
    "I-3": ({"I-3"}, {"W-SIMPLE-ONLY"}, set()),
}

#: The texts that the facts word themselves.
_WORDED: dict[str, Row] = {
    "W-LICENSE": ({"W-LICENSE", "Q01"}, {"W-LICENSE"}, {"F-10"}),
    "W-ADDR": ({"W-ADDR"}, {"W-ADDR", "W-ADDR-STORE"}, set()),
    "W-SITE": ({"W-SITE"}, {"W-SITE"}, set()),
    "W-FUME": ({"P-07", "P-07-building"}, {"W-FUME", "W-FUME-FINE"}, {"F-41"}),
    "W-RESIDENTIAL": ({"P-08"}, {"W-RESIDENTIAL"}, {"F-40"}),
    "W-RAW": ({"R-225"}, {"W-RAW", "W-ROOM"}, {"F-17"}),
    "W-ROOM": ({"R-222", "R-223", "R-225"}, {"W-ROOM", "W-RAW"}, {"F-16"}),
    "W-HEALTH": ({"R-406"}, {"W-HEALTH"}, {"F-29"}),
    "W-SCHOOL": ({"P-09"}, {"W-SCHOOL"}, {"F-60"}),
    "W-CK": ({"P-05"}, {"W-CK"}, set()),
    "W-LATE": ({"R-608"}, {"W-LATE"}, {"F-45"}),
    "W-NET": ({"W-NET"}, {"W-NET", "R-301"}, {"F-37"}),
    "W-BAN": ({"R-801"}, {"W-BAN"}, set()),
}

ITEM = Item(
    folder="food",
    form="food_operation",
    numbered=[
        *_from("R", 101, 118),
        *_from("R", 201, 211),
        *_from("R", 220, 239),
        *_from("R", 301, 309),
        *_from("R", 401, 416),
        *_from("R", 501, 505),
        *_from("R", 601, 611),
        "R-801",
        *_from("P", 1, 17, 2),
        *_from("E", 1, 6),
        *_from("I", 1, 3),
        *("W-LICENSE", "W-ADDR", "W-SITE", "W-FUME", "W-RESIDENTIAL", "W-RAW", "W-ROOM", "W-HEALTH", "W-SCHOOL"),
        *("W-CK", "W-LATE", "W-NET", "W-BAN"),
    ],
    rows={
        **_ITEM,
        **_KIND,
        **_GOODS,
        **_REPORTS,
        **_DUTIES,
        **_AFTERWARDS,
        **_FORBIDDEN,
        **_VISIT,
        **_WORDED,
    },
    elsewhere={
        "R-238": "Every food that the questions offer is of one class; none is left to be put into the riskiest.",
    },
    themes={
        **{f"T{number:02}": _PERMIT for number in (*range(1, 19), 20, 21)},
        **{f"T{number}": _PERMIT for number in (*range(23, 31), 34, 37, *range(39, 63))},
    },
    # Nobody wants whole systems of rules or copies of licences any more; the last three only agents speak of.
    no_material=["制度文本", "制度全文", "复印件", "无犯罪", "环评", "消防"],
)

#: The rows are told above; here only what holds of each form by itself.
FILING = Item(
    folder="food",
    form="prepackaged_filing",
    numbered=[],
    rows={},
    elsewhere={},
    themes={f"T{number}": _FILING for number in (22, 31, 32, 33, 35, 36, 38)},
    no_material=["布局", "操作流程", "制度", "健康", "使用证明"],
)

AMENDMENT = Item(
    folder="food",
    form="food_amendment",
    numbered=[],
    rows={},
    elsewhere={},
    themes={f"FD-{name}": _AMENDMENT for name in ("CHANGE", "RENEW", "REISSUE", "CANCEL")},
    no_material=["布局", "制度", "健康", "复印件"],
)
