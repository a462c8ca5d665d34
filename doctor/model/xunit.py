"""What pytest and unittest call around tests by its name alone."""

from __future__ import annotations

SETTING_UP = frozenset({"setup_method", "setup_class", "setUp", "setUpClass", "asyncSetUp"})
OF_CLASSES = SETTING_UP | {"teardown_method", "teardown_class", "tearDown", "tearDownClass", "asyncTearDown"}
OF_MODULES = frozenset({
    "setup_module", "setup_function", "teardown_module", "teardown_function", "setUpModule", "tearDownModule",
})  # fmt: skip
