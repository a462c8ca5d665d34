"""Fixes that several rules offer. Nothing is offered where the fault lies outside the project's files."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from doctor.model.config import Argument, ConfigFile, GivenOption, PluginFlag, PytestConfig, Setting, Source, TomlValue
from doctor.model.fixes import AddItem, Change, Fix, RemoveKey, RemoveWord, RenameKey, Replace, SetKey
from doctor.model.places import Place
from doctor.model.plugins import Plugins

Given = GivenOption | PluginFlag | Argument
LISTS = ("args", "paths", "pathlist", "linelist")  # types of keys whose values are lists
YES, NO = ("1", "true", "yes", "y", "t", "on"), ("0", "false", "no", "n", "f", "off")


def may_edit(place: Place | None) -> bool:
    """Does the place lie in a file of the project?"""
    return place is not None and place.is_file and bool(place.line) and not place.file.startswith(("../", "/"))


def text_of(given: Given) -> str:
    """As a person would write it."""
    return given.text() if isinstance(given, GivenOption) else given.text


def option_removed(given: Given, safe: bool = False) -> Fix | None:
    """The option goes from addopts; None where it is given elsewhere."""
    if given.source is not Source.ADDOPTS or not may_edit(given.place):
        return None
    return Fix(f"remove '{text_of(given)}' from addopts", (RemoveWord(given.place),), safe)


def options_removed(options: Iterable[GivenOption], safe: bool = False) -> Fix | None:
    """All of these options go from addopts; None where one is given elsewhere."""
    fixes = [option_removed(option, safe) for option in options]
    found = [fix for fix in fixes if fix]
    if not found or len(found) < len(fixes):
        return None
    names = " and ".join(dict.fromkeys(f"'{option.text()}'" for option in options))
    return Fix(f"remove {names} from addopts", tuple(RemoveWord(place) for place in neighbours(options)), safe)


def neighbours(options: Iterable[GivenOption]) -> list[Place]:
    """The places of the options, those that only a blank or a comma parts as one."""
    found: list[Place] = []
    for place in sorted(option.place for option in options):
        last = found[-1] if found else None
        if last and last.end_line == place.line and place.column - last.end_column <= len(", "):
            found[-1] = last.replace(end_line=place.end_line, end_column=place.end_column)
        else:
            found.append(place)
    return found


def value_replaced(option: GivenOption, value: str, config: PytestConfig, safe: bool = False) -> Fix | None:
    """The option of addopts gets another value, however the two are joined."""
    change = new_value(option, value, config)
    wanted = option.replace(value=value).text()
    return Fix(f"write '{wanted}' in place of '{option.text()}'", (change,), safe) if change else None


def new_value(option: GivenOption, value: str, config: PytestConfig) -> Change | None:
    """The last word of the option with another value at its end."""
    old = option.value or ""
    word = next((each for each in config.arguments if ends_together(each.place, option.place)), None)
    if word is None or option.source is not Source.ADDOPTS or not may_edit(word.place) or not old:
        return None
    if not word.text.endswith(old):
        return None
    return Replace(word.place, written(word.text[: -len(old)] + value, word.place, config))


def ends_together(place: Place, other: Place) -> bool:
    ours, theirs = (place.end_line, place.end_column), (other.end_line, other.end_column)
    return place.file == other.file and place.line > 0 and ours == theirs


def written(text: str, place: Place, config: PytestConfig) -> str:
    """A word as it must stand at this place: an item of a TOML list has quotes, a word with blanks, too."""
    setting = setting_at(place, config)
    if setting and isinstance(setting.value, list):
        return literal(text)
    if not any(char in text for char in " \t\"'"):
        return text
    in_toml = place.file.endswith(".toml")
    return f"'{text}'" if in_toml or '"' in text else f'"{text}"'


def literal(text: str) -> str:
    """A string of TOML, or of Python, on one line."""
    if "\\" in text and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def setting_at(place: Place, config: PytestConfig) -> Setting | None:
    """The key of the configuration in whose value the place lies."""
    for setting in config.configfile.settings if config.configfile else ():
        value = setting.value_place
        if value.file == place.file and value.line <= place.line <= max(value.end_line, value.line):
            return setting
    return None


def wrapped(place: Place, before: str, after: str) -> tuple[Change, ...]:
    """What stands at the place, with text around it."""
    first = place.replace(end_line=place.line, end_column=place.column)
    last = place.replace(line=place.end_line, column=place.end_column)
    return (*([Replace(first, before)] if before else []), *([Replace(last, after)] if after else []))


# Keys of the file that wins


def home(config: PytestConfig) -> tuple[str, str] | None:
    """File and section in which this project's options stand, or would stand; None if that is not in the project."""
    file = config.configfile
    if file is None:
        return ("pytest.ini", "pytest") if config.rootdir == "." else None
    if file.error or not may_edit(Place(file.file, 1)):
        return None
    if file.section:
        return file.file, file.section.name
    is_pyproject = file.file.rpartition("/")[2] == "pyproject.toml"  # taken where nothing else is, without any table
    return file.file, "tool.pytest.ini_options" if is_pyproject else "pytest"


def is_native(config: PytestConfig) -> bool:
    """Are the values of the file that wins typed as TOML types them?"""
    return bool(config.configfile and config.configfile.mode == "toml")


def key_set(config: PytestConfig, name: str, value: TomlValue, title: str = "", safe: bool = False) -> Fix | None:
    """The key gets a value, in the file that wins."""
    where = home(config)
    if where is None:
        return None
    return Fix(title or f"set {name} = {shown(value)} in {where[0]}", (SetKey(*where, name, value),), safe)


