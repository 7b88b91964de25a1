"""`python -m prep_command`, where scripts are not in PATH."""
from . import main

main()
