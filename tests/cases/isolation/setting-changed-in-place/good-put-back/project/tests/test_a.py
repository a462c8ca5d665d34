import copy


def test_new(settings):
    settings.RATES = {**settings.RATES, "USD": 2}
    assert settings.RATES["USD"] == 2


def test_copied(settings):
    settings.RATES = copy.deepcopy(settings.RATES)
    settings.RATES["USD"] = 2
    assert len(settings.RATES) == 2


def test_monkeypatched(settings, monkeypatch):
    monkeypatch.setitem(settings.RATES, "USD", 2)
    assert len(settings.RATES) == 2


def test_tuple(settings):
    settings.TUPLE += ("b",)
    assert settings.TUPLE == ("a", "b")


def test_taken_out(settings):
    settings.PATHS.append("z")
    assert len(settings.PATHS) == 2
    settings.PATHS.remove("z")


def test_tried(settings):
    try:
        settings.RATES["USD"] = 2
        assert len(settings.RATES) == 2
    finally:
        settings.RATES.pop("USD")


def test_more(more, settings):
    assert settings.PATHS == ["a", "b"]


def test_read(settings):
    paths = list(settings.PATHS)
    paths.append("c")
    assert settings.PATHS[0] == "a"


def test_defaults(settings):
    assert settings.RATES == {"EUR": 1}
    assert settings.PATHS == ["a"]


def test_at_least(settings):
    settings.RATES.setdefault("EUR", 2)
    assert settings.RATES == {"EUR": 1}


def test_own_steps(settings):
    settings.STEPS += ["second"]
    settings.STEPS.append("third")
    assert len(settings.STEPS) == 3
