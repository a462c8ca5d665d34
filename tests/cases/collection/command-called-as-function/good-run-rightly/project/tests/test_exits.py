import pytest

from shop.tool import count


def test_raises():
    with pytest.raises(SystemExit):
        count(["--rows", "3"])


def test_tried():
    try:
        count(["--rows", "3"])
    except SystemExit as ended:
        assert ended.code == 0


def test_not_alone():
    count(["--rows", "3"], standalone_mode=False)