def key_removed(config: PytestConfig, names: Iterable[str], safe: bool = False) -> Fix | None:
    """Keys go from the file that wins."""
    where, names = home(config), [name for name in names if config.setting(name)]
    if where is None or not names:
        return None
    listed = " and ".join(f"'{name}'" for name in names)
    return Fix(f"remove {listed} from {where[0]}", tuple(RemoveKey(*where, name) for name in names), safe)


def key_renamed(config: PytestConfig, name: str, right: str, safe: bool = False) -> Fix | None:
    """A key of the file that wins gets another name; it goes where one of that name is there already."""
    where = home(config)
    if where is None or not config.setting(name):
        return None
    if config.setting(right):
        return Fix(f"remove '{name}', for '{right}' is set already", (RemoveKey(*where, name),), safe)
    return Fix(f"rename '{name}' to '{right}'", (RenameKey(*where, name, right),), safe)


def item_added(config: PytestConfig, name: str, item: str, safe: bool = False) -> Fix | None:
    """One more item in a list of the file that wins."""
    where = home(config)
    if where is None:
        return None
    return Fix(f"add '{item}' to {name} in {where[0]}", (AddItem(*where, name, item),), safe)


def shown(value: TomlValue) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(str(item) for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


# Values that change their types


def type_of(name: str, plugins: Plugins) -> str:
    """pytest's type of a key ("args", "linelist", "bool", …), "string" where nobody registers it."""
    if name == "addopts":
        return "args"
    owner = next(iter(plugins.with_ini_key(name)), None)
    key = owner.provided.ini_key(name) if owner else None
    return key.type if key else "string"


def words(value: TomlValue) -> list[str]:
    """The words of a value that pytest splits as a shell does."""
    if isinstance(value, (list, tuple)):
        return [str(item) for item in value]
    import shlex

    try:
        return shlex.split(str(value))
    except ValueError:
        return str(value).split()


def typed(value: TomlValue, kind: str) -> TomlValue | None:
    """The value as native TOML wants it for a key of this type; None if it cannot be told. `kind` may be a choice:
    "int | 'auto'"."""
    if " | " in kind:
        return one_of(value, kind.split(" | "))
    if kind == "linelist" and not isinstance(value, (list, tuple)):
        return tuple(line.strip() for line in str(value).split("\n") if line.strip())
    if kind in LISTS:
        return tuple(words(value))
    if kind == "bool":
        return truth(value)
    if kind in ("int", "float"):
        return number(value, kind)
    if isinstance(value, (list, tuple)):
        return str(value[0]) if len(value) == 1 else None
    return str(value) if isinstance(value, str) else None


def one_of(value: TomlValue, kinds: Iterable[str]) -> TomlValue | None:
    """The value as the first of the types, or words in quotes, that it fits."""
    for kind in kinds:
        if kind[:1] in "\"'" and str(value) == kind.strip("\"'"):
            return str(value)
        found = typed(value, kind) if kind[:1] not in "\"'" else None
        if found is not None:
            return found
    return None


def truth(value: TomlValue) -> bool | None:
    """What pytest takes for true or false."""
    word = str(value).strip().strip("\"'").lower()
    return True if word in YES else False if word in NO else None


def number(value: TomlValue, kind: str) -> TomlValue | None:
    text = str(value).strip()
    try:
        return int(text) if kind == "int" else float(text)
    except ValueError:
        return None


def of_toml(value: TomlValue) -> TomlValue:
    """What a text of an INI file means that is written as in TOML: `["-ra"]`, `"auto"`. Other values stay."""
    text = str(value).strip()
    if not isinstance(value, str) or text[:1] not in "[\"'" or text[-1:] not in "]\"'":
        return value
    import ast

    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return value
    if isinstance(found, list):
        return tuple(str(item) for item in found)
    return found if isinstance(found, str) else value


def fitting(setting: Setting, kind: str, file: ConfigFile | str, native: bool) -> TomlValue | None:
    """The value of a key as it is to be written in another file."""
    name = file if isinstance(file, str) else file.file
    value = of_toml(setting.value)
    if native:
        return typed(value, kind)
    if isinstance(value, (list, tuple)):
        return tuple(str(item) for item in value)
    if kind == "linelist":
        return typed(value, kind)
    if name.endswith(".toml") and not isinstance(value, str):
        return value
    return " ".join(str(value).split("\n")) if kind in LISTS else value if isinstance(value, bool) else str(value)


def joined(there: TomlValue, more: TomlValue, kind: str, named: Callable[[str], str] = str) -> tuple[str, ...] | None:
    """Two lists in one, what is there behind what comes in, for of options and filters the last one holds.

    Of two lines that are `named` alike, the one that is there stays. None for types whose values cannot be joined.
    """
    if kind == "args":
        own = options(words(there))
        come = [option for option in options(words(more)) if option not in own]
        return tuple(word for option in (*come, *own) for word in option)
    if kind == "linelist":
        lines, others = typed(there, kind), typed(more, kind)
        if isinstance(lines, tuple) and isinstance(others, tuple):
            names = set(map(named, lines))
            return (*(line for line in others if named(line) not in names), *lines)
    return None


def options(all_words: list[str]) -> list[tuple[str, ...]]:
    """Each option with the words behind it that are none."""
    found: list[tuple[str, ...]] = []
    for word in all_words:
        if word.startswith("-") or not found:
            found.append((word,))
        else:
            found[-1] = (*found[-1], word)
    return found
