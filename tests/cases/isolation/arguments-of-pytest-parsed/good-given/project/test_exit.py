import pytest

from cli import run


def test_exit():
    with pytest.raises(SystemExit):
        run()
