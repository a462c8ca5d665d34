"""How the time grows with a file: a case's project, whose test files hold their statements many times over.

python -m tests.growth [RULE …] | sort -rn     CPU seconds for each case, or those of some rules
"""

from __future__ import annotations

import ast
import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from doctor.commands.diagnose import diagnose
from doctor.commands.fix import worked_out
from doctor.settings import Settings
from tests.casefile import all_cases, case_facts, case_id, read

SPECIAL = ("pytest_", "setup", "teardown", "setUp", "tearDown", "__")  # names that mean something to pytest
ONCE = ("pytestmark", "pytest_plugins")
FEW, MANY = 25, 100


def growth(folder: Path) -> tuple[float, float]:
    """CPU seconds for each file holding its statements 25 times, and by how much more a hundred times take: 4 is what
    grows with the file, 16 what grows with its square."""
    seconds(folder, 1)  # what is imported and compiled once
    few = max(seconds(folder, FEW), 0.1)  # less is lost in what else the machine does
    return few, seconds(folder, MANY) / few


def seconds(folder: Path, times: int) -> float:
    """CPU seconds of a diagnosis, and of working out all that its fixes change."""
    case = read(folder)
    with TemporaryDirectory() as home:
        project = shutil.copytree(folder / "project", Path(home, "project"), symlinks=True)
        for file in project.rglob("*test_*.py"):
            file.write_text(written(file.read_text("utf-8"), times), "utf-8")
        start = process_time()
        worked_out(
            diagnose(case_facts(project / case.get("below", ""), case, folder / "site"), Settings(pedantic=True))
        )
        return process_time() - start


def written(text: str, times: int) -> str:
    """A module with its statements so many times, each with names of its own, but for imports, automatic fixtures and
    what pytest calls by name. One that does not parse stays as it is."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return text
    rows = text.splitlines(keepends=True)
    head = [part(stmt, rows) for stmt in body if stands_once(stmt)]
    rest = "\n\n".join(part(stmt, rows) for stmt in body if not stands_once(stmt))
    names = sorted(name for stmt in body for name in bound(stmt) if not name.startswith(SPECIAL))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names)) or '(?!)'})\b")
    return "\n".join([*head, *(pattern.sub(lambda hit, of=each: f"{hit[0]}_{of}", rest) for each in range(times))])


def stands_once(stmt: ast.stmt) -> bool:
    is_text = isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant)
    is_import = isinstance(stmt, (ast.Import, ast.ImportFrom))
    is_called = any(name in ONCE or name.startswith(SPECIAL) for name in bound(stmt))
    return is_text or is_import or is_called or "autouse" in ast.unparse(stmt)


def bound(stmt: ast.stmt) -> set[str]:
    """What a statement of a module gives names to."""
    if isinstance(stmt, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {stmt.name}
    targets = stmt.targets if isinstance(stmt, ast.Assign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def part(stmt: ast.stmt, rows: list[str]) -> str:
    first = min([stmt.lineno, *(each.lineno for each in getattr(stmt, "decorator_list", ()))])
    return "".join(rows[first - 1 : stmt.end_lineno]).rstrip("\n") + "\n"


def main(rules: list[str]) -> None:
    for folder in all_cases("bad"):
        if not rules or folder.parent.name in rules:
            few, more = growth(folder)
            print(f"{few * more:7.2f} s, {more:4.1f} times {few:.2f} s   {case_id(folder)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
