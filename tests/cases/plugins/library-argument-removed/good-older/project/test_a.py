import httpx
from click.testing import CliRunner


def make(app):
    return httpx.AsyncClient(app=app), CliRunner(mix_stderr=False)


def newer(app):
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app)), CliRunner()


def either():
    try:
        return CliRunner(mix_stderr=False)
    except TypeError:
        return CliRunner()
