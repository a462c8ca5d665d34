import io
import logging


def test_text():
    stream = io.StringIO()
    logging.getLogger("shop").addHandler(logging.StreamHandler(stream))
    logging.getLogger("shop").warning("sold out")
    assert "sold out" in stream.getvalue()
