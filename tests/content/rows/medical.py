"""The facts on selling medical devices, M1 to M25; two forms, one for each act of the authority."""

from __future__ import annotations

from .table import Item

_SCOPES = {f"M2-{name}" for name in ("glucose", "bp", "thermometer", "mask", "oxygen", "pregnancy", "wheelchair")}

ITEM = Item(
    folder="medical",
    form="medical_device_licence",
    numbered=[*(f"M{number}" for number in range(1, 26)), "MD-10", "material-13", "material-14"],
    rows={
        "M1": ({"M1", "M1-glasses"}, set(), {"MED-16"}),
        "M2": (
            {"M2-chair", "M2-check", "M2-none", *_SCOPES},
            {"W-MD-WHEELCHAIR", "R-MD-VISIT", "R-MD-CHANGE"},
            {"MED-01"},
        ),
        "M3": (
            {*(f"M3-{name}" for name in ("none", "both", "visit", "renew", "early", "late", "filing", "second")), "M3"},
            {"W-MD-BOTH", "W-MD-VISIT", "R-MD-RENEW", "W-MD-SECOND-TOO"},
            {"MED-02", "MED-15", "MED-35"},
        ),
        "M4": ({"M4", "M4-ask"}, {"W-MD-MAYBE-EXEMPT"}, {"MED-17"}),
        "M5": (set(), set(), {"MED-18"}),
        "M6": (set(), set(), {"MED-19"}),
        "M7": ({"M7"}, {"W-MD-LEASING"}, {"MED-20"}),
        "M8": ({"M8-major", "M8-level", "M8-years"}, set(), {"MED-06"}),
        "M9": ({"M9"}, {"W-MD-HEAD"}, set()),
        "M10": ({"M10", "M10-none"}, {"W-MD-IVD"}, {"MED-27"}),
        "M11": ({"M11", "M11-none"}, {"W-MD-IMPLANT"}, set()),
        "M12": ({"M12", "M12-fit", "M12-care"}, {"W-MD-OPTICIAN"}, {"MED-02"}),
        "M13": ({"M13"}, {"W-MD-OK-LENS"}, {"MED-24"}),
        "M14": ({"M14", "M14-room"}, {"W-MD-HEARING", "W-MD-AUDIO"}, {"MED-25"}),
        "M15": ({"M15"}, {"W-MD-FILLER"}, {"MED-23"}),
        "M16": ({"M16"}, {"W-MD-WHOLESALE"}, {"MED-22"}),
        "M17": (
            {"M17", "M17-other", "M17-mode"},
            {"W-MD-NO-STORE", "W-MD-NEED-STORE", "W-MD-MODE-STORE"},
            {"MED-08"},
        ),
        "M18": ({"M18"}, set(), {"MED-07"}),
        "M19": ({"M19"}, {"W-MD-ONE-STORE"}, {"MED-14"}),
        "M20": ({"M20"}, {"W-MD-CROSS-CITY"}, {"MED-26"}),
        "M21": ({"M21", "M21-net"}, {"W-MD-ONLINE", "R-MD-ONLINE"}, {"MED-13"}),
        "M22": ({"M22"}, {"R-MD-STOPPED"}, {"MED-21"}),
        "M23": ({"M23"}, {"R-MD-SELF-CHECK"}, {"MED-10"}),
        "M24": ({"M24"}, set(), {"MED-11"}),
        "M25": ({"M25-pharmacy"}, {"W-MD-PHARMACY"}, {"MED-29"}),
        # The permit or the filing changed, replaced, ended; what it says of them is told in a table of its own.
        "MD-10": (
            {
                *(f"MD10-{name}" for name in ("twenty", "spot", "filing", "filing-name")),
                *(f"MD10-{name}" for name in ("reissue", "reissue-filing", "cancel", "cancel-filing")),
            },
            {
                *(f"W-MD-CHANGE-{name}" for name in ("TWENTY", "SPOT", "FILING", "FILING-NAME")),
                *(f"W-MD-{name}" for name in ("REISSUE", "REISSUE-FILING", "CANCEL", "CANCEL-FILING")),
            },
            {"MED-30", "MED-32", "MED-33", "MED-34"},
        ),
        "material-13": ({"MD10-both"}, {"W-MD-CHANGE-BOTH"}, {"MED-15"}),
        "material-14": ({"F-change", "F-scope", "F-mode", "F-equipment"}, set(), {"MED-31"}),
    },
    elsewhere={},
    themes={
        "MD-01": ["medical_device_licence"],
        "MD-02": ["medical_device_filing"],
        "MD-03": ["medical_device_filing"],
        "MD-04": ["medical_device_licence", "medical_device_filing"],
        "MD-05": ["medical_device_filing"],
        "MD-08": ["medical_device_filing"],
        "MD-10": ["medical_device_licence"],
        "MD-CHANGE": ["medical_device_licence", "medical_device_filing"],
        "MD-REISSUE": ["medical_device_licence", "medical_device_filing"],
        "MD-CANCEL": ["medical_device_licence", "medical_device_filing"],
    },
    # Only agents speak of these: no clause asks for them.
    no_material=["消防", "验资", "无犯罪"],
)

#: The filing shares the rows above; here only what holds of each form by itself.
FILING = Item(
    folder="medical",
    form="medical_device_filing",
    numbered=[],
    rows={},
    elsewhere={},
    themes={},
    no_material=["信息管理系统"],
)
