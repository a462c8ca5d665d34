"""Which calls and names reach state that the whole process shares."""

from __future__ import annotations

from doctor.facts.sources.registered import METHODS

# The called name → state, how. What the item is, `touching` reads from the arguments.
CALLS = {
    "os.environ.setdefault": ("os.environ", "default"),
    "os.environ.pop": ("os.environ", "remove"),
    "os.environ.__setitem__": ("os.environ", "set"),
    "os.environ.__delitem__": ("os.environ", "remove"),
    "os.environ.update": ("os.environ", "update"),
    "os.environ.clear": ("os.environ", "all"),
    "sys.modules.setdefault": ("sys.modules", "default"),
    "sys.modules.pop": ("sys.modules", "remove"),
    "sys.modules.__setitem__": ("sys.modules", "set"),
    "sys.modules.update": ("sys.modules", "update"),
    "sys.modules.clear": ("sys.modules", "all"),
}
# The same for what has no items.
WHOLE = {
    "os.chdir": ("os.getcwd", "set"),
    "os.fchdir": ("os.getcwd", "set"),
    "sys.path.insert": ("sys.path", "add"),
    "sys.path.append": ("sys.path", "add"),
    "sys.path.extend": ("sys.path", "add"),
    "sys.path.__iadd__": ("sys.path", "add"),
    "site.addsitedir": ("sys.path", "add"),
    "sys.path.remove": ("sys.path", "remove"),
    "sys.path.pop": ("sys.path", "remove"),
    "sys.path.clear": ("sys.path", "all"),
    "locale.setlocale": ("locale", "set"),
    "time.tzset": ("time zone", "set"),
    "logging.disable": ("logging.disable", "set"),
    "signal.signal": ("signal", "set"),
    "asyncio.set_event_loop_policy": ("event loop policy", "set"),
    "socket.setdefaulttimeout": ("socket timeout", "set"),
    "sys.setrecursionlimit": ("recursion limit", "set"),
    "gc.disable": ("garbage collection", "set"),
    "gc.enable": ("garbage collection", "remove"),
    "os.umask": ("umask", "set"),
    "decimal.setcontext": ("decimal context", "set"),
    "numpy.seterr": ("numpy's error handling", "set"),
    "sys.settrace": ("trace function", "set"),
    "multiprocessing.set_start_method": ("start method", "set"),
    "django.utils.translation.activate": ("translation", "set"),
    "django.utils.translation.deactivate": ("translation", "remove"),
    "django.utils.translation.deactivate_all": ("translation", "remove"),
    "django.utils.timezone.activate": ("current time zone", "set"),
    "django.utils.timezone.deactivate": ("current time zone", "remove"),
    "sys.setswitchinterval": ("switch interval", "set"),
    "sys.set_int_max_str_digits": ("length of numbers", "set"),
    "gc.set_threshold": ("garbage collection", "set"),
    "logging.captureWarnings": ("captured warnings", "set"),
    "logging.setLoggerClass": ("logger class", "set"),
    "logging.setLogRecordFactory": ("log records", "set"),
    "numpy.set_printoptions": ("numpy's print options", "set"),
    "pandas.set_option": ("pandas' options", "set"),
    "pandas.reset_option": ("pandas' options", "remove"),
    "torch.set_default_dtype": ("torch's default type", "set"),
    "torch.set_default_device": ("torch's default device", "set"),
    "torch.set_default_tensor_type": ("torch's default type", "set"),
    "torch.use_deterministic_algorithms": ("torch's algorithms", "set"),
    "torch.multiprocessing.set_start_method": ("start method", "set"),
    "jax.config.update": ("jax's configuration", "set"),
    "tensorflow.config.run_functions_eagerly": ("eager functions", "set"),
    "keras.backend.set_floatx": ("keras' floats", "set"),
    "tensorflow.keras.backend.set_floatx": ("keras' floats", "set"),
    "matplotlib.rc": ("matplotlib's settings", "set"),
    "matplotlib.pyplot.rc": ("matplotlib's settings", "set"),
    "matplotlib.style.use": ("matplotlib's settings", "set"),
    "matplotlib.pyplot.style.use": ("matplotlib's settings", "set"),
    "matplotlib.rcdefaults": ("matplotlib's settings", "remove"),
    "matplotlib.pyplot.rcdefaults": ("matplotlib's settings", "remove"),
    "sklearn.set_config": ("scikit-learn's configuration", "set"),
    "structlog.configure": ("structlog's configuration", "set"),
    "structlog.reset_defaults": ("structlog's configuration", "remove"),
    "requests_cache.install_cache": ("cache of requests", "set"),
    "requests_cache.uninstall_cache": ("cache of requests", "remove"),
    "resource.setrlimit": ("resource limits", "set"),
    "urllib.request.install_opener": ("opener of urllib", "set"),
    "sqlite3.register_adapter": ("adapters of sqlite3", "set"),
    "sqlite3.register_converter": ("adapters of sqlite3", "set"),
    "boto3.setup_default_session": ("boto3's default session", "set"),
}
# What sets where it is called, and puts back where it is entered.
EITHER = {
    "torch.set_grad_enabled": "torch's gradients",
    "xarray.set_options": "xarray's options",
    "dask.config.set": "dask's configuration",
}
# Modules that tests name in each second line: their functions are looked for by their own names.
NAMED_OFTEN = frozenset({"numpy", "pandas", "torch", "matplotlib", "jax", "tensorflow", "keras", "xarray", "dask"})
# What switches off all loggers that are there, unless it is told not to.
LOGGING = ("logging.config.dictConfig", "logging.config.fileConfig")
KEEPING = "disable_existing_loggers"
# Attributes of loggers that keep records from `caplog`.
OF_LOGGERS = ("propagate", "disabled")
# Methods that change a list, set or dictionary.
CHANGES = {
    **dict.fromkeys(("update", "append", "add", "extend", "insert", "__setitem__"), "add"),
    **dict.fromkeys(("pop", "popitem", "remove", "discard", "__delitem__"), "remove"),
    "clear": "all",
}
OF_LISTS = frozenset({"append", "extend", "insert", "remove"})
# Methods of monkeypatch, whatever it is called: state, position of the item.
PATCHED = {
    "setenv": ("os.environ", 0),
    "delenv": ("os.environ", 0),
    "chdir": ("os.getcwd", None),
    "syspath_prepend": ("sys.path", None),
}
# What is entered by `with` or called, and puts back the state when it ends.
CONTEXTS = {
    "contextlib.chdir": "os.getcwd",
    "as_cwd": "os.getcwd",
    "isolated_filesystem": "os.getcwd",
    "change_cwd": "os.getcwd",
    "temp_cwd": "os.getcwd",
    "EnvironmentVarGuard": "os.environ",
    "DirsOnSysPath": "sys.path",
    "modules": "sys.modules",  # of pytest-celery's `patching`
    "redirect_stdout": "attribute",
    "redirect_stderr": "attribute",
    "decimal.localcontext": "decimal context",
    "numpy.errstate": "numpy's error handling",
    "numpy.printoptions": "numpy's print options",
    "pandas.option_context": "pandas' options",
    "sklearn.config_context": "scikit-learn's configuration",
    "django.utils.translation.override": "translation",
    "django.utils.timezone.override": "current time zone",
}
# What enters a context that is left later.
ENTERING = frozenset(
    {"enter_context", "enter_async_context", "enterContext", "enterClassContext", "enterModuleContext"}
)
MAPPINGS = ("os.environ", "sys.modules")
# What holds the settings of an application or a library.
CONFIGURATIONS = frozenset({"config", "conf", "rcParams"})
LATER = frozenset(
    "addfinalizer addCleanup addClassCleanup addModuleCleanup addAsyncCleanup callback doModuleCleanups".split()  # noqa: SIM905
)
# Where a function's last calls may put things back that we do not see.
TEARDOWNS = frozenset(
    """tearDown tearDownClass tearDownModule asyncTearDown teardown teardown_method teardown_class teardown_module
    teardown_function pytest_runtest_teardown pytest_unconfigure pytest_sessionfinish""".split()  # noqa: SIM905
)
RESTORING = (
    "env", "restore", "reset", "revert", "undo", "clean", "clear", "teardown", "tear_down", "stop", "roll", "patch",
    "path", "cwd", "dir", "module", "exit", "close", "super", "back", "remove", "delete", "update", "set",
)  # fmt: skip
# Methods of test cases that change something for the time of the test (`self.replaceSysPath(…)`).
GUARDING = (
    "environ",
    "setenv",
    "env_var",
    "envvar",
    "syspath",
    "sys_path",
    "sysmodules",
    "sys_modules",
    "chdir",
    "cwd",
    "pyfakefs",
)
# What makes or removes a file whose path is a constant: position of the path.
FILES = {
    "open": 0,
    "io.open": 0,
    "os.mkdir": 0,
    "os.makedirs": 0,
    "os.remove": 0,
    "os.unlink": 0,
    "os.rmdir": 0,
    "shutil.rmtree": 0,
    "sqlite3.connect": 0,
    "shelve.open": 0,
    "dbm.open": 0,
    "zipfile.ZipFile": 0,
    "tarfile.open": 0,
    "logging.FileHandler": 0,
    "shutil.copy": 1,
    "shutil.copyfile": 1,
    "shutil.move": 1,
    "os.replace": 1,
    "os.rename": 1,
}
OF_PATHS = ("write_text", "write_bytes", "open", "touch", "mkdir", "unlink", "rmdir")  # methods of paths
FILE_HOWS = {
    "mkdir": "default",
    "makedirs": "default",
    "touch": "default",
    "remove": "remove",
    "unlink": "remove",
    "rmdir": "remove",
    "rmtree": "remove",
}
ENDS = frozenset(
    name.rpartition(".")[2]
    for name in (
        *CALLS,
        *WHOLE,
        *EITHER,
        *PATCHED,
        *CONTEXTS,
        *LATER,
        *FILES,
        *OF_PATHS,
        *LOGGING,
        *CHANGES,
        *METHODS,
        *ENTERING,
        "__init__",
        "setattr",
        "delattr",
        "setitem",
        "delitem",
        "patch",
        "dict",
        "object",
        "context",
        "assertNotIn",
        "assertIsNone",
        "setLevel",
        "addHandler",
        "removeHandler",
    )
)
