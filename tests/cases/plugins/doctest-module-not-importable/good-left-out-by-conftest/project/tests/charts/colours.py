import sphinx_rtd_theme

THEME = sphinx_rtd_theme.__name__
