"""The columns of a file of levels, as other systems call them."""

from tandem.people.caseload import columns
from tandem.people.caseload.columns import Known

LEVELS = Known(
    {
        "reference": columns.NAMES["reference"],
        "predicts": ("predicts", "measure", "risktype", "risk", "about", "rhagweld"),
        "made_of": ("madeof", "staticordynamic", "staticdynamic", "kind", "math"),
        "tool": ("tool", "predictor", "toolname", "instrument", "offeryn"),
        "version": ("version", "toolversion", "fersiwn"),
        "step": ("level", "risklevel", "band", "riskband", "lefel"),
        "out_of_100": ("outof100", "percent", "percentage", "percentagescore", "score", "canran"),
        "months": ("months", "withinmonths", "within", "misoedd"),
        "source": ("source", "system", "workedoutby", "from", "ffynhonnell"),
        "worked_out_on": (
            "workedouton", "date", "assessmentdate", "dateofassessment", "completeddate",
            "completed", "dyddiad",
        ),
        "good_until": (
            "gooduntil", "validuntil", "expires", "expirydate", "expiry", "reviewby", "ddilystan",
        ),
    },
    frozenset({"reference"}),
)  # fmt: skip
