from setuptools import Extension, setup

setup(name="shop", ext_modules=[Extension("shop._speed", ["shop/_speed.c"])])
