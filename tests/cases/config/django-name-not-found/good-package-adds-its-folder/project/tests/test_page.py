def test_page(client):
    assert client.get("/").status_code == 404
