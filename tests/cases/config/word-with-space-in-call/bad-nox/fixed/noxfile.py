import nox


@nox.session
def tests(session):
    session.install("pytest", "pytest-xdist")
    session.run("pytest", "-nauto", "--durations=5", *session.posargs)
