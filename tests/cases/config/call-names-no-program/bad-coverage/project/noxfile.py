import nox


@nox.session
def tests(session):
    session.install("coverage", "pytest")
    session.run("coverage", "run", "pytest")
