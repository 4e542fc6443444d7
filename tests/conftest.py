"""What the tests of all folders share lies beside this file: `strategies` makes charters from the grammar."""
