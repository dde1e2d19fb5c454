"""`python -m pii_sweep` is `pii-sweep`."""

from pii_sweep.cli import main

if __name__ == "__main__":
    main()
