"""Which column of another system's export is what here. Matched by name, always shown."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tandem.people.caseload import names

# The first name that a file has is the one that is read.
NAMES: dict[str, tuple[str, ...]] = {
    "reference": (
        "crn", "casereferencenumber", "reference", "ref", "refno", "referencenumber", "ourref",
        "ourreference", "nomsnumber", "nomsno", "nomsid", "nomisid", "nomisnumber", "nomis", "noms",
        "prisonnumber", "prisonernumber", "prn", "pnc", "pncid", "personid", "personreference",
        "clientid", "clientref", "serviceuserid", "participantid", "id", "cyfeirnod",
    ),
    "given_names": (
        "givennames", "givenname", "forenames", "forename", "firstnames", "firstname", "first",
        "given", "enwaucyntaf", "enwcyntaf",
    ),
    "family_name": (
        "familyname", "surname", "lastname", "last", "family", "secondname", "cyfenw",
    ),
    "called": (
        "called", "preferredname", "knownas", "likestobecalled", "nickname", "alias",
    ),
    "full_name": (
        "fullname", "name", "offendername", "personname", "clientname", "participantname",
        "enwllawn", "enw",
    ),
    "pronouns": ("pronouns", "pronoun", "preferredpronouns", "rhagenwau"),
    "born_on": (
        "dateofbirth", "dob", "birthdate", "birthday", "bornon", "born", "dyddiadgeni",
    ),
    "sex": ("sex", "gender", "sexatbirth", "rhyw"),
    "preferred_language": (
        "preferredlanguage", "language", "firstlanguage", "spokenlanguage", "mainlanguage", "iaith",
        "dewisiaith",
    ),
    "communication_needs": (
        "communicationneeds", "communicationneed", "communication", "accessibilityneeds",
        "accessneeds", "adjustments", "reasonableadjustments", "anghenioncyfathrebu",
    ),
    "worker": (
        "worker", "keyworker", "practitioner", "probationpractitioner", "offendermanager",
        "communityoffendermanager", "com", "officer", "allocatedto", "allocatedworker",
        "supervisor", "responsibleofficer", "staff", "staffname", "caseworker",
        "workeremail", "gweithiwr",
    ),
    "team": ("team", "teamname", "ldu", "pdu", "unit", "office", "tim"),
    "mode": ("mode", "statutoryorvoluntary", "statutory", "modd"),
    "order_type": (
        "ordertype", "order", "sentencetype", "sentence", "eventtype", "disposal", "mathoorchymyn",
    ),
    "starts_on": (
        "start", "starts", "startdate", "startson", "orderstart", "orderstartdate",
        "sentencedate", "sentencestartdate", "licencestart", "licencestartdate",
        "releasedate", "commencementdate", "dyddiaddechrau",
    ),
    "ends_on": (
        "end", "ends", "enddate", "endson", "orderend", "orderenddate", "sentenceenddate",
        "licenceend", "licenceenddate", "expirydate", "expectedenddate", "terminationdate",
        "dyddiadgorffen",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """The columns of a sort of file, by field: the first name that a file has is read."""

    names: Mapping[str, tuple[str, ...]]
    # A line of headings has one of these at least.
    any_of: frozenset[str]


CASELOAD = Known(NAMES, frozenset(names.NAMES))


@dataclass(frozen=True, slots=True)
class Columns:
    headings: tuple[str, ...]
    # Field -> index of the column that gives it.
    read: dict[str, int]
    unread: tuple[str, ...]

    def heading(self, field: str) -> str:
        return self.headings[self.read[field]] if field in self.read else ""


def bare(heading: str) -> str:
    """ "Forename(s)" -> "forenames"; "Date of birth:" -> "dateofbirth"."""
    letters = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def match(headings: Iterable[str], known: Known = CASELOAD) -> Columns:
    ranks = {
        name: (field, rank) for field, ways in known.names.items() for rank, name in enumerate(ways)
    }
    shown = tuple(" ".join(heading.split()) for heading in headings)
    best: dict[str, tuple[int, int]] = {}
    for index, heading in enumerate(shown):
        field, rank = ranks.get(bare(heading), ("", 0))
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, index)
    read = {field: best[field][1] for field in known.names if field in best}
    taken = set(read.values())
    unread = (text for index, text in enumerate(shown) if index not in taken and text)
    return Columns(shown, read, tuple(unread))
