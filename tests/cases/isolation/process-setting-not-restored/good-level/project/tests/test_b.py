import logging


def test_warns(caplog):
    logging.getLogger("shop").warning("late")
    assert "late" in caplog.text
