import click
import rich_click
import typer
from click import command as program

app = typer.Typer()


@click.command()
@click.option("--rows", default=1)
def count(rows):
    click.echo(f"{rows} rows")


@click.group(invoke_without_command=True)
@click.pass_context
def main(ctx):
    click.echo("none")


@program
def plain():
    click.echo("plain")


@rich_click.command()
@rich_click.argument("name")
def greet(name):
    rich_click.echo(name)


@app.command()
def add(number: int):
    typer.echo(number)
