import unittest

TEXT = "north east south west up down left right"


def words(text):
    return text.split()


def test_list():
    assert list(set(words(TEXT))) == ["down", "east", "left", "north", "right", "south", "up", "west"]


def test_comprehension():
    found = {each for each in words(TEXT)}
    assert [each for each in found] == ["down", "east", "left", "north", "right", "south", "up", "west"]


class TestJoined:
    def test_joined(self):
        left = {"north", "east", "south", "west", "up", "down"}
        assert ", ".join(left | {"left"}) == "north, east, south, west, up, down, left"

    async def read(self):
        return words(TEXT)

    def test_written(self):
        assert (
            "{'north', 'east', 'south', 'west', 'up', 'down', 'left', 'right'}" == str(set(words(TEXT)))
        )


class OldTests(unittest.TestCase):
    def test_tuple(self):
        self.assertEqual(("down", "east", "left", "north", "right", "south", "up", "west"), tuple(frozenset(words(TEXT))))
