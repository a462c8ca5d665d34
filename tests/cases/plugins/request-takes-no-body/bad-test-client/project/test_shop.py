from starlette.testclient import TestClient as Client

from shop import app

client = Client(app)


def test_fixture(http):
    response = http.delete("/cart", json=[1, 2])
    assert response.json() == [1, 2]


class TestCart:
    def test_module(self):
        assert client.delete(
            "/cart",
            json=[3],
        ).json() == [3]

    def test_local(self):
        with Client(app) as own:
            assert own.get(url="/search", content=b"pen").json() == "pen"

    def test_on_the_spot(self):
        assert Client(app).request("DELETE", "/cart", json=[]).json() == []


def test_data():
    own = Client(app)
    assert own.get("/search", headers={}, data={"q": "pen"}).json() == "q=pen"
