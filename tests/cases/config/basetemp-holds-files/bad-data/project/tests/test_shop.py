from pathlib import Path


def test_write(tmp_path):
    (tmp_path / 'a').write_text('x')


def test_read():
    assert (Path(__file__).parent / 'data' / 'order.json').exists()
