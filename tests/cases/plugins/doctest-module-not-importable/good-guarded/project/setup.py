from Cython.Build import cythonize
