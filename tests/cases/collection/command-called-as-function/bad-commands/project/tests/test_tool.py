import sys

from shop import tool
from shop.tool import app as program
from shop.tool import count, greet, main


def test_count(capsys):
    count(["--rows", "3"])
    assert capsys.readouterr().out == "3 rows\n"


def test_main(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["shop"])
    main()
    assert capsys.readouterr().out == "none\n"


class TestGreet:
    def test_greet(self):
        result = greet(
            args=["Ada"],
        )
        assert result is None

    def test_add(self):
        program(["3"])
        assert tool
