def test_a(client):
    assert client.get("/")


def test_b():
    assert True
