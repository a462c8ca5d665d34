"""The reader of plugin sources, idiom by idiom."""

from __future__ import annotations

import textwrap

import pytest

from doctor.knowledge.extract import extract, extract_module
from doctor.knowledge.modules import Module, read_module
from doctor.model.places import Place
from doctor.model.plugins import HookImpl, IniKey, Option, PluginFixture, Provided


def read(source: str, **others: str) -> Provided:
    """What a plugin provides; `others` are modules beside it ("a__b" is a.b)."""
    modules = {name.replace("__", "."): module(text, name.replace("__", ".")) for name, text in others.items()}
    return extract_module(module(source, "plugin"), modules.get)


def module(source: str, name: str) -> Module:
    return read_module(textwrap.dedent(source).encode(), name, f"{name}.py")


def options(provided: Provided) -> set[str]:
    return {name for option in provided.options for name in option.names}


def markers(provided: Provided) -> set[str]:
    return {marker.name for marker in provided.markers}


def fixtures(provided: Provided) -> dict[str, PluginFixture]:
    return {fixture.name: fixture for fixture in provided.fixtures}


OPTION_IDIOMS = {
    "parser": """
        def pytest_addoption(parser):
            parser.addoption("--one", "--two")
        """,
    "group": """
        def pytest_addoption(parser):
            group = parser.getgroup("general", "text")
            group.addoption("--one")
            group._addoption("--two")
        """,
    "chained": """
        def pytest_addoption(parser):
            parser.getgroup("x").addoption("--one")
            parser._anonymous.addoption("--two")
        """,
    "helper": """
        def add(group, name, **attributes):
            group.addoption("--" + name, **attributes)

        def pytest_addoption(parser):
            group = parser.getgroup("x")
            add(group, "one", action="store_true")
            add(group, name="two")
        """,
    "constants": """
        PREFIX = "--"
        NAMES = {"one": PREFIX + "one"}

        class Names:
            TWO = f"{PREFIX}two"

        def pytest_addoption(parser):
            parser.addoption(NAMES["one"])
            parser.addoption(Names.TWO)
        """,
    "loop over a literal": """
        def pytest_addoption(parser):
            for name, text in (("one", "first"), ("two", "second")):
                parser.addoption(f"--{name}", help=text)
        """,
    "loop over a dict": """
        TABLE = {"--one": dict(action="store_true"), "--two": {"nargs": "?"}}

        def pytest_addoption(parser):
            for name, attributes in TABLE.items():
                parser.addoption(name, **attributes)
        """,
    "bound method": """
        def pytest_addoption(parser):
            add = parser.getgroup("x").addoption
            add("--one")
            add(*["--two"])
        """,
    "object that keeps the group": """
        class Adder:
            def __init__(self, parser):
                self.group = parser.getgroup("x")

            def add(self, *names):
                self.group.addoption(*names)

        def pytest_addoption(parser):
            adder = Adder(parser)
            adder.add("--one")
            adder.add("--two")
        """,
    "partial": """
        import functools

        def pytest_addoption(parser):
            add = functools.partial(parser.addoption, action="store_true")
            add("--one")
            add("--two")
        """,
    "conditions and errors": """
        import sys

        def pytest_addoption(parser, pluginmanager):
            if sys.platform == "win32" or not pluginmanager.hasplugin("x"):
                parser.addoption("--one")
            try:
                parser.addoption("--two")
            except ValueError:
                pass
        """,
    "class with static methods": """
        class Plugin:
            @staticmethod
            def pytest_addoption(parser):
                parser.addoption("--one", "--two")

        pytest_addoption = Plugin.pytest_addoption
        """,
    "early hook": """
        import pytest

        @pytest.hookimpl(tryfirst=True)
        def pytest_load_initial_conftests(early_config, parser, args):
            parser.addoption("--one")
            early_config._parser.addoption("--two")
        """,
    "object's hooks copied into the module": """
        class Plugin:
            def pytest_addoption(self, parser):
                parser.addoption("--one", "--two")

        PLUGIN = Plugin()
        for name in dir(PLUGIN):
            if name.startswith("pytest_"):
                globals()[name] = getattr(PLUGIN, name)
        """,
}


@pytest.mark.parametrize("source", OPTION_IDIOMS.values(), ids=OPTION_IDIOMS)
def test_options_by_idiom(source: str) -> None:
    provided = read(source)
    assert options(provided) == {"--one", "--two"}
    assert not provided.computed


