import builders


def test_rebuild():
    assert builders.build("bob")["name"] == "bob"
