"""From text to a syntax tree: source, lexer, automaton, recovery."""