def test_option_as_argparse_takes_it() -> None:
    provided = read(
        """
        import argparse

        class Flag(argparse.Action):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, nargs=0, **kwargs)

        class Value(argparse.Action):
            def __init__(self, option_strings, dest, nargs=None, **kwargs):
                super().__init__(option_strings, dest, **kwargs)

        def pytest_addoption(parser):
            parser.addoption("--plain")
            parser.addoption("-q", "--flag", action="store_true")
            parser.addoption("--count", action="count")
            parser.addoption("--maybe", nargs="?", const=True)
            parser.addoption("--pick", choices=["a", "b"])
            parser.addoption("--own-flag", action=Flag)
            parser.addoption("--own-value", action=Value)
            parser.addoption("--both", action=argparse.BooleanOptionalAction)
        """
    )
    found = {option.names: (option.takes_value, option.nargs, option.choices) for option in provided.options}
    assert found == {
        ("--plain",): (True, "", ()),
        ("-q", "--flag"): (False, "", ()),
        ("--count",): (False, "", ()),
        ("--maybe",): (True, "?", ()),
        ("--pick",): (True, "", ("a", "b")),
        ("--own-flag",): (False, "", ()),
        ("--own-value",): (True, "", ()),
        ("--both", "--no-both"): (False, "", ()),
    }


def test_names_worked_out_at_run_time_are_told() -> None:
    provided = read(
        """
        import os

        def pytest_addoption(parser):
            parser.addoption("--known")
            parser.addoption(os.environ["NAME"])
            parser.addini(os.environ["KEY"], "help")

        def pytest_configure(config):
            config.addinivalue_line("markers", "known: text")
            for name in os.environ:
                config.addinivalue_line("markers", f"{name}: text")
        """
    )
    assert options(provided) == {"--known"}
    assert markers(provided) == {"known"}
    assert provided.computed == {"options", "ini", "markers"}


def test_a_foreign_function_that_gets_the_parser_may_add_anything() -> None:
    provided = read("import other\ndef pytest_addoption(parser):\n    other.add_options(parser)\n")
    assert provided.computed == {"options"}


def test_ini_keys() -> None:
    provided = read(
        """
        from typing import Literal

        def pytest_addoption(parser):
            def key(name, **more):
                parser.addini(name, help="text", **more)

            parser.addini("plain", "help")
            parser.addini("listed", "help", "linelist", [])
            parser.addini("flag", help="help", type="bool", default=False)
            key("wrapped", type="args", default=["a", "b"])
            parser.addini("native", "help", type=int | Literal["auto"], default="auto")
            parser.addini("renamed", "help", aliases=["old"], default=None)
            parser.addini("computed", "help", default=make())
        """
    )
    assert [key.replace(place=None) for key in provided.ini] == [
        IniKey("plain"),
        IniKey("listed", "linelist", (), True),
        IniKey("flag", "bool", False, True),
        IniKey("wrapped", "args", ("a", "b"), True),
        IniKey("native", "int | 'auto'", "auto", True),
        IniKey("renamed", "string", None, True, ("old",)),
        IniKey("computed", "string", None, True, default_computed=True),
    ]
    assert provided.ini_key("old")


MARKER_IDIOMS = {
    "lines": """
        def pytest_configure(config):
            config.addinivalue_line("markers", "one: text")
            config.addinivalue_line("markers", "two(reason, *, when): text")
        """,
    "f-strings": """
        import other
        NAME = "one"

        def pytest_configure(config):
            config.addinivalue_line("markers", f"{NAME}: of {other.version}")
            config.addinivalue_line("markers", "two: %s" % other.text)
        """,
    "loops": """
        MARKERS = {"one": "text", "two": "text"}

        def pytest_configure(config):
            for name, text in MARKERS.items():
                config.addinivalue_line("markers", f"{name}: {text}")
        """,
    "list": """
        LINES = ["one: text", "two: text"]

        def pytest_configure(config):
            for line in LINES:
                config.addinivalue_line("markers", line)
        """,
    "helper": """
        def register(config, name, text="text"):
            config.addinivalue_line("markers", "{}: {}".format(name, text))

        def pytest_configure(config):
            register(config, "one")
            [register(config, name) for name in ("two",)]
        """,
    "the list itself": """
        def pytest_configure(config):
            config.getini("markers").append("one: text")
            config.getini("markers").extend(["two: text"])
        """,
    "registered object": """
        class Plugin:
            def __init__(self, config):
                self.config = config

            def pytest_configure(self):
                self.config.addinivalue_line("markers", "one: text")

            def pytest_sessionstart(self, session):
                session.config.addinivalue_line("markers", "two: text")

        def pytest_configure(config):
            config.pluginmanager.register(Plugin(config), "plugin")
        """,
}


