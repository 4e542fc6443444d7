"""An oracle for what Charter says of votes: it plays every vote of every lawful composition.

It is written from `docs/language.md` alone. Of `src` it uses the reading of a text into the model, and nothing that
works out an answer. `python -m tests.oracle --help` runs it over as many generated charters as are wanted.
"""
