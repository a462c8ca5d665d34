def test_list():
    found_tags = set("north east south west up down left right".split())
    assert list(found_tags) == ["down", "east", "left", "north", "right", "south", "up", "west"]
