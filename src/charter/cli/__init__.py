"""The command line: one module a command, imported when it is used, and the forms in which findings are shown."""
