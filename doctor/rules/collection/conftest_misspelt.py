"""A file with fixtures or hooks is called almost like conftest.py.

## Why

pytest loads `conftest.py` by this name alone. `confest.py` and `conftests.py` are modules that nothing imports: their
fixtures are "not found", their hooks are never called, and nothing says why.

See https://docs.pytest.org/en/stable/reference/fixtures.html#conftest-py-sharing-fixtures-across-multiple-files.

## Instead

Rename the file.

## Fix safety

Fixtures and hooks begin to act in each test of the folder, so the file is not renamed unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, MoveFile
from doctor.model.places import Place
from doctor.model.sources import SourceFile, Sources
from doctor.rules.naming import folder_of, is_conftest_misspelt
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, tree: Tree) -> Iterator[Problem]:
    for path in sorted(file.path for file in sources if is_conftest_misspelt(file.path)):
        module = path.rpartition("/")[2].removesuffix(".py")
        right = f"{folder_of(path)}/conftest.py".removeprefix("/")
        is_used = any(
            each.module.rpartition(".")[2] == module or each.name == module for file in sources for each in file.imports
        ) or any(name.rpartition(".")[2] == module for file in sources for name in file.provided.plugins)
        if is_used or tree.has(right) or not is_meant(sources.get(path)):
            continue
        yield Problem(
            place=Place(path, 1, 1, 1, 1),
            message=f"pytest does not load '{path}': it looks for files named conftest.py",
            label="misspelt conftest.py",
            consequence="its fixtures and hooks are not there, and pytest does not say why",
            help=f"rename it to {right}",
            fix=Fix(f"rename {path} to {right}", (MoveFile(path, right),)),
        )


def is_meant(file: SourceFile | None) -> bool:
    """Does it hold what a conftest.py is for?"""
    if file is None:
        return False
    hooks = [function for function in file.functions if function.name.startswith("pytest_") and not function.class_name]
    return bool(file.fixtures or hooks or file.value("pytest_plugins"))
