from click.testing import CliRunner


def either():
    try:
        return CliRunner(mix_stderr=False)
    except TypeError:
        return CliRunner()


def test_a():
    assert either()
