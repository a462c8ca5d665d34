import sys
from unittest.mock import MagicMock

sys.modules.setdefault("board_of_a_small_computer", MagicMock())

for name in ("board_of_a_small_computer.pins", "board_of_a_small_computer.bus"):
    sys.modules.setdefault(name, MagicMock())


def test_rotate():
    import board_of_a_small_computer

    assert board_of_a_small_computer
