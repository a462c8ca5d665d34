"""Files of the cases, changed at random as a slip of the hand would: nothing crashes, and fixes break nothing."""

from __future__ import annotations

import ast
import re
import shutil
import sys
from pathlib import Path
from random import Random

import iniconfig
import pytest

from doctor.commands.diagnose import diagnose
from doctor.commands.fix import mend
from doctor.model.findings import Report
from doctor.settings import Settings
from tests.casefile import all_cases, case_facts, contents, read

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDERS = [*all_cases("bad"), *all_cases("good")]
SLIPS = (
    *("pytest", "None", "[]", "{}", "*", "**", "async ", "await ", "yield", "return", "import os\n", "os.environ"),
    *("@pytest.fixture\n", "=", ",", ":", "\n", "    ", "'", '"""', "[", "(", "#", "%", "\\", "ü", "\0", "1e999"),
    *("-p no:x", "addopts", "lambda: 0", "f'{x}'", "..."),
)
PARSERS = {
    ".py": ast.parse,
    ".toml": lambda text: tomllib.loads(text),
    ".ini": lambda text: iniconfig.IniConfig("x", text),
    ".cfg": lambda text: iniconfig.IniConfig("x", text),
}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_nothing_crashes_and_fixes_break_nothing(seed: int, tmp_path: Path) -> None:
    luck = Random(seed)
    for number in range(25):
        folder = luck.choice(FOLDERS)
        project = shutil.copytree(folder / "project", tmp_path / str(number), symlinks=True)
        for file in luck.sample(files := sorted(contents(project)), min(len(files), 2)):
            change(project / file, luck)
        before = contents(project)

        def examine(folder: Path = folder, project: Path = project) -> Report:
            return diagnose(case_facts(project, read(folder), folder / "site"), Settings(pedantic=True))

        report = mend(examine, unsafe=True)
        assert not report.defects, folder
        after = contents(project)
        for file in before.keys() & after.keys():
            assert is_whole(file, after[file]) or not is_whole(file, before[file]), (folder, file)
        mend(examine, unsafe=True)
        assert contents(project) == after, (folder, "the fixes change something when they are done once more")


def change(path: Path, luck: Random) -> None:
    """One to four slips: a line or a word that is lost, doubled, swapped or put in."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    except UnicodeDecodeError:
        return
    for _ in range(luck.randint(1, 4)):
        if not lines:
            return
        here, there = luck.randrange(len(lines)), luck.randrange(len(lines))
        words = re.findall(r"\w+|\s+|[^\w\s]", lines[here]) or [""]
        at = luck.randrange(len(words))
        match luck.randrange(7):
            case 0:
                del lines[here]
            case 1:
                lines.insert(here, lines[there])
            case 2:
                lines[here], lines[there] = lines[there], lines[here]
            case 3:
                lines[here] = "".join([*words[:at], *words[at + 1 :]])
            case 4:
                lines[here] = "".join([*words[:at], luck.choice(words), *words[at + 1 :]])
            case _:
                lines[here] = "".join([*words[:at], luck.choice(SLIPS), *words[at + luck.randrange(2) :]])
    path.write_bytes("".join(lines).encode())


def is_whole(file: str, data: bytes) -> bool:
    """Can the file be parsed, if it is of a kind that we mend?"""
    parse = PARSERS.get(Path(file).suffix)
    try:
        if parse:
            parse(data.decode())
    except (ValueError, SyntaxError, iniconfig.ParseError):
        return False
    return True
