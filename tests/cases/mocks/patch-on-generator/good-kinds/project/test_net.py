import net


def test_network(network):
    assert net.get() == "ok"


def test_answer(answer):
    assert answer == "ok"


def test_numbers(numbers):
    assert numbers() == "ok"
