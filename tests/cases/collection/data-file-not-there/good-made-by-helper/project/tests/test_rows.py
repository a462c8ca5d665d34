from pathlib import Path

ROWS = Path(__file__).parent / "samples" / "rows.csv"


def test_rows():
    assert ROWS.read_text().splitlines() == ["a,b", "1,2"]
