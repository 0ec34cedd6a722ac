"""What browsers and the printer are given is whole, and holds nothing that is not ours to use."""

import os
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tandem.config import assets
from tandem.lib.refused import Refused


def test_the_typeface_and_the_crest_of_another_service_are_taken_out():
    css = assets.adapted_css(
        "/*! Copyright (c) by its makers. Not ours. */"
        "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
        ".a{font-family:GDS Transport,arial,sans-serif}"
        ".b{background-image:url(/assets/images/govuk-crest.svg)}"
        "\n/*# sourceMappingURL=govuk-frontend.min.css.map */\n"
    )
    assert css == (
        ".a{font-family:Atkinson Hyperlegible Next,arial,sans-serif}.b{background-image:none}\n"
    )


def test_a_source_map_is_dropped_from_a_script():
    assert assets.without_source_map("export{a};//# sourceMappingURL=x.min.js.map\n") == (
        "export{a};\n"
    )


def test_missing_packages_are_a_sentence(tmp_path):
    with pytest.raises(Refused, match=r"Run \./dev run"):
        assets.build(packages=tmp_path, into=tmp_path / "build")


def test_building_again_does_nothing():
    assets.build()
    assert assets.build() is False


def test_what_is_served_asks_nothing_of_other_places():
    assets.build()
    served = [path for path in (assets.BUILD / "assets").rglob("*") if path.suffix == ".css"]
    assert {path.name for path in served} == {"govuk-frontend.min.css", "fonts.css", "tandem.css"}
    for sheet in served:
        text = sheet.read_text()
        assert "GDS" not in text
        assert "sourceMappingURL" not in text
        for address in re.findall(r"url\(([^)]*)\)", text):
            assert (sheet.parent / address).exists(), address


def test_the_printer_can_write_welsh_and_the_names_of_many_languages():
    assets.build()
    fonts = assets.BUILD / "print-fonts"

    def covers(file: str, text: str) -> bool:
        letters = TTFont(fonts / file).getBestCmap()
        return all(ord(letter) in letters for letter in text)

    for face in ("400-normal", "400-italic", "700-normal", "700-italic"):
        assert covers(f"atkinson-hyperlegible-next-{face}.ttf", "ŴŵŶŷÂâÊêÎîÔôÛûÄäËëÏïÖö“”’–—…")
    for weight in ("400", "700"):
        assert covers(f"noto-sans-{weight}-normal.ttf", "ŁłąęśćžšNguyễnЂДмитроΕλένηशर्मा")
        assert covers(f"noto-sans-arabic-{weight}-normal.ttf", "محمدعبد")
        assert covers(f"noto-sans-hebrew-{weight}-normal.ttf", "דודכהן")


def test_no_tracked_file_of_the_set_up_names_an_address():
    root = Path(assets.ROOT)
    for name in ("package.json", "package-lock.json", ".npmrc", *_locks(root)):
        assert "://" not in (root / name).read_text(), name


def _locks(root: Path) -> list[str]:
    return [name for name in os.listdir(root) if re.fullmatch(r"requirements.*\.lock", name)]
