def test_both():
    payload = {"name": "ann"}
    assert 'id' in payload and 'name' in payload
    assert 'a' in payload and 'b' in payload and 'name' in payload, "said"
    assert 'name' not in payload and 'id' not in payload


def test_found(capsys):
    print("working")
    captured = capsys.readouterr()
    assert 'Done' in captured.out
    assert 'x' in str(captured.err)
    assert 'done' in captured.out.lower()


class TestRoles:
    def test_one(self):
        role = ""
        assert role in ("admin",)
        assert role.strip() in ( 'root', ), "said"
