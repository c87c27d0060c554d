"""The commands, one a module, each with a `mount(app)`: arguments in, results out. None decides what a text says.

How an error becomes an exit status is left to `brief.cli`.
"""
