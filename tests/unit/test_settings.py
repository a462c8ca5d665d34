"""Settings: the command line over `[tool.pytest-doctor]`, and wrong ones named."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.errors import UsageError
from doctor.settings import Settings, settings


def written(folder: Path, text: str) -> Path:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_table_the_defaults_hold(tmp_path: Path) -> None:
    assert settings(tmp_path) == Settings()
    assert settings(written(tmp_path, "[tool.black]\n")) == Settings()


def test_the_table_is_read(tmp_path: Path) -> None:
    written(tmp_path, '[tool.pytest-doctor]\nselect = ["config"]\nfail-on = "error"\npedantic = true\n')
    assert settings(tmp_path) == Settings(select=("config",), fail_on="error", pedantic=True)


def test_the_command_line_wins(tmp_path: Path) -> None:
    written(tmp_path, '[tool.pytest-doctor]\nfail-on = "error"\nignore = ["markers"]\n')
    found = settings(tmp_path, fail_on="note", ignore=(), pedantic=True)
    assert found == Settings(fail_on="note", ignore=("markers",), pedantic=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('selekt = ["a"]', "no key 'selekt'"),
        ('select = "a"', "select must be a list of strings"),
        ("select = [1]", "select must be a list of strings"),
        ("pedantic = 1", "pedantic must be a bool"),
        ('fail-on = "sometimes"', "fail-on is 'sometimes'"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        settings(written(tmp_path, f"[tool.pytest-doctor]\n{text}\n"))


def test_broken_toml_is_left_to_its_rule(tmp_path: Path) -> None:
    assert settings(written(tmp_path, "[tool.pytest-doctor\n")) == Settings()
