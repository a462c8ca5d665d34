import unittest

import pytest
from fastapi.testclient import TestClient

from shop import app


class OwnClient(TestClient):
    def delete(self, url, **more):
        return self.request("DELETE", url, **more)


@pytest.mark.xfail(raises=TypeError, strict=True)
def test_expected():
    assert TestClient(app).delete("/cart", json=[1]).json() == [1]


@pytest.mark.skip(reason="later")
def test_skipped():
    assert TestClient(app).delete("/cart", json=[1]).json() == [1]


@unittest.skip("later")
class TestCart(unittest.TestCase):
    def test_skipped(self):
        assert TestClient(app).delete("/cart", json=[1]).json() == [1]


def test_other_in_loop():
    client = TestClient(app)
    assert client.get("/cart").status_code == 405
    for client in (OwnClient(app), OwnClient(app)):
        assert client.delete("/cart", json=[1]).json() == [1]
