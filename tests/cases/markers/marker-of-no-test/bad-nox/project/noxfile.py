import nox

nox.options.sessions = ["unit"]


@nox.session(python=["3.11"])
def unit(session: nox.Session) -> None:
    session.install("-e", ".", "pytest")
    session.run("pytest", "-m", "unit and not slow", *session.posargs)
