import os


def test_shop():
    assert os.environ["DSN"] == "host=localhost user=shop"
