"""Which rule reports what stops pytest while it reads its configuration, so that exactly one does."""

from __future__ import annotations

from doctor.model.config import CommandLine, ConfigError, PytestConfig
from doctor.model.invocation import Invocation

REJECTED = "config-rejected"
BY_WORDS = (
    ("[pytest] section in setup.cfg", "setup-cfg-pytest-section"),
    ("Cannot use both", "both-toml-tables"),
    ("must be under a [pytest] table", "keys-outside-table"),
    ("'minversion' requires", "minversion-unmet"),
    ("Invalid version", "minversion-unmet"),
    ("expects one of '", "config-value-invalid"),
    ("config option '", "config-value-wrong-type"),
    ("must be a single value", "config-value-wrong-type"),
    ("invalid truth value", "config-value-wrong-type"),
    ("while parsing the following warning configuration", ""),  # filterwarnings-malformed and -unimportable read on
    ("No closing quotation", "unbalanced-quote"),
    ("No escaped character", "unbalanced-quote"),
)
VALUE_KINDS = ("TypeError", "ValueError", "AttributeError", "AssertionError")


def reporter(error: ConfigError, config: PytestConfig) -> str:
    """The rule that reports it; "" for what the rules of the topic plugins say."""
    for words, rule in BY_WORDS:
        if words in error.message:
            return rule
    if any(file.error == error for file in config.files):
        return REJECTED if error.kind == "FileNotFoundError" else "config-file-broken"
    if error.kind in ("error", "PatternError"):  # re's, for a filter (up to 8.3)
        return ""
    if is_argparse(error):
        return "" if "unrecognized arguments" in error.message else "option-value-invalid"
    return "config-value-wrong-type" if error.kind in VALUE_KINDS else REJECTED


def is_argparse(error: ConfigError) -> bool:
    return error.message.startswith("usage: ") or "error: argument " in error.message


def of_rule(rule: str, config: PytestConfig) -> ConfigError | None:
    """What stops pytest, if it is this rule that reports it."""
    return config.error if config.error and reporter(config.error, config) == rule else None


def of_argparse(config: PytestConfig, command_line: CommandLine) -> ConfigError | None:
    """argparse's first complaint, other than about options that nobody adds."""
    for error in (config.error, command_line.error):
        if error and is_argparse(error) and "unrecognized arguments" not in error.message:
            return error
    return None


def relative(words: str, invocation: Invocation) -> str:
    """The words with paths as they are from the project on, whatever separates their parts."""
    for separator in "/\\":
        words = words.replace(invocation.project.rstrip(separator) + separator, "")
    return words.strip()


def said(error: ConfigError, invocation: Invocation) -> str:
    """pytest's words, paths relative to the project."""
    words = relative(error.message, invocation)
    if error.message.startswith("usage: "):
        words = words.partition("error: ")[2] or words
    first = words.splitlines()[0] if words else ""
    if error.kind in ("UsageError", ""):
        return f"pytest stops (exit code {error.exit_code}): {first}"
    return f"pytest stops with a traceback (exit code {error.exit_code}): {error.kind}: {first}"
