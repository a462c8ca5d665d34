"""`generate`: what it writes, what it keeps, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.errors import UsageError
from doctor.facts.providers import facts_of
from doctor.generate.story import Request, prepare, write
from doctor.model.environment import Distributions, Interpreter, Variables
from doctor.model.generated import Generated
from doctor.model.invocation import Invocation
from tests.casefile import distributions
from tests.command import plant

TESTS = "import pytest\n\n@pytest.mark.slow\ndef test_a(): pass\n"


def made(
    project: Path, profile: str = "default", version: str = "9.2.0", more: dict[str, str] | None = None, **asked: object
) -> Generated:
    versions = {"pytest": version, "pytest-timeout": "2.4.0", **(more or {})}
    installed: Distributions = distributions({name: each for name, each in versions.items() if each}, True)
    facts = facts_of(
        Invocation(project=str(project), variables={}, use_cache=False),
        variables=Variables({}),
        interpreter=Interpreter(None, "3.12.4", "case"),
        distributions=installed,
        pytest_version=version,
    )
    return prepare(facts, Request(profile, **asked))  # type: ignore[arg-type]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return plant(tmp_path, {"tests/test_a.py": TESTS})


@pytest.mark.parametrize(
    "target", ["pytest.ini", "pytest.toml", "tool.pytest", "tool.pytest.ini_options", "tox.ini", "setup.cfg"]
)
@pytest.mark.parametrize("profile", ["default", "docker", "strict", "ci"])
def test_again_changes_nothing(project: Path, target: str, profile: str) -> None:
    first = made(project, profile, target=target)
    assert b"slow: tests marked slow" in first.after
    write(str(project), first)
    second = made(project, profile, target=target)
    assert second.after == first.after
    assert second.drift == ()


def test_settings_of_the_project_stay(project: Path) -> None:
    own = "[pytest]\n; mine\naddopts = -q --tb=short\nmarkers =\n    slow: an hour\ntestpaths = tests\n"
    plant(project, {"pytest.ini": own})
    first = made(project)
    text = first.after.decode()
    assert [line for line in own.splitlines() if line not in text.splitlines()] == []
    assert "tests marked slow" not in text
    assert "testpaths is set by the project and stays" in first.words


def test_line_ends_and_mark_stay(project: Path) -> None:
    plant(project, {"pytest.ini": b"\xef\xbb\xbf[pytest]\r\ntestpaths = tests\r\n"})
    after = made(project).after
    assert after.startswith(b"\xef\xbb\xbf[pytest]\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")


def test_edited_by_hand_is_told_and_kept(project: Path) -> None:
    write(str(project), made(project, "docker"))
    file = project / "pytest-docker.ini"
    file.write_text(file.read_text().replace("timeout = 120", "timeout = 7"))
    again = made(project, "docker")
    assert again.drift == ("a generated setting was edited by hand",)
    assert b"\ntimeout = 7\n" in again.after
    assert b"timeout = 120" not in again.after


def test_older_than_its_profile(project: Path) -> None:
    profile = '[keys.timeout]\nvalue = 5\nreason = "short"\n'
    plant(project, {"pytest-doctor/profiles/quick.toml": profile})
    write(str(project), made(project, "quick"))
    plant(project, {"pytest-doctor/profiles/quick.toml": profile.replace("5", "6")})
    assert made(project, "quick").drift == ("it is older than its profile, or its --set was edited",)


def test_set_wins_and_is_remembered(project: Path) -> None:
    first = made(project, "docker", settings=("timeout=33", "cpus=3.5", "memory_mb=2048"))
    assert b"timeout = 33\n" in first.after
    write(str(project), first)
    assert made(project, "docker").after == first.after


def test_unknown_set_and_missing_plugins_are_errors(project: Path) -> None:
    with pytest.raises(UsageError, match="--set nothing: no plugin"):
        made(project, settings=("nothing=1",))
    with pytest.raises(UsageError, match="pip install pytest-xdist"):
        made(project, "xdist", settings=("cpus=4", "memory_mb=9000"), require=True)


def test_no_place_that_hides_another(project: Path) -> None:
    plant(project, {"tox.ini": "[pytest]\naddopts = -q\n"})
    with pytest.raises(UsageError, match=r"--target tox\.ini"):
        made(project, target="pytest.ini")
    assert made(project).file == "tox.ini"


def test_no_place_that_pytest_cannot_read(project: Path) -> None:
    with pytest.raises(UsageError, match=r"use --target tool.pytest.ini_options"):
        made(project, target="pytest.toml", version="8.4.2")


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ('file = "../x.ini"', "plain name"),
        ('file = "/tmp/x.ini"', "plain name"),
        ('extends = "hostile"', "circle"),
        ('extends = "nobody"', "no such profile"),
        ("colour = 1", "no key 'colour'"),
        ("[keys.timeout]\nvalue = {}", "value must be"),
        ("[keys.timeout]\nvalue = \"{{ ''.__class__ }}\"", "Getattr may not stand"),
        ('[keys.timeout]\nvalue = "{{ range(9) }}"', "Call may not stand"),
        ('[keys.timeout]\nvalue = "{% for x in plugins %}{% endfor %}"', "For may not stand"),
        ("[keys.timeout]\nvalue = \"{{ 'a' * 999999999 }}\"", "takes numbers"),
        ('[keys.timeout]\nvalue = "{{ 9 ** 9 }}"', "Pow may not stand"),
        ("[keys.timeout]\nvalue = \"{% include 'x' %}\"", "Include may not stand"),
        ('[keys.timeout]\nvalue = "{{ nothing }}"', "'nothing' is undefined"),
        ("x = [", "hostile.toml"),
        ("[numbers]\n" + "\n".join(f"n{n} = 1" for n in range(999)), "are the most"),
    ],
)
def test_hostile_profiles(project: Path, profile: str, words: str) -> None:
    plant(project, {"pytest-doctor/profiles/hostile.toml": profile})
    with pytest.raises(UsageError, match=words):
        made(project, "hostile")


def test_no_link_that_leads_out(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "x.ini"
    (project / "pytest-docker.ini").symlink_to(outside)
    with pytest.raises(UsageError, match="leads out"):
        made(project, "docker")


def test_blocked_plugin_leaves_inert_markers(project: Path) -> None:
    """`-p no:` in the project's own file is no reason to load the plugin in the sandbox."""
    plant(project, {"pytest.ini": "[pytest]\naddopts = -p no:rerunfailures --reruns 2\n"})
    plant(project, {"tests/test_b.py": "import pytest\n\n@pytest.mark.flaky(reruns=2)\ndef test_b(): pass\n"})
    more = {"pytest-rerunfailures": "16.1", "pytest-xdist": "3.8.0"}
    text = made(project, "sandbox", more=more).after.decode()
    assert text.count("-p no:rerunfailures") == 1
    assert "flaky: inert here, pytest-rerunfailures is blocked" in text
    assert "    --reruns" not in text


