"""INI files: iniconfig's values, and where they stand."""

from __future__ import annotations

import re

import iniconfig
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doctor.facts.ini import IniError, IniFile
from doctor.model.config import Setting
from doctor.model.places import Place

TEXT = """\
# comment
[pytest]  ; comment
addopts = -q  -k 'a b' # -x
markers =
    slow: takes long

    ; hidden
    fast: does not
testpaths: tests
empty =
[other]
key = value
"""


def read(text: str) -> dict[str, Setting]:
    file = IniFile("/p/pytest.ini", "pytest.ini", text)
    sections = file.sections(lambda name: name == "pytest", lambda name: False)
    return {setting.name: setting for section in sections for setting in section.settings}


def written(text: str, place: Place) -> str:
    lines = text.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    return "\n".join([lines[0][place.column - 1 :], *lines[1:]])


def test_keys_values_and_items_stand_where_they_are_written() -> None:
    settings = read(TEXT)
    assert [(name, setting.place.line) for name, setting in settings.items()] == [
        ("addopts", 3),
        ("markers", 4),
        ("testpaths", 9),
        ("empty", 10),
    ]
    addopts = settings["addopts"]
    assert [item.text for item in addopts.items] == ["-q", "-k", "a b", "#", "-x"]
    assert [written(TEXT, item.place) for item in addopts.items] == ["-q", "-k", "'a b'", "#", "-x"]
    assert written(TEXT, addopts.value_place) == "-q  -k 'a b' # -x"
    markers = settings["markers"]
    assert [(item.text, str(item.place)) for item in markers.items] == [
        ("slow: takes long", "pytest.ini:5:5"),
        ("fast: does not", "pytest.ini:8:5"),
    ]
    assert written(TEXT, markers.value_place).startswith("slow: takes long\n\n    ; hidden")
    assert settings["empty"].value == ""


def test_section_place_is_the_header() -> None:
    section = IniFile("p", "f", TEXT).section("pytest", is_read=True)
    assert written(TEXT, section.place) == "[pytest]"


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("key = value\n", "p:1: no section header defined", 1),
        ("[a]\nx\n", "p:2: unexpected line: 'x'", 2),
        ("[a]\nk = 1\nk = 2\n", "p:3: duplicate name 'k'", 3),
        ("[a]\n[a]\n", "p:2: duplicate section 'a'", 2),
        ("  x\n", "p:1: unexpected value continuation", 1),
        ("[]\n", "p:1: empty section name", 1),
    ],
)
def test_errors_have_iniconfigs_words_and_their_line(text: str, message: str, line: int) -> None:
    with pytest.raises(IniError) as caught:
        IniFile("p", "f", text)
    assert (str(caught.value), caught.value.line) == (message, line)


PIECES = st.lists(
    st.sampled_from(
        ["[pytest]\n", "[a]", "addopts", "=", ":", " ", "\n", "\n  ", "#", ";", "x", "-q 'a b'", "\t", "[", "]"]
    )
    | st.characters(codec="utf-8"),
    max_size=30,
)


@given(PIECES, st.booleans())
def test_any_text_gives_iniconfigs_values_at_places_that_hold_them(pieces: list[str], headed: bool) -> None:
    text = ("[pytest]\n" if headed else "") + "".join(pieces).replace("\r", "").removeprefix("\ufeff")
    try:
        expected = iniconfig.IniConfig("p", data=text)
    except iniconfig.ParseError as error:
        with pytest.raises(IniError, match=re.escape(str(error))):
            IniFile("p", "f", text)
        return
    for section in IniFile("p", "f", text).sections(lambda name: True, lambda name: True):
        assert {setting.name: setting.value for setting in section.settings} == dict(expected[section.name].items())
        for setting in section.settings:
            assert written(text, setting.place).strip() == setting.name
            for item in setting.items:
                if setting.name != "addopts":
                    assert written(text, item.place) == item.text
