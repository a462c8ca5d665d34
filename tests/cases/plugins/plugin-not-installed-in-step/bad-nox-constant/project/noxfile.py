import nox

COV = ["--cov=shop", "--cov-report=xml"]
MANY: tuple[str, ...] = ("-n", "2")
WORKERS = "--numprocesses=4"


@nox.session(python=["3.11", "3.12"])
def tests(session: nox.Session) -> None:
    session.install("pytest", "httpx")
    session.run("pytest", *COV, "-q", *session.posargs)


@nox.session
def many(session):
    session.install("pytest")
    session.run("python", "-m", "pytest", *MANY)


@nox.session
def default(session):
    args = session.posargs or ["--cov", "test_shop.py"]
    session.install("pytest")
    session.run("pytest", *args)


@nox.session
def workers(session):
    session.install("pytest")
    session.run("pytest", WORKERS, *(session.posargs or ["-q"]))
