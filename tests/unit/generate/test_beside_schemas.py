"""The files beside a configuration, judged by those who check such files for a living."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from doctor.fixes.write import write
from tests.command import plant
from tests.environments import environment
from tests.unit.generate.test_beside import PYPROJECT, TEST, made

PROJECTS: dict[str, dict[str, str | bytes]] = {
    "extra": {"pyproject.toml": PYPROJECT},
    "requirements": {"requirements.txt": "attrs\n", "tests/requirements.txt": "pytest\n"},
    "uv": {"pyproject.toml": PYPROJECT, "uv.lock": "version = 1\n"},
    "bare": {},
}
CHECKS = {
    "github": ("check-jsonschema>=0.31", "check-jsonschema --builtin-schema vendor.github-workflows"),
    "gitlab": (
        "check-jsonschema>=0.31",
        "check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci",
    ),
    "compose": ("check-jsonschema>=0.31", "check-jsonschema --builtin-schema vendor.compose-spec"),
    "injection": ("zizmor>=1.5", "zizmor --offline --min-severity=medium --config zizmor.yml"),
}
POLICY = (
    'rules: {unpinned-uses: {config: {policies: {"*": ref-pin}}}}\n'  # versions, as GitHub's own documents have them
)
PARSE = """
import dockerfile_parse
for step in dockerfile_parse.DockerfileParser("image").structure:
    print(step["instruction"], step["value"], sep="|")
"""
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("files", PROJECTS.values(), ids=PROJECTS)
@pytest.mark.parametrize("shards", [0, 4], ids=["whole", "sharded"])
def test_checkers_find_nothing(tmp_path: Path, check: str, files: dict[str, str | bytes], shards: int) -> None:
    requirement, words = CHECKS[check]
    try:
        python = environment([requirement])
    except subprocess.CalledProcessError as fault:
        pytest.skip(f"{requirement} cannot be installed here: {fault}")
    kind = "github" if check == "injection" else check
    placed = made(plant(tmp_path, {**TEST, **files, "zizmor.yml": POLICY}), kind, shards=shards)
    write(tmp_path, [each.change for each in placed.values() if each.change])
    command = [str(python.parent / words.split()[0]), *words.split()[1:], placed[kind].file]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr + placed[kind].text


@pytest.mark.parametrize("files", PROJECTS.values(), ids=PROJECTS)
def test_image_copies_what_it_reads_before_it_reads_it(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    try:
        python = environment(["dockerfile-parse>=2"])
    except subprocess.CalledProcessError as fault:
        pytest.skip(f"dockerfile-parse cannot be installed here: {fault}")
    plant(tmp_path / "image", {"Dockerfile": made(plant(tmp_path, {**TEST, **files}), "dockerfile")["dockerfile"].text})
    done = subprocess.run([str(python), "-c", PARSE], cwd=tmp_path, capture_output=True, text=True, check=True)
    steps = [tuple(line.split("|", 1)) for line in done.stdout.splitlines() if not line.startswith("COMMENT")]
    assert [name for name, _ in steps][:3] == ["FROM", "WORKDIR", "ENV"]
    assert steps[-1][0] == "CMD"
    copied: set[str] = set()
    for name, value in steps:
        copied |= {value.split()[0]} if name == "COPY" else set()
        for word in value.split() if name == "RUN" else ():
            if word.endswith(("requirements.txt", ".lock")) or word == "-e":
                assert copied & {word, "."}, f"{word} is not there yet: {steps}"
