import domino

from games.domino.domino import tiles


def test_tiles():
    assert len(domino.Set()) == tiles()
