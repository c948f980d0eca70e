"""The facts on selling books, B1 to B26."""

from __future__ import annotations

from .table import Item

ITEM = Item(
    folder="publication",
    form="publication_retail",
    numbered=[f"B{number}" for number in range(1, 27)],
    rows={
        "B1": ({"B1", "B1-doing", "B1-scope"}, {"W-PUB-LICENSE", "W-PUB-SCOPE"}, {"PUB-18"}),
        "B2": ({"B2"}, set(), set()),
        "B3": ({"B3"}, set(), {"PUB-10"}),
        "B4": ({"B4", "B4-filing"}, {"W-PUB-NET", "R-PUB-ONLINE"}, {"PUB-03", "PUB-04"}),
        "B5": ({"B5"}, {"W-PUB-NETONLY"}, {"PUB-03"}),
        "B6": ({"B6"}, set(), {"PUB-08"}),
        "B7": ({"B7"}, {"W-PUB-BRANCH"}, {"PUB-09"}),
        "B8": ({"B8"}, set(), {"PUB-22"}),
        "B9": ({"B9"}, set(), {"PUB-06"}),
        "B10": ({"B10"}, {"W-PUB-TUTOR"}, {"PUB-06"}),
        "B11": ({"B11"}, {"W-PUB-IMPORT"}, set()),
        "B12": ({"B12"}, set(), {"PUB-14"}),
        "B13": ({"B13", "B13-only"}, {"W-PUB-DIGITAL"}, {"PUB-16"}),
        "B14": ({"B14"}, {"W-PUB-AV-FOREIGN"}, {"PUB-07"}),
        "B15": ({"B15"}, {"W-PUB-FOREIGN"}, {"PUB-07"}),
        "B16": ({"B16"}, {"W-PUB-PERSON"}, {"PUB-24"}),
        "B17": (
            {"B17", "B17-change", "B17-moved", "C-mobile", "C-vending"},
            {"R-PUB-MOVE", "W-PUB-CHANGE", "W-PUB-MOVED", "W-PUB-OUTSIDE"},
            {"PUB-19"},
        ),
        "B18": ({"B18", "B18-change"}, {"R-PUB-SCOPE"}, {"PUB-20"}),
        "B19": ({"B19"}, {"W-PUB-CAFE"}, set()),
        "B20": ({"B20"}, {"W-PUB-EVENT"}, set()),
        "B21": ({"B21"}, {"R-PUB-HYGIENE"}, {"PUB-15"}),
        "B22": ({"B22"}, {"W-PUB-BANNED"}, {"PUB-23"}),
        "B23": ({"B23"}, {"W-PUB-NOLICENCE"}, {"PUB-13"}),
        "B24": ({"B24"}, {"W-PUB-PLATFORM"}, set()),
        "B25": ({"B25", "B25-cancel"}, {"R-PUB-END", "W-PUB-CANCEL"}, {"PUB-21"}),
        "B26": ({"B26", "B26-reissue"}, {"W-PUB-SHOW", "R-PUB-HANG"}, set()),
    },
    elsewhere={},
    themes={
        "PB-01": ["publication_retail"],
        "PB-02": ["publication_retail"],
        "PB-03": ["publication_retail"],
        "PB-04": ["publication_retail", "food_operation"],
        "PB-09": ["publication_retail"],
        "PB-REISSUE": ["publication_retail"],
        "PB-CANCEL": ["publication_retail"],
    },
    # Statutes, capital, a vocational certificate, no record of crime and a filed house are not asked of retail.
    no_material=["章程", "注册资本", "发行员", "犯罪", "房屋备案", "告知承诺"],
)
