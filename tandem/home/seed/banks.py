"""What stands in a caseload's open boxes, what organisations are called, what people say."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random

SAID = Path(__file__).parent / "said"

REGIONS = (
    "Severn Valley",
    "Northern Moors",
    "West Riding and Wolds",
    "South Downs and Weald",
    "Thames Reaches",
    "Trent and Soar",
    "Bryniau Cymru",
    "Mersey and Mosses",
    "Tees and Cheviot",
    "Fens and Broads",
    "Tamar and Moor",
    "Pennine Towns",
)
TOWNS = [
    "Ashcombe",
    "Brackley Cross",
    "Calderford",
    "Dunmere",
    "Eastholme",
    "Fenwick Green",
    "Garthdale",
    "Haverley",
    "Ironbeck",
    "Jarrowmoor",
    "Kingsholt",
    "Lambrook",
    "Marlstone",
    "Netherby",
    "Oakengate",
    "Penrhiw",
    "Quarrington",
    "Ravensby",
    "Saltmere",
    "Thornleigh",
    "Upperton",
    "Vale End",
    "Westcombe",
    "Yarrowby",
    "Aberwen",
    "Bryncoed",
    "Cwmhelyg",
    "Dolwern",
    "Llanfair Isaf",
    "Pontddu",
    "Trefelin",
    "Ynyslas Uchaf",
]
CHARITIES = [
    "Kingfisher House",
    "Open Gate",
    "The Lantern House",
    "Second Spring",
    "Bridge Street Kitchen",
    "New Thread",
    "Y Drws Agored",
    "The Allotment Project",
    "Tools and Timber",
    "Women at the Well",
    "Kindling",
    "Clean Slate Boxing",
    "The Long Table",
]

COMMUNICATION = (
    "Easy words, read out loud.",
    "Paper, not phone.",
    "Bigger print, please.",
    "Dyslexia. Short letters, and time to read them.",
    "Hears better on the left side.",
    "Wears hearing aids. Face them when you speak.",
    "Text the day before. Calls go unanswered.",
    "Needs an interpreter for anything official.",
    "ADHD. Short sittings with a break.",
    "Autistic. Say first what will happen, and in what order.",
    "Brain injury. Write down what was agreed.",
    "Cannot read well and does not like to say so.",
    "Mornings only, after the chemist.",
    "Not before the school run.",
    "Works nights. Afternoons are best.",
    "Anxious in waiting rooms. Call them straight in.",
    "Stammers. Give time, do not finish the sentence.",
    "Reads lips. No masks, and good light.",
    "Sister comes along to help with forms.",
    "No phone at the moment. Letters to the hostel.",
    "Colour blind. Do not rely on red and green.",
    "Uses a wheelchair. Ground floor room.",
)
COMMUNICATION_CY = (
    "Geiriau hawdd, wedi'u darllen yn uchel.",
    "Cymraeg yn gyntaf, Saesneg os oes rhaid.",
    "Papur, nid ffôn.",
    "Print mawr, os gwelwch yn dda.",
    "Tecst y diwrnod cynt.",
    "Dyslecsia. Llythyrau byr.",
)

# The language that somebody prefers, by background: how many of a hundred, and which.
LANGUAGES: dict[str, tuple[int, tuple[str, ...]]] = {
    "welsh": (45, ("Cymraeg", "Cymraeg", "Welsh")),
    "south_asian": (14, ("Urdu", "Punjabi", "Bengali", "Hindi", "Tamil", "Nepali")),
    "african": (9, ("Somali", "Tigrinya", "French", "Yoruba", "Portuguese")),
    "eastern": (38, ("Polish", "Romanian", "Lithuanian", "Bulgarian", "Latvian", "Albanian")),
    "arabic": (42, ("Arabic", "Kurdish (Sorani)", "Farsi", "Turkish")),
    "east_asian": (35, ("Vietnamese", "Cantonese", "Mandarin", "Tagalog")),
    "other": (60, ("Arabic", "Ukrainian", "Punjabi", "Mandarin")),
}

# Why somebody was moved to another worker; most say nothing.
MOVED = (
    "{worker} moves to another team",
    "{worker} leaves",
    "{worker} is on leave for a year",
    "Nearer to home",
    "Asked for someone who speaks Welsh",
    "Asked for a woman to work with",
    "Fewer people for {worker}",
    "Back from custody, new start",
)


class Sayings:
    """What the two say in one language, by part of the sheet and kind of saying."""

    def __init__(self, language: str) -> None:
        self.by_part = tomllib.loads((SAID / f"{language}.toml").read_text("utf-8"))

    def one(self, random: Random, part: str, kind: str, person: str = "") -> str:
        said: str = random.choice(self.by_part[part][kind])
        return said.replace("{person}", person)

    def goal(self, random: Random, part: str) -> tuple[str, str, str]:
        """The goal, a step of the person's, a promise of the worker's."""
        goal, step, promise = random.choice(self.by_part[part]["goals"])
        return goal, step, promise


@cache
def sayings(language: str) -> Sayings:
    return Sayings(language)
