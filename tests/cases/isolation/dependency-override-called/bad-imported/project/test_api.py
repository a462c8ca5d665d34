def test_name(client):
    assert client.get("/name").json() == "test"
