import nox


@nox.session
def tests(session):
    session.run("pytest", "-m not slow", "-n 4", "--tb", "short")
