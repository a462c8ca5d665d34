"""Configuration files made up at random."""

from __future__ import annotations

import random

ADDOPTS = (
    *("-q", "-v -x", "-k 'a b'", '-k "a b" -m slow', '-k "unbalanced', "-q \\", "--tb=short", "--maxfail=abc", "tests"),
    *("--color nope", "-o xfail_strict=true", "--strict-markers --strict-config", "--strict", "-c other.ini", "-k"),
    *("--rootdir=..", "--foo", "-n 4", "--cov=src --cov-report=xml", "-rA", "-vvx", "@args.txt", "-p no:cacheprovider"),
    *(
        "-p no:main",
        "-1",
        "--import-mode=importlib",
        "--confcutdir=sub",
        "-p no:terminal",
        "-o nothing",
        "sub -q",
    ),
    *("-o strict_config=1 -o addopts=-x", "--noconftest", "-pno:doctest --doctest-modules", "", "-W ignore -ra", "''"),
)
TESTPATHS = ("tests", "tests sub", "t*", "**/tests", "missing", "te[s]ts", "tests/", "'my tests'", '"tests', ".", "s*b")
BOOLS = ("true", "True", "1", "yes", "on", "false", "0", "no", "maybe", "", " t ", "2")
NUMBERS = ("1", "0", "-3", "2.5", "auto", "1e3", "x", "", " 7 ", "1_000")
LINES = ("slow: a slow test", "error", "ignore::DeprecationWarning", "a, b", "it's", "x # y", "default")
STRINGS = (
    "short",
    "all",
    "INFO",
    "10",
    "legacy",
    "xunit1",
    "nope",
    "",
    "%(message)s",
    "no",
    "w",
    "classic",
    "a: b = c",
)
MINVERSIONS = ("6.0", "7.4", "8.0", "9.0", "9.2.0", "99.0", "8.4.2", "abc", "9", "9.1.1", "7.0rc1", "")

KINDS: dict[str, tuple[str, ...]] = {
    "words": (
        *("addopts", "addopts", "addopts", "testpaths", "testpaths", "testpaths", "testpaths", "python_files"),
        *("norecursedirs", "pythonpath"),
    ),
    "bool": (
        *("xfail_strict", "strict_xfail", "log_cli", "strict", "strict_config", "strict_markers"),
        *("consider_namespace_packages", "collect_imported_tests", "junit_log_passing_tests"),
        *("enable_assertion_pass_hook",),
    ),
    "number": (
        *("verbosity_assertions", "faulthandler_timeout", "tmp_path_retention_count", "truncation_limit_lines"),
        *("max_warnings", "verbosity_subtests"),
    ),
    "lines": ("markers", "filterwarnings", "asyncio_mode", "usefixtures", "foo"),
    "string": (
        *("junit_family", "log_level", "console_output_style", "cache_dir", "doctest_optionflags", "log_file_mode"),
        *("empty_parameter_set_mark", "tmp_path_retention_policy", "unknown_key", "log_auto_indent", "junit_logging"),
    ),
    "version": ("minversion",),
}
# "error" would turn warnings into errors that stop pytest, which rules look into; a dotted category needs an import.
FILTERS = (
    *("ignore", "ignore::DeprecationWarning", "default", "ignore:x", "i:a.*b:UserWarning:m:3", "all", "once::Warning"),
    *(
        "bogus",
        "ignore::Foo",
        "ignore::int",
        "ignore::print",
        "a:b:c:d:e:f",
        "ignore:::m:x",
        "ignore:::m:-1",
        "ignore:[",
    ),
)
WRONG_SHAPES = (
    *("tool = 1\n", "[tool]\npytest = 'x'\n", "[tool.pytest]\nini_options = 3\n", "pytest = 'x'\n", "pytest = 0\n"),
    *(
        "[[tool]]\na = 1\n",
        "[tool.pytest\n",
        "a = \n",
        "[x]\n[x]\n",
        "tool = []\n",
        "[tool]\npytest = []\n",
        "x = '''\n",
    ),
    *("[[tool.pytest.ini_options]]\na=1\n", "[tool]\npytest.ini_options = 'x'\n"),
)
WEIGHTS = {"words": 9, "bool": 4, "number": 2, "lines": 3, "string": 4, "version": 1}


def config_file(rand: random.Random, name: str) -> bytes:
    """The contents of a file of this name."""
    if rand.random() < 0.02:
        return rand.choice(
            (b"", b"\n", b"\xff\xfe[\x00p\x00", b"[pytest]\naddopts = \xe9\n", b"\x00\x01\x02", b"# only\n")
        )
    text = _toml(rand, name) if name.endswith(".toml") else _ini(rand, name)
    if rand.random() < 0.05:
        text = "\ufeff" + text
    if rand.random() < 0.1:
        text = text.replace("\n", "\r\n")
    return text.encode()


def _key(rand: random.Random) -> tuple[str, str]:
    kind = rand.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    return kind, rand.choice(KINDS[kind])


def _text(rand: random.Random, kind: str, key: str) -> str:
    if key == "addopts":
        return rand.choice(ADDOPTS)
    if key == "filterwarnings":
        return rand.choice(FILTERS)
    values = {"words": TESTPATHS, "bool": BOOLS, "number": NUMBERS, "lines": LINES, "string": STRINGS}
    return rand.choice(values.get(kind, MINVERSIONS))


