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
    assert settings(tmp_path) == Settings(
        ("config",), fail_on="error", pedantic=True, folder=str(tmp_path), file="pyproject.toml"
    )


def test_the_command_line_wins(tmp_path: Path) -> None:
    written(tmp_path, '[tool.pytest-doctor]\nfail-on = "error"\nignore = ["markers"]\n')
    found = settings(tmp_path, fail_on="note", ignore=(), pedantic=True)
    assert found == Settings(
        fail_on="note",
        ignore=("markers",),
        pedantic=True,
        folder=str(tmp_path),
        file="pyproject.toml",
        ignored_for_good=True,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('selekt = ["config"]', r"pyproject.toml:2: selekt is no setting; did you mean 'select'\?"),
        ('zzz = ["config"]', "zzz is no setting; the settings are allow, baseline"),
        ('select = "a"', "select must be a list of strings"),
        ('enforce = "ci"', "enforce must be a table"),
        ('enforce = { layers = ["hook"] }', "enforce.layers is 'hook', but must be one of pre-commit, ci, generated"),
        ('enforce = { documents = "a.md" }', "enforce.documents must be a list of strings"),
        ("enforce = { values = { model = 3 } }", 'enforce.values."model" must be a list of strings'),
        ("enforce = { memory-pattern = 1 }", "enforce.memory-pattern must be true or false"),
        ("enforce = { layer = [] }", r"enforce.layer is no setting; did you mean 'layers'\?"),
        ("select = [1]", "select must be a list of strings"),
        ('select = ["confg"]', "there is no rule or topic 'confg'; did you mean 'config'"),
        ("pedantic = 1", "pedantic must be true or false"),
        ('fail-on = "sometimes"', "fail-on is 'sometimes'"),
        ('ignore = { xfail-not-strikt = "old" }', "did you mean 'xfail-not-strict'"),
        ("ignore = { xfail-not-strict = 1 }", "ignore.xfail-not-strict must be a string"),
        ('per-file-ignores = ["a.py"]', "per-file-ignores must be a table of lists"),
        ('per-file-ignores = { "a.py" = ["markerz"] }', "did you mean 'markers'"),
        ('severity = { xfail-not-strict = "fatal" }', "must be one of error, warning, note, off"),
        ('severity = { no-such = "off" }', "no rule or topic 'no-such'"),
        ('allow = { unknown-marker = "gpu" }', "must be a list of strings"),
        ("baseline = 1", "baseline must be a string"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        settings(written(tmp_path, f"[tool.pytest-doctor]\n{text}\n"))


def test_broken_toml_is_left_to_its_rule(tmp_path: Path) -> None:
    assert settings(written(tmp_path, "[tool.pytest-doctor\n")) == Settings()


def test_every_kind_of_setting(tmp_path: Path) -> None:
    (tmp_path / "pytest-doctor.toml").write_text(
        'baseline = "known.json"\nprofile = "ci"\n[ignore]\nxfail-not-strict = "old tests"\n'
        '[per-file-ignores]\n"tests/old/**" = ["markers"]\n[severity]\nunknown-marker = "error"\n'
        '[allow]\nunknown-marker = ["gpu*"]\n[profiles.mine]\nx = 1\n'
    )
    assert settings(tmp_path) == Settings(
        ignore=("xfail-not-strict",),
        per_file_ignores=(("tests/old/**", ("markers",)),),
        severity=(("unknown-marker", "error"),),
        allow=(("unknown-marker", ("gpu*",)),),
        baseline=str(tmp_path / "known.json"),
        profile="ci",
        folder=str(tmp_path),
        file="pytest-doctor.toml",
        ignored_for_good=True,
    )


def test_two_files_of_settings_are_one_too_many(tmp_path: Path) -> None:
    written(tmp_path, "[tool.pytest-doctor]\n")
    (tmp_path / "pytest-doctor.toml").write_text("")
    with pytest.raises(UsageError, match="keep one of them"):
        settings(tmp_path)


def test_a_broken_file_of_our_own_is_named(tmp_path: Path) -> None:
    (tmp_path / "pytest-doctor.toml").write_text("a = ")
    with pytest.raises(UsageError, match=r"pytest-doctor.toml: "):
        settings(tmp_path)


def test_settings_are_found_upwards_within_the_repository(tmp_path: Path) -> None:
    project = tmp_path / "packages" / "one"
    project.mkdir(parents=True)
    written(tmp_path, "[tool.pytest-doctor]\npedantic = true\n")
    written(project, "[tool.black]\n")
    assert settings(project) == Settings()  # no repository: nothing above counts
    (tmp_path / ".git").mkdir()
    assert settings(project) == Settings(pedantic=True, folder=str(tmp_path), file="pyproject.toml")
    (project / ".git").write_text("gitdir: elsewhere\n")
    assert settings(project) == Settings()


def test_a_wrong_rule_on_the_command_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--ignore: there is no rule or topic 'configg'; did you mean 'config'\?"):
        settings(tmp_path, ignore=("configg",))
