"""What can be asked of a decision: who can stop it, who can pass it, with which witness."""
