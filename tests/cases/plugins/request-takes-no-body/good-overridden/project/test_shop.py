def test_deleted(client):
    assert client.delete("/cart", json=[1]).status_code == 404
