"""A test changes a setting of the whole process, and nothing changes it back.

## Why

Locale, time zone, signal handlers, the event loop policy, the sockets' default timeout, the recursion limit, the
decimal context, the umask, what Django's `translation.activate` chooses, and how loggers are set up belong to the
process. All later tests of it run with what one test has set: numbers and dates are written otherwise, loops are of
another kind. A logger with `propagate = False`, or one that `logging.config.dictConfig` has switched off because it was
there before, hands nothing on to `caplog` (https://github.com/googleapis/python-pubsub/pull/1374,
https://github.com/Kludex/uvicorn/pull/1086). How numpy prints arrays is told by a test that ran before
(https://github.com/SciTools/iris/pull/3037).

## Instead

A fixture that saves what was there and puts it back behind its `yield`:

```python
@pytest.fixture
def german():
    saved = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")
    yield
    locale.setlocale(locale.LC_ALL, saved)
```

(https://docs.pytest.org/en/stable/how-to/fixtures.html#yield-fixtures-recommended). `monkeypatch.setattr(logger,
"propagate", False)` does it for loggers, `"disable_existing_loggers": False` for their configuration,
`caplog.set_level(…)` for their levels; `translation.override("de")`, `decimal.localcontext()`, `numpy.errstate()`,
`numpy.printoptions()`, `pandas.option_context()` and `matplotlib.rc_context()` do it for one block.

## Fix safety

There is no fix: what was set before is to be put back, and where it has to be asked for differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Expr, Fixtures, Sources
from doctor.rules.isolation._around import Scene
from doctor.rules.isolation._leaks import Leak, leaks
from doctor.rules.isolation._reports import groups, problem
from doctor.rules.isolation._settings import SETTINGS
from doctor.rules.registry import rule

HELP = {
    "resource limits": "keep what `resource.getrlimit(…)` says, and set it again in `finally`",
    "opener of urllib": "call `urllib.request.install_opener(None)` in `finally`, or use `build_opener(…).open(…)`",
    "adapters of sqlite3": "register it where the project starts, for all tests, or hand sqlite3 what it takes",
    "decimal context": "use `with decimal.localcontext() as context:`, which puts the old one back",
    "garbage collection": "put it back in `finally`: `gc.enable()`, or the old `gc.get_threshold()`",
    "signal": "keep what `signal.signal(…)` gives back, and set it again in `finally` or behind a fixture's `yield`",
    "socket timeout": "keep `socket.getdefaulttimeout()`, and set it again in `finally` or behind a fixture's `yield`",
    "locale": "keep `locale.setlocale(category)`, and set it again in `finally` or behind the `yield` of a fixture",
    "start method": "take `multiprocessing.get_context(…)`, which leaves the default alone",
    "time zone": "call `time.tzset()` once more when TZ has been put back: in a fixture, behind `monkeypatch.undo()`",
    "handlers": "call `removeHandler(…)` in `finally` or behind the `yield` of a fixture, or use caplog",
    "log level": "use `caplog.set_level(…)`, which undoes it when the test ends",
    "logger": 'use `monkeypatch.setattr(logger, "…", …)`, which undoes it when the test ends',
    "loggers": 'add `"disable_existing_loggers": False` to the configuration, and put the handlers back',
}
SAVE = "save what was there, and put it back behind the `yield` of a fixture or in `finally`"
MUTED = {"propagate": False, "disabled": True}


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources, fixtures: Fixtures, plugins: Plugins, modules: Modules, command_line: CommandLine
) -> Iterator[Problem]:
    if command_line.last("--forked"):
        return
    scene = Scene(sources, fixtures, plugins, modules)
    found = (leak for leak in leaks(scene, SETTINGS, ("set",), ("conftest", "plugin")) if is_harmful(leak))
    for group in groups(found, lambda leak: leak.touch.state):
        what, then = SETTINGS[group[0].touch.state]
        yield problem(
            group,
            f"changes {what}",
            f"in all later tests of the process {then}",
            HELP.get(group[0].touch.state, SAVE),
        )


def is_harmful(leak: Leak) -> bool:
    """A logger that hands its records on is as most are; a time zone goes with its variable."""
    value, touch = leak.touch.value, leak.touch
    if touch.state == "time zone":  # environ-not-restored tells of TZ where that stays, too
        own = [each for each in leak.owner.file.touches_in(touch.within) if each.item == "TZ"]
        return not any(each.state == "os.environ" and each.how == "set" for each in own)
    if touch.state == "locale":  # "C" is what Python starts with
        return value is None or value.kind != "constant" or value.value not in ("C", "POSIX")
    if touch.state == "handlers":
        return value is not None and not any(word in str(value.value) for word in ("caplog", "NullHandler"))
    if touch.state == "log level":
        return value is not None and hides(value)
    if leak.touch.state != "logger":
        return True
    return value is not None and value.kind == "constant" and value.value is MUTED[leak.touch.item]


def hides(level: Expr) -> bool:
    """Is it a level at which warnings are no longer logged?"""
    if level.kind == "constant" and isinstance(level.value, int):
        return level.value >= 40
    return str(level.value).rpartition(".")[2].upper() in ("ERROR", "CRITICAL", "FATAL")
