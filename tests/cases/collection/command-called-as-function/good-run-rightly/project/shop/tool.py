import click


@click.command()
@click.option("--rows", default=1)
def count(rows):
    click.echo(f"{rows} rows")


def main(words=()):
    return list(words)


def own_decorator(command):
    return lambda words: command(words, standalone_mode=False)


@own_decorator
@click.command()
def cli():
    click.echo("cli")
