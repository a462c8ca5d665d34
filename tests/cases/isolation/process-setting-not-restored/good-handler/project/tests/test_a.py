import io
import logging


def test_text():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("shop")
    logger.addHandler(handler)
    try:
        logger.warning("sold out")
        assert "sold out" in stream.getvalue()
    finally:
        logger.removeHandler(handler)
