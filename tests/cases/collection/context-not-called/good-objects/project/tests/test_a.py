import pytest
import respx
from pytest_check import check

NOTHING = pytest.raises(ValueError)
raises = NOTHING


class Shown:
    disabled = NOTHING


def test_called(capsys, monkeypatch, caplog):
    with capsys.disabled(), monkeypatch.context() as m, caplog.at_level("DEBUG"):
        m.setenv("A", "1")


def test_objects():
    with raises:
        int("a")
    with NOTHING, check, respx.mock:
        int("a")


def test_own():
    capsys = Shown()
    with capsys.disabled:
        int("a")


@pytest.mark.parametrize("context", [NOTHING])
def test_given(context):
    with context:
        int("a")


def test_refused(capsys):
    with pytest.raises((AttributeError, TypeError)):
        with capsys.disabled:
            int("1")


@pytest.mark.xfail
def test_expected_to_fail(capsys):
    with capsys.disabled:
        int("1")
