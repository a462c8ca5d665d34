from app import app


def test_fixture(client):
    response = client.get("/health")
    assert response.json() == {"status": "ok"}


class TestHealth:
    def test_on_the_spot(self, client):
        assert client.get("/health").json()["status"] == "ok"

    def test_own_client(self):
        asking = app.test_client()
        answer = asking.get("/health")
        assert answer.status_code == 200
        assert answer.json()["status"] == "ok"