@pytest.mark.parametrize("source", MARKER_IDIOMS.values(), ids=MARKER_IDIOMS)
def test_markers_by_idiom(source: str) -> None:
    provided = read(source)
    assert markers(provided) == {"one", "two"}
    assert not provided.computed


def test_fixtures() -> None:
    provided = read(
        """
        import pytest as pt
        import pytest_asyncio
        from pytest import fixture as fx

        @fx
        def plain(request, other=None): pass

        @pt.fixture(scope="session", autouse=True)
        def wide(tmp_path_factory): pass

        @pytest_asyncio.fixture
        async def loopy(): pass

        @pt.fixture(name="given")
        def function_name(): pass

        @pt.fixture(scope=choose())
        def computed(): pass

        def no_fixture(): pass

        class TestNot:
            @pt.fixture
            def of_a_class(self): pass
        """
    )
    found = fixtures(provided)
    assert {name: fixture.scope for name, fixture in found.items()} == {
        "plain": "function",
        "wide": "session",
        "loopy": "function",
        "given": "function",
        "computed": "",
    }
    assert found["plain"].params == ("request",)
    assert found["wide"].autouse
    assert found["loopy"].is_async


def test_fixtures_that_calls_make() -> None:
    provided = read(
        """
        import pytest as pt

        def _mocker(pytestconfig): pass

        mocker = pt.fixture()(_mocker)
        class_mocker = pt.fixture(scope="class")(_mocker)

        def make(scope):
            @pt.fixture(scope=scope, name=f"{scope}_made")
            def inner(): pass
            return inner

        one, two = make("module"), make("package")
        for each in ("a", "b"):
            globals()[f"from_{each}"] = pt.fixture(_mocker)
        """
    )
    assert {name: fixture.scope for name, fixture in fixtures(provided).items()} == {
        "mocker": "function",
        "class_mocker": "class",
        "module_made": "module",
        "package_made": "package",
        "from_a": "function",
        "from_b": "function",
    }


def test_hooks() -> None:
    provided = read(
        """
        import pluggy
        import pytest

        hookimpl = pluggy.HookimplMarker("pytest")

        def pytest_runtest_setup(item, *, nextitem=None): pass

        @pytest.hookimpl(optionalhook=True)
        def pytest_of_another(config): pass

        @hookimpl(specname="pytest_configure")
        def pytest_elsewhere(config): config.addinivalue_line("markers", "one: text")

        class Plugin:
            def pytest_runtest_call(self, item): pass

        def pytest_configure(config):
            config.pluginmanager.register(Plugin())
        """
    )
    assert [hook.replace(place=None) for hook in provided.hookimpls] == [
        HookImpl("pytest_runtest_setup", ("item",)),
        HookImpl("pytest_of_another", ("config",), optional=True),
        HookImpl("pytest_elsewhere", ("config",), specname="pytest_configure"),
        HookImpl("pytest_configure", ("config",)),
        HookImpl("pytest_runtest_call", ("item",), class_name="Plugin"),
    ]
    assert markers(provided) == {"one"}


def test_hook_specifications() -> None:
    provided = read(
        """
        def pytest_addhooks(pluginmanager):
            from pkg import newhooks
            pluginmanager.add_hookspecs(newhooks)
        """,
        pkg="",
        pkg__newhooks="""
        import pytest

        @pytest.hookspec(firstresult=True, warn_on_impl_args={"path": Warning("x")})
        def pytest_new(config, path): ...

        def helper(): ...
        """,
    )
    assert [(spec.name, spec.params, spec.deprecated) for spec in provided.hookspecs] == [
        ("pytest_new", ("config", "path"), ("path",))
    ]


