import nox


@nox.session
def tests(session):
    session.install("pytest", "-e", ".[test]")
    session.run("pytest")


@nox.session
def more(session):
    session.install("pytest", *session.posargs)
    session.run("pytest")
