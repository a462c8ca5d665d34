import click
import typer

app = typer.Typer()


@app.command()
def hello(name: str):
    typer.echo(f"hello {name}")


@app.command()
def bye(name: str):
    typer.echo(f"bye {name}")


@click.command()
@click.argument("name")
def greet(name):
    click.echo(f"hello {name}")
