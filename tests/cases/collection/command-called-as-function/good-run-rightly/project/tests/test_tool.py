from click.testing import CliRunner

from shop.tool import cli, count, main


def test_invoked():
    assert CliRunner().invoke(count, ["--rows", "3"]).output == "3 rows\n"


def test_callback(capsys):
    count.callback(rows=3)
    assert capsys.readouterr().out == "3 rows\n"


def test_main():
    main()
    assert main(["a"]) == ["a"]


def test_own():
    cli([])
    words = cli(["--"])
    assert words is None
