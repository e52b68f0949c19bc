"""`python -m course_grader ps03`"""

import sys

if __name__ == "__main__":  # the worker processes import this module, too, and need nothing of what the command needs
    from course_grader.command import main

    sys.exit(main())
