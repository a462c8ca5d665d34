"""The files that may stand beside a configuration. Each has a name of its own, so that it never meets a user's file."""

from __future__ import annotations

from doctor.model.record import Record


class Target(Record):
    """`file` is written from the template of the same key; `use` says how to use it. A file that is there and is
    not ours is never touched: the text is shown instead."""

    file: str
    template: str
    use: str


TARGETS: dict[str, Target] = {
    "compose": Target(
        "compose.pytest.yaml", "compose.j2", "docker compose -f compose.pytest.yaml run --rm --build tests"
    ),
    "dockerfile": Target(
        "Dockerfile.pytest",
        "dockerfile.j2",
        "docker build -f Dockerfile.pytest -t tests . && docker run --rm --network=none tests",
    ),
    "github": Target(".github/workflows/pytest.yml", "github.j2", "commit it; GitHub runs it on the next push"),
    "gitlab": Target(".gitlab/pytest.yml", "gitlab.j2", "in .gitlab-ci.yml: include: [{local: .gitlab/pytest.yml}]"),
    "pre-commit": Target(".pre-commit-config.yaml", "pre-commit.j2", "pre-commit install"),
    "env": Target(".env.pytest", "env.j2", "set -a; . ./.env.pytest; set +a; pytest"),
    "onboard": Target("scripts/onboard.sh", "onboard.j2", "sh scripts/onboard.sh"),
}
NEEDS = {"compose": ("dockerfile", "env")}  # what a target reads
