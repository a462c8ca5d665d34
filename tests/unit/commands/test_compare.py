"""`compare`: two snapshots, what differs, and what that will do to the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import doctor, plant


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return plant(
        tmp_path,
        {
            "pytest.ini": "[pytest]\naddopts = --cov=shop\n",
            "shop.py": "",
            "test_shop.py": "def test_a():\n    assert True\n",
        },
    )


def snapshot(project: Path, name: str, **changes: Any) -> str:
    done = doctor("env", ".", "--format", "json", cwd=project)
    data = {**done.json, **changes}
    (project / name).write_text(json.dumps(data))
    return name


def with_cov(project: Path) -> dict[str, Any]:
    data = doctor("env", ".", "--format", "json", cwd=project).json
    entry = {
        "distribution": "pytest-cov",
        "version": "7.0.0",
        "entry_points": [{"name": "pytest_cov", "module": "pytest_cov.plugin"}],
    }
    return {"distributions": {**data["distributions"], "pytest-cov": "7.0.0"}, "plugins": [*data["plugins"], entry]}


def test_nothing_differs(shop: Path) -> None:
    one = snapshot(shop, "a.json")
    done = doctor("compare", one, one, cwd=shop)
    assert (done.code, done.out) == (0, "nothing differs\n")


def test_a_plugin_on_one_side_only_and_what_it_will_do(shop: Path) -> None:
    laptop, ci = snapshot(shop, "laptop.json", **with_cov(shop)), snapshot(shop, "ci.json")
    done = doctor("compare", laptop, ci, cwd=shop)
    assert done.code == 1
    assert "pytest-cov" in done.out
    assert "only with ci.json\n  error[option-of-missing-plugin] pytest.ini:2" in done.out
    assert "only with laptop.json" not in done.out


def test_for_programs(shop: Path) -> None:
    left, right = (
        snapshot(shop, "a.json"),
        snapshot(shop, "b.json", variables={"PYTEST_ADDOPTS": "--nope"}, pytest="7.4.4"),
    )
    done = doctor("compare", left, right, "--format", "json", cwd=shop)
    rows = {(row["section"], row["name"]): (row["left"], row["right"]) for row in done.json["differences"]}
    assert rows["pytest", "pytest"] == (pytest.__version__, "7.4.4")
    assert rows["variables", "PYTEST_ADDOPTS"] == (None, "--nope")
    assert any(row["file"] == "<environment>" for row in done.json["only_right"])


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "is no JSON"), ("[]", "is no snapshot"), ('{"schema": 2}', "is no snapshot"), ("[" * 100_000, "is no JSON")],
)
def test_a_file_that_is_no_snapshot(shop: Path, content: str, said: str) -> None:
    (shop / "bad.json").write_text(content)
    done = doctor("compare", "bad.json", "bad.json", cwd=shop)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_file_that_is_not_there(shop: Path) -> None:
    done = doctor("compare", "no.json", "no.json", cwd=shop)
    assert (done.code, "cannot be read" in done.err) == (2, True)


def test_fields_of_the_wrong_kind_are_passed_over(shop: Path) -> None:
    odd = {
        "container": [],
        "limits": {"memory": {}, "evil": 1},
        "network": {"loopback": "no"},
        "plugins": [1],
        "variables": 3,
    }
    left, right = snapshot(shop, "a.json"), snapshot(shop, "b.json", **odd)
    assert doctor("compare", left, right, cwd=shop).code in (0, 1)


def test_redacted(shop: Path) -> None:
    home = shop / "home" / "alice"
    project = plant(home / "work", {"pytest.ini": "[pytest]\n"})
    done = doctor(
        "env",
        ".",
        "--redact",
        "--format",
        "json",
        cwd=project,
        HOME=str(home),
        USER="alice",
        PYTEST_ADDOPTS="--to=alice -o /home/bob/x",
    )
    assert done.code == 0, done.err
    assert "alice" not in done.out
    assert "bob" not in done.out
    assert done.json["project"] == "~/work"
    assert done.json["variables"]["PYTEST_ADDOPTS"] == "--to=user -o ~/x"
