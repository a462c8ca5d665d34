import os

import nox

COV = ["--cov=shop"]
MORE = ["-q"]
MORE.append("--cov=shop")
SOME = ["--cov=shop"] if os.environ.get("COV") else []
QUIET = ["-q", "--color=yes"]
ARGS = ["-n", "2"]


@nox.session
def tests(session):
    session.install("pytest", "pytest-cov")
    session.run("pytest", *COV, *session.posargs)


@nox.session
def more(session):
    session.install("pytest")
    session.run("pytest", *MORE, *SOME, *QUIET)


@nox.session
@nox.parametrize("ARGS", [[]])
def given(session, ARGS):
    session.install("pytest")
    session.run("pytest", *ARGS)


@nox.session
def local(session):
    args = ["--cov=shop"]
    if not session.interactive:
        args = []
    session.install("pytest")
    session.run("pytest", *args)
