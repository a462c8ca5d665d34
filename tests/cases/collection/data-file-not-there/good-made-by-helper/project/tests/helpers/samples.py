from pathlib import Path

ROWS = Path(__file__).parent.parent / "samples" / "rows.csv"


def make_sample_files():
    ROWS.parent.mkdir(exist_ok=True)
    ROWS.write_text("a,b\n1,2\n")
