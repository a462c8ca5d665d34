def test_client(client):
    assert client.headers == {"Accept": "json"}
    assert client.timeout == 5
