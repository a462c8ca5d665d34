"""Changes worked out on real texts: what is outside of them stays byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doctor.fixes import ini, toml
from doctor.fixes.plan import plan
from doctor.fixes.resolve import edits
from doctor.fixes.text import UnresolvableError
from doctor.model.findings import Finding, Problem, Severity
from doctor.model.fixes import (
    AddImport,
    AddItem,
    Change,
    Fix,
    InsertLine,
    MoveFile,
    RemoveIgnore,
    RemoveKey,
    RemoveLines,
    RemoveSection,
    RemoveWord,
    RenameKey,
    RenameSection,
    Replace,
    SetKey,
)
from doctor.model.places import Place

INI, TABLE = ("pytest.ini", "pytest"), ("pyproject.toml", "tool.pytest.ini_options")


def finding(*changes: Change) -> Finding:
    problem = Problem(Place(changes[0].file, 1), "message", fix=Fix("title", changes, safe=True))
    return Finding("a-rule", "config", Severity.ERROR, problem, "", "")


def changed(folder: Path, file: str, data: bytes, *changes: Change) -> bytes | None:
    """What the plan makes of one file."""
    (folder / file).write_bytes(data)
    planned = plan([finding(*changes)], folder, unsafe=False)
    if planned.left:
        raise UnresolvableError(planned.left[0].reason)
    return next(change.after for change in planned.changes if change.file == file)


def span(data: bytes, part: str, file: str) -> Place:
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    start = text.index(part)

    def position(offset: int) -> tuple[int, int]:
        return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)

    return Place(file, *position(start), *position(start + len(part)))


WORDS = [
    ("pytest.ini", "addopts = -ra -p no:asyncio -q", "-p no:asyncio", "addopts = -ra -q"),
    ("pytest.ini", "addopts = -ra -q", "-ra", "addopts = -q"),
    ("pytest.ini", "addopts = -ra  'a b'", "'a b'", "addopts = -ra"),
    ("pytest.ini", "addopts = -ra\nxfail_strict = true", "-ra", "xfail_strict = true"),
    ("pytest.ini", "addopts =\n    -ra\n    # why\n    -q", "-q", "addopts =\n    -ra"),
    ("pytest.ini", "addopts =\n    -p\n    no:asyncio\n    -q", "-p\n    no:asyncio", "addopts =\n    -q"),
    ("pytest.ini", "addopts: -ra\n  -q", "-ra", "addopts:\n  -q"),
    ("pytest.ini", "markers =\n    a: b\n    c: d", "a: b", "markers =\n    c: d"),
    ("setup.toml", 'addopts = ["-ra", "-p", "no:x", "-q"]', '"-p", "no:x"', 'addopts = ["-ra", "-q"]'),
    ("setup.toml", 'addopts = ["-ra", "-q"]', '"-q"', 'addopts = ["-ra"]'),
    ("setup.toml", 'addopts = ["-ra", "-q",]', '"-q"', 'addopts = ["-ra",]'),
    ("setup.toml", 'a = [\n  "b",  # b\n  "c",\n]', '"b"', 'a = [\n  "c",\n]'),
    ("setup.toml", 'a = [\n  "b",\n  "c" # c\n]', '"c"', 'a = [\n  "b"\n]'),
    ("setup.toml", 'addopts = "-ra -p no:x -q"', "-p no:x", 'addopts = "-ra -q"'),
    ("setup.toml", 'addopts = """\n -ra\n -q\n"""', "-ra", 'addopts = """\n -q\n"""'),
    ("setup.toml", 'addopts = ["-ra"]\nb = 1', '"-ra"', "b = 1"),
    ("test_a.py", 'pytest_plugins = ["a", "b"]', '"a"', 'pytest_plugins = ["b"]'),
    ("test_a.py", 'pytest_plugins = ("a", "b")', '"b"', 'pytest_plugins = ("a",)'),
    ("words.txt", "one two three", "two", "one three"),
]


@pytest.mark.parametrize(("file", "text", "word", "wanted"), WORDS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("last", ["\n", ""], ids=["", "no-final-newline"])
def test_words_go(tmp_path: Path, file: str, text: str, word: str, wanted: str, end: str, last: str) -> None:
    head = {"ini": "[pytest]\n", "toml": "[tool.x]\n"}.get(file.rpartition(".")[2], "")
    data, result = ((head + each + last).replace("\n", end).encode() for each in (text, wanted))
    assert changed(tmp_path, file, data, RemoveWord(span(data, word, file))) == result


PYTHON = (
    b'# -*- coding: latin-1 -*-\n"""\xe4"""\nfrom __future__ import annotations\n\nimport os\n\n\nclass A:\n    x = 1\n'
)


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (AddImport("a.py", "import sys"), b"import os\n", b"import os\nimport sys\n"),
        (AddImport("a.py", "import pytest"), b"import os\n", b"import os\n\nimport pytest\n"),
        (AddImport("a.py", "import ast"), b"import os\n", b"import ast\nimport os\n"),
        (RemoveLines(Place("a.py", 9)), b"    x = 1", b"    pass"),
        (InsertLine(Place("a.py", 8), "@wraps"), b"class A", b"@wraps\nclass A"),
        (InsertLine(Place("a.py", 9), "y = 1"), b"    x = 1", b"    y = 1\n    x = 1"),
        (Replace(Place("a.py", 9, 5, 9, 6), "ö"), b"    x = 1", b"    \xf6 = 1"),
    ],
)
def test_python_lines(tmp_path: Path, change: Change, old: bytes, new: bytes) -> None:
    assert changed(tmp_path, "a.py", PYTHON, change) == PYTHON.replace(old, new)


def test_import_that_is_there_is_not_added_again(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(PYTHON)
    assert edits(Fix("title", (AddImport("a.py", "import os"),)), tmp_path) == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (Replace(Place("a.py", 9, 5, 9, 6), "x ="), "would not parse any more"),
        (Replace(Place("a.py", 99, 5, 99, 6), ""), "has no line 99"),
        (Replace(Place("a.py", 9, 9, 9, 10), "'→'"), "lacks a character"),
        (MoveFile("a.py", "b.py"), "b.py is there already"),
        (Replace(Place("../out.py", 1, 1, 1, 1), ""), "outside the project"),
        (RenameKey("pytest.ini", "pytest", "a", "b"), "has a key b already"),
        (SetKey("bad.ini", "pytest", "a", 1), "the file is no INI file"),
        (RenameSection("pytest.ini", "pytest", "other"), "both set a"),
    ],
)
def test_what_cannot_be_done_is_left_with_the_reason(tmp_path: Path, change: Change, reason: str) -> None:
    (tmp_path / "a.py").write_bytes(PYTHON)
    (tmp_path / "b.py").write_bytes(b"")
    (tmp_path / "pytest.ini").write_bytes(b"[pytest]\na = 1\nb = 2\n[other]\na = 2\n")
    (tmp_path / "bad.ini").write_bytes(b"a = 1\n")
    planned = plan([finding(change)], tmp_path, unsafe=True)
    assert not planned.changes
    assert reason in planned.left[0].reason


def test_fixes_of_one_place_are_not_merged(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_bytes(b"[pytest]\naddopts = -q -v\n")
    first = finding(RemoveWord(Place("pytest.ini", 2, 11, 2, 13)))
    second = finding(SetKey("pytest.ini", "pytest", "addopts", "-x"))
    planned = plan([first, second], tmp_path, unsafe=False)
    assert planned.mended == (first,)
    assert planned.left[0].finding == second
    assert planned.changes[0].after == b"[pytest]\naddopts = -v\n"


def test_the_same_fix_of_two_rules_counts_once(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_bytes(b"[pytest]\naddopts = -q -v\n")
    one = finding(RemoveWord(Place("pytest.ini", 2, 11, 2, 13)))
    planned = plan([one, one.replace(rule="other-rule")], tmp_path, unsafe=False)
    assert len(planned.mended) == 2
    assert planned.changes[0].after == b"[pytest]\naddopts = -v\n"


def test_unsafe_fix_waits_until_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_bytes(b"[pytest]\naddopts = -q\n")
    fix = Fix("title", (RemoveKey("pytest.ini", "pytest", "addopts"),), safe=False)
    one = finding(RemoveKey("pytest.ini", "pytest", "addopts"))
    one = one.replace(problem=one.problem.replace(fix=fix))
    assert not plan([one], tmp_path, unsafe=False).changes
    assert plan([one], tmp_path, unsafe=True).changes[0].after == b"[pytest]\n"


NOISE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)
CHANGES = {
    "set": lambda file, section: SetKey(file, section, "xfail_strict", True),
    "set a list": lambda file, section: SetKey(file, section, "filterwarnings", ("error", "ignore::UserWarning")),
    "set what is there": lambda file, section: SetKey(file, section, "log_level", "INFO"),
    "add to words": lambda file, section: AddItem(file, section, "addopts", "-v"),
    "add to lines": lambda file, section: AddItem(file, section, "markers", "new: mark"),
    "remove": lambda file, section: RemoveKey(file, section, "log_level"),
    "rename": lambda file, section: RenameKey(file, section, "log_level", "log_file_level"),
    "rename the section": lambda file, section: RenameSection(file, section, "other"),
    "remove the section": lambda file, section: RemoveSection(file, section),
}


def ini_text(noise: list[str], pad: str) -> str:
    return (
        f"# {noise[0]}\n[before]\nkey = {noise[1]}x\n\n; {noise[2]}\n[pytest]\n"
        f"addopts ={pad}-q{pad}-ra\n\n# {noise[3]}\n\nlog_level{pad}={pad}DEBUG\nmarkers =\n{pad}slow: {noise[4]}x\n"
        f"{pad}# {noise[5]}\n{pad}fast: y\n\n# {noise[2]}\n[after]\nkey : {noise[1]}y"
    )


def toml_text(noise: list[str], pad: str) -> str:
    return (
        f"# {noise[0]}\n[before]\nkey ={pad}'{noise[1].replace(chr(39), '')}'\n\n# {noise[2]}\n"
        f"[tool.pytest.ini_options] # {noise[3]}\naddopts = [ '-q',{pad}'-ra' ] # {noise[3]}\n\n# {noise[3]}\n\n"
        f"log_level{pad}={pad}'DEBUG' # {noise[0]}\nmarkers = [\n{pad}'slow: x', # {noise[4]}\n"
        f"{pad}# {noise[5]}\n{pad}'fast: y'\n]\n\n# {noise[2]}\n[after]\nkey.b ={pad}1"
    )


@pytest.mark.parametrize("kind", CHANGES)
@pytest.mark.parametrize(
    ("place", "make", "editor"), [(INI, ini_text, ini), (TABLE, toml_text, toml)], ids=["ini", "toml"]
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    noise=st.lists(NOISE, min_size=6, max_size=6),
    pad=st.sampled_from([" ", "\t", "   ", " \t "]),
    end=st.sampled_from(["\n", "\r\n"]),
    last=st.booleans(),
    bom=st.booleans(),
)
def test_all_but_the_change_stays(tmp_path, kind, place, make, editor, noise, pad, end, last, bom) -> None:
    file, section = place
    text = make(noise, pad) + ("\n" if last else "")
    mark = b"\xef\xbb\xbf" if bom and editor is ini else b""
    data = mark + text.replace("\n", end).encode()
    change = CHANGES[kind](file, section)
    after = changed(tmp_path, file, data, change)
    assert after is not None
    assert after.startswith(mark)
    new = after[len(mark) :].decode()
    assert new.count("\n") == new.count(end)
    new = new.replace("\r\n", "\n")
    assert new.endswith("\n") == text.endswith("\n")
    before_values, after_values = editor.values(text), editor.values(new)
    for (where, key), value in before_values.items():
        if where != section and key:
            assert after_values[where, key] == value
    kept = [line for line in text.splitlines() if line.startswith(("key", "[before", "[after"))]
    assert [line for line in new.splitlines() if line.startswith(("key", "[before", "[after"))] == kept
    check = {
        "set": ("xfail_strict", {"true", True}),
        "set what is there": ("log_level", {"INFO"}),
        "rename": ("log_file_level", {"DEBUG"}),
    }.get(kind)
    if check:
        assert after_values[section, check[0]] in check[1]
    if kind in ("remove", "remove the section", "rename the section"):
        assert (section, "log_level") not in after_values
    if kind == "rename the section":
        assert after_values["other", "log_level"] == "DEBUG"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 1  # pytest-doctor: ignore[a-rule] why\n", "x = 1\n"),
        ("x = 1\n    # pytest-doctor: ignore[a-rule]\ny = 2\n", "x = 1\ny = 2\n"),
        ("x = 1  # pytest-doctor: ignore[a-rule,other] why\n", "x = 1  # pytest-doctor: ignore[other] why\n"),
        ("x = 1  # noqa  # pytest-doctor: ignore[a-rule]\n", "x = 1  # noqa\n"),
    ],
)
@pytest.mark.parametrize("file", ["a.py", "a.ini", "a.toml"])
def test_rule_goes_from_a_comment(tmp_path: Path, file: str, before: str, after: str) -> None:
    head = {"ini": "[s]\n"}.get(file[2:], "")
    text = head + before
    place = span(text.encode(), text[text.index("# pytest-doctor") :].partition("\n")[0], file)
    assert changed(tmp_path, file, text.encode(), RemoveIgnore(place, "a-rule")) == (head + after).encode()
    with pytest.raises(UnresolvableError, match="no comment there names"):
        changed(tmp_path, file, text.encode(), RemoveIgnore(place, "none"))
