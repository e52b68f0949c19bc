"""`make feedback A=ps01`: everybody's page made anew, and all of them in a ZIP for a learning-management system."""

import argparse
import os
import sys
import zipfile
from pathlib import Path

from nbgrader.converters import GenerateFeedback, NbGraderException

from course_grader.markbook import Markbook
from course_grader.this_course import Unusable, assignments_of, faults_told, find_assignment, new_converter


def make_pages(converter, assignment):
    """Names of the students whose marks the gradebook holds, after nbgrader has written feedback/STUDENT/ASSIGNMENT/.

    A folder of somebody who was removed from the gradebook is left out; nbgrader itself would end with an error.
    """
    directory = converter.coursedir
    with Markbook(directory.db_url, directory.course_id) as book:
        graded = set(book.students(assignment))
    folders = Path(directory.root, directory.autograded_directory).glob(f"*/{assignment}")
    left = sorted({folder.parent.name for folder in folders} - graded)
    for student in left:
        print(f"{student}: 성적부에 없는 학생이라 페이지를 만들지 않았습니다. 명단에서 뺐다면 폴더도 지우세요.")
    directory.assignment_id, directory.student_id_exclude = assignment, ",".join(left)
    pages = GenerateFeedback(coursedir=directory, parent=converter.parent)
    pages.force = True
    pages.start()
    return sorted(graded)


def pack(directory, assignment, students, folder):
    """Path of the ZIP with STUDENT_NOTEBOOK.html for each page."""
    folder.mkdir(parents=True, exist_ok=True)
    new, target = folder / f".{assignment}.zip", folder / f"{assignment}.zip"
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as packed:
        for student in students:
            place = Path(directory.format_path(directory.feedback_directory, student, assignment))
            for page in sorted(place.glob("*.html")):
                packed.write(page, f"{student}_{page.name}")
    os.replace(new, target)
    return target


def main(given=None):
    parser = argparse.ArgumentParser(
        prog="python -m course_grader.feedback_files", description="학생에게 돌려줄 페이지를 모두 새로 만듭니다."
    )
    parser.add_argument("assignment", help="과제의 이름이나 이름의 앞부분")
    chosen = parser.parse_args(given)
    converter = new_converter()
    directory = converter.coursedir
    try:
        with faults_told():
            name = find_assignment(chosen.assignment, assignments_of(directory))
            students = make_pages(converter, name)
            target = pack(directory, name, students, Path(directory.root, "build", "feedback"))
    except Unusable as reason:
        print(reason)
        return 1
    except NbGraderException:
        print("페이지를 만들지 못한 학생이 있습니다. 위의 까닭을 보고, 채점한 적이 없으면 먼저 채점하세요.")
        return 1
    print(f"{name}: 학생 {len(students)}명의 페이지를 새로 만들었습니다.\n  {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
