"""pytest's own configuration keys, as far as versions differ."""

from __future__ import annotations

ALWAYS = ("addopts", "minversion", "required_plugins", "pythonpath", "testpaths")
SINCE = {
    "8.0": ("verbosity_assertions",),
    "8.1": ("consider_namespace_packages", "log_file_mode", "verbosity_test_cases"),
    "8.4": ("collect_imported_tests", "truncation_limit_chars", "truncation_limit_lines"),
    "9.0": (
        "faulthandler_exit_on_timeout",
        "strict",
        "strict_config",
        "strict_markers",
        "strict_parametrization_ids",
        "strict_xfail",
        "verbosity_subtests",
    ),
    "9.1": ("assertion_text_diff_style", "max_warnings"),
    "9.2": ("parametrize_long_str_id_strategy",),
}


def since(name: str) -> str:
    """The first version that has the key, "" if 7.4 has it, or if it is none of pytest's."""
    return next((version for version, names in SINCE.items() if name in names), "")
