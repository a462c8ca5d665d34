import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--size", default=3)
args = parser.parse_args([])
known, rest = parser.parse_known_args()


def test_one():
    assert args.size == 3
