"""Shows what was seen: results.json for machines, report.html with its pictures for people."""

import json
import re
import shutil
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from a11y.visit import Seen
from tandem.config.assets import BUILD

FOLDER = BUILD / "a11y"
PICTURES = FOLDER / "pictures"
HERE = Path(__file__).parent
IDENTITY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


@dataclass
class Results:
    pages: list[dict[str, Any]] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)  # the role, and what it met
    looks: int = 0
    seconds: float = 0

    @property
    def found(self) -> int:
        return sum(len(page["findings"]) for page in self.pages) + len(self.unknown)

    def write(self) -> Path:
        """The older report makes way; its pictures did so before the visits began."""
        page = FOLDER / "report.html"
        (FOLDER / "results.json").write_text(
            json.dumps(
                {
                    "made": datetime.now().astimezone().isoformat(timespec="seconds"),
                    "seconds": round(self.seconds),
                    "looks": self.looks,
                    "found": self.found,
                    "unknown": self.unknown,
                    "pages": self.pages,
                },
                indent=1,
                ensure_ascii=False,
            )
        )
        shutil.copy(HERE / "report.css", FOLDER)
        kinds = Counter(each["check"] for one in self.pages for each in one["findings"])
        template = Environment(loader=FileSystemLoader(HERE), autoescape=True).get_template(
            "report.html"
        )
        page.write_text(
            template.render(
                pages=[row | {"number": n} for n, row in enumerate(self.pages, 1)],
                unknown=self.unknown,
                kinds=kinds.most_common(),
                found=self.found,
                looks=self.looks,
                minutes=in_words(self.seconds),
                made=datetime.now().strftime("%-d %B %Y, %H:%M"),
            )
        )
        return page


def row(seen: Seen) -> dict[str, Any]:
    place, _, name = seen.kind.rpartition(":")
    title = f"{place}: {name}" if place else name or "no such page"
    return {
        "role": seen.role,
        "stage": seen.stage,
        "part": f"{seen.role.capitalize()}: {seen.stage}",
        "kind": seen.kind,
        "state": seen.state,
        "title": title.replace("_", " ") + (f", {seen.state}" if seen.state else ""),
        "path": IDENTITY.sub("...", seen.path),
        "pictures": seen.pictures,
        "findings": [
            {"check": fault.check, "words": fault.words, "views": views}
            for fault, views in seen.faults.items()
        ],
    }


def begin() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    PICTURES.mkdir(parents=True)


def in_words(seconds: float) -> str:
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"
