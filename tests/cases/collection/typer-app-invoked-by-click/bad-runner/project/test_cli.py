import click.testing
from click.testing import CliRunner

from cli import app
from shell import program

runner = CliRunner()


def test_of_module():
    result = runner.invoke(app, ["hello", "ann"])
    assert result.exit_code == 0


class TestHello:
    def test_of_test(self):
        own = click.testing.CliRunner()
        assert own.invoke(app, ["hello", "ann"]).exit_code == 0

    def test_on_the_spot(self):
        result = CliRunner().invoke(program, ["bye", "ann"], catch_exceptions=False)
        assert "bye" in result.output