@pytest.mark.parametrize(
    ("file", "own"),
    [
        ("pytest.ini", "[pytest]\nfilterwarnings = ignore::UserWarning\n"),
        ("pytest.ini", "[pytest]\nfilterwarnings =\n    ignore::UserWarning\n"),
        ("pytest.toml", '[pytest]\nfilterwarnings = ["ignore::UserWarning"]\n'),
        ("pytest.toml", '[pytest]\nfilterwarnings = [\n    "ignore::UserWarning",\n]\n'),
    ],
)
def test_filters_of_the_project_still_win(project: Path, file: str, own: str) -> None:
    plant(project, {file: own})
    first = made(project, "strict", target=file)
    assert first.after.index(b"error\n" if file.endswith("ini") else b'"error"') < first.after.index(b"ignore::")
    write(str(project), first)
    assert made(project, "strict", target=file).after == first.after


@pytest.mark.parametrize("own", ["", 'extends = "collection"\n'])
def test_a_profile_that_runs_no_tests_stands_apart(project: Path, own: str) -> None:
    plant(project, {"pytest-doctor/profiles/mine.toml": own} if own else {})
    name = "mine" if own else "collection"
    with pytest.raises(UsageError, match=f"leave --target out, and it is pytest-{name}.ini"):
        made(project, name, target="pytest.ini")
    assert b"--collect-only" in made(project, name).after


@pytest.mark.parametrize(
    ("asked", "usage"),
    [
        ({}, b"#   run: pytest -c pytest-sharded.ini --splits 4 --group N\n"),
        ({"output": "parts.ini"}, b"#   run: pytest -c parts.ini --splits 4 --group N\n"),
        ({"target": "pytest.ini"}, b"#   run: pytest --splits 4 --group N\n"),
    ],
)
def test_usage_names_the_file_that_is_written(project: Path, asked: dict[str, str], usage: bytes) -> None:
    assert usage in made(project, "sharded", **asked).after
