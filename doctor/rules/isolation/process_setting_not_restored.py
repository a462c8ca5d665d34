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
from doctor.rules.registry import rule

SETTINGS = {
    "locale": ("the locale (locale.setlocale)", "numbers, dates and sorted text come out otherwise"),
    "logging.disable": ("what logging.disable shuts off", "log records are missing, also from caplog"),
    "signal": ("a signal handler (signal.signal)", "signals are handled by what the test has left"),
    "event loop policy": ("the event loop policy (asyncio.set_event_loop_policy)", "event loops are of another kind"),
    "time zone": ("the time zone (time.tzset)", "local times come out otherwise"),
    "socket timeout": ("the default timeout of sockets (socket.setdefaulttimeout)", "sockets give up at another time"),
    "recursion limit": ("the recursion limit (sys.setrecursionlimit)", "deep recursion ends elsewhere"),
    "garbage collection": ("whether garbage is collected (gc)", "what refers to itself is never freed"),
    "umask": ("the umask (os.umask)", "files and folders get other permissions"),
    "decimal context": ("the decimal context (decimal.getcontext())", "decimals are rounded otherwise"),
    "numpy's error handling": ("numpy's error handling", "other operations of numpy raise"),
    "numpy's print options": ("how numpy prints arrays", "arrays are printed otherwise"),
    "pandas' options": ("pandas' options", "pandas prints or computes otherwise"),
    "torch's default type": ("torch's default type", "tensors are of another type"),
    "torch's default device": ("torch's default device", "tensors are made elsewhere"),
    "torch's algorithms": ("which algorithms torch may use", "other operations of torch raise"),
    "torch's gradients": ("whether torch computes gradients", "gradients are missing"),
    "jax's configuration": ("jax's configuration", "jax computes otherwise"),
    "eager functions": ("whether TensorFlow runs functions eagerly", "functions run otherwise"),
    "keras' floats": ("the type of keras' floats", "numbers are of another type"),
    "matplotlib's settings": ("matplotlib's settings", "figures are drawn otherwise"),
    "scikit-learn's configuration": ("scikit-learn's configuration", "scikit-learn works otherwise"),
    "xarray's options": ("xarray's options", "xarray works otherwise"),
    "dask's configuration": ("dask's configuration", "dask works otherwise"),
    "structlog's configuration": ("structlog's configuration", "log records are made otherwise, or are missing"),
    "cache of requests": ("requests, and lets a cache answer", "answers come from the cache of this test"),
    "resource limits": ("what the process may use (resource.setrlimit)", "files, memory or time run out earlier"),
    "opener of urllib": ("what urllib.request opens (install_opener)", "requests go another way"),
    "adapters of sqlite3": ("how sqlite3 keeps values (register_adapter)", "values are kept that were refused"),
    "boto3's default session": ("boto3's default session", "clients are made with what the test has set"),
    "switch interval": (
        "how often threads take turns (sys.setswitchinterval)",
        "threads run otherwise, and slower or later",
    ),
    "length of numbers": (
        "how long numbers may be (sys.set_int_max_str_digits)",
        "other numbers raise when they become text",
    ),
    "captured warnings": ("whether warnings are logged", "warnings are not where `pytest.warns` looks"),
    "logger class": ("the class of loggers", "loggers are of another class"),
    "log records": ("how log records are made", "log records hold other things"),
    "handlers": ("the handlers of a logger", "records are handled once more by the one that it has added"),
    "log level": ("the level of a logger", "log records are missing, also from caplog"),
    "trace function": ("the trace function (sys.settrace)", "coverage.py measures nothing"),
    "start method": (
        "how multiprocessing starts processes (set_start_method)",
        "processes start otherwise",
    ),
    "translation": ("Django's language (translation.activate)", "texts come out in another language"),
    "current time zone": ("Django's current time zone (timezone.activate)", "times come out otherwise"),
    "logger": ("whether a logger hands its records on", "its records are missing from caplog"),
    "loggers": (
        "the logging (logging.config.dictConfig, fileConfig), and switches off all loggers that are there,",
        "their records are missing from caplog",
    ),
}
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
        own = [each for each in leak.owner.file.touches if each.within == touch.within and each.item == "TZ"]
        return not any(each.state == "os.environ" and each.how == "set" for each in own)
    if touch.state in ("handlers", "log level") and "test" in touch.item.lower():
        return False  # no other test has this logger
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
