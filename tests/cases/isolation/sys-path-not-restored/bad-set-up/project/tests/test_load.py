import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def samples():
    sys.path += [str(Path(__file__).parent / "samples")]


class TestLoad:
    @classmethod
    def setup_class(cls):
        sys.path.append("/opt/shop")

    def test_load(self, samples):
        assert sys.path
