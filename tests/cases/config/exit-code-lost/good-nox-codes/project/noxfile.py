import nox


@nox.session
def tests(session):
    session.run("pytest", "tests", success_codes=[0, 5])


@nox.session
def lint(session):
    session.run("pylint", "shop", success_codes=[0, 1, 2, 4])


@nox.session
def known(session):
    if session.run("pytest", "tests", success_codes=[0, 1], silent=True):
        session.log("looked at")
