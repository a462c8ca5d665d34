import net


def test_network(network):
    assert net.get() == "ok"


def test_quiet(quiet):
    assert net.get() == "ok"


def test_settings(settings):
    assert net.SETTINGS["retries"] == 0
