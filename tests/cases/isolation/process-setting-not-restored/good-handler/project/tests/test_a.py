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


def test_own_logger():
    logger = logging.getLogger("test_own")
    logger.addHandler(logging.StreamHandler(io.StringIO()))
    logger.setLevel(logging.CRITICAL)
    assert logger.handlers


def test_all_put_back():
    saved = list(logging.root.handlers)
    logging.root.addHandler(logging.StreamHandler(io.StringIO()))
    try:
        logging.warning("sold out")
    finally:
        logging.root.handlers = saved
