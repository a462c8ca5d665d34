import sys

import pytest

if sys.platform == "win32":

    @pytest.mark.parametrize("drive", ["C:"])
    def test_drive(drive):
        assert drive

else:

    @pytest.mark.parametrize("drive", ["/"])
    def test_drive(drive):
        assert drive


@pytest.mark.parametrize("size", [1, 2])
class TestSize:
    @pytest.mark.parametrize("unit", ["m"])
    def test_both(self, size, unit):
        assert size and unit


class TestOther:
    @pytest.mark.parametrize("size", [1, 2])
    def test_one(self, size):
        assert size > 0

    @pytest.mark.parametrize("size", [1, 2])
    def test_two(self, size):
        assert size > 0
