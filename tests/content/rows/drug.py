"""The facts on retailing drugs, D1 to D23."""

from __future__ import annotations

from .table import Item

ITEM = Item(
    folder="drug",
    form="drug_retail",
    numbered=[f"D{number}" for number in range(1, 24)],
    rows={
        "D1": (
            {"D1", "D1-doing", "D1-scope", "D1-address"},
            {"W-DRUG-LICENSE", "W-DRUG-SCOPE", "W-DRUG-ADDR"},
            {"DRUG-01"},
        ),
        "D2": ({"D2", "D2-store", "D2-single"}, set(), set()),
        "D3": ({"D3"}, {"W-DRUG-SAMEDAY"}, {"DRUG-03"}),
        "D4": ({"D4", "D4-head", "D4-change"}, {"W-DRUG-LP", "W-DRUG-LP-STILL"}, {"DRUG-02"}),
        "D5": ({"D5", "D5-absent"}, {"W-DRUG-ABSENT"}, {"DRUG-07", "DRUG-08"}),
        "D6": (
            {
                "D6-chemical",
                "D6-tcm_patent",
                "D6-tcm_pieces",
                "D6-psy_ii",
                "D6-blood",
                "D6-cell_therapy",
                "D6-other_bio",
            },
            set(),
            set(),
        ),
        "D7": ({"D7", "D7-none", "D7-reviewer"}, {"W-DRUG-HERB", "W-DRUG-HERB-REVIEW"}, set()),
        "D8": ({"D8", "D8-power"}, {"W-DRUG-COLD", "W-DRUG-POWER"}, set()),
        "D9": ({"D9", "D9-chain"}, {"W-DRUG-PSY"}, set()),
        "D10": ({"D10"}, set(), set()),
        "D11": ({"D11"}, set(), set()),
        "D12": ({"D12", "D12-apart"}, {"W-DRUG-VENUE"}, set()),
        "D13": (
            {"D13", "D13-md2", "D13-md3", "D13-food"},
            {"W-DRUG-APART", "W-DRUG-MD2", "W-DRUG-MD3", "W-DRUG-FOOD"},
            {"DRUG-13"},
        ),
        "D14": ({"D14", "D14-report"}, {"W-DRUG-ONLINE", "R-DRUG-ONLINE"}, {"DRUG-14"}),
        "D15": ({"D15", "D15-area", "D15-renew"}, {"W-DRUG-AREA", "W-DRUG-HOUSE"}, set()),
        "D16": (set(), set(), {"DRUG-06"}),
        "D17": ({"D17"}, {"W-DRUG-PERSON"}, {"DRUG-18"}),
        "D18": ({"D18"}, {"W-DRUG-FOREIGN"}, set()),
        "D19": ({"D19", "D19-moving"}, {"W-DRUG-MOVING"}, {"DRUG-05"}),
        "D20": ({"D20", "D20-hire"}, {"W-DRUG-HIRE"}, set()),
        "D21": (
            {"D21", "D21-first", "D21-reg", "D21-renew"},
            {"R-DRUG-CHANGE", "W-DRUG-FIRST", "W-DRUG-REG", "W-DRUG-CHANGED"},
            set(),
        ),
        "D22": (
            {"D22", "D22-early", "D22-late", "D22-expired"},
            {"R-DRUG-RENEW", "W-DRUG-EARLY", "W-DRUG-LATE", "W-DRUG-EXPIRED"},
            {"DRUG-09"},
        ),
        "D23": (set(), set(), {"DRUG-17"}),
    },
    elsewhere={},
    themes={
        "DR-01": ["drug_retail"],
        "DR-02": ["drug_retail"],
        "DR-03": ["drug_retail"],
        "DR-04": ["drug_retail"],
        "DR-05": ["drug_retail"],
        "DR-06": ["drug_retail"],
        "DR-08": ["drug_retail"],
        "DR-09": ["drug_retail"],
        "DR-REISSUE": ["drug_retail"],
        "DR-CANCEL": ["drug_retail"],
    },
    # A shop is no longer first prepared and then accepted, and nobody certifies it to GSP.
    no_material=["筹建", "验收申请", "认证证书"],
)
