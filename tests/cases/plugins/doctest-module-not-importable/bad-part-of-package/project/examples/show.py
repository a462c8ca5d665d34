import sphinx.util.console

sphinx.util.console.nocolor()
