import nox


@nox.session
def tests(session):
    session.install(".", "responses")
    session.run("pytest")
