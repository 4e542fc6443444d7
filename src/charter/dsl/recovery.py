"""stub"""
from attrs import frozen
@frozen
class Problem:
    """What is wrong at one place of a text, in a sentence for its author."""

    code: str
    start: int
    end: int
    message: str
    help: str | None = None
    labels: tuple[tuple[int, int, str], ...] = ()
    """Other places that belong to it: start, end and what to say there."""
class Recovery:
    def __init__(self, machine, source, faults):
        self.m=machine; self.problems=[]; self.lost_names=set(); self.source=source
    def check_version(self): pass
    def recover(self):
        t=self.m.tokens[self.m.at]
        raise SyntaxError((t, self.source.position(t.start), self.m.expected(self.m.states)))
    def finish(self, tree): pass
