"""The facts on entertainment venues, E1 to E30."""

from __future__ import annotations

from .table import Item

_FORM = ["entertainment_venue"]

ITEM = Item(
    folder="entertainment",
    form="entertainment_venue",
    numbered=[*(f"E{number}" for number in range(1, 31)), "E12a"],
    rows={
        "E1": ({"E1", "E1-use", "E18-home"}, set(), {"ENT-02"}),
        "E2": ({"E2"}, set(), set()),
        "E3": ({"E3"}, set(), {"ENT-03"}),
        "E4": ({"E4"}, {"W-ENT-KINDER"}, {"ENT-03"}),
        "E5": ({"E5"}, {"W-ENT-NEAR"}, set()),
        "E6": ({"E6"}, set(), set()),
        "E7": ({"E7"}, set(), {"ENT-04"}),
        "E8": ({"E8"}, set(), set()),
        "E9": ({"E9"}, set(), set()),
        "E10": ({"E10", "E10-dance"}, {"W-ENT-CAPACITY", "W-ENT-FLOOR"}, set()),
        "E11": ({"E11"}, {"W-ENT-FOREIGN"}, {"ENT-12"}),
        "E12": ({"E12", "E12-kin", "E12-revoked"}, set(), {"ENT-05", "ENT-06"}),
        "E12a": ({"E12a", "E12a-doing", "E12a-scope"}, {"W-ENT-LICENSE", "W-ENT-SCOPE"}, set()),
        "E13": ({"E13"}, {"W-ENT-PERSON"}, set()),
        "E14": (set(), set(), {"ENT-20"}),
        "E15": (set(), set(), {"ENT-19"}),
        "E16": (set(), set(), {"ENT-19"}),
        "E17": ({"E17"}, {"W-ENT-POLICE"}, {"ENT-17"}),
        "E18": (
            {"E18", "E18-near", "E18-escape", "E18-review", "E18-held"},
            {"W-ENT-SCRIPT", "W-ENT-SCRIPT-MINOR", "R-ENT-SCRIPT", "W-ENT-SCRIPT-NEAR", "W-ENT-ESCAPE"},
            {"ENT-13", "ENT-14"},
        ),
        "E19": ({"E19", "E19-arcade", "E19-guard"}, {"W-ENT-MINOR", "W-ENT-EGAME", "W-ENT-GUARD"}, {"ENT-08"}),
        "E20": ({"E20"}, {"W-ENT-STAFF"}, set()),
        "E21": ({"E21"}, set(), {"ENT-07"}),
        "E22": ({"E22", "E22-vod"}, set(), {"ENT-09"}),
        "E23": ({"E23", "E23-zones"}, set(), set()),
        "E24": ({"E24", "E24-list"}, {"W-ENT-PRIZE"}, {"ENT-10"}),
        "E25": (
            {
                *("E25", "E25-police", "E25-renew", "E25-change", "E25-site", "E25-moved", "E25-rest"),
                *("E25-reissue", "E25-cancel", "F-principal"),
            },
            {
                *("R-ENT-CHANGE", "R-ENT-POLICE", "R-ENT-AGAIN", "W-ENT-RENEW", "W-ENT-CHANGE", "W-ENT-CHANGE-SITE"),
                *("W-ENT-MOVED", "W-ENT-CHANGE-REST", "W-ENT-REISSUE", "W-ENT-CANCEL"),
            },
            {"ENT-11", "ENT-21", "ENT-22", "ENT-23", "ENT-24", "ENT-25", "ENT-26", "ENT-27", "ENT-28"},
        ),
        "E26": (
            {"E26", "E26-papers", "E26-insure", "E26-rebuild"},
            {"W-ENT-FIRE", "W-ENT-FIRE-PAPERS", "W-ENT-FIRE-INSURE", "W-ENT-REBUILD-FIRE"},
            {"ENT-01"},
        ),
        "E27": ({"E27"}, {"W-ENT-HYGIENE"}, {"ENT-01"}),
        "E28": ({"E28"}, {"W-ENT-FOOD"}, {"ENT-01"}),
        "E29": ({"E29"}, {"W-ENT-SHOW"}, set()),
        "E30": ({"E30"}, {"W-ENT-HEARING"}, {"ENT-18"}),
    },
    elsewhere={},
    # A change is one conversation, of people (EN-11) or of the premises (EN-12).
    themes={f"EN-{number:02}": _FORM for number in (1, 2, 3, 4, 6, 9, 10, 11)}
    | {"EN-REISSUE": _FORM, "EN-CANCEL": _FORM}
    | {"B-02": [*_FORM, "public_hygiene", "food_operation"]},
    # The fire and environmental papers have not been asked for since 2022.
    no_material=["消防", "环保"],
)
