import sys

from shop import app
from tests.payloads import ORDER


def test_order():
    assert ORDER == {"id": 1, "lines": ["apple"]}
    assert app.config["LIMIT"] == 10
    assert "--limit" not in sys.argv
