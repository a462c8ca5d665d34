import nox


@nox.session
def tests(session):
    session.install("pytest", "pytest-xdist")
    session.run("pytest", "-n auto", "--durations 5", *session.posargs)
