"""`python -m dynascope` is the `dynascope` command."""

from dynascope.cli import main

if __name__ == "__main__":
    main()
