"""The fact `misnamed`: a file system that does not part capitals from small letters finds more files."""

from __future__ import annotations

from pathlib import Path

from doctor.facts.misnamed import is_found, misnamed
from doctor.model.environment import Tree
from doctor.model.invocation import Invocation

TEXT = "[pytest]\naddopts = -ra\n"


def test_a_name_of_other_letters_is_found_where_the_file_system_finds_it(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text(TEXT)  # what such a file system answers when PyTest.ini is there
    assert is_found(tmp_path, "PyTest.ini", ["PyTest.ini"])
    assert not is_found(tmp_path, "PyTest.ini", ["PyTest.ini", "pytest.ini"])
    assert not is_found(tmp_path, "pytest.cfg", ["pytest.cfg"])


def test_a_name_of_other_letters_is_not_found_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "PyTest.ini").write_text(TEXT)
    tree = Tree(frozenset({"PyTest.ini"}), {"": ("PyTest.ini",)})
    (found,) = misnamed(Invocation(str(tmp_path)), tree)
    assert found.options == ("addopts",)
    assert found.found_here is (tmp_path / "pytest.ini").exists()
