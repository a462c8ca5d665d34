"""Which folders are projects of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.facts.rootdirs import rootdirs, within
from doctor.facts.tree import tree
from doctor.model.invocation import Invocation
from tests.command import plant


def found(project: Path, version: str = "9.0.3") -> tuple[str, ...]:
    call = Invocation(str(project))
    return rootdirs(call, tree(call), version)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pytest.ini", ""),
        (".pytest.ini", "[pytest]\n"),
        ("pytest.toml", "[pytest]\n"),
        ("pyproject.toml", '[tool.pytest]\naddopts = ["-q"]\n'),
        ("pyproject.toml", "[tool.pytest.ini_options]\n"),
        ("tox.ini", "[pytest]\n"),
        ("setup.cfg", "[tool:pytest]\n"),
        ("setup.cfg", "[pytest]\n"),  # pytest stops there
        ("pytest.ini", "[pytest\n"),
        ("pytest.ini", b"\xff\xfe\x00"),
    ],
)
def test_every_kind_of_configuration_counts(tmp_path: Path, name: str, text: str | bytes) -> None:
    plant(tmp_path, {f"a/{name}": text, "b/pyproject.toml": "[tool.ruff]\n", "b/tox.ini": "[tox]\n", "b/setup.cfg": ""})
    assert found(tmp_path) == ("a",)


def test_it_counts_as_the_installed_pytest_has_it(tmp_path: Path) -> None:
    plant(tmp_path, {"a/pytest.toml": "[pytest]\n"})
    assert found(tmp_path, "8.4.2") == ()


def test_the_outer_come_before_the_inner(tmp_path: Path) -> None:
    names = ("", "a", "a-b", "a/b", "a/b/c", "b")
    plant(tmp_path, {f"{name}/pytest.ini".lstrip("/"): "" for name in names})
    assert found(tmp_path) == ("", "a", "a/b", "a/b/c", "a-b", "b")


@pytest.mark.parametrize("folder", [".git", "a/node_modules/x", ".venv/x", "a/.tox/py", "__pycache__", "x.egg-info"])
def test_what_is_no_part_of_the_project_has_none(tmp_path: Path, folder: str) -> None:
    plant(tmp_path, {f"{folder}/pytest.ini": "", "lib/pyvenv.cfg": "", "lib/pytest.ini": ""})
    assert found(tmp_path) == ()


def test_a_link_to_a_project_is_not_another_one(tmp_path: Path) -> None:
    plant(tmp_path, {"b/pytest.ini": ""})
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    assert found(tmp_path) == ("a",)


def test_only_the_outermost_of_the_inner_ones_are_left_out() -> None:
    folders = ("", "a", "a/b", "a/b/c", "a-b", "d/e")
    assert list(within("", folders)) == ["a", "a-b", "d/e"]
    assert list(within("a", folders)) == ["b"]
    assert list(within("d/e", folders)) == []


def test_what_is_apart_is_not_entered(tmp_path: Path) -> None:
    plant(tmp_path, {"a/test_a.py": "", "a/b/test_b.py": "", "c/test_c.py": ""})
    seen = tree(Invocation(str(tmp_path), apart=("a/b", "c")))
    assert seen.files == {"a/test_a.py"}
    assert seen.pruned == {"a/b": "a project of its own", "c": "a project of its own"}
