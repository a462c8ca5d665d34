try:
    import sphinx_rtd_theme
except ImportError:
    sphinx_rtd_theme = None
