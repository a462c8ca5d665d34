"""What a real pytest says of itself and its plugins. Run by the interpreter that has them; prints JSON.

python introspect.py [pytest arguments]
"""

import json
import os
import sys
import tempfile

import pytest


class Recorder:
    """A plugin that writes down what has been registered, by plugin where pytest knows it."""

    def __init__(self):
        self.found = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection(self, session):
        config = session.config
        parser = config._parser
        ini = {}
        for name, (_, kind, _default) in parser._inidict.items():
            ini[name] = {"type": self.type_of(kind), "default": self.plain(config, name)}
        fixtures = {each.argname: {"scope": each.scope} for each in self.definitions(session._fixturemanager)}
        self.found = {
            "version": pytest.__version__,
            "options": sorted(self.options(parser)),
            "flags": sorted(
                name for action in self.actions(parser) if action.nargs == 0 for name in action.option_strings
            ),
            "ini": ini,
            "aliases": dict(getattr(parser, "_ini_aliases", {})),
            "markers": sorted({line.split(":")[0].split("(")[0].strip() for line in config.getini("markers")}),
            "fixtures": fixtures,
            "hooks": self.hooks(config.pluginmanager),
            "plugins": sorted(name for name, plugin in config.pluginmanager.list_name_plugin() if plugin and name),
        }

    def definitions(self, manager):
        if hasattr(manager, "_get_all_fixture_defs"):
            return list(manager._get_all_fixture_defs())
        return [each for several in manager._arg2fixturedefs.values() for each in several]

    def actions(self, parser):
        optparser = getattr(parser, "optparser", None) or parser._getparser()
        return [action for action in optparser._actions if action.option_strings]

    def options(self, parser):
        return {name for action in self.actions(parser) for name in action.option_strings}

    def hooks(self, manager):
        return {
            name: list(caller.spec.argnames)
            for name, caller in vars(manager.hook).items()
            if getattr(caller, "spec", None) is not None
        }

    def plain(self, config, name):
        try:
            value = config.getini(name)
            json.dumps(value)
        except Exception:
            return "<computed>"
        return value

    def type_of(self, kind):
        if kind is None or isinstance(kind, str):
            return kind or "string"
        from _pytest.config.argparsing import _ini_type_repr

        return _ini_type_repr(kind)


def main():
    recorder = Recorder()
    arguments = [*sys.argv[1:], "--collect-only", "-qq"]
    out, sys.stdout = sys.stdout, sys.stderr
    if os.environ.get("INTROSPECT_HERE"):
        pytest.main(arguments, plugins=[recorder])
    else:
        with tempfile.TemporaryDirectory() as folder:
            pytest.main([*arguments, "--rootdir", folder, folder], plugins=[recorder])
    sys.stdout = out
    print(json.dumps(recorder.found, default=str))


if __name__ == "__main__":
    main()
