"""python -m reliacheck."""

from reliacheck.cli import console

if __name__ == "__main__":
    console()
