import typer
from click.testing import CliRunner
from typer.testing import CliRunner as TyperRunner

import pytest
from cli import app, greet

runner = CliRunner()
typer_runner = TyperRunner()


def test_typer():
    assert typer_runner.invoke(app, ["hello", "ann"]).exit_code == 0


def test_click():
    assert runner.invoke(greet, ["ann"]).output == "hello ann\n"


def test_made():
    command = typer.main.get_command(app)
    assert runner.invoke(command, ["hello", "ann"]).exit_code == 0


def test_refused():
    with pytest.raises((AttributeError, KeyError)):
        runner.invoke(app, ["hello", "ann"])
