"""`python -m dynascope.worker`."""

import sys

from dynascope.worker.termination import Termination

if __name__ == "__main__":
    # NumPy starts threads when it is imported, and SIGTERM would go to one of them.
    termination = Termination()
    from dynascope.worker.main import main

    sys.exit(main(termination))
