import inspect
from importlib.metadata import version

from click.testing import CliRunner


def runner():
    if "mix_stderr" in inspect.signature(CliRunner).parameters:
        return CliRunner(mix_stderr=False)
    return CliRunner()


def other():
    return CliRunner() if version("click") >= "8.2" else CliRunner(mix_stderr=False)


def test_run():
    assert runner() and other()
