from shop import get_settings


def test_host():
    settings = get_settings()
    settings.hosts.append("a")
    assert "a" in settings.hosts
