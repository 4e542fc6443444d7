"""What the tests of all folders share lies beside this file: `strategies` makes charters from the grammar."""

import os

# Tests see what is computed, not what an earlier run has kept, and leave nothing in the user's folders.
os.environ["CHARTER_CACHE_DIR"] = ""
