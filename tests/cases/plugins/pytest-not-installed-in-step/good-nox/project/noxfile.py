import nox


@nox.session
def tests(session):
    session.install(".[test]", "responses")
    session.run("pytest")
