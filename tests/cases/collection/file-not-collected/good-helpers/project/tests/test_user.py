from base_tests import TestShared as Shared
from testutils import testdata as data


class TestAnn(Shared):
    name = "ann"


def test_data():
    assert data("a") == "a.json"