def test_modules_that_are_pulled_in() -> None:
    provided = read(
        """
        from pkg.options import pytest_addoption
        from pkg.fixtures import *
        from pkg import late
        import pkg.hooks as hooks

        pytest_plugins = ("pkg.more", "pytester")
        pytest_configure = hooks.pytest_configure
        """,
        pkg="",
        pkg__options="""
        from .names import NAME
        def pytest_addoption(parser): parser.addoption(NAME)
        """,
        pkg__names="NAME = '--one'",
        pkg__fixtures="""
        import pytest
        __all__ = ["listed"]
        @pytest.fixture
        def listed(): pass
        @pytest.fixture
        def unlisted(): pass
        """,
        pkg__hooks="""
        def pytest_configure(config):
            from pkg import late
            config.addinivalue_line("markers", "two: text")
            config.pluginmanager.register(late)
            config.pluginmanager.import_plugin("pkg.by_name")
        """,
        pkg__late="""
        import pytest
        @pytest.fixture
        def of_late(): pass
        """,
    )
    assert options(provided) == {"--one"}
    assert markers(provided) == {"two"}
    assert set(fixtures(provided)) == {"listed", "of_late"}
    assert provided.plugins == ("pkg.more", "pytester", "pkg.by_name")


def test_plugins_as_a_string_and_at_run_time() -> None:
    assert read("pytest_plugins = 'a, b'").plugins == ("a", "b")
    assert read("import os\npytest_plugins = ['a', os.environ['B']]").computed == {"plugins"}


def test_fallbacks_do_not_replace_what_is_known() -> None:
    provided = read(
        """
        try:
            from pytest import fixture
            NAME = "--one"
        except ImportError:
            NAME = "--none"
            fixture = None

        @fixture
        def kept(): pass

        def pytest_addoption(parser):
            parser.addoption(NAME)
        """
    )
    assert options(provided) == {"--one"}
    assert set(fixtures(provided)) == {"kept"}


def test_places_are_in_characters() -> None:
    text = 'def pytest_addoption(parser):\n    "ä"; parser.addoption("--one")\n'
    provided = extract_module(read_module(text.encode(), "conftest", "sub/conftest.py"))
    assert provided.options == (Option(("--one",), place=Place("sub/conftest.py", 2, 27, 2, 34)),)


def test_an_object_of_a_module_as_plugin() -> None:
    source = """
        class Plugin:
            def pytest_addoption(self, parser): parser.addoption("--one")

        def pytest_addoption(parser): parser.addoption("--not")
        plugin = Plugin()
        """
    assert options(extract([(module(source, "plugin"), "plugin")], lambda _: None)) == {"--one"}


@pytest.mark.parametrize(
    "source",
    [
        "def pytest_addoption(parser):\n    pytest_addoption(parser)\n",
        "class A(A): pass\nA()\ndef pytest_configure(config): A().x.y(config)\n",
        "x = x\npytest_plugins = pytest_plugins\n",
        "from plugin import *\nfrom plugin import pytest_configure\n",
        "def f(): return f()\npytest_plugins = f()\n",
        "for i in range(10**9):\n    for j in range(10**9):\n        for k in range(10**9): pass\n",
        "x = [1] * 10**9\ny = 'a' * 10**9\nz = 10 ** 10 ** 10\n",
        "x = " + "+".join(["'a'"] * 5000),
        "x = '%1000000000d' % 1\ny = '{:>1000000000}'.format(1)\nz = f'{1:>1000000000}'\n",
        "for i in range(1000000000):\n    for j in range(1000000000):\n        for k in range(1000000000): pass\n",
        "x = 'a' * 1000000000\ny = 'a'\nn = 9\nz = ['a']\nfor i in range(99): y, n, z = y + y, n * n, z + z + [*z]\n",
        "y = 'a'\nfor i in range(99): y = y.replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa').join([y, y])\n",
        "y = ''\nfor i in range(99): y = f'{y}{y}a{y}'\n",
        "y = {}\nfor i in range(99): y = {**y, i: [y, y]}\nz = str(y)\n",
        "a, *b, c = 1\n[d, e] = {}\nf = {}['x'][1:2:0]\n",
        "while True:\n    globals()['x'] = globals\n",
        "\0",
        "def (:",
    ],
)
def test_hostile_sources_end_and_do_no_harm(source: str) -> None:
    provided = extract_module(
        read_module(source.encode(), "plugin"), {"plugin": read_module(source.encode(), "plugin")}.get
    )
    assert not provided.options
