"""TOML files: tomllib's values, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doctor.facts.toml import TomlError, TomlFile
from doctor.facts.toml_scanner import string_runs
from tests.unit.facts.test_ini import written

INI_OPTIONS = ("tool", "pytest", "ini_options")
TEXT = '''\
# comment
title = "x" # y
[tool.black]
a = 1
[tool."pytest".ini_options]
addopts = "-q  -k 'a b' \\u0041 \\"z z\\" "
testpaths = [ # c
  "tests", 'b',
  """x
y""", ]
"quo\\u0074ed" = 1979-05-27 07:32:00 # c
x.y.z = {a=1, b = [1,2]}
markers = """
  slow: a
  fast: b \\
     more"""
literal = \'\'\'a'b\'\'\'\'\'
[[tool.x]]
a = 1
'''


def test_keys_and_items_stand_where_they_are_written() -> None:
    section = TomlFile("p", TEXT).section(INI_OPTIONS, is_read=True)
    assert (section.name, str(section.place)) == ('tool."pytest".ini_options', "p:5:1")
    found = {setting.name: setting for setting in section.settings}
    assert {name: setting.place.line for name, setting in found.items()} == {
        "addopts": 6,
        "testpaths": 7,
        "quoted": 11,
        "x": 12,
        "markers": 13,
        "literal": 17,
    }
    addopts = found["addopts"].items
    assert [item.text for item in addopts] == ["-q", "-k", "a b", "A", "z z"]
    assert [written(TEXT, item.place) for item in addopts] == ["-q", "-k", "'a b'", "\\u0041", '\\"z z\\"']
    assert [written(TEXT, item.place) for item in found["testpaths"].items] == ['"tests"', "'b'", '"""x\ny"""']
    assert [item.text for item in found["markers"].items] == ["slow: a", "fast: b more"]
    assert written(TEXT, found["quoted"].value_place) == "1979-05-27 07:32:00"
    assert written(TEXT, found["literal"].value_place) == "'''a'b'''''"


@pytest.mark.parametrize(
    "text",
    [
        "tool.pytest.ini_options.addopts = '-q'\n",
        "[tool]\npytest.ini_options.addopts = '-q'\n",
        "[tool.pytest]\nini_options = {addopts = '-q'}\n",
        "[tool.pytest]\nini_options = {x = {y = 1}, addopts = '-q'}\n",
        "tool = {pytest = {ini_options = {addopts = '-q'}}}\n",
        "[ tool . pytest . ini_options ]\n'addopts' = '-q'\n",
    ],
)
def test_a_table_may_be_written_in_many_ways(text: str) -> None:
    section = TomlFile("p", text).section(INI_OPTIONS, is_read=True)
    addopts = section.get("addopts")
    assert addopts is not None
    assert [(item.text, written(text, item.place)) for item in addopts.items] == [("-q", "-q")]
    assert section.place.line == 1 or text.startswith("[tool")


def test_keys_outside_any_table() -> None:
    section = TomlFile("p", "a = 1\n[x]\nb = 2\n").outside()
    assert (section.name, [setting.name for setting in section.settings]) == ("", ["a"])


@pytest.mark.parametrize(
    ("text", "line", "column"), [("a = \n", 1, 5), ("a = 1\nb = [", 2, 6), ("x\n", 1, 2), ("a = 1\na = 2\n", 2, 6)]
)
def test_errors_have_a_place(text: str, line: int, column: int) -> None:
    with pytest.raises(TomlError) as caught:
        TomlFile("p", text)
    assert caught.value.line == line
    assert abs(caught.value.column - column) <= 5  # tomllib's words differ a little between versions


def test_a_deep_list_is_a_fault_that_names_the_limit() -> None:
    with pytest.raises(TomlError) as caught:
        TomlFile("p", "a = " + "[" * 100_000 + "]" * 100_000)
    assert caught.value.kind in ("RecursionError", "TOMLDecodeError")


KEYS = st.text(alphabet="ab-_1", min_size=1, max_size=4)
STRINGS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)


def basic(text: str) -> str:
    """The text as a basic string, what must be escaped and some that need not."""
    plain = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return (
        '"'
        + "".join(plain.get(char) or (char if " " <= char < "\x7f" else f"\\U{ord(char):08x}") for char in text)
        + '"'
    )


@given(st.dictionaries(KEYS, st.lists(STRINGS, max_size=3), max_size=4), st.sampled_from([", ", ",\n", " , # c ]\n"]))
def test_any_table_is_found_again(table: dict[str, list[str]], gap: str) -> None:
    lines = [f"{key} = [{gap.join(map(basic, values))}] # [x]\n" for key, values in table.items()]
    text = "[tool.pytest.ini_options]\n" + "".join(lines)
    section = TomlFile("p", text).section(INI_OPTIONS, is_read=True)
    assert {setting.name: setting.value for setting in section.settings} == table
    for setting in section.settings:
        assert written(text, setting.place) == setting.name
        assert [written(text, item.place) for item in setting.items] == [basic(item) for item in table[setting.name]]


@given(STRINGS)
def test_runs_cover_every_character_of_a_string(text: str) -> None:
    literal = basic(text)
    runs = string_runs(literal, 0, len(literal))
    assert sum(run.length for run in runs) == len(text)


@given(st.text(alphabet="a.=[]{}\"'#,\n \\1t", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        file = TomlFile("p", text)
    except TomlError:
        return
    for path, entry in file.entries.items():
        assert file.table(path) is not None or "" in path
        assert 0 <= entry.start < entry.end <= len(text)
