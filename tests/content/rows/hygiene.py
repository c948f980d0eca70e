"""The facts on hygiene in public places, P1 to P25."""

from __future__ import annotations

from .table import Item

ITEM = Item(
    folder="hygiene",
    form="public_hygiene",
    numbered=[f"P{number}" for number in range(1, 26)],
    rows={
        "P1": ({"K-kind", "K-items", "P1-window"}, set(), {"HYG-01"}),
        "P2": (set(), set(), {"HYG-08"}),
        "P3": ({"P3"}, set(), {"HYG-07", "HYG-14"}),
        "P4": (set(), set(), {"HYG-06"}),
        "P5": ({"P5"}, set(), {"HYG-09"}),
        "P6": ({"P6"}, set(), {"HYG-10"}),
        "P7": ({"P7"}, set(), {"HYG-10"}),
        "P8": ({"P8", "P8-room"}, {"W-HYG-ROOMS"}, {"HYG-15"}),
        "P9": ({"P9", "K-dual", "K-single"}, set(), set()),
        "P10": ({"P10"}, {"W-HYG-AC"}, set()),
        "P11": ({"P11", "P11-water", "P11-dip"}, {"W-HYG-SPORT", "W-HYG-WATER", "W-HYG-DIP"}, {"HYG-11"}),
        "P12": ({"P12"}, {"W-HYG-BABY"}, {"HYG-21"}),
        "P13": ({"P13"}, {"W-HYG-LIFE"}, set()),
        "P14": ({"P14"}, {"W-HYG-MASSAGE"}, {"HYG-22"}),
        "P15": ({"P15", "P15-night"}, {"W-HYG-HOTEL", "W-HYG-OVERNIGHT"}, set()),
        "P16": ({"P16"}, {"W-HYG-FILM"}, {"HYG-19"}),
        "P17": ({"P17"}, {"W-HYG-FOOD"}, set()),
        "P19": (
            {"P19", "P19-pool", "P19-haircut", "P19-bath"},
            {"W-HYG-EXTRAS", "W-HYG-SPORT", "W-HYG-WATER"},
            set(),
        ),
        "P20": ({"P20", "P20-hotel", "P20-renew"}, {"W-HYG-HOUSE", "W-HYG-RENEW-HOUSE"}, {"HYG-18"}),
        "P21": ({"P21"}, {"W-HYG-NOLICENCE"}, {"HYG-13"}),
        "P22": (
            {"P22", "P22-late", "P22-expired", "P22-report", "P22-reissue"},
            {"R-HYG-RENEW", "W-HYG-RENEW-LATE", "W-HYG-REISSUE"},
            {"HYG-05"},
        ),
        "P23": ({"P23", "P23-moved", "P23-trade", "P23-cancel"}, {"R-HYG-MOVE", "W-HYG-CANCEL"}, {"HYG-12"}),
        "P24": ({"P24"}, {"W-HYG-STAFF"}, {"HYG-04", "HYG-17"}),
        "P25": ({"P25"}, {"W-HYG-SMOKE"}, {"HYG-20"}),
    },
    elsewhere={
        "P18": "Places to sing are filed for together with the permit to run them, in ktv_all; to dance and play, nowhere yet."
    },
    themes={
        "PH-01": ["public_hygiene"],
        "PH-02": ["public_hygiene"],
        "PH-04": ["public_hygiene"],
        "PH-05": ["public_hygiene"],
        "PH-06": ["public_hygiene"],
        "PH-08": ["public_hygiene"],
        "PH-09": ["public_hygiene"],
        "B-03": ["public_hygiene", "medical_device_filing"],
        "PH-13": ["public_hygiene"],
        "PH-CHANGE": ["public_hygiene"],
        "PH-REISSUE": ["public_hygiene"],
        "PH-CANCEL": ["public_hygiene"],
    },
    # The list of staff and their certificates of health are no longer handed in, only kept.
    no_material=["从业人员", "健康合格", "健康证"],
)
