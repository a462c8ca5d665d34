import nox


@nox.session(python=["3.11", "3.12"])
def tests(session):
    session.install("pytest-cov", "pytest", "requests")
    session.install(".")
    session.run("pytest", *session.posargs)


@nox.session
def coverage(session):
    session.install("pytest", "pytest-cov")
    session.run("pytest", "--cov-append")
