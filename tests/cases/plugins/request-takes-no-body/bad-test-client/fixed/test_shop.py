from starlette.testclient import TestClient as Client

from shop import app

client = Client(app)


def test_fixture(http):
    response = http.request("DELETE", "/cart", json=[1, 2])
    assert response.json() == [1, 2]


class TestCart:
    def test_module(self):
        assert client.request("DELETE", 
            "/cart",
            json=[3],
        ).json() == [3]

    def test_local(self):
        with Client(app) as own:
            assert own.request("GET", url="/search", content=b"pen").json() == "pen"

    def test_on_the_spot(self):
        assert Client(app).request("DELETE", "/cart", json=[]).json() == []


def test_data():
    own = Client(app)
    assert own.request("GET", "/search", headers={}, data={"q": "pen"}).json() == "q=pen"