def _ini(rand: random.Random, name: str) -> str:
    right = "tool:pytest" if name.endswith(".cfg") else "pytest"
    wrong = ("tool:pytest", "pytest", "tool.pytest.ini_options", "pytset", "tox", "metadata", " pytest ", "testenv")
    sections = [right if rand.random() < 0.75 else rand.choice(wrong) for _ in range(rand.choice((0, 1, 1, 1, 1, 2)))]
    if rand.random() > 0.04:
        sections = list(dict.fromkeys(sections))
    parts = (
        [rand.choice(("", "", "", "# comment\n", "\n", "; c\n", "stray line\n", "  indented\n", "[\n"))]
        if rand.random() < 0.2
        else []
    )
    for section in sections:
        parts.append(f"[{section}]" + rand.choice(("", "", "", "  ", " # c", " ; c")) + "\n")
        keys = [_key(rand) for _ in range(rand.choice((0, 1, 2, 3, 4)))]
        if rand.random() > 0.03:
            keys = list({key: (kind, key) for kind, key in keys}.values())
        parts += [_ini_key(rand, key, _text(rand, kind, key)) for kind, key in keys]
        if rand.random() < 0.04:
            parts.append(
                rand.choice(("no separator\n", "= value\n", "[x\n", "[]\n", "\x0c\n", "a\x00b = c\n", "é = ü\n"))
            )
    return "".join(parts)


def _ini_key(rand: random.Random, key: str, value: str) -> str:
    form = rand.random()
    if form < 0.6:
        return f"{key}{rand.choice((' = ', '=', ': ', ' =', ':', '   =   '))}{value}\n"
    if form < 0.7:
        return f"{key} = {value}{rand.choice((' # inline', ' ; inline', '   ', chr(9)))}\n"
    words = value.split(" ") if form < 0.9 else [value, rand.choice(("extra", "# hidden", "", "; x", "[sub]"))]
    inner = rand.choice(("", "", "    # comment\n", "\n", ";c\n"))
    return f"{key} =\n" + inner.join(f"{rand.choice(('    ', chr(9), ' '))}{word}\n" for word in words)


def _toml(rand: random.Random, name: str) -> str:
    if rand.random() < 0.03:
        return rand.choice(WRONG_SHAPES)
    own = name in ("pytest.toml", ".pytest.toml")
    tables = ["tool.pytest.ini_options", "tool.pytest", "pytest", "project", "tool.pytest.ini_option", "tool.other", ""]
    weights = [1, 2, 9, 1, 1, 1, 2] if own else [9, 5, 2, 1, 1, 1, 1]
    chosen = dict.fromkeys(rand.choices(tables, weights)[0] for _ in range(rand.choice((0, 1, 1, 1, 1, 2))))
    parts = [rand.choice(("", "", "# comment\n", "\n"))]
    for table in sorted(chosen):  # "" first: keys outside tables
        parts += _table(rand, table)
    return "".join(parts)


def _table(rand: random.Random, table: str) -> list[str]:
    native = table in ("tool.pytest", "pytest")
    keys = {key: kind for kind, key in (_key(rand) for _ in range(rand.choice((0, 1, 2, 3))))}
    pairs = [(key, _toml_value(rand, kind, key, native)) for key, kind in keys.items()]
    form = rand.random()
    if form < 0.08 and table:
        return [f"{table}.{key} = {value}\n" for key, value in pairs]
    if form < 0.12 and table.count(".") == 2 and all("\n" not in value for _, value in pairs):
        inner = ", ".join(f"{key} = {value}" for key, value in pairs)
        return [f"[tool.pytest]\nini_options = {{ {inner} }}\n"]
    header = f"[{table}]" + rand.choice(("", "", " # c")) + "\n" if table else ""
    if form > 0.95 and "." in table:
        header = "[" + " . ".join(f'"{part}"' for part in table.split(".")) + "]\n"
    return [
        header,
        *(_toml_key(rand, key) + f" = {value}" + rand.choice(("", "", " # c")) + "\n" for key, value in pairs),
    ]


def _toml_key(rand: random.Random, key: str) -> str:
    return rand.choice((key, key, key, f'"{key}"', f"'{key}'", f'"\\u{ord(key[0]):04x}{key[1:]}"'))


def _toml_value(rand: random.Random, kind: str, key: str, native: bool) -> str:
    text = _text(rand, kind, key)
    if rand.random() < 0.06:
        return rand.choice(("1", "true", "1.5", "[1, 'a']", "[]", "{a = 1}", "1979-05-27", '""', "[['x']]", "-0x0"[1:]))
    if native and rand.random() < 0.75:
        return _native(rand, kind, text)
    if kind in ("words", "lines") and rand.random() < 0.5:
        return _list(
            rand,
            text.split(" ") if kind == "words" else [text, rand.choice(LINES)] if key != "filterwarnings" else [text],
        )
    if kind == "bool" and rand.random() < 0.5:
        return rand.choice(("true", "false"))
    return _string(rand, text)


def _native(rand: random.Random, kind: str, text: str) -> str:
    if kind in ("words", "lines"):
        return _list(rand, text.split(" "))
    if kind == "bool":
        return rand.choice(("true", "false"))
    if kind == "number":
        return rand.choice(("1", "0", "2.5", "'auto'", "'x'"))
    return _string(rand, text)


def _list(rand: random.Random, items: list[str]) -> str:
    gap = rand.choice((", ", ",\n    ", " , # c\n  "))
    return (
        "["
        + rand.choice(("", " ", "\n"))
        + gap.join(_string(rand, item) for item in items)
        + rand.choice(("", ",", "\n"))
        + "]"
    )


def _string(rand: random.Random, text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    forms = [f'"{escaped}"', f'"{escaped}"', f'"""\n{escaped}"""', f'"""{escaped} \\\n   """']
    if "'" not in text:
        forms += [f"'{text}'", f"'''\n{text}\n'''"]
    return rand.choice(forms)
