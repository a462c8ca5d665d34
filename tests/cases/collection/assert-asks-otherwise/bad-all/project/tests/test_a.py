def test_both():
    payload = {"name": "ann"}
    assert "id" and "name" in payload
    assert "a" and "b" and "name" in payload, "said"
    assert "name" and "id" not in payload


def test_found(capsys):
    print("working")
    captured = capsys.readouterr()
    assert captured.out.find("Done")
    assert str(captured.err).find("x")
    assert captured.out.lower().rfind("done")


class TestRoles:
    def test_one(self):
        role = ""
        assert role in ("admin")
        assert role.strip() in ( 'root' ), "said"
