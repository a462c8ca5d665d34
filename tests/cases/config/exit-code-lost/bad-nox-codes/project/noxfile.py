import nox


@nox.session
def tests(session):
    session.install("pytest")
    session.run(
        "python", "-m", "pytest", "tests",
        success_codes=(0, 1, 5),
    )  # fmt: skip
