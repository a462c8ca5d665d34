"""A rule is one file: what several need lies in a module whose name begins with an underscore."""

from __future__ import annotations

import ast
from pathlib import Path

from doctor import rules
from doctor.rules.registry import TOPICS

HOME = Path(rules.__file__).parent


def test_no_rule_imports_another() -> None:
    files = {f"doctor.rules.{topic}.{file.stem}": file for topic in TOPICS for file in (HOME / topic).glob("[!_]*.py")}
    assert len(files) > 400
    imports = {
        (name, each.module)
        for name, file in files.items()
        for each in ast.walk(ast.parse(file.read_text()))
        if isinstance(each, ast.ImportFrom)
    }
    assert not [(name, module) for name, module in imports if module in files]
