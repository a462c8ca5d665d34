import pytest


def main():
    return pytest.main(["-q", "tests"])


if __name__ == "__main__":
    main()
