import decimal
import logging
import logging.config
import os

import pytest

import billing

LOGGING = {"version": 1, "disable_existing_loggers": False}


@pytest.fixture
def quiet():
    log = logging.getLogger("billing")
    before = log.propagate
    log.propagate = False
    yield log
    log.propagate = before


@pytest.fixture
def heard():
    billing.logger.propagate = True
    return billing.logger


def test_quiet(quiet):
    billing.send("A-1")


def test_heard(heard, caplog):
    billing.send("A-1")
    assert caplog.records


def test_patched(monkeypatch):
    monkeypatch.setattr(logging.getLogger("billing"), "propagate", False)
    monkeypatch.setattr(billing.logger, "disabled", True)
    billing.send("A-2")


def test_switched_back():
    billing.logger.disabled = True
    try:
        billing.send("A-2")
    finally:
        billing.logger.disabled = False


def test_own_logger():
    class Logger:
        disabled = False

    own = Logger()
    own.disabled = True
    assert own.disabled


def test_configured():
    logging.config.dictConfig({"version": 1, "disable_existing_loggers": False})
    logging.config.dictConfig({"version": 1, "incremental": True})
    logging.config.dictConfig(LOGGING)
    logging.config.dictConfig({**LOGGING, "version": 1})


def test_refused():
    with pytest.raises(ValueError):
        logging.config.dictConfig({"version": 2})


def test_rounded():
    with decimal.localcontext() as context:
        context.prec = 4
        assert str(decimal.Decimal(1) / 3) == "0.3333"


def test_private(tmp_path):
    before = os.umask(0o077)
    try:
        (tmp_path / "key").write_text("")
    finally:
        os.umask(before)
