from ports import late, lazy, names, numbers
from ports.names import one
from ports.numbers import Port, name_of


def test_names():
    assert lazy and names and numbers and one and Port and name_of and late is None
