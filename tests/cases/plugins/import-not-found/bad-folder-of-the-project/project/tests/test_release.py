from scripts.release import bump


def test_bump():
    assert bump("1.0") == "1.1"
