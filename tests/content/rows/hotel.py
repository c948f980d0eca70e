"""The facts on hotels, H1 to H24."""

from __future__ import annotations

from .table import Item

ITEM = Item(
    folder="hotel",
    form="hotel_special",
    numbered=[f"H{number}" for number in range(1, 25)],
    rows={
        "H1": ({"H1", "H1-doing", "H1-scope"}, {"W-HOTEL-LICENSE", "W-HOTEL-SCOPE"}, {"HOT-02"}),
        "H2": ({"H2"}, {"W-HOTEL-MIXED"}, {"HOT-01"}),
        "H3": ({"H3"}, set(), set()),
        "H4": ({"H4", "H4-mixed"}, {"W-HOTEL-HOMESTAY", "W-HOTEL-MIXED-HOUSE"}, {"HOT-01"}),
        "H5": ({"H5"}, set(), {"HOT-14"}),
        "H6": ({"H6"}, set(), set()),
        "H7": ({"H7"}, set(), {"HOT-09"}),
        "H8": ({"H8"}, set(), {"HOT-03"}),
        "H9": ({"H9"}, {"W-HOTEL-UNDER"}, set()),
        "H10": ({"H10", "H10-official"}, set(), {"HOT-07", "HOT-08"}),
        "H11": ({"H11"}, set(), {"HOT-04"}),
        "H12": ({"H12"}, {"W-HOTEL-FOREIGN"}, {"HOT-05"}),
        "H13": ({"H13"}, {"W-HOTEL-MINOR"}, {"HOT-06"}),
        "H14": ({"H14"}, {"W-HOTEL-FOOD"}, set()),
        "H15": ({"H15"}, {"W-HOTEL-SING"}, set()),
        "H16": ({"H16"}, {"W-HOTEL-POOL"}, set()),
        "H17": ({"H17"}, {"W-HOTEL-SPA"}, set()),
        "H18": ({"H18", "H18-meals"}, {"W-HOTEL-SHOP", "W-TOBACCO", "R-306"}, set()),
        "H19": ({"H19", "H19-close"}, {"W-HOTEL-HYGIENE", "W-HOTEL-CLOSE-MORE"}, set()),
        "H20": (
            {"H20", "H20-change", "H20-layout"},
            {"R-HOTEL-CHANGE", "W-HOTEL-THREE", "W-HOTEL-ASK"},
            {"HOT-12"},
        ),
        "H21": ({"H21", "H21-close"}, {"R-HOTEL-END", "W-HOTEL-CLOSE"}, {"HOT-12"}),
        "H22": ({"H22"}, {"W-HOTEL-CAMERA"}, {"HOT-11"}),
        "H23": ({"H23"}, {"W-HOTEL-INSPECT"}, set()),
        "H24": ({"H24"}, {"W-HOTEL-STAR"}, set()),
    },
    elsewhere={},
    themes={f"HT-{number:02}": ["hotel_special"] for number in (1, 2, 3, 4, 7)}
    | {"HT-REISSUE": ["hotel_special"], "HT-CLOSE": ["hotel_special"]}
    | {"B-01": ["hotel_special", "public_hygiene", "food_operation"]},
    # Papers of authorities above and of foreign investors were asked for elsewhere, not known to be in this city.
    no_material=["主管部门", "外资"],
)
