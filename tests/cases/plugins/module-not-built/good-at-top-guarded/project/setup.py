from setuptools import Extension, setup

setup(name="shop", ext_modules=[Extension("_native", ["native.c"])])
