from pathlib import Path


def test_made():
    assert (Path(__file__).parent / "made.csv").read_text() == "a"
