def test_user(client):
    assert client.get("/user").json() == {"name": "nobody"}
