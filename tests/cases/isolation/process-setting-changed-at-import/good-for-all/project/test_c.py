import logging

logging.disable(logging.CRITICAL)


def teardown_module():
    logging.disable(logging.NOTSET)


import locale

locale.setlocale(locale.LC_ALL, "C")


def test_quiet():
    logging.warning("nobody hears it")
