"""`explain` answers for rules, names and pytest's output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import Done, doctor, plant

SHOP = {
    "pytest.ini": "[pytest]\naddopts = -p no:logging --strict-markers\nmarkers =\n    slow: takes long\n",
    "conftest.py": "import pytest\n\n@pytest.fixture(scope='module')\ndef basket():\n    return []\n",
    "test_shop.py": "import pytest\n\n@pytest.mark.slow\ndef test_a(basket, caplog):\n    assert caplog.text == ''\n",
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return plant(tmp_path, SHOP)


def explain(name: str, project: Path, *words: str) -> str:
    done = doctor("explain", name, *words, cwd=project)
    assert done.code == 0, done.err
    return done.out


def test_option_of_pytest(shop: Path) -> None:
    out = explain("--lf", shop)
    assert "--lf is an option of pytest itself (builtin plugin 'cacheprovider')" in out
    assert "--lf, --last-failed" in out


def test_option_that_is_given_is_told_with_its_place(shop: Path) -> None:
    assert "given   '--strict-markers' in addopts (pytest.ini:2:25)" in explain("--strict-markers", shop)


def test_option_of_an_absent_plugin_says_how_to_install_it(shop: Path) -> None:
    out = explain("--cov=shop", shop)
    assert "--cov is an option of pytest-cov" in out
    assert "is not installed: `pip install pytest-cov`" in out


def test_marker_of_the_project(shop: Path) -> None:
    out = explain("slow", shop)
    assert "slow is a marker registered in pytest.ini" in out
    assert "registered  pytest.ini (pytest.ini:4:5)" in out
    assert "test_shop.py:3:14" in out or "test_shop.py:3:2" in out


def test_fixture_of_the_project_and_its_uses(shop: Path) -> None:
    out = explain("basket", shop)
    assert "basket is a fixture of this project" in out
    assert "conftest.py:4:5, scope module" in out
    assert "test_shop.py:4:5" in out


def test_fixture_of_a_blocked_plugin(shop: Path) -> None:
    out = explain("caplog", shop)
    assert "here, but not loaded: blocked by '-p no:logging' (pytest.ini:2:11)" in out


def test_plugin_by_any_of_its_names(shop: Path) -> None:
    for name in ("pytest-xdist", "xdist", "xdist.plugin"):
        assert "--numprocesses" in explain(name, shop)


def test_configuration_key_with_its_value(shop: Path) -> None:
    out = explain("addopts", shop)
    assert "addopts is a configuration key of pytest itself" in out
    assert "from file (pytest.ini:2:1)" in out


def test_rule(shop: Path) -> None:
    assert "## Why" in explain("unknown-option", shop)
    assert json.loads(explain("unknown-option", shop, "--format", "json"))["topic"] == "plugins"


def test_name_behind_two_dashes(shop: Path) -> None:
    done = doctor("explain", "--", "--output", cwd=shop)
    assert done.code == 0
    assert "--output is an option of pytest-playwright" in done.out


def test_unknown_name_says_which_are_near(shop: Path) -> None:
    done = doctor("explain", "--covv", cwd=shop)
    assert done.code == 2
    assert "did you mean --cov" in done.err


def test_json_of_a_name(shop: Path) -> None:
    answer = json.loads(explain("tmp_path", shop, "--format", "json"))
    assert answer["schema"] == 1
    assert answer["meanings"][0]["kind"] == "fixture"


def piped(output: str, project: Path, *words: str) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "doctor", "explain", "-", *words],
        cwd=project,
        input=output.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_output_of_the_real_pytest_leads_to_the_place(shop: Path) -> None:
    ran = subprocess.run([sys.executable, "-m", "pytest"], cwd=shop, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    done = piped(ran.stdout, shop)
    assert done.code == 0
    assert "KeyError: <_pytest.stash.StashKey object" in done.out
    assert "in this project:" in done.out
    assert "pytest.ini:2" in done.out


def test_output_from_elsewhere_gets_the_general_cure(tmp_path: Path) -> None:
    done = piped("__main__.py: error: unrecognized arguments: --cov=shop\n", tmp_path)
    assert done.code == 0
    assert "cure: install or load the plugin" in done.out
    assert "--cov is an option of pytest-cov" in done.out


def test_output_without_a_known_text(tmp_path: Path) -> None:
    done = piped("3 passed\n", tmp_path)
    assert done.code == 2
    assert "nothing in this output" in done.err


def test_hostile_output_is_survived(tmp_path: Path) -> None:
    done = piped("fixture '\x1b]0;x\x07{0}{evil}%s' not found\n" + "x" * 200_000, tmp_path, "--format", "json")
    assert done.code == 0
    assert "{evil}" in json.loads(done.out)["messages"][0]["cause"]
