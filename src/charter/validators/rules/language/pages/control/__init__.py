"""What is said of allowances, and of faults inside."""
