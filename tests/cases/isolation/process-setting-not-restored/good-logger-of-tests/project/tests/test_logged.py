import io
import logging


def test_written_at_once():
    stream = io.StringIO()
    log = logging.getLogger("test.ledger.lines")
    log.addHandler(logging.StreamHandler(stream))
    log.propagate = False
    log.warning("balance is off")
    assert stream.getvalue() == "balance is off\n"


def test_switched_off():
    logging.getLogger("ledger.tests").disabled = True
    logging.getLogger("ledger.tests").warning("not written")


def test_heard(caplog):
    logging.getLogger("ledger").warning("balance is off")
    assert caplog.messages == ["balance is off"]
