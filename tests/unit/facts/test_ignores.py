"""Which comments are found, and which lines they hold for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from doctor.facts.ignores import ENDLESS, comments, read

MARK = "# pytest-doctor: ignore[a-rule]"


def spans(text: str, file: str) -> list[tuple[int, int]]:
    return [(each.first, each.last) for each in comments(text, file)]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("a.py", f"x = 1  {MARK}\n", [(1, 1)]),
        ("a.py", f"x = [\n    1,  {MARK}\n    2,\n]\n", [(1, 4)]),
        ("a.py", f"x = [\n    1,\n]  {MARK}\n", [(1, 3)]),
        ("a.py", f"{MARK}\n\n@deco\ndef f():\n    pass\n", [(1, 3)]),
        ("a.py", f"def f():\n    {MARK}\n    return [\n        1,\n    ]\n", [(2, 5)]),
        ("a.py", f'x = "{MARK}"\ny = """\n{MARK}\n"""\n', []),
        ("a.py", f"x = 1\n{MARK}", [(2, 3)]),
        ("a.py", f"x = 1  {MARK}\ny = (\n", [(1, 1)]),
        ("a.py", "x = 1\n# pytest-doctor: ignore-file[a-rule]\n", [(0, ENDLESS)]),
        ("pytest.ini", f"[pytest]\n{MARK}\naddopts = -q\n", [(2, 3)]),
        (
            "pytest.ini",
            f"[pytest]  {MARK}\naddopts =\n    -q\n    ; pytest-doctor: ignore[b]\n    -x\n",
            [(1, 1), (4, 5)],
        ),
        ("pytest.ini", f"[pytest]\naddopts = -q {MARK}\n", []),  # for pytest these are words
        ("tox.ini", f"{MARK}\n# more\n[pytest]\n", [(1, 3)]),
        ("a.toml", f'a = "x"  {MARK}\nb = "{MARK}"\nc = """\n{MARK}\n"""\n{MARK}\nd = 1\n', [(1, 1), (6, 7)]),
        ("a.toml", f"a = [\n  1,  {MARK}\n]\n", [(2, 2)]),
        ("a.toml", f"a = \n{MARK}\n", []),
    ],
)
def test_spans(file: str, text: str, expected: list[tuple[int, int]]) -> None:
    assert spans(text, file) == expected


@pytest.mark.parametrize(
    ("words", "rules", "reason", "fault"),
    [
        ("ignore[a-rule] why not", ("a-rule",), "why not", False),
        ("ignore[a-rule , b-rule,]", ("a-rule", "b-rule"), "", False),
        ("ignore-file [a-rule]: since ever", ("a-rule",), "since ever", False),
        ("ignore", (), "", True),
        ("ignore because", (), "because", True),
        ("ignore[]", (), "", True),
        ("ignore[a-rule", (), "", True),
        ("ignored[a-rule]", (), "", True),
        ("", (), "", True),
    ],
)
def test_words(words: str, rules: tuple[str, ...], reason: str, fault: bool) -> None:
    (found,) = comments(f"x = 1  # pytest-doctor: {words}\n", "a.py")
    assert (found.rules, bool(found.fault)) == (rules, fault)
    assert fault or found.reason == reason


@given(st.text(max_size=80), st.sampled_from(["a.py", "a.toml", "a.ini", "a.cfg", "a"]))
@example("\r\x80", "a.py")  # which Python 3.13's tokenizer cannot decode
def test_no_text_is_too_odd(text: str, file: str) -> None:
    for found in comments(f"{text}{MARK}{text}", file):
        assert found.place.line >= 1


def test_line_ends_byte_order_marks_and_other_encodings(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"\xef\xbb\xbfx = 1\r\ny = '\xff'  # pytest-doctor: ignore[a-rule]\r\n")
    (found,) = read(str(tmp_path / "a.py"), "a.py")
    assert (found.place.line, found.place.column) == (2, 10)
    assert read(str(tmp_path), "a.py") == ()
    assert read(str(tmp_path / "none.py"), "a.py") == ()
