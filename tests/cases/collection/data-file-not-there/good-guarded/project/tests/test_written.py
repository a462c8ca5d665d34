from pathlib import Path

LOG = Path(__file__).parent / "log.csv"


def test_written():
    LOG.write_text("a")
    assert LOG.read_text() == "a"
    LOG.unlink()
