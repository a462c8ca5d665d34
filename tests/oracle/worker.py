"""Asks the pytest of the interpreter that runs this file how it resolves calls; one JSON line in, one out.

Needs nothing but pytest. Conftest files of the trees are imported: they are empty.
"""

import json
import os
import sys
import warnings
from pathlib import Path

import pytest
from _pytest.config import get_config


def plain(value):
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def answer(request):
    """What pytest makes of one call."""
    args = list(request["args"])
    try:
        config = get_config(list(args), prog="pytest") if pytest.version_tuple >= (9, 1) else get_config(list(args))
    except BaseException as error:
        return {"error": [type(error).__name__, str(error)]}
    found = {}
    try:
        config.pluginmanager.hook.pytest_cmdline_parse(pluginmanager=config.pluginmanager, args=args)
        found["paths"] = config.args
        found["source"] = config.args_source.name.replace("INCOVATION", "INVOCATION")
        found["conftests"] = [
            name for name, plugin in config.pluginmanager.list_name_plugin() if plugin and name.endswith("conftest.py")
        ]
    except BaseException as error:
        found["error"] = [type(error).__name__, str(error)]
    found["rootdir"] = str(config._rootpath) if hasattr(config, "_rootpath") else None
    found["inipath"] = str(config._inipath) if getattr(config, "_inipath", None) else None
    if "error" not in found:
        found["values"] = {name: value(config, name) for name in [*config._parser._inidict, *aliases(config)]}
        unknown = config._get_unknown_ini_keys()
        found["unknown"] = sorted(unknown)
    config._ensure_unconfigure()
    return found


def aliases(config):
    return getattr(config._parser, "_ini_aliases", ())


def value(config, name):
    try:
        return {"value": plain(config.getini(name))}
    except BaseException as error:
        return {"error": str(error)}


def main():
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    sys.argv = ["pytest"]
    sys.dont_write_bytecode = True
    path, environment = list(sys.path), dict(os.environ)
    for line in sys.stdin:
        request = json.loads(line)
        os.chdir(request["cwd"])
        os.environ.update(request["variables"])
        modules = set(sys.modules)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = answer(request)
        for name in set(sys.modules) - modules:
            if str(getattr(sys.modules[name], "__file__", "") or "").startswith(request["root"]):
                del sys.modules[name]
        sys.path[:] = path
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(Path(request["root"]).anchor)
        out.write(json.dumps(found) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
