from yaml.parser import Parser


def test_b():
    assert Parser
