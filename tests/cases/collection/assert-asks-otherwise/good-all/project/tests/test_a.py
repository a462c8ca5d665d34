from shop import soup, token


def test_both():
    payload = {"name": "ann", "id": 1}
    assert "id" in payload and "name" in payload
    assert payload and "name" in payload
    assert "name" in payload and "ann"
    word = "name"
    assert word and word in payload


def test_found(capsys):
    assert soup.find("a")
    assert soup.body.find("a")
    assert "x".find("x") == 0
    assert capsys.readouterr().out.find("Done") >= 0
    assert not soup.find("b")


def test_roles():
    role = "admin"
    assert role in ("admin",)
    assert role in ["admin"]
    assert role in "admin"
    assert "min" in ("admin")
    assert role in (
        "admin and "
        "others"
    )
    assert role in str("admin")
    assert role in ("admin" + role)
    assert role in ("admin").lower()


def test_characters():
    for char in token():
        assert char in ("0123456789abcdef")
    assert token()[0] in ("+-*/")
