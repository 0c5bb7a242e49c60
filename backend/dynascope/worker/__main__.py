"""`python -m dynascope.worker`."""

import sys

from dynascope.worker.main import main

if __name__ == "__main__":
    sys.exit(main())
