from cli import app as program
