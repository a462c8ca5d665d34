"""Lists that pytest reads in another way than they are meant: with commas in them, or under another name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from doctor.model.config import IniValues, PytestConfig, Setting
from doctor.model.places import Place, Word
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.naming import is_conftest_misspelt

BLANKS = (
    *("python_files", "python_classes", "python_functions", "testpaths", "norecursedirs", "pythonpath"),
    *("usefixtures", "doctest_optionflags"),
)
LISTS = (*BLANKS, "markers", "filterwarnings", "addopts", "required_plugins", "env", "env_files")
LIKE_PLUGINS = (
    "pytestplugin",
    "pytestplugins",
    "pytestsplugins",
    "pytestsplugin",
    "pytestplugings",
    "pytestpluggins",
    "pytesplugins",
)


def with_commas(config: PytestConfig) -> Iterator[tuple[Setting, tuple[Word, ...]]]:
    """Each key whose words hold commas, with these words. What looks like a list of TOML is another fault."""
    for name in BLANKS:
        setting = config.setting(name)
        is_toml = setting is not None and isinstance(setting.value, str) and setting.value.lstrip().startswith("[")
        found = (
            tuple(word for word in uncommented(setting, config) if "," in word.text) if setting and not is_toml else ()
        )
        if setting and found:
            yield setting, found


def comments(config: PytestConfig) -> Iterator[tuple[Setting, tuple[Word, ...]]]:
    """The comments behind lists of words, each with its sign and its words, which are items of the list."""
    for name in (*BLANKS, "required_plugins"):
        setting = config.setting(name)
        rows: dict[int, list[Word]] = {}
        for word in setting.items if setting and isinstance(setting.value, str) else ():
            rows.setdefault(word.place.line, []).append(word)
        for row in rows.values():
            start = next((at for at, word in enumerate(row) if begins_comment(word, at, len(row), name)), None)
            if setting and start is not None:
                yield setting, tuple(row[start:])


def begins_comment(word: Word, at: int, number: int, name: str) -> bool:
    """Is it a sign alone, or one before the first of several words? A folder may be called `#recycle`."""
    if word.place.end_column - word.place.column != len(word.text):
        return False  # it stands in quotes
    if word.text in ("#", ";", "##"):
        return at > 0 or number > 1
    is_glued = word.text[0] in "#;" and word.text[1:].isalpha() and name != "norecursedirs"
    return is_glued and 0 < at < number - 1


def in_comment(config: PytestConfig, name: str) -> frozenset[str]:
    """The words of a list that are meant as a comment: see comment-in-list."""
    return frozenset(word.text for setting, words in comments(config) if setting.name == name for word in words)


def uncommented(setting: Setting, config: PytestConfig) -> tuple[Word, ...]:
    """The items of a list without those that are meant as a comment."""
    lost = {word for other, words in comments(config) if other.name == setting.name for word in words}
    return tuple(word for word in setting.items if word not in lost)


def trailing_comments(config: PytestConfig) -> Iterator[tuple[Setting, Word, int]]:
    """Filters and paths with a comment behind them, and where it begins: `ignore:old api  # for now`."""
    for name in ("filterwarnings", "cache_dir", "log_file"):
        setting = config.setting(name)
        for item in setting.items if setting and isinstance(setting.value, str) else ():
            hit = re.search(r"(?<=\S)\s+[#;](?=\s)", item.text)
            if setting and hit and (name != "filterwarnings" or is_of_filter(item.text, hit[0], hit.start())):
                yield setting, item, hit.end() - 1


def is_of_filter(text: str, sign: str, start: int) -> bool:
    """Does the comment come into the message or the module? A message may hold `issue # 5` itself. Behind an action, a
    category or a line number pytest stops: see filterwarnings-malformed."""
    before = text[:start].split(":")
    if len(before) == 2:
        return bool(before[1].strip()) and text.count(":") == 1 and (len(sign) > 2 or "\t" in sign)
    return len(before) == 4 and bool(before[3].strip())


def unindented(config: PytestConfig, ini: IniValues) -> Iterator[tuple[Setting, tuple[Setting, ...]]]:
    """Each list of an INI file that is empty, and the unknown keys in the lines below, which were meant for it."""
    file = config.configfile
    settings = file.settings if file and file.mode == "ini" and not file.file.endswith(".toml") else ()
    for index, outer in enumerate(settings):
        if outer.name not in LISTS or str(outer.value).strip():
            continue
        lines: list[Setting] = []
        for setting in settings[index + 1 :]:
            found = ini.get(setting.name)
            if setting.place.line != outer.place.line + len(lines) + 1 or (found and found.known):
                break
            lines.append(setting)
        if lines:
            yield outer, tuple(lines)


def is_parted_by_commas(config: PytestConfig, name: str) -> bool:
    return any(setting.name == name for setting, _ in with_commas(config))


def markers_in_one(config: PytestConfig) -> Iterator[tuple[Word, tuple[str, ...]]]:
    """Lines of `markers` whose name has a comma in it, with the names that were meant."""
    setting = config.setting("markers")
    for word in setting.items if setting else ():
        name = marker_name(word.text)
        if "," in name and not word.text.lstrip().startswith("["):
            yield word, tuple(part.strip().strip("\"'") for part in name.split(",") if part.strip())


def misspelt_plugin_lists(sources: Sources) -> Iterator[tuple[SourceFile, str, tuple[str, ...], Place]]:
    """Variables of conftests and plugins that are named almost like `pytest_plugins` and hold names of modules."""
    for file in sources.reaching_others:
        for name, value in file.assigned:
            if name == "pytest_plugins" or name.replace("_", "") not in LIKE_PLUGINS:
                continue
            parts = value.parts if value.kind in ("list", "tuple") else (value,)
            modules = tuple(part.text for part in parts if part.text)
            if len(modules) == len(parts) and any(is_own(module, sources) for module in modules):
                yield file, name, modules, value.place


def is_own(module: str, sources: Sources) -> bool:
    """Is it a module of the project?"""
    end = f"/{module.replace('.', '/')}.py"
    return any(f"/{file.path}".endswith(end) for file in sources)


def lost_fixtures(sources: Sources) -> frozenset[str]:
    """The fixtures that are not there because a conftest.py or `pytest_plugins` is misspelt."""
    named = {module for *_, modules, _ in misspelt_plugin_lists(sources) for module in modules}
    ends = tuple(f"/{name.replace('.', '/')}.py" for name in named)
    lost = [file for file in sources if is_conftest_misspelt(file.path) or (ends and f"/{file.path}".endswith(ends))]
    return frozenset(fixture.name for file in lost for fixture in file.fixtures)


def regexes(config: PytestConfig) -> Iterator[tuple[Setting, tuple[Word, ...]]]:
    """Keys of what is collected that hold regular expressions, with these words: as globs they match no name."""
    for name in ("python_files", "python_classes", "python_functions"):
        setting = config.setting(name)
        found = tuple(word for word in uncommented(setting, config) if is_regex(word.text, name)) if setting else ()
        if setting and found:
            yield setting, found


def holds_regex(config: PytestConfig, name: str) -> bool:
    return any(setting.name == name for setting, _ in regexes(config))


def is_regex(text: str, key: str) -> bool:
    if "," in text or text.startswith(("[", '"', "'")):
        return False  # other faults
    signs = (r"\.", "_.*", ".+", "(?", r"\w", r"\d") if key == "python_files" else (".", "\\", "+", "|", "(")
    return text.startswith(("^", ".*")) or text.endswith("$") or any(sign in text.lstrip("./") for sign in signs)


def as_glob(text: str) -> str:
    """The glob for a simple regular expression, "" for one that says more."""
    plain = text.removeprefix("^").removesuffix("$")
    for sign, glob in ((".*", "*"), (".+", "?*"), (r"\w+", "?*"), (r"\w*", "*"), (r"\.", ".")):
        plain = plain.replace(sign, glob)
    return "" if any(sign in plain for sign in "\\^$()|+{}") else plain


def conftest_fixtures(sources: Sources) -> dict[str, Place]:
    """The fixtures of all conftest files, with where they are defined."""
    return {fixture.name: fixture.place for file in sources.conftests for fixture in file.fixtures}


def marker_name(line: str) -> str:
    """The name that a line of `markers` registers."""
    return line.partition(":")[0].partition("(")[0].strip()


def meant_by(text: str, missing: Set[str]) -> str:
    """The line that was meant by one such as `slow - takes long`, "" for those that are right."""
    name = marker_name(text)
    hit = re.fullmatch(r"@?(?:pytest\.)?(?:mark\.)?([A-Za-z_]\w*)(?:\s+[-–=#;]+\s*(.*)|\s*)", name)
    if not hit or name == hit[1] or hit[1] not in missing:
        return ""
    rest = hit[2] or text.partition(":")[2].strip()
    return f"{hit[1]}: {rest}" if rest else hit[1]


def registrations_misread(sources: Sources, missing: Set[str]) -> Iterator[tuple[Call, Word, tuple[str, ...]]]:
    """The same of `config.addinivalue_line("markers", …)` in conftests and plugins: the text, and the lines meant."""
    for file in sources.reaching_others:
        for call in file.calls:
            key, line = call.expr.argument(0, "name"), call.expr.argument(1, "line")
            is_marker = call.name.endswith(".addinivalue_line") and key is not None and key.text == "markers"
            meant = meant_lines(line.text.strip(), missing) if is_marker and line and line.text else ()
            if meant and line:
                yield call, Word(line.text or "", line.place), meant


def meant_lines(text: str, missing: Set[str]) -> tuple[str, ...]:
    """The lines that were meant by one, such as `slow, net: takes long`; none for those that are right."""
    names, colon, rest = text.partition(":")
    each = [name.strip() for name in names.split(",")]
    if len(each) > 1 and all(map(str.isidentifier, each)) and not missing.isdisjoint(each):
        return tuple(f"{name}{colon}{rest}" for name in each)
    meant = meant_by(text, missing)
    return (meant,) if meant else ()


def markers_misread(config: PytestConfig, missing: Set[str]) -> Iterator[tuple[Word, tuple[str, ...]]]:
    """Lines of `markers` that register another name than one that is missing, with the lines that were meant."""
    setting = config.setting("markers")
    for word in setting.items if setting else ():
        text = word.text.strip()
        if text[:1] in ("'", '"') and text.replace(text[0], "").partition(":")[0].strip() in missing:
            yield word, (text.replace(text[0], ""),)  # an INI file keeps the quotes
            continue
        name = marker_name(text)
        if "," in name:
            continue  # see comma-in-list
        if meant := meant_by(text, missing):
            yield word, (meant,)
            continue
        parts = re.split(r",\s*(?=[A-Za-z_]\w*\s*:)", text)
        if len(parts) > 1 and any(part.partition(":")[0].strip() in missing for part in parts[1:]):
            yield word, tuple(part.strip() for part in parts)
