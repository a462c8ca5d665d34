import sphinx_rtd_theme

project = 'shop'
