"""What the settings want to be in place, and what there is of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.facts.providers import facts_of
from doctor.model.enforced import Enforced
from doctor.model.invocation import Invocation

WISHES = '[enforce]\nlayers = ["ci", "pre-commit"]\ndocuments = ["a.md", "b.md"]\n'


def enforced(project: Path, **files: str) -> Enforced:
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    found: Enforced = facts_of(Invocation(str(project), variables={}, use_cache=False)).get("enforced")
    return found


def test_nothing_is_wanted_unasked(tmp_path: Path) -> None:
    assert enforced(tmp_path, **{"pyproject.toml": '[tool.other]\nenforce = "x"\n'}) == Enforced()
    assert enforced(tmp_path, **{"pyproject.toml": "[tool.pytest-doctor]\nenforce = ["}) == Enforced()


def test_what_is_there_and_what_is_missing(tmp_path: Path) -> None:
    found = enforced(tmp_path, **{"pytest-doctor.toml": WISHES, "a.md": "", ".github/workflows/a.yml": "pytest-doctor"})
    assert found.layers == ("ci", "pre-commit")
    assert found.present == {"ci"}
    assert found.missing == ("b.md",)


def test_wishes_of_a_folder_above(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pytest-doctor.toml").write_text(WISHES)
    (tmp_path / "inner").mkdir()
    found = enforced(tmp_path / "inner")
    assert found.place is not None
    assert found.place.file == "../pytest-doctor.toml"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('model = "a"', ["a"]),
        ('ask(model="a", other="b")', ["a"]),
        ("{'model': 'a'}", ["a"]),
        ('options["model"] = "a"', ["a"]),
        ('monkeypatch.setenv("model", "a")', ["a"]),
        ('# model = "a"', []),
        ('other_model = "a"', []),
        ('assert model == "a"', []),
        ("model = 3", []),
    ],
)
def test_values_of_a_name(tmp_path: Path, line: str, said: list[str]) -> None:
    found = enforced(
        tmp_path,
        **{
            "pytest-doctor.toml": "[enforce.values]\nmodel = []\n",
            "test_a.py": f"def test_a():\n    {line}\n    pass\n",
        },
    )
    assert [each.value for each in found.said] == said
