"""Where the command starts: `brief`, or `python -m brief`.

An interrupt while the rest is still being imported ends as quietly as one later on.
"""

import sys

__all__ = ["main"]

_INTERRUPTED = 130  # as the shell reports SIGINT


def main() -> None:
    """Run the command line and leave the process with its exit status."""
    try:
        from brief.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("brief: interrupted\n")
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
