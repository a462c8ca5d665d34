from press import registry


def test_types():
    assert sorted(registry.TYPES) == ["page", "post"]
