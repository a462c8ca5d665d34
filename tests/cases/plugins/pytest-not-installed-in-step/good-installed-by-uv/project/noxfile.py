import nox


@nox.session
def oldest(session: nox.Session) -> None:
    session.install("uv")
    group = "dev"
    session.run(
        "uv", "pip", "install", ".", "--group", group, "--resolution=lowest-direct"
    )
    session.run("pytest", "-m", "not ui")
