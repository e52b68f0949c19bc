"""Whoever types `pytest --nbval notebooks/` gets the comparison of tests/notebook_regression."""

pytest_plugins = ["notebook_regression"]
