import decimal
import logging
import logging.config
import os

import billing


def test_quiet():
    log = logging.getLogger("billing")
    log.propagate = False
    billing.send("A-1")


def test_muted():
    billing.logger.disabled = True
    billing.send("A-2")


class TestConfig:
    def test_levels(self):
        logging.config.dictConfig({"version": 1, "root": {"level": "ERROR"}})
        assert logging.getLogger().level == logging.ERROR


def test_rounded():
    decimal.getcontext().prec = 4
    assert str(decimal.Decimal(1) / 3) == "0.3333"


def test_private(tmp_path):
    os.umask(0o077)
    (tmp_path / "key").write_text("")
