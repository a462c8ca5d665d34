"""The fact `generated`: what became of the sections that `generate` wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.facts.generated import generated
from doctor.facts.profiles import Profiles
from doctor.facts.tree import tree
from doctor.model.generated import GeneratedSection
from doctor.model.invocation import Invocation
from tests.command import doctor, plant
from tests.unit.generate.test_generate_command import made, project, write  # noqa: F401  a fixture

QUICK = '[numbers]\nseconds = 5\n[keys.faulthandler_timeout]\nvalue = "{{ seconds }}"\nreason = "it hangs"\n'


def seen(folder: Path) -> tuple[GeneratedSection, ...]:
    call = Invocation(project=str(folder), variables={})
    return generated(call, tree(call), Profiles(str(folder)))


@pytest.mark.parametrize("target", ["", "pytest.ini", "pytest.toml", "tool.pytest", "tox.ini", "setup.cfg"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_as_it_was_written(project: Path, target: str, end: str) -> None:  # noqa: F811
    first = made(project, "docker", target=target)
    write(str(project), first)
    (project / first.file).write_bytes(first.after.replace(b"\n", end.encode()))
    (found,) = seen(project)
    assert (found.edited, found.outdated, found.own_profile) == ((), "", False)
    assert (found.section, found.stamp.profile, found.place.line) == (first.plan.target.section, "docker", 2)


def test_each_edited_setting_has_its_place(project: Path) -> None:  # noqa: F811
    write(str(project), made(project, "docker"))
    file = project / "pytest-docker.ini"
    file.write_text(file.read_text().replace("timeout = 120", "timeout = 7").replace("    -ra", "    -rA"))
    places = [(each.text, each.place.line, each.place.column) for each in seen(project)[0].edited]
    lines = file.read_text().split("\n")
    assert places == [("-rA", lines.index("    -rA") + 1, 5), ("timeout = 7", lines.index("timeout = 7") + 1, 1)]


def test_a_formatter_edits_nothing(project: Path) -> None:  # noqa: F811
    """Indented by two, other quotes, no comma at the end."""
    first = made(project, "strict", target="tool.pytest.ini_options")
    text = first.after.decode().replace("\n    ", "\n  ").replace('"-ra",', "'-ra'").replace(" = ", "=")
    assert text.encode() != first.after
    (project / "pyproject.toml").write_text(text)
    assert seen(project)[0].edited == ()
    assert made(project, "strict", target="tool.pytest.ini_options").drift == ()


def test_what_is_gone_or_the_projects_own_is_not_edited(project: Path) -> None:  # noqa: F811
    write(str(project), made(project, "docker"))
    file = project / "pytest-docker.ini"
    kept = [line for line in file.read_text().split("\n") if "timeout" not in line and "a test that hangs" not in line]
    file.write_text("\n".join([*kept, "timeout = 9", ""]))
    assert seen(project)[0].edited == ()
    assert made(project, "docker").drift == ("a generated setting is gone, or is the project's own now",)


def test_only_what_was_edited_becomes_the_projects_own(project: Path) -> None:  # noqa: F811
    """An old setting that nobody touched is written anew, though another one beside it was edited."""
    plant(project, {"pytest-doctor/profiles/quick.toml": QUICK + '[options."--durations"]\nvalue = 3\n'})
    write(str(project), made(project, "quick"))
    file = project / "pytest-quick.ini"
    file.write_text(file.read_text().replace("--durations=3", "--durations=30"))
    plant(project, {"pytest-doctor/profiles/quick.toml": QUICK.replace("5", "6")})
    again = made(project, "quick")
    assert again.drift == (
        "a generated setting was edited by hand",
        "it is older than its profile, or its --set was edited",
    )
    assert b"faulthandler_timeout = 6" in again.after
    assert b"\n    --durations=30" in again.after
    assert b"faulthandler_timeout = 5" not in again.after


@pytest.mark.parametrize(
    ("profile", "gone"), [(QUICK.replace("5", "6"), False), (QUICK + "x = [", True), ('extends = "nobody"', True)]
)
def test_outdated_or_broken_profile(project: Path, profile: str, gone: bool) -> None:  # noqa: F811
    plant(project, {"pytest-doctor/profiles/quick.toml": QUICK})
    write(str(project), made(project, "quick", settings=("seconds=7",)))
    assert seen(project)[0].outdated == ""
    plant(project, {"pytest-doctor/profiles/quick.toml": profile})
    (found,) = seen(project)
    assert (bool(found.outdated), found.own_profile, found.profile_is_gone) == (True, True, gone)


def test_headers_that_are_none(project: Path) -> None:  # noqa: F811
    header = "# pytest-doctor generate --profile docker\n#   version 1, file 00000, profile 0\n"
    texts = {"a.ini": header, "b.ini": f"[pytest]\n\n{header}", "c.ini": '[pytest]\n# pytest-doctor generate "\n'}
    plant(project, {**texts, "d.toml": f"[pytest]\n{header}# doctor: x\naddopts = [\n"})
    assert [section.place.file for section in seen(project)] == ["d.toml"]
    assert seen(project)[0].edited == ()


def test_nothing_of_profiles_is_read_without_a_header(project: Path) -> None:  # noqa: F811
    plant(project, {"pytest.ini": "[pytest]\n", "pytest-doctor/profiles/quick.toml": "x = ["})
    assert seen(project) == ()


def test_diagnose_speaks_again_when_the_profile_changes(project: Path) -> None:  # noqa: F811
    plant(project, {"pytest-doctor/profiles/quick.toml": QUICK})
    write(str(project), made(project, "quick"))
    cache = str(project.parent / "cache")
    words = ("diagnose", ".", "--select", "generated-file-outdated")
    for _ in range(2):
        assert doctor(*words, cwd=project, XDG_CACHE_HOME=cache).code == 0
    plant(project, {"pytest-doctor/profiles/quick.toml": QUICK.replace("5", "66")})
    done = doctor(*words, cwd=project, XDG_CACHE_HOME=cache)
    assert (done.code, "profile 'quick' has changed since" in done.out) == (1, True), done.out
